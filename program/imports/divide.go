package imports

import (
	"iter"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/forest"
	"github.com/agentlint/agentlint/program/facts"
	"github.com/agentlint/agentlint/program/framework"
)

// A Division is the Python files and training configurations of a run, put into groups by what could share code. No import
// leads from one group to another, so each is a program of its own: linked and judged by itself, it takes no more memory
// than it needs, and what is found in it stays as long as none of its files changes.
type Division struct {
	Groups   []*Group        // by path of their first file
	Unread   []*facts.Config // those that no group has: nothing near them loads configurations
	Packages []string        // what all files import: the first parts of the names, each once
	Training map[string]bool // the files, by path, that import an ML framework or are reached by imports from one that does

	graph *Graph // which needs the imports of the files no more
}

// A Group is files that could share code: those of a folder, and those that imports lead to and from.
type Group struct {
	Files   []*facts.Facts  // by path
	Configs []*facts.Config // that code of the group may read, by path
}

// Divide puts files, of which nothing but the imports matters, and configurations into groups. Both must be in order of
// their paths.
func Divide(files []*facts.Facts, configs []*facts.Config, frameworks *framework.Set) *Division {
	g := New(files, frameworks)
	f := forest.New(len(files) + len(configs))
	numbers := map[*facts.Facts]int{}
	folders := map[string]int{} // the number of their first file
	for i, file := range files {
		numbers[file] = i
		if first, ok := folders[path.Dir(file.Path)]; ok {
			f.Join(first, i)
		} else {
			folders[path.Dir(file.Path)] = i
		}
	}
	for _, m := range g.Order {
		for _, imported := range g.Imported(m) {
			f.Join(numbers[m.Facts], numbers[imported.Facts])
		}
	}
	near := newLoaders(files)
	for i, c := range configs {
		for _, loader := range near.of(c) {
			f.Join(loader, len(files)+i)
		}
	}
	d := &Division{Packages: packages(files), Training: map[string]bool{}, graph: &g}
	for _, file := range files {
		if g.At(file.Path).Training {
			d.Training[file.Path] = true
		}
	}
	d.gather(f, files, configs)
	return d
}

// Importing returns those of the files that import some of them, however indirectly, and these, by path.
func (d *Division) Importing(some iter.Seq[string]) map[string]bool {
	return d.spread(some, d.graph.importersOf)
}

// ImportedBy returns those of the files that some of them import, however indirectly, and these, by path.
func (d *Division) ImportedBy(some iter.Seq[string]) map[string]bool {
	return d.spread(some, d.graph.Imported)
}

// Settle lets go of what says which files import others.
func (d *Division) Settle() { d.graph = nil }

func (d *Division) spread(some iter.Seq[string], next func(*Module) []*Module) map[string]bool {
	var start []*Module
	for path := range some {
		if m := d.graph.At(path); m != nil && m.Facts.Path == path {
			start = append(start, m)
		}
	}
	found := map[string]bool{}
	for _, m := range spread(start, map[*Module]bool{}, next) {
		found[m.Facts.Path] = true
	}
	return found
}

// gather makes the groups of what has been joined.
func (d *Division) gather(f forest.Forest, files []*facts.Facts, configs []*facts.Config) {
	groups := map[int]*Group{} // by the number of their root
	for i, file := range files {
		g := groups[f.Root(i)]
		if g == nil {
			g = &Group{}
			groups[f.Root(i)] = g
			d.Groups = append(d.Groups, g)
		}
		g.Files = append(g.Files, file)
	}
	for i, c := range configs {
		if g := groups[f.Root(len(files)+i)]; g != nil {
			g.Configs = append(g.Configs, c)
		} else {
			d.Unread = append(d.Unread, c)
		}
	}
}

// packages returns the first parts of what files import, sorted.
func packages(files []*facts.Facts) []string {
	names := map[string]bool{}
	for _, f := range files {
		for _, imported := range f.Imports {
			name, _, _ := strings.Cut(imported.Target, ".")
			names[name] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// loaders are the numbers of the files that may load configurations.
type loaders struct {
	in    map[string][]int // by the folder that they lie in
	below map[string][]int // by that and all folders above
}

// configLibraries are what has functions that load configurations.
var configLibraries = []string{"yaml", "json", "tomllib", "toml", "tomli", "omegaconf", "hydra", "ruamel"}

func newLoaders(files []*facts.Facts) loaders {
	l := loaders{map[string][]int{}, map[string][]int{}}
	for i, f := range files {
		if !(&Module{Facts: f}).Imports(configLibraries...) {
			continue
		}
		dir := path.Dir(f.Path)
		l.in[dir] = append(l.in[dir], i)
		for _, dir := range upward(dir) {
			l.below[dir] = append(l.below[dir], i)
		}
	}
	return l
}

// of returns the files that may read a configuration by where it lies: those in its folder and below, or if there are
// none, in the one above and below, and those in any folder above.
func (l loaders) of(c *facts.Config) []int {
	up := upward(path.Dir(c.Path))
	found := l.below[up[0]]
	if found == nil && len(up) > 1 {
		found = l.below[up[1]]
	}
	for _, dir := range up {
		found = append(found[:len(found):len(found)], l.in[dir]...)
	}
	return found
}
