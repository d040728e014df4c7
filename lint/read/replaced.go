package read

import (
	"bytes"
	"io/fs"
	"path"
	"path/filepath"
	"time"
)

// FS returns what is below a folder, with files that are replaced as the run reads them. In lists of folders there is what the disk has.
func (f *Files) FS(dir string) fs.FS {
	if f.config.Read == nil {
		return f.Disk.FS(dir)
	}
	return replacedFS{f.Disk.FS(dir), f, dir}
}

// A replacedFS is a folder on disk of which some files have other content.
type replacedFS struct {
	fs.FS
	files *Files
	dir   string
}

// Open opens the named file.
func (r replacedFS) Open(name string) (fs.File, error) {
	if f := r.replaced(name); f != nil {
		return f, nil
	}
	return r.FS.Open(name)
}

// ReadDir lists the named folder by names.
func (r replacedFS) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(r.FS, name) }

// Stat describes the named file.
func (r replacedFS) Stat(name string) (fs.FileInfo, error) {
	if f := r.replaced(name); f != nil {
		return f.Stat()
	}
	return fs.Stat(r.FS, name)
}

// replaced returns the named file if it is one that is replaced, else nil.
func (r replacedFS) replaced(name string) fs.File {
	abs := filepath.Join(r.dir, filepath.FromSlash(name))
	if !fs.ValidPath(name) || !r.files.config.Replaces(abs) {
		return nil
	}
	data, err := r.files.config.Read(abs)
	if err != nil {
		return nil
	}
	return replacedFile{bytes.NewReader(data), path.Base(name)}
}

// A replacedFile is a file in memory. It describes itself.
type replacedFile struct {
	*bytes.Reader
	name string
}

func (f replacedFile) Close() error               { return nil }
func (f replacedFile) Stat() (fs.FileInfo, error) { return f, nil }
func (f replacedFile) Name() string               { return f.name }
func (f replacedFile) Mode() fs.FileMode          { return 0o444 }
func (f replacedFile) ModTime() time.Time         { return time.Time{} }
func (f replacedFile) IsDir() bool                { return false }
func (f replacedFile) Sys() any                   { return nil }
