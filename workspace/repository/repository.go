// Package repository answers what rules ask about the files around those they check: whether a path exists, which
// commands are defined, which packages are required. It reads lazily, at most once, and takes what it can't read for
// unknown.
package repository

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/agentlint/agentlint/internal/glob"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/source"
)

const (
	maxNames = 100_000 // paths that are listed; in a larger repository a glob that matches none of them may match another
	maxSize  = 1 << 20 // bytes of a file that are read
	maxLooks = 1 << 24 // comparisons of a path with a pattern
)

// A Repository is the files of a project. Its methods take slash-separated paths relative to the root of the run, as
// findings have them, which may lie below the root of the repository. It is safe for concurrent use.
type Repository struct {
	*contents
	note func(Question, bool) // told of each question and its answer; nil for nobody
}

// The contents of a repository, as far as they were asked for.
type contents struct {
	files        fs.FS
	at           string
	ignored      func(name string) bool
	unreadable   sync.Map // paths of files that could not be read
	names        func() []string
	tasks        func() []TaskFile
	requirements func() []string
	dependencies func() []string
	looks        atomic.Int64
	answers      sync.Map // by question
	texts        sync.Map // contents of small files, by path
}

// New returns the repository in files. At is the folder in it that the run's root is, "." for the whole; skip are names
// of folders not to look for files in; ignored reports whether a path in files is one that comes and goes.
func New(files fs.FS, at string, skip map[string]bool, ignored func(name string) bool) *Repository {
	r := &Repository{contents: &contents{files: files, at: at, ignored: ignored}}
	r.names = sync.OnceValue(func() []string { return list(files, skip) })
	r.tasks = sync.OnceValue(r.readTasks)
	r.requirements = sync.OnceValue(r.readRequirements)
	r.dependencies = sync.OnceValue(r.readDependencies)
	return r
}

// list returns the paths of all files and folders, up to maxNames.
func list(files fs.FS, skip map[string]bool) []string {
	var names []string
	_ = fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil: // a folder that can't be read holds nothing for us
			return fs.SkipDir
		case name == ".":
			return nil
		case entry.IsDir() && skip[entry.Name()]:
			return fs.SkipDir
		case len(names) == maxNames:
			return fs.SkipAll
		}
		names = append(names, name)
		return nil
	})
	return names
}

// inside returns the path in files of a path of the run, and whether it lies in the repository.
func (r *Repository) inside(name string) (string, bool) {
	if path.IsAbs(name) {
		return "", false
	}
	name = path.Join(r.at, name)
	return name, fs.ValidPath(name)
}

// fromRun returns the path of the run for a path in files.
func (r *Repository) fromRun(name string) string {
	rel, err := filepath.Rel(filepath.FromSlash(r.at), filepath.FromSlash(name))
	if err != nil { // for paths that can't be made relative, which these are not
		return name
	}
	return filepath.ToSlash(rel)
}

// Exists reports whether there is a file or folder at the path. One outside the repository is taken to exist, and so are
// one that can't be looked at and one that is ignored: what a build or the user puts there may be gone today.
func (r *Repository) Exists(name string) bool { return r.Ask(Question{exists, name, 0, 0}) }

func (r *Repository) exists(name string) bool {
	name, ok := r.inside(name)
	if !ok {
		return true
	}
	_, err := fs.Stat(r.files, name)
	return !errors.Is(err, fs.ErrNotExist) || r.ignored(name)
}

// Root returns the path from the root of the run to that of the repository: ".", "..", "../..".
func (r *Repository) Root() string { return r.fromRun(".") }

// Glob reports whether the path of any file or folder, from the root of the repository, matches the pattern, in which
// ** stands for any number of folders. In a repository too large to list everything matches, and so does what is asked when
// patterns have been compared with maxLooks paths.
func (r *Repository) Glob(pattern string) bool {
	names := r.names()
	set, err := glob.New(pattern)
	if err != nil || len(names) == maxNames || r.looks.Add(int64(len(names))) > maxLooks {
		return err == nil
	}
	return slices.ContainsFunc(names, set.Match)
}

// read returns the text of a file, or nothing if it can't be read.
func (r *Repository) read(name string) []byte {
	f, err := r.files.Open(name)
	if err != nil {
		r.unreadable.Store(name, true)
		return nil
	}
	defer f.Close()
	data, _ := io.ReadAll(io.LimitReader(f, maxSize)) // what came before the error will do
	return data
}

// isUnreadable reports whether a file could not be read when it was to be.
func (r *Repository) isUnreadable(name string) bool {
	_, unreadable := r.unreadable.Load(name)
	return unreadable
}

// parse returns the value of a configuration file, null if there is nothing to be read.
func (r *Repository) parse(name string) config.Value {
	format, ok := config.Classify(name)
	if !ok {
		format = config.TOML // Pipfile
	}
	return config.Parse(source.New(name, r.read(name)), format).Root
}

// lookup walks down the fields of that names, and returns null where there is none.
func lookup(v config.Value, names ...string) config.Value {
	for _, name := range names {
		field := v.Field(name)
		if field == nil {
			return config.Value{}
		}
		v = field.Value
	}
	return v
}

// keys returns the names of a map's fields.
func keys(v config.Value) []string {
	names := make([]string, len(v.Fields))
	for i := range v.Fields {
		names[i] = v.Fields[i].Name
	}
	return names
}

// Mentions reports whether a README speaks of a file by its name. One that can't be read may.
func (r *Repository) Mentions(base string) bool { return r.Ask(Question{mentions, base, 0, 0}) }

func (r *Repository) mentions(base string) bool {
	for _, name := range r.names() {
		if strings.HasPrefix(strings.ToLower(path.Base(name)), "readme") && bytes.Contains(r.read(name), []byte(base)) {
			return true
		}
	}
	return len(r.names()) == maxNames
}
