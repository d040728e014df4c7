// Package discover finds the files to look at: from the arguments of a command line to a sorted list without doubles.
package discover

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint/regular"
	"github.com/agentlint/agentlint/lint/tree"
)

// Options say where and how to look.
type Options struct {
	Root     string     // absolute path of the directory that arguments and reported paths are relative to
	Tree     *tree.Tree // what may be looked at, to which arguments are admitted; nil for the repository that Root is in
	NoIgnore bool       // look at what .gitignore files and names of folders leave out, too
	// Script reports by its first bytes whether an executable file without an extension is of a known kind; nil for none. It is called
	// by many goroutines.
	Script func(head []byte) bool
	// Include reports whether a file is looked at even if it is left out, or a file below a folder may be; nil for none. It is
	// called by many goroutines.
	Include func(path string, isDir bool) bool
	Want    func(path string) bool // reports whether a file met in a directory is of a known kind; called by many goroutines
}

// A Notice is something that happened to a path on the way. Other files were looked for all the same.
type Notice struct {
	Kind    Kind
	Path    string // like Entry.Path
	Message string
}

// A Kind says what became of the path a Notice is about.
type Kind string

// The kinds of notice.
const (
	Skipped Kind = "skipped"  // left out on purpose
	Failed  Kind = "failed"   // should have been looked at and could not be
	LeftOut Kind = "left out" // a folder that is not walked because of its name
	// NotFollowed is of a script that trains in a way that is not understood: rules about trainings have nothing to judge.
	NotFollowed Kind = "not followed"
	// Outdated is of what a project writes that still works, and that has another name now.
	Outdated Kind = "outdated"
)

// LeadsOut is the message about a symbolic link that is not followed, since what it leads to is not in the tree.
func LeadsOut(files *tree.Tree) string {
	const message = "symbolic link leads out of the repository, so it is skipped"
	if files.IsFixed() {
		return message
	}
	return message + "; name it to check it"
}

// Find returns the files that args name, sorted by path. A directory, or dir/..., stands for every wanted file below it;
// no argument at all stands for "./...". A file is taken even if it is ignored or not wanted. A symbolic link is followed
// to a file, or to a directory if it is an argument itself, but not out of the repository. What git tracks is taken even if it
// is ignored. A file with several paths appears
// under the first.
//
// The error joins one for each argument that names nothing to look at; what the others name is returned all the same.
func Find(ctx context.Context, args []string, options Options) ([]Entry, []Notice, error) {
	if len(args) == 0 {
		args = []string{"./..."}
	}
	w := newWalker(ctx, options)
	var errs []error
	for _, arg := range args {
		if err := w.add(arg); err != nil {
			errs = append(errs, fmt.Errorf("%q: %w", arg, err))
		}
	}
	_ = w.group.Wait() // no goroutine returns an error
	return unique(w.files), uniqueNotices(w.notices), errors.Join(append(errs, ctx.Err())...)
}

// add takes the file that arg names, or walks the directory.
func (w *walker) add(arg string) error {
	if arg == "" {
		return errors.New("an empty path names no file; leave it out to check the whole directory")
	}
	name, recursive := cutDots(filepath.FromSlash(arg))
	if !filepath.IsAbs(name) {
		name = filepath.Join(w.Root, name)
	}
	abs := filepath.Clean(name)
	real, info, err := w.Tree.Admit(abs)
	if err != nil {
		return w.explain(name, err)
	}
	switch {
	case info.IsDir():
		return w.explain(name, w.walkTop(abs, real))
	case recursive:
		return errors.New("is a file, not a directory; name it without the /...")
	case !info.Mode().IsRegular():
		w.note(Failed, w.show(abs), "is %s, not a regular file", regular.Describe(info.Mode()))
	default:
		w.keep(file{Entry{Path: w.show(abs), Abs: abs, Explicit: true}, real})
	}
	return nil
}

// cutDots takes the "..." off a path that ends in that element.
func cutDots(path string) (dir string, recursive bool) {
	if dir, last := filepath.Split(path); last == "..." {
		return dir, true
	}
	return path, false
}

// show returns an absolute path as reports show it.
func (w *walker) show(abs string) string {
	if rel, err := filepath.Rel(w.Root, abs); err == nil && filepath.IsLocal(rel) {
		return filepath.ToSlash(rel)
	}
	return filepath.ToSlash(abs)
}

// placed matches a path with a line, as reports name places.
var placed = pattern.New(`^(.+\.[A-Za-z]+):[0-9]+(?::[0-9]+)?:?$`)

// explain says of an argument why it can't be read and what to do about it.
func (w *walker) explain(arg string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrNotExist):
		if m := placed.FindStringSubmatch(arg); m != nil {
			return fmt.Errorf("no such file or directory; leave out the line: %s", w.show(m[1]))
		}
		return fmt.Errorf("no such file or directory; check the spelling (paths are relative to %s)", w.Root)
	case errors.Is(err, fs.ErrPermission):
		return errors.New("permission denied; make it readable or leave it out")
	case errors.Is(err, syscall.ELOOP):
		return errors.New("is a symbolic link that leads back to itself; name what it should lead to")
	}
	if outside, ok := errors.AsType[*tree.OutsideError](err); ok {
		return fmt.Errorf("leads out of %s, and only what is below that is checked here", outside.Top)
	}
	return fmt.Errorf("can't be read: %w", cause(err))
}

// cause takes the operation and the path off an error of package os.
func cause(err error) error {
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		return path.Err
	}
	return err
}

// unique sorts files by path and keeps the first of those that are the same file on disk.
func unique(files []file) []Entry {
	slices.SortFunc(files, func(a, b file) int { return strings.Compare(a.Path, b.Path) })
	entries := make([]Entry, 0, len(files))
	index := make(map[string]int, len(files)) // by real path
	for _, f := range files {
		if first, seen := index[f.real]; seen {
			entries[first].Explicit = entries[first].Explicit || f.Explicit
			continue
		}
		index[f.real] = len(entries)
		entries = append(entries, f.Entry)
	}
	return entries
}

// uniqueNotices sorts notices by path and drops doubles, which come from arguments that overlap.
func uniqueNotices(notices []Notice) []Notice {
	slices.SortFunc(notices, func(a, b Notice) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), strings.Compare(a.Message, b.Message))
	})
	return slices.Compact(notices)
}
