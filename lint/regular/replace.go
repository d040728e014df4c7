package regular

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// errReadOnly says that nobody is meant to write a file, which putting another in its place would get round.
var errReadOnly = errors.New("it is read-only")

// Replace writes the content of the regular file called name, new or not, in one step: whatever happens, a reader sees the old
// content or the new. Its mode is kept; it is a file of its own afterwards if it had other hard links. A process that is killed
// may leave a hidden file .agentlint-… beside it.
func Replace(folder Folder, name string, content []byte) error {
	old, err := folder.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return replace(folder, name, content, nil)
	case err != nil:
		return err
	case !old.Mode().IsRegular():
		return &fs.PathError{Op: "write", Path: name, Err: irregular(old.Mode())}
	case old.Mode()&0o222 == 0:
		return &fs.PathError{Op: "write", Path: name, Err: errReadOnly}
	}
	return replace(folder, name, content, old)
}

// replace puts a file with the content in the place of one with the mode of old, or of none.
func replace(folder Folder, name string, content []byte, old fs.FileInfo) error {
	temp, f, err := create(folder, filepath.Dir(name), old)
	if err != nil {
		if failed, ok := errors.AsType[*fs.PathError](err); ok {
			err = failed.Err
		}
		return &fs.PathError{Op: "write", Path: name, Err: fmt.Errorf("no file can be made in its folder: %w", err)}
	}
	if err = fill(f, content, old); err == nil {
		err = folder.Rename(temp, name)
	}
	if err != nil {
		_ = folder.Remove(temp) // the error that brought us here is the one to tell
	}
	return err
}

// create makes a file in a directory that nobody can read who can't read old, or whom the user's mask keeps from it.
func create(folder Folder, dir string, old fs.FileInfo) (name string, f *os.File, err error) {
	mode := fs.FileMode(0o644)
	if old != nil {
		mode = old.Mode().Perm()
	}
	for {
		name = filepath.Join(dir, fmt.Sprintf(".agentlint-%d", rand.Uint64()))
		f, err = folder.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
		if !errors.Is(err, fs.ErrExist) {
			return name, f, err
		}
	}
}

// fill gives a new file its content, and the mode of old whatever the user's mask, and closes it, once the disk has it.
func fill(f *os.File, content []byte, old fs.FileInfo) error {
	_, err := f.Write(content)
	if err == nil && old != nil {
		err = f.Chmod(old.Mode().Perm())
	}
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}
