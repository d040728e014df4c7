// Package gitignore decides, as git does, which files a repository ignores (https://git-scm.com/docs/gitignore).
//
// One thing differs from git on purpose: names are compared byte by byte even where core.ignoreCase is set. Patterns say nothing
// about what git tracks already, which is to be asked for by itself.
package gitignore

import (
	"path/filepath"
	"strings"
	"sync"

	"github.com/agentlint/agentlint/lint/gitindex"
	"github.com/agentlint/agentlint/lint/tree"
)

// A Dir is a directory and the patterns that hold for its entries: its own and, after them, those it inherits.
// A Dir is never changed once made, so goroutines may share it. A nil *Dir ignores nothing.
type Dir struct {
	tree     *tree.Tree
	index    func() (*gitindex.Index, error) // of the repository
	parent   *Dir
	path     string // on disk
	prefix   string // slash path from the top of the repository: "" or "a/b/"
	patterns *patterns
}

// At returns the Dir of a directory of a tree, given by its absolute path, with the patterns of the directories above it up to
// the top of its repository, of the repository's info/exclude and of the user's core.excludesFile.
// Outside a repository the patterns begin at root if that is above dir, else at dir.
// A file of patterns that can't be read counts as empty.
func At(files *tree.Tree, dir, root string) *Dir {
	top := topOf(dir, root)
	d := newTop(files, top)
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
	if tree.IsTop(path) {
		return newTop(d.tree, path)
	}
	return newDir(d.tree, d.index, d, path, d.prefix+name+"/")
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

// Tracks reports whether git tracks the directory's entry called name, or anything below it if that is a directory. The index is
// read when that is asked first; the error says why it can't be.
func (d *Dir) Tracks(name string, isDir bool) (bool, error) {
	if d == nil {
		return false, nil
	}
	index, err := d.index()
	if err != nil {
		return false, err
	}
	return index.Has(d.prefix+name, isDir), nil
}

// newTop returns the Dir of a repository's top directory, or of a directory that is in no repository.
func newTop(files *tree.Tree, path string) *Dir {
	own := gitDir(path)
	common := commonDir(own)
	user := &Dir{patterns: parse(read(excludesFile(common)))}
	repository := &Dir{parent: user, patterns: parse(read(filepath.Join(common, "info", "exclude")))}
	index := sync.OnceValues(func() (*gitindex.Index, error) { return gitindex.Read(own) })
	return newDir(files, index, repository, path, "")
}

// maxSize is how many bytes a file of patterns may have: nobody writes that many.
const maxSize = 10_000_000

// newDir reads the .gitignore of a directory. Like git, it does not follow one that is a symbolic link.
func newDir(files *tree.Tree, index func() (*gitindex.Index, error), parent *Dir, path, prefix string) *Dir {
	name, content := filepath.Join(path, ".gitignore"), []byte(nil)
	if info, err := files.Lstat(name); err == nil && info.Mode().IsRegular() {
		content, _ = files.Read(name, nil, maxSize) // one that can't be read counts as empty
	}
	return &Dir{tree: files, index: index, parent: parent, path: path, prefix: prefix, patterns: parse(string(content))}
}
