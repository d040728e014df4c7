package run

import (
	"github.com/agentlint/agentlint/program/value"
)

// eagerly is how many files a run loads before it puts off the imports of modules until a name of theirs is asked for. So a
// program that uses little of a large package is not all of the package.
const eagerly = 30

// A deferred is an import that was put off.
type deferred struct {
	load   func() value.Value
	done   bool
	result value.Value
}

// put puts off an import that a module other than the script makes, if much was loaded already, or makes it.
func (r *runner) put(f *frame, at int, load func() value.Value) value.Value {
	if f.function != 0 || f.module.file.Path == r.script || len(r.record.Files) < eagerly {
		return load()
	}
	key := value.Key{Context: f.context, File: f.module.number, At: int32(at), Sort: value.Deferred}
	return r.heap.Of(r.heap.New(key, value.Object{Kind: value.Deferred, Ref: &deferred{load: load}}))
}

// made returns a value with the imports that were put off in it made.
func (r *runner) made(v value.Value) value.Value {
	for _, id := range r.heap.All(v) {
		if r.heap.Object(id).Kind == value.Deferred {
			return r.makeAll(v)
		}
	}
	return v
}

func (r *runner) makeAll(v value.Value) value.Value {
	out := value.Nothing
	for _, id := range r.heap.All(v) {
		d, ok := r.heap.Object(id).Ref.(*deferred)
		if !ok {
			out = r.heap.Join(out, r.heap.Of(id))
			continue
		}
		if !d.done {
			d.done = true // an import that leads back here finds nothing
			d.result = d.load()
		}
		out = r.heap.Join(out, d.result)
	}
	return out
}

// bound returns what a slot of a frame holds.
func (r *runner) bound(f *frame, slot int) value.Value {
	v := f.slot(slot)
	if made := r.made(v); made != v {
		f.setSlot(slot, made)
		return made
	}
	return v
}
