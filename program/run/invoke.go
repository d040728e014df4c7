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
		return r.Heap.Unknown("it is what calls too deep return")
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
	return f.Returns
}

// enterFrame runs the body of a frame's function.
func (r *runner) enterFrame(f *frame.Frame) {
	if ran := r.ran[f.Module.Number]; !ran[f.Function] {
		ran[f.Function] = true
		r.Functions = append(r.Functions, f.Code().Qualified)
	}
	f.Stack = r.newStack()
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
}

// A memory is what a call came to.
type memory struct {
	version int // of the heap, when it was over
	result  value.Value
	told    record.Passage
}

// remembered makes a call, or if the same was made before and nothing has changed since, tells what came of it again.
func (r *runner) remembered(f *frame.Frame, c *frame.Closure, call func() value.Value) value.Value {
	key := callKey{c, f.Contents()}
	way := r.wayTo(f)
	if m := r.memories[key]; m != nil && m.version == r.Heap.Version() {
		if r.spend(m.told.Len()) {
			r.Retell(&m.told, way)
		}
		return m.result
	}
	start, deep, version := len(r.Events), r.tooDeep, r.Heap.Version()
	result := call()
	// One that changed something may do something else the next time.
	if r.tooDeep == deep && !r.Cut && r.Heap.Version() == version {
		r.memories[key] = &memory{r.Heap.Version(), result, r.Since(start, way)}
	}
	return result
}

// wayTo returns the calls that lead into a frame which is about to be run.
func (r *runner) wayTo(f *frame.Frame) []value.Place {
	way := slices.Clip(r.Way)
	if f.Called.Span.End > 0 {
		way = append(way, f.Called)
	}
	return way
}
