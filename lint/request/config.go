// Package request says what a run is asked to do: over which files, with which rules and settings, with what beside the disk, and where
// what it works out is kept.
package request

import (
	"io/fs"
	"time"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/profile"
	"github.com/agentlint/agentlint/lint/tree"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/program/framework"
)

// Config is what a run is asked to do.
type Config struct {
	Root    string           // absolute; paths in results are relative to it
	Files   []discover.Entry // what to look at, by path
	Rules   []*lint.Rule
	Context bool // read what Files import and the definitions beside them, to know what they refer to
	// Glance, with Context, reads few of the files that Files import, and follows scripts not far: an agent waits to write one of Files.
	Glance bool
	// Beside are the other files of the project, by path, if all of them are known: what they say to Files is taken from them, and nothing is
	// reported of them but what is found in code that Files import. Then Context makes no difference.
	Beside []discover.Entry
	// Share is what is judged of Files, and told: the others are looked at as far as they say what belongs together.
	Share     lint.Share
	Strict    bool  // report, as notes, what can't be told about the program
	AllPython bool  // also check Python that is not training code, with the rules that make sense there
	MaxSize   int64 // bytes; larger files are skipped; 0 for no limit
	// Policy returns what a project has set for the file at a path, nil if nothing. It must be safe for concurrent use.
	Policy func(path string) *lint.Policy
	// Training reports whether a file is training code whatever it imports; nil for none.
	Training func(path string) bool
	// Kind returns the kind of definition that a file at an absolute path is set to be, "" if its path tells; nil for none.
	Kind func(path string) kind.Kind
	// Places tells the kind of definition that a file is by its path and what is around it; nil for one that is made for the run.
	Places *kind.Classifier
	// Reports reports whether what is found in the file at a path is to be told; the others say what it refers to. Nil for all.
	Reports func(path string) bool
	// Shows reports, with Beside, whether what is found in the file at a path is to be told; nil for all. What others come to is worked out all
	// the same, so that runs about different files share it.
	Shows func(path string) bool
	// Read returns the content of the file at an absolute path instead of the file system's, if it is not nil.
	Read func(path string) ([]byte, error)
	// Replaced reports whether the file at an absolute path is one that Read is asked for; nil for all.
	Replaced func(path string) bool
	// Tree is the repository around the files, with Root as its root; nil for that of the file system.
	Tree fs.FS
	// Disk is what may be read of the file system; nil for the repository that Root is in.
	Disk *tree.Tree
	// IgnoreSuppressions reports what comments suppress, too.
	IgnoreSuppressions bool
	// Sites keeps where comments that suppress can be written, in [lint.Result].Suppressions.
	Sites bool
	// Frameworks are the facts about what training code imports; nil for those that are built in.
	Frameworks *framework.Set
	// Now returns the time that until= is compared with; nil for the clock.
	Now func() time.Time
	// Profile measures the run; nil for not.
	Profile *profile.Profile
	// Alone leaves out the rules about programs, and those about what comments suppress, which want to know of all others.
	Alone bool
	// Cache is where what the run works out is kept for the next one; nil for none. With Tree nothing is kept on disk.
	Cache *Cache
	// Progress is told after each file how many are done: of those that are looked at one by one (FileRules), and then of those
	// that are read once more for the programs that they belong to (ProjectRules). It must be safe for concurrent use; nil for
	// nobody.
	Progress func(stage profile.Stage, done, total int)
}

// PolicyOf returns what is set for the file at a path.
func (c *Config) PolicyOf(path string) *lint.Policy {
	if c.Policy == nil {
		return nil
	}
	return c.Policy(path)
}

// Wants reports whether what is found in the file at a path is to be told.
func (c *Config) Wants(path string) bool { return c.Reports == nil || c.Reports(path) }

// IsTraining reports whether the file at a path is set to be training code, whatever it imports.
func (c *Config) IsTraining(path string) bool { return c.Training != nil && c.Training(path) }

// Today is the date that suppressions may run out on.
func (c *Config) Today() string {
	if c.Now != nil {
		return c.Now().Format(time.DateOnly)
	}
	return time.Now().Format(time.DateOnly)
}
