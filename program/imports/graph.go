package program

import (
	"path"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/facts"
	"github.com/agentlint/agentlint/program/framework"
)

// A graph is modules and the imports that lead from one to another. It needs no more of the files than their imports.
type graph struct {
	order    []*module               // by path
	modules  map[string]*module      // by path without .py, a package by its folder
	parts    map[string]bool         // the parts of these paths: what the first part of an absolute import may be
	heads    map[string]bool         // these paths and the folders on the way: what a dotted name may lead into
	paths    map[string][]string     // where Python looks for absolute imports, by folder of the importer
	reached  map[[2]string][]*module // what imports lead to, by folder and name
	training map[*module]bool
}

// A module is a file as its importers see it.
type module struct {
	facts     *facts.Facts
	name      string // its key in graph.modules
	functions map[string]*function
	classes   map[string]*facts.Class
	body      *function
	id        int32                  // its number in graph.order
	order     []*function            // in source order
	members   map[string][]*function // see methods; made on demand
	resolved  map[string]*target     // names already looked up from here
	imported  []*module              // set by imports
	followed  bool                   // imported is set
	tops      map[string]bool        // see imports; made on demand
}

// newGraph returns the graph of files, which must be in order of their paths. Of two that are the same module the last
// one counts.
func newGraph(files []*facts.Facts, frameworks *framework.Set) graph {
	g := graph{
		modules: map[string]*module{}, parts: map[string]bool{}, heads: map[string]bool{}, paths: map[string][]string{},
		reached: map[[2]string][]*module{}, training: map[*module]bool{},
	}
	for _, f := range files {
		g.add(f)
	}
	for _, f := range files {
		if m := g.modules[moduleName(f.Path)]; m.facts == f {
			m.id = int32(len(g.order))
			g.order = append(g.order, m)
		}
	}
	g.findTraining(frameworks)
	return g
}

func (g *graph) add(f *facts.Facts) {
	m := &module{
		facts: f, name: moduleName(f.Path), functions: map[string]*function{}, classes: map[string]*facts.Class{},
		resolved: map[string]*target{},
	}
	for i := range f.Functions {
		fn := &function{Function: &f.Functions[i], module: m}
		m.functions[fn.Name] = fn
		if i == 0 {
			m.body = fn
		}
	}
	for i := range f.Classes {
		m.classes[f.Classes[i].Name] = &f.Classes[i]
	}
	g.modules[m.name] = m
	for head := m.name; head != "." && head != "/" && !g.heads[head]; head = path.Dir(head) {
		g.heads[head], g.parts[path.Base(head)] = true, true
	}
}

// moduleName is the path of a module without extension; a package is its folder.
func moduleName(file string) string {
	name := strings.TrimSuffix(file, path.Ext(file))
	return strings.TrimSuffix(strings.TrimSuffix(name, "__init__"), "/")
}

// findTraining marks files that import an ML framework, and what they import in turn.
func (g *graph) findTraining(frameworks *framework.Set) {
	start := slices.DeleteFunc(slices.Clone(g.order), func(m *module) bool { return !ImportsFramework(m.facts, frameworks) })
	spread(start, g.training, g.imported)
}

// imported returns the project's modules that a module imports.
func (g *graph) imported(m *module) []*module {
	if m.followed {
		return m.imported
	}
	m.followed = true
	for _, imp := range m.facts.Imports {
		for _, found := range g.importedBy(m, imp) {
			if found != m && !slices.Contains(m.imported, found) {
				m.imported = append(m.imported, found)
			}
		}
	}
	return m.imported
}

// importedBy returns the project's modules that one import of a module leads to.
func (g *graph) importedBy(m *module, imp facts.Import) (out []*module) {
	name := strings.TrimSuffix(imp.Target, ".*")
	if framework.IsModule(name) {
		return nil
	}
	parts := strings.Split(strings.TrimLeft(name, "."), ".")
	if parts[0] != "" && !g.parts[parts[0]] {
		return nil
	}
	asked := [2]string{path.Dir(m.facts.Path), name}
	if found, ok := g.reached[asked]; ok {
		return found
	}
	defer func() { g.reached[asked] = out }()
	for _, dir := range g.searchPath(m, name) {
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

// leadsInto reports whether there may be a module by a dotted name in a folder, by the first part of that.
func (g *graph) leadsInto(dir, first string) bool {
	switch {
	case first == "": // the package itself: from . import x
		return true
	case dir == ".":
		return g.heads[first]
	}
	return g.heads[dir+"/"+first]
}

// searchPath returns the folders in which Python may look for a name that m imports.
func (g *graph) searchPath(m *module, name string) []string {
	dir := path.Dir(m.facts.Path)
	if strings.HasPrefix(name, ".") {
		return searchPath(dir, name)
	}
	if g.paths[dir] == nil {
		g.paths[dir] = searchPath(dir, name)
	}
	return g.paths[dir]
}

// Files returns the paths of the files that are the modules, and the packages around them, to which the import leads from a file
// in a folder. Has reports whether there is something by a name in a folder.
func Files(i facts.Import, folder string, has func(folder, name string) bool) (files []string) {
	name := strings.TrimSuffix(i.Target, ".*")
	if framework.IsModule(name) {
		return nil
	}
	parts := strings.Split(strings.TrimLeft(name, "."), ".")
	for _, dir := range searchPath(folder, name) {
		for _, part := range parts {
			if part != "" && !has(dir, part) && !has(dir, part+".py") {
				break
			}
			dir = path.Join(dir, part)
			for _, file := range []string{dir + ".py", dir + "/__init__.py"} {
				if has(path.Dir(file), path.Base(file)) {
					files = append(files, file)
				}
			}
		}
	}
	return files
}

// searchPath returns the folders in which Python may look for a name that a file in dir imports.
func searchPath(dir, name string) (dirs []string) {
	if dots := len(name) - len(strings.TrimLeft(name, ".")); dots > 0 {
		for range dots - 1 {
			dir = path.Dir(dir)
		}
		return []string{dir}
	}
	for _, dir := range upward(dir) {
		dirs = append(dirs, dir, path.Join(dir, "src"))
	}
	return dirs
}

// upward returns a folder and all above it.
func upward(dir string) (dirs []string) {
	for ; ; dir = path.Dir(dir) {
		dirs = append(dirs, dir)
		if dir == "." || dir == "/" {
			return dirs
		}
	}
}

// ImportsFramework reports whether a file imports an ML framework.
func ImportsFramework(f *facts.Facts, frameworks *framework.Set) bool {
	return slices.ContainsFunc(f.Imports, func(i facts.Import) bool { return frameworks.IsModule(i.Target) })
}
