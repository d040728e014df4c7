package run

import (
	"slices"

	"github.com/agentlint/agentlint/program/value"
)

// A callKey names a call of a function of the project with what its parameters are.
type callKey struct {
	function *closure
	slots    string
}

// A memory is what a call came to.
type memory struct {
	version int // of the heap, when it was over
	result  value.Value
	events  []Event // as they were emitted
	around  int     // how many loops and conditions were around the call
	within  int     // how many context managers
	way     int     // how many calls led to it
}

// remembered makes a call, or if the same was made before and nothing has changed since, tells what came of it again.
func (r *runner) remembered(f *frame, c *closure, call func() value.Value) value.Value {
	key := callKey{c, slotsKey(f)}
	if m := r.memories[key]; m != nil && m.version == r.heap.Version() {
		r.retell(f, m)
		return m.result
	}
	start, deep, version := len(r.record.Events), r.tooDeep, r.heap.Version()
	result := call()
	// One that changed something may do something else the next time.
	if r.tooDeep == deep && !r.record.Cut && r.heap.Version() == version {
		r.memories[key] = &memory{
			version: r.heap.Version(), result: result, events: slices.Clone(r.record.Events[min(start, len(r.record.Events)):]),
			around: len(r.around), within: len(r.within), way: len(r.wayTo(f)),
		}
	}
	return result
}

// retell emits the events of a call again, as they happen where the run is now. What importing a module does happens once.
func (r *runner) retell(f *frame, m *memory) {
	if !r.spend(len(m.events)) {
		return
	}
	way := r.wayTo(f)
	var around []Around
	var within []string
	var all []value.Place
	for _, e := range m.events {
		if e.imports {
			continue
		}
		around = append(append(around[:0], r.around...), e.Around[m.around:]...)
		within = append(append(within[:0], r.within...), e.Within[m.within:]...)
		all = append(append(all[:0], way...), e.Way[m.way:]...)
		e.Around, e.Within, e.Way, e.Alone, e.Root = around, within, all, r.alone, r.root
		e.Tried, e.Finally = e.Tried || r.tried > 0, e.Finally || r.finally > 0
		r.add(e)
	}
}

// wayTo returns the calls that lead into a frame which is about to be run.
func (r *runner) wayTo(f *frame) []value.Place {
	if f.isCalled() {
		return append(slices.Clip(r.calls), f.called)
	}
	return r.calls
}

func slotsKey(f *frame) string {
	key := make([]byte, 0, 5*len(f.slots))
	for _, v := range f.slots {
		key = append(key, byte(v), byte(v>>8), byte(v>>16), byte(v>>24))
	}
	for _, from := range f.from {
		key = append(key, byte(from))
	}
	return string(key)
}
