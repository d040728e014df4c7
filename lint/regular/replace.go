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

// Replace writes the content of a file, new or not, in one step: whatever happens, a reader sees the old content or the
// new. Its mode is kept, and a symbolic link leads to the new content; it is a file of its own afterwards if it had other
// hard links. A process that is killed may leave a hidden file .agentlint-… beside it.
func Replace(path string, content []byte) error {
	path, err := target(path)
	if err != nil {
		return err
	}
	old, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return replace(path, content, nil)
	case err != nil:
		return err
	case old.Mode()&0o222 == 0:
		return &fs.PathError{Op: "write", Path: path, Err: errReadOnly}
	}
	return replace(path, content, old)
}

// target returns the path of the file that a path leads to, which need not be there.
func target(path string) (string, error) {
	const most = 40 // links that Linux follows
	for range most {
		next, err := os.Readlink(path)
		if err != nil { // it is no link
			return path, nil
		}
		if !filepath.IsAbs(next) { // not joined: what .. means is for the file system to say
			next = filepath.Dir(path) + string(filepath.Separator) + next
		}
		path = next
	}
	return "", &fs.PathError{Op: "write", Path: path, Err: errors.New("too many symbolic links")}
}

// replace puts a file with the content in the place of one with the mode of old, or of none.
func replace(path string, content []byte, old fs.FileInfo) error {
	temp, err := create(filepath.Dir(path), old)
	if failed, ok := errors.AsType[*fs.PathError](err); ok {
		return &fs.PathError{Op: "write", Path: path, Err: fmt.Errorf("no file can be made in its folder: %w", failed.Err)}
	}
	if err = fill(temp, content, old); err == nil {
		err = os.Rename(temp.Name(), path)
	}
	if err != nil {
		_ = os.Remove(temp.Name()) // the error that brought us here is the one to tell
	}
	return err
}

// create makes a file in a directory that nobody can read who can't read old, or whom the user's mask keeps from it.
func create(dir string, old fs.FileInfo) (*os.File, error) {
	mode := fs.FileMode(0o644)
	if old != nil {
		mode = old.Mode().Perm()
	}
	for {
		name := filepath.Join(dir, fmt.Sprintf(".agentlint-%d", rand.Uint64()))
		f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
		if !errors.Is(err, fs.ErrExist) {
			return f, err
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
