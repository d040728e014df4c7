package cache

import (
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// file returns the path of the file of a key.
func (d Dir) file(key Key, suffix string) string {
	return filepath.Join(string(d), hex.EncodeToString([]byte(key[:16]))+suffix)
}

// A newFile is a file that nobody sees until it is whole.
type newFile struct {
	*os.File
	target string
}

// create starts to write the file of a key anew.
func (d Dir) create(key Key, suffix string) (*newFile, error) {
	if err := d.make(); err != nil {
		return nil, err
	}
	target := d.file(key, suffix)
	f, err := os.CreateTemp(string(d), filepath.Base(target)+temporary)
	if err != nil {
		return nil, err
	}
	return &newFile{f, target}, nil
}

// commit puts the file in place unless there was an error, which it returns with its own.
func (f *newFile) commit(err error) error {
	err = errors.Join(err, f.Close())
	if err == nil {
		err = os.Rename(f.Name(), f.target)
	}
	if err != nil {
		_ = os.Remove(f.Name()) // what stays is pruned in time
	}
	return err
}

// make makes the directory, for its user only.
func (d Dir) make() error {
	if err := os.MkdirAll(string(d), 0o700); err != nil {
		return err
	}
	name := filepath.Join(string(d), tagName)
	if _, err := os.Stat(name); errors.Is(err, fs.ErrNotExist) {
		return os.WriteFile(name, []byte(tag), 0o600)
	}
	return nil
}
