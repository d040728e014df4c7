package run

import (
	"slices"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/run/frame"
	"github.com/agentlint/agentlint/program/value"
)

// invoke runs a function of the project.
func (r *runner) invoke(f *frame.Frame, c *frame.Closure, self value.Value, args []value.Argument, span code.Span, at int) value.Value {
	if len(r.frames) >= maxDepth || r.running(c) >= maxSame {
		r.tooDeep++
		return r.Heap.Unknown("it is the result of calls that are nested too deeply")
	}
	context := r.context(contextKey{f.Context, f.Module.Number, int32(at), c})
	inner := &frame.Frame{
		Module: c.Module, Function: c.Function, Context: context, Outer: c.Outer, Class: c.Class, Self: self,
		Called: f.Place(span),
	}
	if self != value.Nothing {
		args = append([]value.Argument{{Value: self}}, args...)
	}
	r.bindArguments(inner, c, args)
	return r.remembered(inner, c, func() value.Value {
		around := len(r.Within)
		inner.Around = around
		r.Within = append(r.Within, c.Within...)
		r.bounded(func() { r.enterFrame(inner) })
		r.Within = r.Within[:around]
		return r.result(inner, span)
	})
}

// result is what a call of a function that was run returns.
func (r *runner) result(f *frame.Frame, span code.Span) value.Value {
	fn := f.Code()
	switch {
	case fn.Yields:
		generator := f.Make(r.Heap, value.List, 0, span, fn.Body.Start)
		r.Heap.Add(&r.Heap.Object(generator).Elements, f.Yields)
		r.Heap.Object(generator).Ref, r.Heap.Object(generator).Name = f.Holding, fn.Qualified
		return r.Heap.Of(generator)
	case f.Returns == value.Nothing:
		return r.Heap.None()
	}
	return r.byName(f, f.Returns)
}

// enterFrame runs the body of a frame's function.
func (r *runner) enterFrame(f *frame.Frame) {
	if ran := r.ran[f.Module.Number]; !ran[f.Function] {
		ran[f.Function] = true
		r.Functions = append(r.Functions, f.Code().Qualified)
	}
	r.entries++
	f.Entry, f.Stack = r.entries, r.newStack()
	in, way := r.In, len(r.Way)
	r.frames, r.In = append(r.frames, f), f.Code().Qualified
	if f.Called.Span.End > 0 {
		r.Way = append(r.Way, f.Called)
	}
	r.block(f, f.Module.File.Read(f.Function, f.Code().Body))
	r.frames, r.In, r.Way = r.frames[:len(r.frames)-1], in, r.Way[:way]
	r.stacks, f.Stack = append(r.stacks, f.Stack[:0]), nil
}

// newStack returns an empty stack: that of a frame which is done, if there is one.
func (r *runner) newStack() []value.Value {
	n := len(r.stacks)
	if n == 0 {
		return nil
	}
	stack := r.stacks[n-1]
	r.stacks = r.stacks[:n-1]
	return stack
}

// running returns how often a function is being run.
func (r *runner) running(c *frame.Closure) (n int) {
	for _, f := range r.frames {
		if f.Module == c.Module && f.Function == c.Function {
			n++
		}
	}
	return n
}

// A callKey names a call of a function of the project with what its parameters are.
type callKey struct {
	function *frame.Closure
	slots    string
	context  uint32
}

// A memory is what a call came to.
type memory struct {
	version int // of the heap, when it was over
	reads   []read
	result  value.Value
	told    record.Passage
}

// A read is a name of another function, or of a module, that a call looks at, and what it was.
type read struct {
	owner *frame.Frame
	slot  int
	value value.Value
}

// maxMemories bounds how many calls with the same arguments are remembered.
const maxMemories = 4

// remembered makes a call, or if the same was made before and nothing that it looks at has changed since, tells what came of it again.
func (r *runner) remembered(f *frame.Frame, c *frame.Closure, call func() value.Value) value.Value {
	key, version := callKey{c, f.Contents(), f.Context}, r.Heap.Version()
	way := r.wayTo(f)
	for _, m := range r.memories[key] {
		if m.version == version && m.isValid() {
			if r.spend(m.told.Len()) {
				r.Retell(&m.told, way)
			}
			r.reads = append(r.reads, m.reads...)
			return m.result
		}
	}
	start, deep, stored, first, entered := len(r.Events), r.tooDeep, r.stored, len(r.reads), r.entries
	result := call()
	r.forgetReads(first, entered)
	// One that changed something may do something else the next time.
	if r.tooDeep == deep && !r.Cut && r.Heap.Version() == version && r.stored == stored {
		valid := slices.DeleteFunc(r.memories[key], func(m *memory) bool { return m.version != version })
		if len(valid) >= maxMemories {
			valid = slices.Delete(valid, 0, 1)
		}
		r.memories[key] = append(valid, &memory{version, slices.Clone(r.reads[first:]), result, r.Since(start, way)})
	}
	return result
}

// isValid reports whether all names that a call looked at are what they were.
func (m *memory) isValid() bool {
	return !slices.ContainsFunc(m.reads, func(read read) bool { return read.owner.Slot(read.slot) != read.value })
}

// look notes that the code at hand looks at a name of a frame. What it makes of its own names hangs on nothing else.
func (r *runner) look(owner *frame.Frame, slot int, v value.Value) {
	if n := len(r.frames); n == 0 || r.frames[n-1] != owner {
		r.reads = append(r.reads, read{owner, slot, v})
	}
}

// forgetReads drops from the reads of a call, which begin somewhere, those of names of functions that were entered since, and those of
// what was read before.
func (r *runner) forgetReads(first, entered int) {
	type name struct {
		owner *frame.Frame
		slot  int
	}
	seen := map[name]bool{}
	kept := slices.DeleteFunc(r.reads[first:], func(read read) bool {
		key := name{read.owner, read.slot}
		if read.owner.Entry > entered || seen[key] {
			return true
		}
		seen[key] = true
		return false
	})
	r.reads = r.reads[:first+len(kept)]
}

// around is a digest of the names that functions which are made in what is being run may see and change.
func (r *runner) around() (digest uint64) {
	for _, f := range r.frames {
		if f.Encloses {
			digest = f.Digest(digest)
		}
	}
	return digest
}

// wayTo returns the calls that lead into a frame which is about to be run.
func (r *runner) wayTo(f *frame.Frame) []value.Place {
	way := slices.Clip(r.Way)
	if f.Called.Span.End > 0 {
		way = append(way, f.Called)
	}
	return way
}
