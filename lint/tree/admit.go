package tree

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Top returns the top directory of the git work tree that an absolute directory is in, "" if it is in none. In a linked work
// tree or a submodule .git is a file that says where git keeps what it knows; the work tree is the repository all the same.
func Top(dir string) string {
	for ; ; dir = filepath.Dir(dir) {
		if IsTop(dir) {
			return dir
		}
		if dir == filepath.Dir(dir) {
			return ""
		}
	}
}

// IsTop reports whether a directory is the top of a git work tree.
func IsTop(dir string) bool {
	_, err := os.Lstat(filepath.Join(dir, ".git"))
	return err == nil
}

// Admit adds what a user has named to the tree, wherever that leads. It returns the path without links, and what is there. The
// error is an [*OutsideError] if nothing may be added and the path leads outside.
func (t *Tree) Admit(path string) (real string, info fs.FileInfo, err error) {
	path = filepath.Clean(path)
	if t.isFixed {
		if err := t.Holds(path); err != nil {
			return "", nil, err
		}
	}
	if info, err = os.Stat(path); err != nil {
		return "", nil, err
	}
	if real, err = filepath.EvalSymlinks(path); err != nil {
		return "", nil, err
	}
	if z, _ := t.locate(path); z == nil {
		dir := path
		if !info.IsDir() {
			dir = filepath.Dir(path)
		}
		t.add(newZone(cmp.Or(Top(dir), dir)))
	}
	if isOutside(t.Holds(path)) {
		if info.IsDir() {
			t.add(newZone(path))
		} else {
			t.add(newFileZone(path, real))
		}
	}
	return real, info, nil
}

// IsFixed reports whether nothing may be added to the tree.
func (t *Tree) IsFixed() bool { return t.isFixed }

// Holds returns an [*OutsideError] if a path leads out of the tree, or another error if that can't be told.
func (t *Tree) Holds(path string) error {
	z, _ := t.locate(path)
	if z == nil {
		return &OutsideError{Path: path, Top: t.top}
	}
	_, err := z.resolve(path)
	return err
}

func isOutside(err error) bool {
	_, ok := errors.AsType[*OutsideError](err)
	return ok
}

func (t *Tree) add(z *zone) {
	t.mu.Lock()
	defer t.mu.Unlock()
	*t.zones = append(*t.zones, z)
}
