// Package run runs a training program abstractly: from the script that a user starts, through the functions of the project
// that it calls, with values in place of data. What it leaves is a [Record] of the calls that leave the project.
//
// Branches whose condition is not known both run and are joined. Loops run until nothing changes any more. A function of the
// project is run anew for each call, with the arguments of that call.
package run

import (
	"cmp"
	"slices"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/configfile"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/modules"
	"github.com/agentlint/agentlint/program/value"
)

// A Project is the code that a run may come to.
type Project struct {
	Modules *modules.Index
	Load    func(path string) *code.File // nil if there is none to be had
	// MaxSteps is how many instructions a run may take; 0 for the constant of that name.
	MaxSteps int
	// Config returns what the configuration file at a path says, nil if nothing, and whether there is one. Nil if there are none to be had.
	Config func(path string) (*configfile.Node, bool)
	Top    string // the folder that is the top of the repository, "" for the one that paths start in
	// Frameworks are the facts of what is outside the project; nil for those that are built in.
	Frameworks *framework.Set
	Watch      []code.Use // what is noted at the marks in the code
}

// MaxSteps is how many instructions a run takes at most. What lies beyond is not followed, and said to be so.
const MaxSteps = 400_000

// The other bounds of a run.
const (
	minSteps   = 2_000 // of a call, as long as there are any
	maxEvents  = 20_000
	maxDepth   = 60 // calls
	nearScript = 3  // calls
	maxSame    = 2  // calls of one function inside each other
)

// Run runs the script at a path.
func Run(p Project, script string) *Record {
	r := &runner{
		project: p, heap: value.NewHeap(), script: script,
		modules: map[string]*module{}, ran: map[functionKey]bool{}, memories: map[callKey]*memory{}, numbers: map[string]int32{}, limit: cmp.Or(p.MaxSteps, MaxSteps), contexts: map[contextKey]uint32{}, record: &Record{Script: script, Reads: Reads{map[Reading]bool{}, map[string]bool{}}, Answers: map[value.ID]map[string]value.Value{}, Launches: map[value.ID]bool{}, Composed: map[value.ID]value.ID{}},
	}
	r.record.Heap, r.record.run = r.heap, r
	if m := r.load(script); m != nil {
		r.start(m)
		r.runDecorated()
		r.record.CutShort = r.record.Cut
		r.rest(m)
	}
	r.readsLeft()
	r.settleMissing()
	r.record.Steps = r.steps
	r.memories, r.contexts, r.ran, r.numbers, r.around, r.within = nil, nil, nil, nil, nil, nil // the record is kept for long
	r.heap.Close()
	return r.record
}

// A runner is the state of one run.
type runner struct {
	project  Project
	heap     *value.Heap
	script   string
	modules  map[string]*module // by path
	contexts map[contextKey]uint32
	record   *Record

	frames []*frame // that are being run, the innermost last
	around []Around // the loops and conditions that the code at hand runs in, the innermost last
	within []string // context managers and decorators that are in effect
	// entered are the context managers whose block is still to come, each with those that it enters itself.
	entered   [][]string
	ran       map[functionKey]bool
	decorated []decoration     // see runDecorated
	numbers   map[string]int32 // see reason
	alone     bool
	root      int32 // see [Event.Root]
	// memories are the calls of the project's functions that were made.
	memories map[callKey]*memory
	iterated []value.ID // instances whose iterators are looked into, the innermost last
	tooDeep  int        // calls that were not followed, since they are too deep
	imports  int        // modules whose bodies are being run
	tried    int        // try statements with handlers whose bodies are being run
	finally  int        // those whose finally clauses are
	steps    int
	limit    int // of steps, for the call at hand
	// composedIn is the folder of the configurations that Hydra composes, from that of a module.
	composedIn  value.Value
	composedFor *module
}

// A functionKey names a function of a file.
type functionKey struct {
	module   *module
	function int
}

// rest runs the functions of the script that nothing has called: by themselves, of their arguments only names are known.
func (r *runner) rest(m *module) {
	if slot, ok := m.slotOf("main"); ok {
		r.leftOver(m, m.frame.slot(slot)) // which a console script calls, or another program
	}
	r.alone = true
	for _, v := range slices.Clone(m.frame.slots) {
		r.leftOver(m, v)
	}
}

// leftOver runs by itself a function of a module, or the methods of a class, that nothing has called.
func (r *runner) leftOver(m *module, v value.Value) {
	for _, id := range r.heap.All(v) {
		switch ref := r.heap.Object(id).Ref.(type) {
		case *closure:
			if r.isLeft(m, ref) {
				r.root++
				r.invoke(m.frame, ref, value.Nothing, nil, code.Span{}, -ref.function)
			}
		case *class:
			if r.heap.Object(id).Kind == value.Class && ref.module == m {
				r.restOfClass(m, id)
			}
		}
	}
}

// isLeft reports whether a function is one of a module that nothing has called.
func (r *runner) isLeft(m *module, c *closure) bool {
	return c.module == m && !r.ran[functionKey{m, c.function}]
}

// restOfClass runs the methods of a class that nothing makes an instance of, on one that is made of unknown arguments.
func (r *runner) restOfClass(m *module, id value.ID) {
	var methods []*closure
	fields := r.heap.Object(id).Fields
	for _, name := range sortedKeys(fields) {
		for _, fn := range r.heap.All(fields[name]) {
			c, ok := r.heap.Object(fn).Ref.(*closure)
			if !ok || c.module != m || c.static || c.ofClass {
				continue
			}
			if !r.isLeft(m, c) {
				return
			}
			methods = append(methods, c)
		}
	}
	if len(methods) == 0 {
		return
	}
	self := r.instantiate(m.frame, id, nil, code.Span{}, -methods[0].function)
	slices.SortFunc(methods, func(a, b *closure) int { return cmp.Compare(a.function, b.function) })
	for _, c := range methods {
		if r.isLeft(m, c) {
			r.root++
			r.invoke(m.frame, c, self, nil, code.Span{}, -c.function)
		}
	}
}

// A contextKey tells a way to a function by the last call on it.
type contextKey struct {
	caller   uint32
	file, at int32
	function *closure
}

// context returns the number of the way that a call adds to the one at hand.
func (r *runner) context(key contextKey) uint32 {
	n, ok := r.contexts[key]
	if !ok {
		n = uint32(len(r.contexts) + 1)
		r.contexts[key] = n
	}
	return n
}

// spend takes steps, and reports whether these were left.
func (r *runner) spend(steps int) bool {
	if r.steps += steps; r.steps > r.limit || len(r.record.Events) > maxEvents {
		r.record.Cut = true
		return false
	}
	return true
}

// bounded runs a call that may take half of the steps that are left, so that what follows is run, too: or nine tenths, if it is one
// of the few by which a script comes to what it does, such as main and what is around it.
func (r *runner) bounded(call func()) {
	limit := r.limit
	share := (limit - r.steps) / 2
	if len(r.frames) <= nearScript {
		share = (limit - r.steps) * 9 / 10
	}
	r.limit = min(limit, r.steps+max(share, minSteps))
	call()
	r.steps, r.limit = min(r.steps, r.limit), limit
}

// unknown is a value of which nothing is known but why.
func (r *runner) unknown(why string) value.Value {
	return r.heap.Of(r.heap.New(value.Key{Sort: value.Foreign, Index: r.reason(why)}, value.Object{Kind: value.Foreign, Name: "?", Why: why}))
}

// reason numbers the reasons for which values are unknown.
func (r *runner) reason(why string) int32 {
	if n, ok := r.numbers[why]; ok {
		return n
	}
	n := int32(len(r.numbers))
	r.numbers[why] = n
	return n
}
