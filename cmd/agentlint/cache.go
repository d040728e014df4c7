package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/cache"
)

// The environment variables that say as the flags do where the cache is, and that none is wanted.
const (
	cacheDirVariable = "AGENTLINT_CACHE_DIR"
	noCacheVariable  = "AGENTLINT_NO_CACHE"
)

// cacheFlags are the flags that say where what a run works out is kept for the next.
type cacheFlags struct {
	dir        string
	off        bool
	live       *cache.Live // for the next run of this process; nil if there is to be none
	distrusted error       // why there is none on disk, though one is wanted; see distrust
}

func (f *cacheFlags) register(flags *pflag.FlagSet) {
	f.registerDir(flags)
	flags.BoolVar(&f.off, "no-cache", false, "work everything out anew, and keep nothing on disk ($"+noCacheVariable+")")
}

func (f *cacheFlags) registerDir(flags *pflag.FlagSet) {
	flags.StringVar(&f.dir, "cache-dir", "", "`DIR` of the cache; by default $"+cacheDirVariable+" or agentlint in the user's cache directory")
}

// path returns the cache's directory. The error says why there is none.
func (f *cacheFlags) path() (cache.Dir, error) {
	for _, dir := range []string{f.dir, os.Getenv(cacheDirVariable)} {
		if dir != "" {
			abs, err := filepath.Abs(dir)
			return cache.Dir(abs), err
		}
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("there is no directory for a cache; name one with --cache-dir: %w", err)
	}
	return cache.Dir(filepath.Join(dir, "agentlint")), nil
}

// open returns the cache: without a directory if none is wanted or there is no place for one.
func (f *cacheFlags) open(hosts []string) *lint.Cache {
	dir, err := f.path()
	if f.isOff() || f.distrusted != nil || err != nil {
		dir = ""
	}
	world := slices.Concat([]string{os.Getenv("AGENTLINT_PARSER"), fmt.Sprint(hosts)}, hostTexts())
	return &lint.Cache{Dir: dir, Live: f.live, World: world}
}

// isOff reports whether no cache is wanted.
func (f *cacheFlags) isOff() bool { return f.off || os.Getenv(noCacheVariable) != "" }

// hostTexts returns what the project says about hosts, as text.
func hostTexts() (texts []string) {
	folder, err := hostOverrides()
	if err != nil {
		return nil // it was said at the start
	}
	names, _ := fs.Glob(folder, "*") // the pattern is sound
	for _, name := range names {
		text, _ := fs.ReadFile(folder, name) // it was read before, so that it can be
		texts = append(texts, name, string(text))
	}
	return texts
}

func newCache() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "cache",
		Short: "Show where the cache is, or empty it",
		Args:  cobra.NoArgs,
	}
	var f cacheFlags
	f.registerDir(cmd.PersistentFlags())
	cmd.AddCommand(&cobra.Command{
		Use:   "dir",
		Short: "Print the directory of the cache",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			dir, err := f.path()
			if err == nil {
				fmt.Fprintln(cmd.OutOrStdout(), dir)
			}
			return err
		},
	}, &cobra.Command{
		Use:   "clean",
		Short: "Remove all that is in the cache",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			dir, err := f.path()
			if err != nil {
				return err
			}
			freed, err := dir.Clean()
			if err != nil {
				return fmt.Errorf("can't empty the cache: %w", err)
			}
			fmt.Fprintf(cmd.OutOrStdout(), "freed %.1f MB in %s\n", float64(freed)/1e6, dir)
			return nil
		},
	})
	return cmd
}
