// Package caching says where what runs work out is kept for later ones, and whether what is there may be trusted.
package caching

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/pflag"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/known"
	"github.com/agentlint/agentlint/lint/cache"
	"github.com/agentlint/agentlint/lint/request"
)

// The environment variables that say as the flags do where the cache is, and that none is wanted.
const (
	DirVariable = "AGENTLINT_CACHE_DIR"
	OffVariable = "AGENTLINT_NO_CACHE"
)

// Flags are the flags that say where what a run works out is kept for the next.
type Flags struct {
	dir  string
	Off  bool        // nothing is to be kept on disk
	Live *cache.Live // for the next run of this process; nil if there is to be none
}

// Register adds the flags to those of a command.
func (f *Flags) Register(flags *pflag.FlagSet) {
	f.registerDir(flags)
	flags.BoolVar(&f.Off, "no-cache", false, "neither read nor write the cache ($"+OffVariable+")")
}

// registerDir adds the flag that names the cache's directory.
func (f *Flags) registerDir(flags *pflag.FlagSet) {
	flags.StringVar(&f.dir, "cache-dir", "", "directory `DIR` of the cache; by default, $"+DirVariable+" or agentlint in the user's cache directory")
}

// Dir returns the cache's directory. The error says why there is none.
func (f *Flags) Dir() (cache.Dir, error) {
	for _, dir := range []string{f.dir, os.Getenv(DirVariable)} {
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

// Open returns the cache: without a directory if none is wanted, there is no place for one, or it is distrusted, and nil if nothing is
// kept for the next run of this process either. The error says why it is distrusted.
func (f *Flags) Open(ctx context.Context, hosts []string) (opened *request.Cache, distrusted error) {
	distrusted = f.distrust(ctx)
	dir, err := f.Dir()
	if f.isOff() || distrusted != nil || err != nil {
		dir = ""
	}
	if dir == "" && f.Live == nil {
		return nil, distrusted
	}
	return &request.Cache{Dir: dir, Live: f.Live, World: World(hosts)}, distrusted
}

// World is what the results of a run follow from that is neither in its files nor in its settings, for the hosts whose definitions it checks.
func World(hosts []string) []string {
	return slices.Concat([]string{os.Getenv("AGENTLINT_PARSER"), fmt.Sprint(hosts)}, hostTexts())
}

// isOff reports whether no cache is wanted.
func (f *Flags) isOff() bool { return f.Off || os.Getenv(OffVariable) != "" }

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
