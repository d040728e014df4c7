package program

import (
	"path"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/framework"
)

// An Entry is a script that trains: what runs when it is started.
type Entry struct {
	File      *Facts
	Trainings []Training

	program   *Program
	roots     []*function              // what is run first: the script's body, and functions that are started by others
	reached   []*function              // what its calls lead to, nearest first
	callers   map[*function][]callSite // in reached
	all       []*function              // reached, and what may run besides: all of the imported files
	asked     uint64                   // see lacks
	answers   uint64                   // of what was asked
	forgetful bool                     // the answers are not kept from rule to rule
	answered
}

// answered is what was found out about an entry, which is kept for what is asked next.
type answered struct {
	times *timeline // made on demand

	turns  map[piece]evidence         // see inLoop; made on demand
	chains map[*function][][]callSite // see stacks; made on demand
}

// A callSite is one call in a function.
type callSite struct {
	fn    *function
	index int // in fn.Calls
}

func (s callSite) call() *Call { return &s.fn.Calls[s.index] }
func (s callSite) at() Range   { return s.fn.at(s.call().Span) }

func (fn *function) at(s Span) Range { return Range{fn.module.facts, s} }

// maxTrainings bounds how many trainings of one script are judged, since each is compared with all that the script does.
const maxTrainings = 50

// What bounds the scripts of a program that are judged, since several may lead to the same calls.
const (
	maxVisits     = 4_000_000 // calls that they lead to, counted for each script: to know of a visit takes some 50 bytes
	visitsPerCall = 12        // of the program, to which that may come if there are many
	maxAsked      = 4         // times these visits, counted for each training: rules look at all of them
	maxKept       = 300_000   // visits of which answers are kept from rule to rule, which take some 500 bytes each
)

// findEntries follows the calls of every script to where it trains, up to a limit of visits.
func (p *Program) findEntries(limit int) {
	places := p.findOpenings()
	visits, asked := 0, 0
	leads := p.leadToTraining()
	for _, m := range p.order {
		if p.ctx.Err() != nil {
			return
		}
		if IsTest(m.facts.Path) && !m.facts.Snippet || !leads[m] && !m.facts.Snippet || !places.leadFrom(m) {
			continue
		}
		e := p.follow(m)
		e.findTrainings(places.placed)
		places.take(e)
		if len(e.Trainings) == 0 {
			continue
		}
		e.widen()
		size := e.size()
		visits, asked = visits+size, asked+size*len(e.Trainings)
		if (visits > limit || asked > maxAsked*limit) && len(p.entries) > 0 {
			p.Beyond = e.File
			return
		}
		e.forgetful = visits > maxKept
		p.entries = append(p.entries, e)
	}
}

func (p *Program) maxVisits() int {
	calls := 0
	for _, fn := range p.functions {
		calls += len(fn.Calls)
	}
	return max(maxVisits, visitsPerCall*calls)
}

// size is in calls.
func (e *Entry) size() (calls int) {
	for _, fn := range e.all {
		calls += len(fn.Calls)
	}
	return calls
}

// leadToTraining returns the modules that import an ML framework or compute gradients, and those that import them,
// however indirectly: no other can start a training.
func (p *Program) leadToTraining() map[*module]bool {
	leads := map[*module]bool{}
	start := slices.DeleteFunc(slices.Clone(p.order), func(m *module) bool { return !m.importsFramework(p.Frameworks) && !m.computesGradients() })
	spread(start, leads, p.importersOf)
	return leads
}

func (m *module) computesGradients() bool {
	return slices.ContainsFunc(m.sorted(), func(fn *function) bool { return fn.does&gradients != 0 })
}

func (m *module) importsFramework(frameworks *framework.Set) bool {
	return slices.ContainsFunc(m.facts.Imports, func(i Import) bool { return frameworks.IsModule(i.Target) })
}

// IsTest recognises, by their slash-separated path, files that test runners collect, and benchmarks: no model comes out of either.
func IsTest(file string) bool {
	base := path.Base(file)
	return strings.HasPrefix(base, "test_") || strings.HasSuffix(base, "_test.py") || base == "conftest.py" ||
		slices.ContainsFunc(strings.Split(path.Dir(file), "/"), func(dir string) bool { return dir == "tests" || dir == "benchmarks" })
}

// mains are decorators that make a function what a script runs.
var mains = []string{"hydra.main", "click.command", "click.group", "typer.Typer().command", "absl.app.run",
	"torch.distributed.elastic.multiprocessing.errors.record"}

// isUncalledMain reports whether a function is what a console script or another program must start: it is called
// main and nothing here calls it or imports its file.
func (p *Program) isUncalledMain(fn *function) bool {
	return fn.Name == "main" && !fn.module.body.used && !fn.used
}

// findUsed notes what other code of the project calls, hands on or imports.
func (p *Program) findUsed() {
	for _, m := range p.order {
		for _, imported := range p.imported(m) {
			imported.body.used = true
		}
	}
	for _, fn := range p.functions {
		for _, ref := range fn.refs {
			ref.used = true
		}
		for i := range fn.targets {
			for callee := range fn.targets[i].all() {
				callee.used = true
			}
		}
	}
}

// findRoots notes what is run first when a module is started.
func (p *Program) findRoots() {
	for _, fn := range p.functions {
		isMain := slices.ContainsFunc(fn.Decorators, func(d string) bool { return slices.Contains(mains, d) })
		fn.root = fn == fn.module.body || isMain || fn.module.facts.Snippet || p.isUncalledMain(fn)
	}
}

// follow returns a module as a script, with the functions that running it leads to.
func (p *Program) follow(m *module) *Entry {
	p.follows++
	e := &Entry{File: m.facts, program: p, callers: map[*function][]callSite{}}
	e.reach(m.body)
	for _, fn := range m.sorted() {
		if fn.root {
			e.reach(fn)
		}
	}
	e.roots = slices.Clone(e.reached)
	for i := 0; i < len(e.reached); i++ {
		fn := e.reached[i]
		for j := range fn.targets {
			if e.runs(fn, j) {
				e.reachFrom(callSite{fn, j})
			}
		}
		e.reach(fn.refs...)
		if fn == fn.module.body {
			for _, imported := range p.imported(fn.module) {
				e.reach(imported.body)
			}
		}
	}
	p.unmark(e.reached)
	return e
}

// reachFrom adds what a call leads to.
func (e *Entry) reachFrom(site callSite) {
	t := &site.fn.targets[site.index]
	for callee := range t.all() {
		e.callers[callee] = append(e.callers[callee], site)
		e.reach(callee)
	}
	if t.class != nil {
		e.reach(t.owner.methods(t.class)...)
	}
}

// reach adds functions, each once while they stay marked.
func (e *Entry) reach(functions ...*function) {
	marked := e.program.marked
	for _, fn := range functions {
		if !marked[fn.id] {
			marked[fn.id] = true
			e.reached = append(e.reached, fn)
		}
	}
}

func (p *Program) mark(functions []*function) {
	for _, fn := range functions {
		p.marked[fn.id] = true
	}
}

func (p *Program) unmark(functions []*function) {
	for _, fn := range functions {
		p.marked[fn.id] = false
	}
}

// widen adds all functions of the files that the entry's files import: frameworks call hooks that nobody else does.
func (e *Entry) widen() {
	var modules []*module
	for _, fn := range e.reached {
		modules = append(modules, fn.module)
	}
	for _, m := range spread(modules, map[*module]bool{}, e.program.imported) {
		e.all = append(e.all, m.sorted()...)
	}
}
