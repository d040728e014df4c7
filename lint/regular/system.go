package regular

import (
	"io/fs"
	"os"
)

// System is the folder of all files there are, which have paths for names.
var System Folder = system{}

type system struct{}

func (system) OpenFile(name string, flag int, perm fs.FileMode) (*os.File, error) {
	return os.OpenFile(name, flag, perm)
}
func (system) Stat(name string) (fs.FileInfo, error)     { return os.Stat(name) }
func (system) Lstat(name string) (fs.FileInfo, error)    { return os.Lstat(name) }
func (system) Mkdir(name string, perm fs.FileMode) error { return os.Mkdir(name, perm) }
func (system) Rename(old, name string) error             { return os.Rename(old, name) }
func (system) Remove(name string) error                  { return os.Remove(name) }
