package tree

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/lint/regular"
)

// ReadFile returns the content of a regular file. The error is a [*regular.TooLargeError] if it is over [regular.MaxSize].
func (t *Tree) ReadFile(path string) ([]byte, error) { return t.Read(path, nil, regular.MaxSize) }

// Read appends a regular file to buf and returns it, with a [*regular.TooLargeError] if it has more than limit bytes; a limit of
// 0 is none.
func (t *Tree) Read(path string, buf []byte, limit int64) ([]byte, error) {
	f, info, err := t.open(path)
	if err != nil {
		return buf, err
	}
	defer f.Close()
	data, err := regular.Read(f, info, buf, limit)
	return data, named(err, path)
}

// Open opens a regular file or a directory.
func (t *Tree) Open(path string) (*os.File, error) {
	f, _, err := t.open(path)
	return f, err
}

// open opens a regular file or a directory, and describes it.
func (t *Tree) open(path string) (*os.File, fs.FileInfo, error) {
	var info fs.FileInfo
	f, err := do(t, path, func(folder regular.Folder, name string) (f *os.File, err error) {
		f, info, err = regular.Open(folder, name)
		return f, err
	})
	return f, info, err
}

// ReadDir lists a directory, in any order.
func (t *Tree) ReadDir(path string) ([]fs.DirEntry, error) {
	f, err := do(t, path, func(folder regular.Folder, name string) (*os.File, error) {
		return folder.OpenFile(name, os.O_RDONLY|openFolder, 0)
	})
	if err != nil {
		return nil, err
	}
	defer f.Close()
	entries, err := list(f)
	return entries, named(err, path)
}

// Stat describes what a path leads to, and opens nothing.
func (t *Tree) Stat(path string) (fs.FileInfo, error) {
	return do(t, path, func(folder regular.Folder, name string) (fs.FileInfo, error) { return folder.Stat(name) })
}

// Lstat is Stat for what is at a path itself, be it a link.
func (t *Tree) Lstat(path string) (fs.FileInfo, error) {
	return do(t, path, func(folder regular.Folder, name string) (fs.FileInfo, error) { return folder.Lstat(name) })
}

// Follow says what a path leads to: its path without links, and what is there.
func (t *Tree) Follow(path string) (real string, info fs.FileInfo, err error) {
	if info, err = t.Stat(path); err != nil {
		return "", nil, err
	}
	z, _ := t.locate(path)
	if z == nil {
		real, err = resolve(path)
		return real, info, err
	}
	name, err := z.resolve(path)
	return filepath.Join(z.real(), name), info, err
}

// FS returns the files below a directory, like os.DirFS, of which only directories and regular files can be opened.
func (t *Tree) FS(dir string) fs.FS { return dirFS{t, dir} }

type dirFS struct {
	tree *Tree
	dir  string
}

// Open opens the named file.
func (d dirFS) Open(name string) (fs.File, error) {
	path, err := d.path("open", name)
	if err != nil {
		return nil, err
	}
	f, err := d.tree.Open(path)
	if err != nil {
		return nil, err // a nil *os.File would be no nil fs.File
	}
	return f, nil
}

// ReadDir lists the named folder by names.
func (d dirFS) ReadDir(name string) ([]fs.DirEntry, error) {
	path, err := d.path("open", name)
	if err != nil {
		return nil, err
	}
	entries, err := d.tree.ReadDir(path)
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, err
}

// Stat describes the named file, and opens nothing.
func (d dirFS) Stat(name string) (fs.FileInfo, error) {
	path, err := d.path("stat", name)
	if err != nil {
		return nil, err
	}
	return d.tree.Stat(path)
}

func (d dirFS) path(op, name string) (string, error) {
	if !fs.ValidPath(name) {
		return "", &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	return filepath.Join(d.dir, filepath.FromSlash(name)), nil
}
