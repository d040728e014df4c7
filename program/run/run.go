// Package run runs a training program abstractly: from the script that a user starts, through the functions of the project
// that it calls, with values in place of data. What it leaves is a [record.Record] of the calls that leave the project.
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
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/run/frame"
	"github.com/agentlint/agentlint/program/run/library"
	"github.com/agentlint/agentlint/program/run/preset"
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
	Names      int        // how many names the run is likely to come to; 0 for as many as most do
	Watch      []code.Use // what is noted at the marks in the code
	// IsStarted leaves out what the script does not start by itself: the functions that nothing calls, but for main.
	IsStarted bool
}

// MaxSteps is how many instructions a run takes at most. What lies beyond is not followed, and said to be so.
const MaxSteps = 400_000

// The other bounds of a run.
const (
	minSteps   = 2_000 // of a call, as long as there are any
	maxDepth   = 60    // calls
	nearScript = 3     // calls
	maxSame    = 2     // calls of one function inside each other
)

// Run runs the script at a path.
func Run(p Project, script string) *record.Record {
	r := &runner{
		Recorder: record.NewRecorder(script, value.NewHeap(p.Names), p.Frameworks), project: p,
		modules: map[string]*frame.Module{}, memories: map[callKey][]*memory{}, limit: cmp.Or(p.MaxSteps, MaxSteps), contexts: map[contextKey]uint32{},
		callees: map[string]*callee{}, filled: map[value.ID]int{},
	}
	r.presets = preset.Reader{Recorder: r.Recorder, Config: p.Config, Top: p.Top, Spend: r.spend}
	if m := r.load(script); m != nil {
		r.start(m)
		r.runDecorated()
		r.CutShort = r.Cut
		r.rest(m)
	}
	r.presets.Settle()
	ran := r.ran
	r.Ran = func(file, function int) bool { return ran[file][function] }
	r.Steps = r.steps
	r.memories, r.reads, r.contexts, r.callees, r.ran, r.Around, r.Within = nil, nil, nil, nil, nil, nil, nil // the record is kept for long
	r.Heap.Close()
	return r.Record
}

// A runner is the state of one run, and writes its record.
type runner struct {
	*record.Recorder
	project  Project
	modules  map[string]*frame.Module // by path
	contexts map[contextKey]uint32

	frames []*frame.Frame // that are being run, the innermost last
	// entered are the context managers whose block is still to come, each with those that it enters itself.
	entered   [][]string
	ran       [][]bool           // functions, by their files
	stacks    [][]value.Value    // of frames that are done
	decorated []decoration       // see runDecorated
	callees   map[string]*callee // by dotted name
	// memories are the calls of the project's functions that were made.
	memories  map[callKey][]*memory
	reads     []read           // of the calls that are being made
	stored    int              // names of others that functions have changed
	entries   int              // frames that were entered
	iterated  []value.ID       // instances whose iterators are looked into, the innermost last
	making    []value.ID       // instances whose __new__ is being run, the innermost last
	turning   int              // loops around that are run turn by turn, see turns
	unordered int              // those of them whose turns may be in another order
	filled    map[value.ID]int // how much was around where lists were made that turns of a loop may fill
	tooDeep   int              // calls that were not followed, since they are too deep
	steps     int
	limit     int // of steps, for the call at hand
	presets   preset.Reader
}

// rest runs the functions of the script that nothing has called: by themselves, of their arguments only names are known.
func (r *runner) rest(m *frame.Module) {
	if slot, ok := m.SlotOf("main"); ok {
		r.leftOver(m, m.Frame.Slot(slot)) // which a console script calls, or another program
	}
	r.applications(m)
	if r.Alone = true; r.project.IsStarted {
		return
	}
	for _, v := range slices.Clone(m.Frame.Slots) {
		r.leftOver(m, v)
	}
}

// applications runs the commands of the applications of a module that nothing has called: a console script calls them.
func (r *runner) applications(m *frame.Module) {
	for _, v := range slices.Clone(m.Frame.Slots) {
		for _, id := range r.Heap.All(v) {
			for _, command := range library.Commands(r.Heap, id) {
				r.leftOver(m, r.Heap.Of(command))
			}
		}
	}
}

// leftOver runs by itself a function of a module, or the methods of a class, that nothing has called.
func (r *runner) leftOver(m *frame.Module, v value.Value) {
	for _, id := range r.Heap.All(v) {
		switch ref := r.Heap.Object(id).Ref.(type) {
		case *frame.Closure:
			if r.isLeft(m, ref) {
				r.Root++
				r.invoke(m.Frame, ref, value.Nothing, nil, code.Span{}, -ref.Function)
			}
		case *value.Type:
			if r.Heap.Object(id).Kind == value.Class && ref.File == m.Number {
				r.restOfClass(m, id)
			}
		}
	}
}

// isLeft reports whether a function is one of a module that nothing has called.
func (r *runner) isLeft(m *frame.Module, c *frame.Closure) bool {
	return c.Module == m && !r.ran[m.Number][c.Function]
}

// restOfClass runs the methods of a class that nothing makes an instance of, on one that is made of unknown arguments.
func (r *runner) restOfClass(m *frame.Module, id value.ID) {
	var methods []*frame.Closure
	fields := r.Heap.Object(id).Fields
	for _, name := range value.SortedKeys(fields) {
		for _, fn := range r.Heap.All(fields[name]) {
			c, ok := r.Heap.Object(fn).Ref.(*frame.Closure)
			if !ok || c.Module != m || c.Static || c.OfClass {
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
	self := r.instantiate(m.Frame, id, nil, code.Span{}, -methods[0].Function)
	slices.SortFunc(methods, func(a, b *frame.Closure) int { return cmp.Compare(a.Function, b.Function) })
	for _, c := range methods {
		if r.isLeft(m, c) {
			r.Root++
			r.invoke(m.Frame, c, self, nil, code.Span{}, -c.Function)
		}
	}
}

// A contextKey tells a way to a function by the last call on it.
type contextKey struct {
	caller   uint32
	file, at int32
	function *frame.Closure
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
	if r.steps += steps; r.steps > r.limit || r.Crowded() {
		r.Cut = true
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
