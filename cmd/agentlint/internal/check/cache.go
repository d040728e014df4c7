package check

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/pflag"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/known"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/cache"
)

// The environment variables that say as the flags do where the cache is, and that none is wanted.
const (
	CacheDirVariable = "AGENTLINT_CACHE_DIR"
	NoCacheVariable  = "AGENTLINT_NO_CACHE"
)

// CacheFlags are the flags that say where what a run works out is kept for the next.
type CacheFlags struct {
	dir        string
	off        bool
	Live       *cache.Live // for the next run of this process; nil if there is to be none
	distrusted error       // why there is none on disk, though one is wanted; see distrust
}

func (f *CacheFlags) register(flags *pflag.FlagSet) {
	f.RegisterDir(flags)
	flags.BoolVar(&f.off, "no-cache", false, "neither read nor write the cache ($"+NoCacheVariable+")")
}

// RegisterDir adds the flag that names the cache's directory.
func (f *CacheFlags) RegisterDir(flags *pflag.FlagSet) {
	flags.StringVar(&f.dir, "cache-dir", "", "directory `DIR` of the cache; by default $"+CacheDirVariable+" or agentlint in the user's cache directory")
}

// Path returns the cache's directory. The error says why there is none.
func (f *CacheFlags) Path() (cache.Dir, error) {
	for _, dir := range []string{f.dir, os.Getenv(CacheDirVariable)} {
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
func (f *CacheFlags) open(hosts []string) *lint.Cache {
	dir, err := f.Path()
	if f.isOff() || f.distrusted != nil || err != nil {
		dir = ""
	}
	world := slices.Concat([]string{os.Getenv("AGENTLINT_PARSER"), fmt.Sprint(hosts)}, hostTexts())
	return &lint.Cache{Dir: dir, Live: f.Live, World: world}
}

// isOff reports whether no cache is wanted.
func (f *CacheFlags) isOff() bool { return f.off || os.Getenv(NoCacheVariable) != "" }

// hostTexts returns what the project says about hosts, as text.
func hostTexts() (texts []string) {
	folder, err := known.HostOverrides()
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
