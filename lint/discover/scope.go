package discover

import (
	"maps"
	"path/filepath"
	"strings"

	"github.com/agentlint/agentlint/lint/gitignore"
)

// Folders are left out of a walk by their names for one of three reasons. An argument leads into each of them.
var (
	// never hold work: what version control and caches put there.
	never = names(".git .hg .svn .bzr __pycache__ .mypy_cache .ruff_cache .pytest_cache .pytype .agentlint_cache")
	// foreign folders hold others' code by convention, even if it is kept in the repository.
	foreign = names("node_modules site-packages .venv .eggs vendor __pypackages__ .tox .nox")
	// generated folders hold what builds and environments make. What git tracks there is work like any other.
	generated = names("dist _build buck-out venv .ipynb_checkpoints")
)

// Unlisted are the folders in which nobody looks for what a path or pattern may mean: those of others, and of machines.
var Unlisted = func() map[string]bool {
	all := names("venv .ipynb_checkpoints")
	maps.Copy(all, never)
	maps.Copy(all, foreign)
	return all
}()

func names(list string) map[string]bool {
	set := map[string]bool{}
	for name := range strings.FieldsSeq(list) {
		set[name] = true
	}
	return set
}

// A scope is what is looked at in a directory.
type scope int

const (
	unignored scope = iota // all that git does not ignore
	tracked                // what git tracks, or Options.Include names
	included               // what Options.Include names
)

// enters reports whether a walk enters the subdirectory called name, and what it looks at there. If it is left out by its name,
// that is noted.
func (w *walker) enters(d dir, name string) (scope, bool) {
	if never[name] || w.NoIgnore {
		return unignored, !never[name]
	}
	isIgnored := d.only != unignored || d.ignore.Ignored(name, true)
	switch {
	case d.only == included || foreign[name]:
		if w.includes(d, name, true) {
			return included, true
		}
		if d.only != included && (!isIgnored || w.tracks(d, name, true)) {
			w.note(LeftOut, d.shown+name, "it holds third-party code by convention")
		}
		return unignored, false
	case isIgnored || generated[name]:
		if w.tracks(d, name, true) || w.includes(d, name, true) {
			return tracked, true
		}
		if !isIgnored {
			w.note(LeftOut, d.shown+name, "its name says that it is made by a build or for an environment, and git tracks nothing in it")
		}
		return unignored, false
	}
	return unignored, true
}

// takes reports whether a walk takes the wanted file called name.
func (w *walker) takes(d dir, name string) bool {
	switch {
	case w.NoIgnore, d.only == unignored && !d.ignore.Ignored(name, false), w.includes(d, name, false):
		return true
	case d.only == included:
		return false
	}
	return w.tracks(d, name, false)
}

func (w *walker) includes(d dir, name string, isDir bool) bool {
	return w.Include != nil && w.Include(d.shown+name, isDir)
}

// tracks reports whether git tracks an entry of a directory, or anything below it.
func (w *walker) tracks(d dir, name string, isDir bool) bool {
	is, err := d.ignore.Tracks(name, isDir)
	if err != nil {
		w.note(Skipped, "", "can't find out what git tracks, so ignored files are skipped, and so are folders such as dist: %v", err)
	}
	return is
}

// PassesBy reports whether a walk of the directory Root passes by the file at an absolute path, whatever it wants: since the
// file lies elsewhere, or it or a directory that it is in is left out.
func PassesBy(options Options, abs string) bool {
	rel, err := filepath.Rel(options.Root, abs)
	if err != nil || !filepath.IsLocal(rel) {
		return true
	}
	w := &walker{Options: options}
	d := dir{ignore: gitignore.At(options.Tree, options.Root, options.Root)}
	names := strings.Split(filepath.ToSlash(rel), "/")
	last := len(names) - 1
	for _, name := range names[:last] {
		only, ok := w.enters(d, name)
		if !ok {
			return true
		}
		d = dir{shown: d.shown + name + "/", ignore: d.ignore.Enter(name), only: only}
	}
	return !w.takes(d, names[last])
}
