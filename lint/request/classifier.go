package request

import (
	"cmp"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/tree"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/source"
)

// NewClassifier returns what tells definitions by what is around them, in the repository that a directory is in.
func NewClassifier(disk *tree.Tree, root string) *kind.Classifier {
	return kind.NewClassifier(diskTree{disk}, slash(cmp.Or(tree.Top(root), root)))
}

// KindOf returns the kind of definition that a file is, and whether it is one.
func (c *Config) KindOf(file discover.Entry) (kind.Kind, bool) {
	if c.Kind != nil {
		if kind := c.Kind(absolutePath(file)); kind != "" {
			return kind, true
		}
	}
	if c.Places == nil {
		c.Places = c.Classifier()
	}
	return c.Places.Classify(Slashed(file))
}

// Slashed is the path that tells a file's kind: the whole one, since the run may start inside .github/agents. Some systems take an
// extension in capitals for the same.
func Slashed(file discover.Entry) string { return source.Folded(absolutePath(file)) }

func absolutePath(file discover.Entry) string {
	if file.Abs == "" {
		return file.Path
	}
	return slash(file.Abs)
}

// Classifier returns what tells the kinds of the run's definitions.
func (c *Config) Classifier() *kind.Classifier {
	if c.Tree != nil {
		return kind.NewClassifier(fixedTree{c.Tree, slash(c.Root)}, slash(c.Root))
	}
	return NewClassifier(c.OnDisk(), c.Root)
}

func slash(path string) string { return strings.ReplaceAll(path, `\`, "/") }

// A diskTree is the file system, by absolute paths.
type diskTree struct{ *tree.Tree }

func (t diskTree) Exists(name string) bool {
	_, err := t.Stat(filepath.FromSlash(name))
	return err == nil
}

func (t diskTree) Read(name string) []byte {
	text, err := t.ReadFile(filepath.FromSlash(name))
	if err != nil {
		return nil
	}
	return text
}

// A fixedTree is a repository that is no part of the file system, by paths that start with its root.
type fixedTree struct {
	files fs.FS
	root  string
}

func (t fixedTree) rel(name string) string {
	return cmp.Or(strings.TrimPrefix(strings.TrimPrefix(name, t.root), "/"), ".")
}

func (t fixedTree) Exists(name string) bool {
	_, err := fs.Stat(t.files, t.rel(name))
	return err == nil
}

func (t fixedTree) Read(name string) []byte {
	text, err := fs.ReadFile(t.files, t.rel(name))
	if err != nil {
		return nil
	}
	return text
}
