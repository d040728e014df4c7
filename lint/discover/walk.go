package discover

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/agentlint/agentlint/lint/gitignore"
	"github.com/agentlint/agentlint/lint/regular"
	"github.com/agentlint/agentlint/lint/tree"
)

// NeverWalked are the directories that hold no work of the project's own: what version control, environments, caches and
// builds put there. A walk passes them by whatever Options.NoIgnore says; only an argument leads into one.
// Other hidden directories, such as .github and .claude, are walked.
var NeverWalked = map[string]bool{
	".git": true, ".hg": true, ".svn": true, ".bzr": true,
	".venv": true, "venv": true, ".tox": true, ".nox": true, "site-packages": true, "__pypackages__": true, "node_modules": true,
	"__pycache__": true, ".mypy_cache": true, ".ruff_cache": true, ".pytest_cache": true, ".pytype": true,
	".ipynb_checkpoints": true, ".agentlint_cache": true,
	".eggs": true, "buck-out": true, "dist": true, "_build": true,
}

// A walker collects files from many directories at once.
type walker struct {
	Options
	realRoot string // Options.Root without symbolic links
	ctx      context.Context
	group    errgroup.Group // of goroutines that each walk a directory; none returns an error

	mu      sync.Mutex
	files   []file
	notices []Notice
}

// A file is an Entry and its path without symbolic links.
type file struct {
	Entry
	real string
}

// A dir is a directory by its three paths, each of which ends in a separator, or is empty for Options.Root as shown.
type dir struct {
	shown, abs, real string
	ignore           *gitignore.Dir
}

func newWalker(ctx context.Context, options Options) *walker {
	w := &walker{Options: options, realRoot: options.Root, ctx: ctx}
	if w.Tree == nil {
		w.Tree = tree.New(cmp.Or(tree.Top(options.Root), options.Root))
	}
	if real, _, err := w.Tree.Follow(options.Root); err == nil {
		w.realRoot = real
	}
	w.group.SetLimit(2 * runtime.GOMAXPROCS(0)) // a goroutine mostly waits for the file system
	return w
}

// walkTop walks a directory that an argument names. The error is that of reading the directory itself.
func (w *walker) walkTop(abs, real string) error {
	d := dir{abs: withSuffix(abs, filepath.Separator), real: withSuffix(real, filepath.Separator)}
	if shown := w.show(abs); shown != "." {
		d.shown = withSuffix(shown, '/')
	}
	if !w.NoIgnore {
		d.ignore = gitignore.At(w.Tree, real, w.realRoot)
	}
	return w.walk(d)
}

// walk collects the files of a directory and has its subdirectories walked.
func (w *walker) walk(d dir) error {
	if w.ctx.Err() != nil {
		return nil
	}
	entries, err := w.Tree.ReadDir(d.abs)
	var files []file
	for _, entry := range entries {
		if entry.IsDir() {
			w.descend(d, entry.Name())
		} else if f, ok := w.visit(d, entry); ok {
			files = append(files, f)
		}
	}
	w.keep(files...)
	return err
}

// descend walks a subdirectory, in a goroutine of its own if one is free.
func (w *walker) descend(d dir, name string) {
	if NeverWalked[name] || d.ignore.Ignored(name, true) {
		return
	}
	walk := func() error {
		sub := d.enter(name)
		if err := w.walk(sub); err != nil {
			w.note(Failed, d.shown+name, "directory can't be read: %v", cause(err))
		}
		return nil
	}
	if !w.group.TryGo(walk) {
		_ = walk()
	}
}

func (d dir) enter(name string) dir {
	sub := dir{shown: d.shown + name + "/", abs: d.abs + name + string(filepath.Separator), ignore: d.ignore.Enter(name)}
	if sub.real = sub.abs; d.real != d.abs {
		sub.real = d.real + name + string(filepath.Separator)
	}
	return sub
}

// visit returns the file that an entry of d stands for, if it is to be looked at.
func (w *walker) visit(d dir, entry fs.DirEntry) (file, bool) {
	name := entry.Name()
	path := d.shown + name
	if !w.Want(path) || d.ignore.Ignored(name, false) {
		return file{}, false
	}
	f := file{Entry: Entry{Path: path, Abs: d.abs + name}}
	switch mode := entry.Type(); {
	case mode.IsRegular():
		if f.real = f.Abs; d.real != d.abs {
			f.real = d.real + name
		}
		return f, true
	case mode&fs.ModeSymlink != 0:
		return w.follow(f)
	default:
		w.note(Skipped, path, "is %s, not a regular file", regular.Describe(mode))
		return file{}, false
	}
}

// follow resolves a symbolic link, which is passed by if it leads to a directory.
func (w *walker) follow(f file) (file, bool) {
	real, info, err := w.Tree.Follow(f.Abs)
	f.real = real
	_, isOutside := errors.AsType[*tree.OutsideError](err)
	switch {
	case isOutside:
		w.note(Skipped, f.Path, "%s", LeadsOut(w.Tree))
	case errors.Is(err, fs.ErrPermission):
		w.note(Failed, f.Path, "symbolic link can't be followed: %v", cause(err))
	case err != nil:
		w.note(Skipped, f.Path, "symbolic link leads nowhere: %v", cause(err))
	case info.Mode().IsRegular():
		return f, true
	case !info.IsDir():
		w.note(Skipped, f.Path, "leads to %s, not a regular file", regular.Describe(info.Mode()))
	}
	return file{}, false
}

func (w *walker) keep(files ...file) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.files = append(w.files, files...)
}

func (w *walker) note(kind Kind, path, format string, args ...any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.notices = append(w.notices, Notice{kind, path, fmt.Sprintf(format, args...)})
}

// withSuffix returns path with one separator at its end.
func withSuffix(path string, separator rune) string {
	return strings.TrimSuffix(path, string(separator)) + string(separator)
}

// PassesBy reports whether a walk of the directory root in a tree passes by the file at an absolute path, whatever it wants: since the
// file lies elsewhere, or it or a directory that it is in is ignored or never walked.
func PassesBy(files *tree.Tree, root, abs string) bool {
	rel, err := filepath.Rel(root, abs)
	if err != nil || !filepath.IsLocal(rel) {
		return true
	}
	names := strings.Split(filepath.ToSlash(rel), "/")
	last := len(names) - 1
	ignore := gitignore.At(files, root, root)
	for _, name := range names[:last] {
		if NeverWalked[name] || ignore.Ignored(name, true) {
			return true
		}
		ignore = ignore.Enter(name)
	}
	return ignore.Ignored(names[last], false)
}
