package tree

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/agentlint/agentlint/lint/regular"
)

// A zone is a directory that nothing in it leads out of.
type zone struct {
	at   string // its path as it is asked for
	file string // if only one file is meant, which at is the path of then: its name in the directory
	real func() string

	folders folders
}

// newZone returns the zone of a directory by its path, and by the one without links.
func newZone(at string) *zone {
	return &zone{at: at, real: sync.OnceValue(func() string {
		if real, err := filepath.EvalSymlinks(at); err == nil {
			return real
		}
		return at // it is not there, so that nothing will be found
	})}
}

// newFileZone returns the zone of one file, by its path and by the one without links.
func newFileZone(at, real string) *zone {
	return &zone{at: at, file: filepath.Base(real), real: func() string { return filepath.Dir(real) }}
}

// name returns a clean path as a name in the zone, and how much of the path says that it is in there: 0 if it is not.
func (z *zone) name(path string) (name string, depth int) {
	if z.file != "" {
		if path == z.at {
			return z.file, len(path)
		}
		return "", 0
	}
	for _, dir := range []string{z.at, z.real()} {
		if name, ok := below(dir, path); ok {
			return name, len(dir)
		}
	}
	return "", 0
}

// resolve returns the name of the file that a path leads to, which has no links in it. The file need not be there.
func (z *zone) resolve(path string) (name string, err error) {
	real, err := resolve(path)
	if err != nil {
		return "", err
	}
	if name, ok := below(z.real(), real); ok && (z.file == "" || name == z.file) {
		return name, nil
	}
	return "", &OutsideError{Path: z.link(path), Top: z.at}
}

// link returns the first link on a path that leads out of the zone.
func (z *zone) link(path string) string {
	name, _ := z.name(path)
	for i, c := range name {
		if c != filepath.Separator {
			continue
		}
		link := filepath.Join(z.at, name[:i])
		if real, err := resolve(link); err == nil {
			if _, ok := below(z.real(), real); !ok {
				return link
			}
		}
	}
	return path
}

// resolve returns a path without links, of a file that need not be there.
func resolve(path string) (string, error) {
	const most = 40 // links that Linux follows
	for range most {
		real, err := filepath.EvalSymlinks(path)
		if !errors.Is(err, fs.ErrNotExist) {
			return real, err
		}
		i := strings.LastIndexByte(path, filepath.Separator)
		dir, err := filepath.EvalSymlinks(path[:i+1])
		if err != nil {
			return "", err
		}
		real = filepath.Join(dir, path[i+1:])
		next, err := os.Readlink(real)
		if err != nil { // it is no link
			return real, nil
		}
		if path = next; !filepath.IsAbs(next) { // not joined: what .. means is for the file system to say
			path = dir + separator + next
		}
	}
	return "", &fs.PathError{Op: "open", Path: path, Err: errors.New("too many symbolic links")}
}

// in does something with a file in a zone, by its name in its folder.
func in[T any](z *zone, name string, act func(folder regular.Folder, name string) (T, error)) (done T, err error) {
	for range 8 { // one is enough unless so many other folders are opened at the same time that this one is closed
		var folder *os.Root
		if folder, err = z.folder(filepath.Dir(name)); err == nil {
			done, err = act(folder, filepath.Base(name))
		}
		if !errors.Is(err, os.ErrClosed) {
			break
		}
	}
	return done, err
}
