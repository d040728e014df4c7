package policy

import (
	"cmp"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/glob"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/request"
	"github.com/agentlint/agentlint/lint/tree"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/policy/bullet"
)

// A Definition is an agent definition with its bullets.
type Definition struct {
	File    *agent.File
	Bullets []Bullet
	Dir     string // absolute and slash-separated: what is below it is what the definition is about

	globs *glob.Set // of the files that it is for, from Dir; nil for all
}

// IsFor reports whether a definition is about the file at an absolute slash-separated path.
func (d *Definition) IsFor(file string) bool {
	rel, isBelow := strings.CutPrefix(file, strings.TrimSuffix(d.Dir, "/")+"/")
	return isBelow && (d.globs == nil || d.globs.Match(rel))
}

// A Repository finds the definitions that hold for files, and keeps those that it has read. It is not for concurrent use.
type Repository struct {
	config *request.Config
	top    string                   // absolute and slash-separated
	dirs   map[string][]*Definition // that stand in a directory, or in the folders of hosts there
	last   struct {                 // the definition that the last finding is in
		path    string
		file    *agent.File     // nil for none
		bullets []bullet.Bullet // nil if nobody has asked for them
	}
}

// NewRepository returns the repository that the root of a run lies in, as the run sees it: with what replaces its files.
func NewRepository(cfg *request.Config) *Repository {
	top := cfg.Root
	if cfg.Tree == nil {
		top = cmp.Or(tree.Top(cfg.Root), cfg.Root)
	}
	return &Repository{config: cfg, top: filepath.ToSlash(top), dirs: map[string][]*Definition{}}
}

// For returns the definitions that are about the file at a path of the run, those nearest to it first.
func (r *Repository) For(file string) (all []*Definition) {
	abs := r.absolute(file)
	for dir := path.Dir(abs); ; dir = path.Dir(dir) {
		for _, d := range r.in(dir) {
			if d.IsFor(abs) {
				all = append(all, d)
			}
		}
		if dir == r.top || dir == path.Dir(dir) || !strings.HasPrefix(dir, r.top) {
			return all
		}
	}
}

// Read reads the definition at a path of the run, whatever folder it is in; nil if it is none.
func (r *Repository) Read(file string) *Definition {
	abs := r.absolute(file)
	return r.read(abs, path.Dir(abs))
}

// All returns the definitions of hosts in the directory of the run's root and in those above it, by path.
func (r *Repository) All() []*Definition {
	all := r.For(path.Join(filepath.ToSlash(r.config.Root), "x"))
	slices.SortFunc(all, func(a, b *Definition) int { return strings.Compare(a.File.Source.Path, b.File.Source.Path) })
	return all
}

func (r *Repository) absolute(file string) string {
	if path.IsAbs(file) || filepath.IsAbs(file) {
		return filepath.ToSlash(file)
	}
	return path.Join(filepath.ToSlash(r.config.Root), file)
}

// hosts are the folders in which hosts look for definitions.
var hosts = []string{".agents", ".claude", ".codex", ".cursor", ".gemini", ".github", ".kiro", ".opencode", ".windsurf"}

// maxDefinitions is how many definitions of a directory are read.
const maxDefinitions = 500

// in returns the definitions of a directory.
func (r *Repository) in(dir string) []*Definition {
	if all, known := r.dirs[dir]; known {
		return all
	}
	var all []*Definition
	for _, e := range r.list(dir) {
		switch {
		case !e.IsDir() && isDefinitionName(e.Name()):
			all = r.add(all, path.Join(dir, e.Name()), dir)
		case e.IsDir() && slices.Contains(hosts, e.Name()):
			all = r.walk(all, path.Join(dir, e.Name()), dir, 0)
		}
	}
	r.dirs[dir] = all
	return all
}

func isDefinitionName(name string) bool {
	return strings.HasSuffix(name, ".md") || strings.HasSuffix(name, ".mdc") || name == ".cursorrules" || name == ".windsurfrules"
}

// walk adds the definitions below a folder of a host.
func (r *Repository) walk(all []*Definition, folder, dir string, depth int) []*Definition {
	for _, e := range r.list(folder) {
		name := path.Join(folder, e.Name())
		switch {
		case len(all) == maxDefinitions:
			return all
		case e.IsDir() && depth < 4:
			all = r.walk(all, name, dir, depth+1)
		case isDefinitionName(e.Name()):
			all = r.add(all, name, dir)
		}
	}
	return all
}

func (r *Repository) add(all []*Definition, abs, dir string) []*Definition {
	if d := r.read(abs, dir); d != nil {
		return append(all, d)
	}
	return all
}

// read reads the definition at an absolute path; nil if it is none.
func (r *Repository) read(abs, dir string) *Definition {
	f := r.parse(abs)
	if f == nil {
		return nil
	}
	d := NewDefinition(f, r.config.Rules)
	d.Dir = dir
	return d
}

// parse parses the definition at an absolute path; nil if it is none.
func (r *Repository) parse(abs string) *agent.File {
	entry := discover.Entry{Path: r.shown(abs), Abs: filepath.FromSlash(abs)}
	k, ok := r.config.KindOf(entry)
	if !ok || !k.IsRead() {
		return nil
	}
	text, err := r.content(abs)
	if err != nil {
		return nil
	}
	if k == kind.Candidate {
		if k, ok = kind.Sniff(text); !ok {
			return nil
		}
	}
	f := agent.Parse(source.New(entry.Path, text), k)
	if f.TooMuch != "" {
		return nil
	}
	return f
}

// NewDefinition returns a definition with its bullets, about no directory yet.
func NewDefinition(f *agent.File, rules []*lint.Rule) *Definition {
	return &Definition{File: f, Bullets: Of(f, rules), globs: globsOf(f)}
}

// shown returns the path of a file as reports have it: relative to the root of the run, or to it by way of its parents.
func (r *Repository) shown(abs string) string {
	rel, err := filepath.Rel(filepath.FromSlash(r.config.Root), filepath.FromSlash(abs))
	if err != nil {
		return abs
	}
	return filepath.ToSlash(rel)
}

// list returns what is in a directory, by name; one that can't be read holds nothing for us.
func (r *Repository) list(dir string) []fs.DirEntry {
	if r.config.Tree != nil {
		entries, _ := fs.ReadDir(r.config.Tree, r.rel(dir))
		return entries
	}
	entries, _ := r.config.OnDisk().ReadDir(filepath.FromSlash(dir))
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries
}

func (r *Repository) content(abs string) ([]byte, error) {
	if r.config.Tree != nil && !r.config.Replaces(filepath.FromSlash(abs)) {
		return fs.ReadFile(r.config.Tree, r.rel(abs))
	}
	return r.config.Content(filepath.FromSlash(abs))
}

// rel returns a path from the root of the run's Tree.
func (r *Repository) rel(abs string) string {
	return cmp.Or(strings.TrimPrefix(strings.TrimPrefix(abs, filepath.ToSlash(r.config.Root)), "/"), ".")
}

// globsOf returns the globs of the files that a definition is for; nil for all files, or if they are none.
func globsOf(f *agent.File) *glob.Set {
	for _, key := range []string{"applyTo", "globs", "paths"} {
		field := f.Field(key)
		if field == nil {
			continue
		}
		var globs []string
		for _, text := range texts(f, field.Value) {
			globs = append(globs, splitGlobs(text)...)
		}
		if set, err := glob.New(globs...); err == nil && len(globs) > 0 {
			return set
		}
	}
	return nil
}

// texts returns a string, or those of a list.
func texts(f *agent.File, v agent.Value) (all []string) {
	for _, name := range f.Names(v) {
		all = append(all, name.Text)
	}
	return all
}

// splitGlobs splits a list of globs at commas outside of braces.
func splitGlobs(text string) (globs []string) {
	depth, start := 0, 0
	add := func(end int) {
		if g := strings.TrimSpace(text[start:end]); g != "" {
			globs = append(globs, g)
		}
		start = end + 1
	}
	for i, c := range []byte(text) {
		switch {
		case c == '{':
			depth++
		case c == '}':
			depth--
		case c == ',' && depth == 0:
			add(i)
		}
	}
	if start <= len(text) {
		add(len(text))
	}
	return globs
}
