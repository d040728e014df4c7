package record

import (
	"slices"

	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/value"
)

// A Recorder writes the record of a run, and knows where the run is.
type Recorder struct {
	*Record
	Around  []Around      // the loops and conditions that the code at hand runs in, the innermost last
	Within  []string      // context managers and decorators that are in effect
	Way     []value.Place // the calls of the project's functions that lead there, outermost first
	In      string        // the function that is being run, by its qualified name
	Alone   bool          // see [Event]
	Root    int32
	Imports int // modules whose bodies are being run
	Tried   int // try statements with handlers whose bodies are being run
	Finally int // those whose finally clauses are
}

// NewRecorder returns one of a script's run.
func NewRecorder(script string, heap *value.Heap, frameworks *framework.Set) *Recorder {
	return &Recorder{Record: &Record{
		Script: script, Heap: heap, Frameworks: frameworks, Reads: Reads{map[Reading]bool{}, map[string]bool{}},
		Answers: map[value.ID]map[string]value.Value{}, Hooked: map[value.ID]map[string]value.Value{}, Launches: map[value.ID]bool{}, Composed: map[value.ID]value.ID{},
		Restarts: map[Restart]bool{},
	}}
}

// Emit adds an event where the run is.
func (r *Recorder) Emit(e Event) {
	e.Alone, e.Root, e.Imports, e.Tried, e.Finally = r.Alone, r.Root, r.Imports > 0, r.Tried > 0, r.Finally > 0
	e.Around, e.Within, e.Way, e.In = r.Around, r.Within, r.Way, r.In
	r.add(&e)
}

// firstEvents is how many events there is room for at first.
const firstEvents = 64

// add adds an event to the record. What is around most events is what is around the one before: they share it.
func (r *Recorder) add(e *Event) {
	last := &Event{}
	if n := len(r.Events); n > 0 {
		last = &r.Events[n-1]
	}
	e.Around, e.Within, e.Way = shared(last.Around, e.Around), shared(last.Within, e.Within), shared(last.Way, e.Way)
	if n := len(r.Events); n == cap(r.Events) {
		r.Events = slices.Grow(r.Events, max(n, firstEvents))
	}
	r.Events = append(r.Events, *e)
}

// shared returns a list that is as long as it need be: the last one if it is the same, or its beginning.
func shared[T comparable](last, now []T) []T {
	if len(last) >= len(now) && slices.Equal(last[:len(now)], now) {
		return last[:len(now):len(now)]
	}
	return slices.Clone(now)
}

// Enter notes that a loop is come to, and returns which of the record it is.
func (r *Recorder) Enter(l Loop, way uint32) (index int) {
	index = slices.IndexFunc(r.Loops, func(known Loop) bool { return known.At == l.At && known.Hook == l.Hook && known.Name == l.Name })
	if index < 0 {
		index = len(r.Loops)
		r.Loops = append(r.Loops, Loop{At: l.At, In: l.In, Hook: l.Hook, Name: l.Name})
	}
	r.GoesOver(index, l.Over)
	r.Around = append(r.Around, Around{Loop: index, Way: way})
	return index
}

// GoesOver notes what a loop goes over. One call that is given the same is the same, whatever leads there.
func (r *Recorder) GoesOver(loop int, over value.Value) {
	if known := r.Loops[loop].Over; !r.isSameCall(known, over) {
		r.Loops[loop].Over = r.Heap.Join(known, over)
	}
}

// isSameCall reports whether two values are results of the same call in the code, with the same arguments.
func (r *Recorder) isSameCall(a, b value.Value) bool {
	x, isOne := r.Heap.One(a)
	y, isOther := r.Heap.One(b)
	if !isOne || !isOther {
		return false
	}
	first, second := r.Heap.Object(x), r.Heap.Object(y)
	return first.Kind == value.Foreign && first.Name == second.Name && first.At == second.At && first.Of == second.Of && slices.Equal(first.Args, second.Args)
}

// Guard puts what follows under a condition.
func (r *Recorder) Guard(g Guard, way uint32) {
	r.Around = append(r.Around, Around{Loop: -1, Guard: g, Way: way})
}

// Leave notes that the innermost loop is left under a condition.
func (r *Recorder) Leave() {
	if n := len(r.Around); n > 0 && r.Around[n-1].Loop < 0 {
		r.Emit(Event{Leaves: true, At: r.Around[n-1].Guard.At})
	}
}

// Bind notes what is bound to a name if a comparison decides it.
func (r *Recorder) Bind(name string, v value.Value) {
	if slices.ContainsFunc(r.Around, func(a Around) bool { return a.Guard.Compares }) {
		r.Emit(Event{Set: Set{Attribute: name, Value: v}, At: r.Around[len(r.Around)-1].Guard.At})
	}
}

// Answer notes what a function returns that a call is given by keyword, or as its first argument.
func (r *Recorder) Answer(call value.ID, name string, at int, v value.Value) {
	switch {
	case name != "":
		r.join(r.Answers, call, name, v)
	case at == 0:
		r.join(r.Answers, call, First, v)
	}
}

// First is the name under which [Recorder.Answer] notes the first argument of a call, which has none.
const First = ""

// Hook notes what a method returns that a framework calls by itself.
func (r *Recorder) Hook(of value.ID, method string, v value.Value) { r.join(r.Hooked, of, method, v) }

func (r *Recorder) join(all map[value.ID]map[string]value.Value, id value.ID, name string, v value.Value) {
	of := all[id]
	if of == nil {
		of = map[string]value.Value{}
		all[id] = of
	}
	of[name] = r.Heap.Join(of[name], v)
}
