// Package tree reads and writes the files of repositories, and nothing that a repository's symbolic links lead to outside of
// it. Whoever sends a pull request can put links into it, and swap them while a run is under way: so files are opened by the
// descriptors of their folders (see [os.Root]), and what has been looked at is what is opened.
package tree

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"sync"
	"syscall"

	"github.com/agentlint/agentlint/lint/regular"
)

// A Tree is what may be read and written: repositories, by their top directories. Links within one are followed, whatever way
// they take. What lies below none of them is none of a stranger's: a user has named it, or keeps settings there.
//
// Paths are absolute. A Tree is safe for concurrent use.
type Tree struct {
	top     string // of the repository that the run is about
	isFixed bool
	refused func(*OutsideError) // see Telling

	mu    *sync.Mutex
	zones *[]*zone // of those that hold a path the innermost counts
}

// New returns the tree of a repository by its top directory, to which [Tree.Admit] may add.
func New(top string) *Tree {
	t := &Tree{top: filepath.Clean(top), mu: &sync.Mutex{}, zones: &[]*zone{}}
	t.add(newZone(t.top))
	return t
}

// Around returns the tree of the repository that an absolute directory is in, or of what is below it if it is in none.
func Around(dir string) *Tree { return New(cmp.Or(Top(dir), dir)) }

// Fixed returns the tree of a directory to which nothing may be added. Its links must not lead out of it even where they lead to
// others of the repository around it, whose top directory is given: that has the settings.
func Fixed(dir, top string) *Tree {
	t := New(dir)
	t.isFixed = true
	t.add(newZone(filepath.Clean(top)))
	return t
}

// Telling returns the same tree, which also tells refused of each link that it does not follow.
func (t *Tree) Telling(refused func(*OutsideError)) *Tree {
	telling := *t
	telling.refused = refused
	return &telling
}

// An OutsideError says that a path leads out of its repository, and where.
type OutsideError struct {
	Path string // of the link, or what was asked for if that is no link
	Top  string // of the repository
}

// Error says which path leads out of which repository.
func (e *OutsideError) Error() string {
	return fmt.Sprintf("%s leads out of %s", e.Path, e.Top)
}

// Within returns an [*OutsideError] if one path is in a repository, whose files can't be trusted, and another is not in it. Where
// there is no repository a tree begins where a run happens to start, and the user may have more above it.
func (t *Tree) Within(from, path string) error {
	z, _ := t.locate(from)
	if z == nil || !IsTop(z.at) && !t.isFixed {
		return nil
	}
	if other, _ := t.locate(path); other != z {
		return &OutsideError{Path: path, Top: z.at}
	}
	return nil
}

// locate returns the zone that a path is in, nil if that is none, and its name there.
func (t *Tree) locate(path string) (found *zone, name string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	path = filepath.Clean(path)
	deepest := 0
	for _, z := range *t.zones {
		if n, depth := z.name(path); depth > deepest {
			found, name, deepest = z, n, depth
		}
	}
	return found, name
}

// do does something with the file that a path leads to. It may be done twice: by the path as it is and, if links get in the
// way, by the one without them.
func do[T any](t *Tree, path string, act func(folder regular.Folder, name string) (T, error)) (T, error) {
	z, name := t.locate(path)
	if z == nil {
		return act(regular.System, path)
	}
	done, err := in(z, name, act)
	if err == nil || errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrExist) {
		return done, named(err, path)
	}
	real, fault := z.resolve(path)
	if fault != nil && !isErrno(err) { // the links were what was wrong with it
		t.tell(fault)
		return done, fault
	}
	if fault == nil && real != name {
		done, err = in(z, real, act)
	}
	return done, named(err, path)
}

// tell tells of an error if it is one of links that lead outside.
func (t *Tree) tell(err error) {
	if outside, ok := errors.AsType[*OutsideError](err); ok && t.refused != nil {
		t.refused(outside)
	}
}

// isErrno reports whether the system itself has refused something, not an [os.Root] for what it would lead to.
func isErrno(err error) bool {
	_, ok := errors.AsType[syscall.Errno](err)
	return ok
}

// named returns an error about a file in some folder as one about its path.
func named(err error, path string) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return &fs.PathError{Op: strings.TrimSuffix(e.Op, "at"), Path: path, Err: e.Err}
	}
	return err
}

// below returns a path as a name in a directory, and whether it is in there. Both are clean.
func below(dir, path string) (name string, ok bool) {
	rest, ok := strings.CutPrefix(path, dir)
	switch {
	case !ok:
		return "", false
	case rest == "":
		return ".", true
	case strings.HasSuffix(dir, separator): // the root of the file system
		return rest, true
	}
	return strings.CutPrefix(rest, separator)
}

const separator = string(filepath.Separator)
