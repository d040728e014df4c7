// Package imports follows imports from file to file, and says which files could share code.
package imports

import (
	"path"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/facts"
	"github.com/agentlint/agentlint/program/framework"
)

// A Graph is modules and the imports that lead from one to another. It needs no more of the files than their imports.
type Graph struct {
	Order []*Module // by path

	modules   map[string]*Module      // by path without .py, a package by its folder
	parts     map[string]bool         // the parts of these paths: what the first part of an absolute import may be
	heads     map[string]bool         // these paths and the folders on the way: what a dotted name may lead into
	paths     map[string][]string     // where Python looks for absolute imports, by folder of the importer
	reached   map[[2]string][]*Module // what imports lead to, by folder and name, as far as they were followed lately; nil when all were
	importers map[*Module][]*Module   // modules that import one, made on demand
}

// A Module is a file as its importers see it.
type Module struct {
	Facts    *facts.Facts
	ID       int32 // its number in [Graph.Order]
	Training bool  // it imports an ML framework, or imports lead to it from a file that does

	imported []*Module       // set by [Graph.Imported]
	followed bool            // imported is set
	tops     map[string]bool // see [Module.Imports]; made on demand
}

// New returns the graph of files, which must be in order of their paths. Of two that are the same module the last
// one counts.
func New(files []*facts.Facts, frameworks *framework.Set) Graph {
	g := Graph{
		modules: map[string]*Module{}, parts: map[string]bool{}, heads: map[string]bool{}, paths: map[string][]string{},
		reached: map[[2]string][]*Module{},
	}
	for _, f := range files {
		g.add(f)
	}
	for _, f := range files {
		if m := g.modules[moduleName(f.Path)]; m.Facts == f {
			m.ID = int32(len(g.Order))
			g.Order = append(g.Order, m)
		}
	}
	for _, m := range g.Order {
		g.Imported(m)
	}
	g.reached = nil
	g.findTraining(frameworks)
	return g
}

func (g *Graph) add(f *facts.Facts) {
	name := moduleName(f.Path)
	g.modules[name] = &Module{Facts: f}
	for head := name; head != "." && head != "/" && !g.heads[head]; head = path.Dir(head) {
		g.heads[head], g.parts[path.Base(head)] = true, true
	}
}

// moduleName is the path of a module without extension; a package is its folder.
func moduleName(file string) string {
	name := strings.TrimSuffix(file, path.Ext(file))
	return strings.TrimSuffix(strings.TrimSuffix(name, "__init__"), "/")
}

// findTraining marks files that import an ML framework, and what they import in turn.
func (g *Graph) findTraining(frameworks *framework.Set) {
	start := slices.DeleteFunc(slices.Clone(g.Order), func(m *Module) bool { return !Framework(m.Facts, frameworks) })
	for _, m := range spread(start, map[*Module]bool{}, g.Imported) {
		m.Training = true
	}
}

// Imported returns the project's modules that a module imports.
func (g *Graph) Imported(m *Module) []*Module {
	if m.followed {
		return m.imported
	}
	m.followed = true
	for _, imp := range m.Facts.Imports {
		for _, found := range g.importedBy(m, imp) {
			if found != m && !slices.Contains(m.imported, found) {
				m.imported = append(m.imported, found)
			}
		}
	}
	return m.imported
}

// importedBy returns the project's modules that one import of a module leads to.
func (g *Graph) importedBy(m *Module, imp facts.Import) (out []*Module) {
	name := strings.TrimSuffix(imp.Target, ".*")
	if framework.IsModule(name) {
		return nil
	}
	parts := strings.Split(strings.TrimLeft(name, "."), ".")
	if parts[0] != "" && !g.parts[parts[0]] {
		return nil
	}
	asked := [2]string{path.Dir(m.Facts.Path), name}
	if found, ok := g.reached[asked]; ok {
		return found
	}
	defer func() {
		if len(g.reached) >= maxReached {
			clear(g.reached)
		}
		g.reached[asked] = out
	}()
	for _, dir := range g.SearchPath(m, name) {
		if !g.leadsInto(dir, parts[0]) {
			continue
		}
		for n := len(parts); n > 0; n-- {
			if found := g.modules[path.Join(dir, strings.Join(parts[:n], "/"))]; found != nil {
				out = append(out, found)
			}
		}
	}
	return out
}

// maxReached is how many imports are known at a time: few files other than those of a folder import the same from there, and they are
// followed one after the other.
const maxReached = 2_000

// Leads reports whether an absolute import may lead to a file, by the first part of its name.
func (g *Graph) Leads(first string) bool { return g.parts[first] }

// Within returns the module that the longest prefix of a dotted name is in a folder, and how many parts that has; nil if there is none.
func (g *Graph) Within(dir string, parts []string) (m *Module, n int) {
	if !g.leadsInto(dir, parts[0]) {
		return nil, 0
	}
	for n := len(parts); n > 0; n-- {
		if m := g.modules[path.Join(dir, strings.Join(parts[:n], "/"))]; m != nil {
			return m, n
		}
	}
	return nil, 0
}

// At returns the module that the file at a path is, nil if there is none.
func (g *Graph) At(path string) *Module { return g.modules[moduleName(path)] }

// leadsInto reports whether there may be a module by a dotted name in a folder, by the first part of that.
func (g *Graph) leadsInto(dir, first string) bool {
	switch {
	case first == "": // the package itself: from . import x
		return true
	case dir == ".":
		return g.heads[first]
	}
	return g.heads[dir+"/"+first]
}

// SearchPath returns the folders in which Python may look for a name that m imports.
func (g *Graph) SearchPath(m *Module, name string) []string {
	dir := path.Dir(m.Facts.Path)
	if strings.HasPrefix(name, ".") {
		return searchPath(dir, name)
	}
	if g.paths[dir] == nil {
		g.paths[dir] = searchPath(dir, name)
	}
	return g.paths[dir]
}

// Imports reports whether the module imports one of the top-level modules.
func (m *Module) Imports(names ...string) bool {
	if m.tops == nil {
		m.tops = map[string]bool{}
		for _, i := range m.Facts.Imports {
			top, _, _ := strings.Cut(i.Target, ".")
			m.tops[top] = true
		}
	}
	return slices.ContainsFunc(names, func(name string) bool { return m.tops[name] })
}

// Framework reports whether a file imports an ML framework.
func Framework(f *facts.Facts, frameworks *framework.Set) bool {
	return slices.ContainsFunc(f.Imports, func(i facts.Import) bool { return frameworks.IsModule(i.Target) })
}
