package run

import (
	"strings"

	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/value"
)

// hooks runs the methods of the program's own objects that a call of a framework runs.
func (r *runner) hooks(f *frame, s site) {
	facts := r.project.Frameworks.Lookup(r.project.Frameworks.Canonical(s.name))
	if facts == nil {
		return
	}
	for i := range facts.Runs {
		hook := &facts.Runs[i]
		for _, id := range r.heap.All(r.hooked(s, hook)) {
			if r.heap.Object(id).Kind == value.Instance {
				r.hook(f, s, hook, id)
			}
		}
	}
}

// hooked are the objects whose methods a hook runs.
func (r *runner) hooked(s site, hook *framework.Hook) value.Value {
	if hook.Of == nil {
		return s.of
	}
	if !hook.Made {
		v, _ := s.argument(hook.Of.Name, hook.Of.At)
		return r.flat(v)
	}
	out := value.Nothing
	for _, maker := range r.heap.All(s.of) {
		if v, ok := r.heap.Object(maker).Argument(hook.Of.Name, hook.Of.At); ok {
			out = r.heap.Join(out, r.flat(v))
		}
	}
	return out
}

// flat is what a value is, or what its elements are if it is a collection.
func (r *runner) flat(v value.Value) value.Value {
	out := value.Nothing
	for _, id := range r.heap.All(v) {
		switch o := r.heap.Object(id); o.Kind {
		case value.List, value.Tuple:
			out = r.heap.Join(out, o.Elements)
		default:
			out = r.heap.Join(out, r.heap.Of(id))
		}
	}
	return out
}

// hook runs the methods of one object, in the loops of the framework.
func (r *runner) hook(f *frame, s site, hook *framework.Hook, id value.ID) {
	data := value.Nothing
	for _, e := range hook.Elements {
		if v, ok := s.argument(e.Name, e.At); ok {
			data = r.heap.Join(data, v)
		}
	}
	self := r.heap.Of(id)
	for i, name := range hook.From {
		if m := r.method(id, name); m != nil {
			data = r.heap.Join(data, r.invoke(f, m, self, nil, s.span, s.at*16+i))
		}
	}
	depth := len(r.around)
	for _, name := range hook.Loops {
		over := value.Nothing
		if strings.HasSuffix(name, "batch") {
			over = data
		}
		r.openHook(f, s, name, over)
	}
	var args []value.Argument
	if data != value.Nothing {
		args = []value.Argument{{Value: r.element(f, data, s.span, s.at)}}
	}
	for _, name := range hook.Methods {
		if m := r.method(id, name); m != nil {
			r.invoke(f, m, self, args, s.span, s.at*16+15)
		}
	}
	r.around = r.around[:depth]
}

// openHook opens a loop that a framework runs.
func (r *runner) openHook(f *frame, s site, name string, over value.Value) {
	at := f.place(s.span)
	for i, l := range r.record.Loops {
		if l.At == at && l.Hook == s.name && l.Name == name {
			r.around = append(r.around, Around{Loop: i})
			r.record.Loops[i].Over = r.heap.Join(l.Over, over)
			return
		}
	}
	r.record.Loops = append(r.record.Loops, Loop{At: at, Over: over, Hook: s.name, Name: name})
	r.around = append(r.around, Around{Loop: len(r.record.Loops) - 1})
}
