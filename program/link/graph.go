// Package link links the facts of files: calls lead to functions, imports to modules, entry points to training loops.
package link

import (
	"context"

	"github.com/agentlint/agentlint/program/facts"
	"github.com/agentlint/agentlint/program/imports"
)

// A Graph is the functions of files, and the calls that lead from one to another.
type Graph struct {
	Order     []*Module   // by path
	Functions []*Function // by their number

	imports imports.Graph
	methods map[string][]*Function // by last part of their names
	outside map[string]*Target     // things outside the project, by their names; see shared
	back    reverse
}

// A Function is a node of the call graph.
type Function struct {
	*facts.Function
	Module  *Module
	ID      int32    // its number in [Graph.Functions]
	Targets []Called // of Calls

	used bool        // other code calls or hands it on, or imports the module that it is the body of
	root bool        // it is run first when its module is started
	refs []*Function // functions defined inside, handed on or wrapped around, which may be called from anywhere
	does effect      // here or in what it calls

	loopDoes []effect // by loop: what the calls inside it do
	batches  []bool   // by loop: see [Function.IsBatchLoop]; made on demand
}

// At returns where a part of the function is.
func (fn *Function) At(s facts.Span) facts.Range { return facts.Range{File: fn.Module.Facts, Span: s} }

// A Target is what a name refers to. Nothing changes it: many names share one.
type Target struct {
	Functions []*Function  // of the project
	Class     *facts.Class // the class that is instantiated, if one is
	Owner     *Module      // of Class
	External  []string     // canonical names outside the project, the bases of a class among them
}

// A Called is what a call refers to.
type Called struct {
	*Target
	given []*Function // the project's functions among its arguments
	does  effect      // by itself
}

// New returns the modules of files, which must be in order of their paths, without links.
func New(files []*facts.Facts) Graph {
	all := imports.New(files, nil)
	g := Graph{imports: all, Order: make([]*Module, len(all.Order))}
	for i, m := range all.Order {
		g.Order[i] = newModule(m)
	}
	return g
}

// At returns the module that the file at a path is, nil if there is none.
func (g *Graph) At(path string) *Module {
	if m := g.imports.At(path); m != nil {
		return g.Order[m.ID]
	}
	return nil
}

// Together returns the modules that may run in one process with m.
func (g *Graph) Together(m *Module) (all []*Module) {
	for _, other := range g.imports.Together(m.Module) {
		all = append(all, g.Order[other.ID])
	}
	return all
}

// Importing returns some modules, and all that import them, however indirectly.
func (g *Graph) Importing(some []*Module) map[*Module]bool {
	var start []*imports.Module
	for _, m := range some {
		start = append(start, m.Module)
	}
	near := map[*Module]bool{}
	for m := range g.imports.Importing(start) {
		near[g.Order[m.ID]] = true
	}
	return near
}

// Join makes the links. Once ctx is done it leaves a graph without anything.
func (g *Graph) Join(ctx context.Context) {
	g.methods, g.outside = map[string][]*Function{}, map[string]*Target{}
	for _, m := range g.Order {
		g.addFunctions(m)
	}
	for _, m := range g.Order {
		if ctx.Err() != nil {
			*g = Graph{}
			return
		}
		g.resolveCalls(m)
	}
	g.summarise()
	g.findUsed()
	g.findRoots()
	g.back = g.turnRound()
}

// addFunctions gives the functions of a module their numbers, and notes them by what they are called.
func (g *Graph) addFunctions(m *Module) {
	for _, fn := range m.Functions() {
		fn.ID = int32(len(g.Functions))
		g.Functions = append(g.Functions, fn)
		if fn != m.Body {
			g.methods[facts.LastPart(fn.Name)] = append(g.methods[facts.LastPart(fn.Name)], fn)
		}
	}
}

func (g *Graph) resolveCalls(m *Module) {
	for _, fn := range m.Functions() {
		fn.Targets = make([]Called, len(fn.Calls))
		for i := range fn.Calls {
			fn.Targets[i].Target = g.resolve(m, fn.Calls[i].Callee, maxDepth)
			for _, name := range fn.Calls[i].Given {
				fn.Targets[i].given = append(fn.Targets[i].given, g.resolve(m, name, maxDepth).Functions...)
			}
			fn.Targets[i].does = fn.ownEffect(i)
		}
		for _, handed := range fn.HandsOn {
			fn.refs = append(fn.refs, g.resolve(m, handed, maxDepth).Functions...)
		}
		for _, decorator := range fn.Decorators {
			fn.refs = append(fn.refs, g.resolve(m, decorator, maxDepth).Functions...)
		}
		if outer, nested := outerFunction(fn.Name); nested && m.byName[outer] != nil {
			m.byName[outer].refs = append(m.byName[outer].refs, fn)
		}
	}
}
