package regular

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// errReadOnly says that nobody is meant to write a file, which putting another in its place would get round.
var errReadOnly = errors.New("it is read-only")

// Replace writes the content of a file, new or not, in one step: whatever happens, a reader sees the old content or the
// new. Its mode is kept; it is a file of its own afterwards if it had other hard links. A process that is killed may leave
// a hidden file .agentlint-… beside it.
func Replace(path string, content []byte) (err error) {
	mode, err := modeOf(path)
	if err != nil {
		return err
	}
	temp, err := os.CreateTemp(filepath.Dir(path), ".agentlint-*")
	if err != nil {
		return err
	}
	if err = fill(temp, content, mode); err == nil {
		err = os.Rename(temp.Name(), path)
	}
	if err != nil {
		_ = os.Remove(temp.Name()) // the error that brought us here is the one to tell
	}
	return err
}

// modeOf returns the permissions that a file is to have.
func modeOf(path string) (fs.FileMode, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return 0o644, nil
	case err != nil:
		return 0, err
	case info.Mode()&0o222 == 0:
		return 0, &fs.PathError{Op: "write", Path: path, Err: errReadOnly}
	}
	return info.Mode().Perm(), nil
}

// fill gives a new file its content and closes it, once the disk has it.
func fill(f *os.File, content []byte, mode fs.FileMode) error {
	_, err := f.Write(content)
	if err == nil {
		err = f.Chmod(mode)
	}
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}
