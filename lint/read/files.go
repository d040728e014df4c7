// Package read reads what a run looks at: the files of its repository, those that are replaced, and what is around them.
package read

import (
	"cmp"
	"errors"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/agentlint/agentlint/lint/cache"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/regular"
	"github.com/agentlint/agentlint/lint/request"
	"github.com/agentlint/agentlint/lint/tree"
)

// Files are what a run may read. They are safe for concurrent use.
type Files struct {
	Disk     *tree.Tree
	config   *request.Config
	refused  refused
	replaced func() map[string][]string // see findReplaced
}

// New returns what a run may read.
func New(config *request.Config) *Files {
	f := &Files{config: config}
	f.Disk = config.OnDisk().Telling(f.refused.add)
	f.replaced = sync.OnceValue(f.findReplaced)
	return f
}

// Absolute returns the absolute path of a file.
func (f *Files) Absolute(name string) string {
	if path.IsAbs(name) {
		return filepath.FromSlash(name)
	}
	return filepath.Join(f.config.Root, filepath.FromSlash(name))
}

// FromTop returns the path of a file from the top of its repository, wherever the run has started; from the run's root where there is
// none.
func (f *Files) FromTop(name string) string {
	abs := f.Absolute(name)
	top := slash(cmp.Or(tree.Top(filepath.Dir(abs)), f.config.Root))
	return strings.TrimPrefix(strings.TrimPrefix(slash(abs), top), "/")
}

func slash(path string) string { return strings.ReplaceAll(path, `\`, "/") }

// Index returns the index of the file at a path in the run's Files, and whether it is one of them.
func (f *Files) Index(path string) (int, bool) {
	return slices.BinarySearchFunc(f.config.Files, path, func(e discover.Entry, path string) int { return strings.Compare(e.Path, path) })
}

// At returns the file at a path, which need not be one of the run.
func (f *Files) At(path string) discover.Entry {
	if i, named := f.Index(path); named {
		return f.config.Files[i]
	}
	return discover.Entry{Path: path, Abs: f.Absolute(path)}
}

// Read returns the content of a file of at most limit bytes, which is in buf if it is read from disk, and what is seen of it.
func (f *Files) Read(file discover.Entry, buf *[]byte, limit int64) (data []byte, seen cache.Seen, err error) {
	if f.config.Cache != nil && !f.config.Replaces(file.Abs) {
		seen.Stamp = cache.StampOf(file.Abs)
	}
	if data, err = f.Open(file, buf, limit); err == nil && f.config.Cache != nil {
		seen.Sum = cache.Sum(data)
	}
	return data, seen, err
}

// Open returns the content of a file of at most limit bytes, which is in buf if it is read from disk.
func (f *Files) Open(file discover.Entry, buf *[]byte, limit int64) (data []byte, err error) {
	if !f.config.Replaces(file.Abs) {
		*buf, err = f.Disk.Read(file.Abs, (*buf)[:0], limit)
		return *buf, err
	}
	data, err = f.config.Read(file.Abs)
	if outside, ok := errors.AsType[*tree.OutsideError](err); ok {
		f.refused.add(outside)
	}
	if size := int64(len(data)); err == nil && limit > 0 && size > limit {
		err = &regular.TooLargeError{Size: size, Limit: limit}
	}
	return data, err
}

// SumFile returns the sum of a file's content, "" if it can't be read.
func (f *Files) SumFile(path string) string {
	file, err := f.Disk.Open(path)
	if err != nil {
		return ""
	}
	defer file.Close()
	return cache.SumOf(file)
}

// SumDir returns the sum of the names and types in a directory, "" if it can't be read.
func (f *Files) SumDir(path string) string {
	entries, err := f.Disk.ReadDir(path)
	if err != nil {
		return ""
	}
	return cache.SumEntries(entries)
}
