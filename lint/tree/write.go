package tree

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/agentlint/agentlint/lint/regular"
)

// Replace writes the content of a file as [regular.Replace] does. A symbolic link leads to the new content, unless it leads
// out of its repository.
func (t *Tree) Replace(path string, content []byte) error {
	z, _ := t.locate(path)
	if z == nil {
		real, err := resolve(path)
		if err != nil {
			return err
		}
		return named(regular.Replace(regular.System, real, content), path)
	}
	name, err := z.resolve(path)
	if err != nil {
		t.tell(err)
		return err
	}
	_, err = in(z, name, func(folder regular.Folder, name string) (struct{}, error) {
		return struct{}{}, regular.Replace(folder, name, content)
	})
	return named(err, path)
}

// Create writes a file that must not be there yet, and makes the folders above it. Its error is fs.ErrExist if something is.
func (t *Tree) Create(path string, content []byte) error {
	if err := t.makeFolder(filepath.Dir(path)); err != nil {
		return err
	}
	return t.write(path, os.O_EXCL, content)
}

// WriteInto writes into what is at a path, or what is made there: what it has is replaced with [os.O_TRUNC], or added to with
// [os.O_APPEND]. It may end up in part.
func (t *Tree) WriteInto(path string, flag int, content []byte) error {
	return t.write(path, flag, content)
}

func (t *Tree) write(path string, flag int, content []byte) error {
	f, err := do(t, path, func(folder regular.Folder, name string) (*os.File, error) {
		return folder.OpenFile(name, os.O_WRONLY|os.O_CREATE|flag, 0o644)
	})
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	return named(errors.Join(err, f.Close()), path)
}

// makeFolder makes a folder and those above it, if they are not there.
func (t *Tree) makeFolder(path string) error {
	info, err := t.Stat(path)
	switch {
	case err == nil && !info.IsDir():
		return &fs.PathError{Op: "mkdir", Path: path, Err: errors.New("it is a file, not a folder")}
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	if err := t.makeFolder(filepath.Dir(path)); err != nil {
		return err
	}
	_, err = do(t, path, func(folder regular.Folder, name string) (struct{}, error) {
		return struct{}{}, folder.Mkdir(name, 0o755)
	})
	if errors.Is(err, fs.ErrExist) { // made meanwhile, or a link to nothing, which what is next will say
		return nil
	}
	return err
}
