package run

import (
	"slices"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/run/frame"
	"github.com/agentlint/agentlint/program/run/library"
	"github.com/agentlint/agentlint/program/value"
)

// maker is the method by which a class makes its instances: https://docs.python.org/3/reference/datamodel.html#object.__new__.
const maker = "__new__"

// instantiate makes an instance of a class of the project, or what the class makes in its place.
func (r *runner) instantiate(f *frame.Frame, id value.ID, args []value.Argument, span code.Span, at int) value.Value {
	c := r.Heap.Object(id).Ref.(*value.Type)
	instance := r.allocate(f, id, span, at)
	self := r.Heap.Of(instance)
	r.Heap.JoinArguments(r.Heap.Object(instance), args)
	others, isMade := r.make(f, id, instance, args, span, at)
	if !isMade {
		return others
	}
	if m := r.method(instance, "__init__"); m != nil {
		r.invoke(f, m, self, args, span, at)
		return r.Heap.Join(self, others)
	}
	if len(c.Fields) > 0 {
		r.initFields(f, instance, c, args)
	}
	if base := r.foreignBase(instance); base != "?" {
		r.foreign(f, base, self, args, span, at)
	}
	return r.Heap.Join(self, others)
}

// allocate returns the instance of a class that is made at a place.
func (r *runner) allocate(f *frame.Frame, class value.ID, span code.Span, at int) value.ID {
	c := r.Heap.Object(class).Ref.(*value.Type)
	return r.Heap.New(f.Key(at, value.Instance, int(class)), value.Object{
		Kind: value.Instance, Ref: c, Name: c.Name, At: f.Place(span), Callee: r.Heap.Of(class),
	})
}

// isMaker reports whether a function is a __new__, which is given the class without being bound to it.
func isMaker(c *frame.Closure) bool {
	file := c.Module.File
	return c.Class != nil && file.Symbols[file.Functions[c.Function].Name] == maker
}

// make runs the __new__ of a class, if there is one. It returns what that makes that is no instance of the class, such as the function
// that a decorator makes of the one that it is given, and whether the instance may be made, too.
func (r *runner) make(f *frame.Frame, class, instance value.ID, args []value.Argument, span code.Span, at int) (others value.Value, isMade bool) {
	m := r.method(instance, maker)
	if m == nil || !isMaker(m) {
		return value.Nothing, true
	}
	r.making = append(r.making, instance)
	made := r.invoke(f, m, r.Heap.Of(class), args, span, at)
	r.making = r.making[:len(r.making)-1]
	for _, id := range r.Heap.All(made) {
		switch o := r.Heap.Object(id); o.Kind {
		case value.Function, value.Bound, value.Partial:
			others = r.Heap.Join(others, r.Heap.Of(id))
		case value.Instance:
			if o.Ref == r.Heap.Object(instance).Ref {
				isMade = true
				continue
			}
			others = r.Heap.Join(others, r.Heap.Of(id))
		}
	}
	return others, isMade || others == value.Nothing
}

// allocated is the instance that a __new__ from outside the project makes of the class that it is given.
func (r *runner) allocated(s library.Site) value.Value {
	if len(s.Args) == 0 {
		return value.Nothing
	}
	out := value.Nothing
	for _, id := range r.Heap.All(s.Args[0].Value) {
		c, ok := r.Heap.Object(id).Ref.(*value.Type)
		if !ok || r.Heap.Object(id).Kind != value.Class {
			continue
		}
		if i := slices.IndexFunc(r.making, func(made value.ID) bool { return r.Heap.Object(made).Ref == c }); i >= 0 {
			out = r.Heap.Join(out, r.Heap.Of(r.making[i]))
			continue
		}
		out = r.Heap.Join(out, r.Heap.Of(r.allocate(s.Frame, id, s.Span, s.At)))
	}
	return out
}
