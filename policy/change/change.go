// Package change compares two versions of a repository by what their programs do, and says which topics differ: the model, the
// schedule of the learning rate, the data and so on, and the policy itself.
//
// What a file says of a topic is a multiset of facts, each a call or a setting with its values: where it stands, and in which order and
// format, does not count. Values are followed through constants, options and modules by running the programs abstractly, as far as
// both versions can be followed.
package change

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/program/framework"
)

// A Version is one state of the files of a repository.
type Version interface {
	// Paths returns the slash-separated paths of all files, in order.
	Paths() []string
	// Read returns the content of a file, and whether there is one.
	Read(path string) ([]byte, bool)
}

// A Lister is a version that can list a folder without knowing all paths: names of its files, and of its folders with a slash at their end.
type Lister interface {
	Folder(dir string) []string
}

// A Change is one thing that two versions do in different ways.
type Change struct {
	Topic  string
	Before string // what the old version does, in one line; "" if nothing
	After  string // what the new one does; "" if nothing
	Path   string // of the file in which it is: in the new version, or if nothing is left of it there in the old one
	InOld  bool   // it is in the old version
	Start  source.Position
	End    source.Position
}

// Line tells the change in one line: what was done, and what is done.
func (c *Change) Line() string {
	switch {
	case c.Before == "":
		return "added " + c.After
	case c.After == "":
		return "removed " + c.Before
	}
	return c.Before + " → " + c.After
}

// Options say what a comparison looks at.
type Options struct {
	Frameworks *framework.Set // facts of what is outside the project; nil for those that are built in
	// Protected reports whether the file at a path is not to be changed without asking; nil for none.
	Protected func(path string) bool
	// Near looks into the changed files only: what uses them is not followed.
	Near bool
	// MaxSteps is how many instructions are run of each program; 0 for those of a run.
	MaxSteps int
}

// Compare returns what two versions do in different ways, given the paths of all files that differ. It is in order of topics as package
// topic has them, then paths and places. Once ctx is done, what was not looked at has no changes.
func Compare(ctx context.Context, before, after Version, paths []string, o Options) []Change {
	c := &comparison{options: o, changed: map[string]bool{}}
	c.before, c.after = newSide(ctx, before, o, true), newSide(ctx, after, o, false)
	for _, path := range paths {
		c.changed[path] = true
	}
	c.programs(ctx)
	c.settings()
	c.dependencies()
	c.protected()
	c.policy()
	c.sort()
	return c.changes
}

// A comparison is the state of one call of Compare.
type comparison struct {
	options       Options
	before, after *side
	changed       map[string]bool
	changes       []Change
}

// paths returns those of the files that differ and that somebody wants, in order.
func (c *comparison) paths(wants func(path string) bool) (paths []string) {
	for path := range c.changed {
		if wants(path) {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	return paths
}

// add notes a change at a place in a file of one of the versions.
func (c *comparison) add(topic, before, after string, at place, inOld bool) {
	s := c.after
	if inOld {
		s = c.before
	}
	start, end := s.positions(at)
	c.changes = append(c.changes, Change{Topic: topic, Before: before, After: after, Path: at.path, InOld: inOld, Start: start, End: end})
}

// sort puts the changes into order, and takes out those that are there twice.
func (c *comparison) sort() {
	slices.SortStableFunc(c.changes, func(a, b Change) int {
		return cmp.Or(cmp.Compare(rank(a.Topic), rank(b.Topic)), strings.Compare(a.Path, b.Path), cmp.Compare(a.Start.Line, b.Start.Line), cmp.Compare(a.Start.Column, b.Start.Column))
	})
	c.changes = slices.Compact(c.changes)
}
