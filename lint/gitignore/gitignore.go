// Package gitignore decides, as git does, which files a repository ignores (https://git-scm.com/docs/gitignore).
//
// Two things differ from git on purpose: a tracked file is ignored like any other, since the index is not read,
// and names are compared byte by byte even where core.ignoreCase is set.
package gitignore

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/agentlint/agentlint/lint/regular"
)

// A Dir is a directory and the patterns that hold for its entries: its own and, behind them, those it inherits.
// A Dir is never changed once made, so goroutines may share it. A nil *Dir ignores nothing.
type Dir struct {
	parent   *Dir
	path     string // on disk
	prefix   string // slash path from the top of the repository: "" or "a/b/"
	patterns *patterns
}

// At returns the Dir of a directory, given by its absolute path, with the patterns of the directories above it up to
// the top of its repository, of the repository's info/exclude and of the user's core.excludesFile.
// Outside a repository the patterns begin at root if that is above dir, else at dir.
// A file of patterns that can't be read counts as empty.
func At(dir, root string) *Dir {
	top := topOf(dir, root)
	d := newTop(top)
	if rel, err := filepath.Rel(top, dir); err == nil && rel != "." {
		for name := range strings.SplitSeq(filepath.ToSlash(rel), "/") {
			d = d.Enter(name)
		}
	}
	return d
}

// Enter returns the Dir of the subdirectory called name. A subdirectory that is a repository of its own inherits
// nothing from the one around it.
func (d *Dir) Enter(name string) *Dir {
	if d == nil {
		return nil
	}
	path := filepath.Join(d.path, name)
	if isRepository(path) {
		return newTop(path)
	}
	return newDir(d, path, d.prefix+name+"/")
}

// Ignored reports whether the directory's entry called name is ignored; isDir is false for a symbolic link, whatever it
// leads to. Nothing can be un-ignored below an ignored directory, so a walk must not enter one.
func (d *Dir) Ignored(name string, isDir bool) bool {
	if d == nil {
		return false
	}
	path := d.prefix + name
	for level := d; level != nil; level = level.parent {
		if p := level.patterns.last(path[len(level.prefix):], name, isDir); p != nil {
			return !p.negated
		}
	}
	return false
}

// newTop returns the Dir of a repository's top directory, or of a directory that is in no repository.
func newTop(path string) *Dir {
	gitDir := commonDir(path)
	user := &Dir{patterns: parse(readRegular(os.Stat, excludesFile(gitDir)))}
	repository := &Dir{parent: user, patterns: parse(readRegular(os.Stat, filepath.Join(gitDir, "info", "exclude")))}
	return newDir(repository, path, "")
}

// newDir reads the .gitignore of a directory. Like git, it does not follow one that is a symbolic link.
func newDir(parent *Dir, path, prefix string) *Dir {
	patterns := parse(readRegular(os.Lstat, filepath.Join(path, ".gitignore")))
	return &Dir{parent: parent, path: path, prefix: prefix, patterns: patterns}
}

// maxSize is how many bytes a file of patterns may have: nobody writes that many.
const maxSize = 10_000_000

// readRegular returns what is in a file, or "" if it is not a regular file (reading a pipe could block for ever).
func readRegular(stat func(string) (os.FileInfo, error), path string) string {
	info, err := stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return ""
	}
	content, err := regular.Read(path, nil, maxSize)
	if err != nil {
		return ""
	}
	return string(content)
}
