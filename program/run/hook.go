package run

import (
	"strings"

	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/run/library"
	"github.com/agentlint/agentlint/program/value"
)

// hooks runs the methods of the program's own objects that a call of a framework runs.
func (r *runner) hooks(s library.Site) {
	facts := r.calleeOf(s.Name).facts
	if facts == nil {
		return
	}
	for i := range facts.Runs {
		hook := &facts.Runs[i]
		for _, id := range r.Heap.All(r.hooked(s, hook)) {
			if r.Heap.Object(id).Kind == value.Instance {
				r.hook(s, hook, id)
			}
		}
	}
}

// hooked are the objects whose methods a hook runs.
func (r *runner) hooked(s library.Site, hook *framework.Hook) value.Value {
	if hook.Of == nil {
		return s.Of
	}
	if !hook.Made {
		v, _ := s.Argument(hook.Of.Name, hook.Of.At)
		return r.Heap.Flat(v)
	}
	out := value.Nothing
	for _, maker := range r.Heap.All(s.Of) {
		if v, ok := r.Heap.Object(maker).Argument(hook.Of.Name, hook.Of.At); ok {
			out = r.Heap.Join(out, r.Heap.Flat(v))
		}
	}
	return out
}

// hook runs the methods of one object, in the loops of the framework.
func (r *runner) hook(s library.Site, hook *framework.Hook, id value.ID) {
	data := value.Nothing
	for _, e := range hook.Elements {
		if v, ok := s.Argument(e.Name, e.At); ok {
			data = r.Heap.Join(data, v)
		}
	}
	self := r.Heap.Of(id)
	for i, name := range hook.From {
		if m := r.method(id, name); m != nil {
			data = r.Heap.Join(data, r.invoke(s.Frame, m, self, nil, s.Span, s.At*16+i))
		}
	}
	depth := len(r.Around)
	for _, name := range hook.Loops {
		over := value.Nothing
		if strings.HasSuffix(name, "batch") {
			over = data
		}
		r.Enter(record.Loop{At: s.Frame.Place(s.Span), Over: over, Hook: s.Name, Name: name}, 0)
	}
	var args []value.Argument
	if data != value.Nothing {
		args = []value.Argument{{Value: r.Element(s.Frame, data, s.Span, s.At)}}
	}
	for _, name := range hook.Methods {
		if m := r.method(id, name); m != nil {
			r.Hook(id, name, r.invoke(s.Frame, m, self, args, s.Span, s.At*16+15))
		}
	}
	r.Around = r.Around[:depth]
}
