package run

import (
	"slices"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/run/frame"
	"github.com/agentlint/agentlint/program/run/library"
	"github.com/agentlint/agentlint/program/value"
)

// arguments takes the arguments of a call from the stack.
func (r *runner) arguments(f *frame.Frame, in *code.Reader) []value.Argument {
	n := in.Operand()
	args := make([]value.Argument, n)
	for i := range args {
		a := code.Argument(in.Operand())
		switch a.Kind() {
		case code.ByKeyword:
			args[i].Name = f.Module.File.Symbols[a.Keyword()]
		case code.Starred:
			args[i].Rest = true
		case code.DoubleStarred:
			args[i].Rest, args[i].Name = true, "**"
		}
	}
	for i := range args {
		args[i].From = f.Origin(n - 1 - i).Given()
	}
	for i, v := range f.Take(n) {
		args[i].Value = v
	}
	return r.Spread(args)
}

// Call calls whatever a value may be.
func (r *runner) Call(f *frame.Frame, callee value.Value, args []value.Argument, span code.Span, at int) value.Value {
	out := value.Nothing
	all := r.Heap.All(callee)
	for _, id := range all {
		if !r.isMissing(id, all) {
			out = r.Heap.Join(out, r.callOne(f, id, args, span, at))
		}
	}
	if len(all) == 0 {
		return r.foreign(f, "?", value.Nothing, args, span, at)
	}
	return out
}

func (r *runner) callOne(f *frame.Frame, id value.ID, args []value.Argument, span code.Span, at int) value.Value {
	o := r.Heap.Object(id)
	switch o.Kind {
	case value.Function:
		if c := o.Ref.(*frame.Closure); isMaker(c) && len(args) > 0 {
			return r.invoke(f, c, args[0].Value, args[1:], span, at)
		}
		return r.invoke(f, o.Ref.(*frame.Closure), value.Nothing, args, span, at)
	case value.Bound:
		if network, ok := r.runsNetwork(o); ok {
			return r.callInstance(f, network, args, span, at)
		}
		return r.invoke(f, o.Ref.(*frame.Closure), o.Of, args, span, at)
	case value.Partial:
		return r.Call(f, o.Callee, completed(o.Args, args), span, at)
	case value.Class:
		return r.instantiate(f, id, args, span, at)
	case value.Instance:
		return r.callInstance(f, id, args, span, at)
	case value.Foreign:
		return r.callForeign(f, id, args, span, at)
	case value.Option:
		if d, ok := r.Heap.One(o.Default); ok && (r.Heap.Object(d).Kind == value.Class || r.Heap.Object(d).Kind == value.Function) {
			return r.callOne(f, d, args, span, at) // what is called if the user sets nothing
		}
	}
	return r.foreign(f, "?", r.Heap.Of(id), args, span, at)
}

// completed are the arguments of a partial call with those that complete it: the positional ones come first, so that the first is
// the first wherever it was given, and a keyword that is given again is what it is given last.
func completed(partial, rest []value.Argument) (all []value.Argument) {
	var keywords []value.Argument
	for _, a := range partial {
		switch {
		case a.Name == "":
			all = append(all, a)
		case a.Rest || !slices.ContainsFunc(rest, func(given value.Argument) bool { return given.Name == a.Name }):
			keywords = append(keywords, a)
		}
	}
	for _, a := range rest {
		if a.Name == "" {
			all = append(all, a)
		} else {
			keywords = append(keywords, a)
		}
	}
	return append(all, keywords...)
}

// callInstance calls an instance: its own __call__, or the forward of a module.
func (r *runner) callInstance(f *frame.Frame, id value.ID, args []value.Argument, span code.Span, at int) value.Value {
	self, base := r.Heap.Of(id), r.foreignBase(id)
	if m := r.method(id, "__call__"); m != nil && !r.Frameworks.IsNetwork(r.Frameworks.Canonical(base)) {
		return r.invoke(f, m, self, args, span, at)
	}
	site := library.Site{Recorder: r.Recorder, Frame: f, Name: base + "()", Of: self, Args: args, Span: span, At: at, Callee: id}
	if library.IsDecorator(base) {
		return library.First(site)
	}
	result := r.Called(site)
	for _, hook := range []string{"__call__", "forward", "call"} {
		if m := r.method(id, hook); m != nil {
			made := r.invoke(f, m, self, args, span, at)
			if o, ok := r.Heap.One(result); ok {
				r.Heap.Add(&r.Heap.Object(o).Elements, made)
			}
			break
		}
	}
	return result
}

// runsNetwork returns the instance whose method forward is bound, if it is a network of a framework: that is run as if it was called. A
// forward of a class that it extends, which super() gives, is a part of the call at hand.
func (r *runner) runsNetwork(bound *value.Object) (value.ID, bool) {
	c, isFunction := bound.Ref.(*frame.Closure)
	id, ok := r.Heap.One(bound.Of)
	if !ok || !isFunction || r.Heap.Object(id).Kind != value.Instance || r.method(id, "forward") != c || r.method(id, "__call__") != nil {
		return 0, false
	}
	return id, r.foreignBase(id) != "?"
}

// foreignBase returns the dotted name of the class outside the project that an instance's class extends.
func (r *runner) foreignBase(id value.ID) string {
	if c, ok := r.Heap.Object(id).Ref.(*value.Type); ok {
		for _, base := range r.Heap.Order(c) {
			if o := r.Heap.Object(base); o.Kind == value.Foreign {
				return o.Name
			}
		}
	}
	return "?"
}

// initFields sets the annotated fields of a class that has no __init__ of its own, as a dataclass does.
func (r *runner) initFields(f *frame.Frame, instance value.ID, c *value.Type, args []value.Argument) {
	self := r.Heap.Of(instance)
	o := value.Object{Args: args}
	for i, field := range c.Fields {
		v, given := o.Argument(field.Name, i)
		if !given {
			r.settle(f, field)
			v = field.Value
		}
		if v == value.Nothing {
			v = r.instanceOf(f, field.Annotation, value.Key{At: int32(f.Context), Index: int32(i) + 1}, field.Name)
		}
		r.Heap.PutField(self, field.Name, v)
	}
	if m := r.method(instance, "__post_init__"); m != nil {
		r.invoke(f, m, self, nil, code.Span{}, 0)
	}
}

// settle makes the default of a field again that could not be made where its class is defined, before what it names.
func (r *runner) settle(f *frame.Frame, field value.Field) {
	option, ok := r.Heap.One(field.Value)
	if !ok || field.Factory == value.Nothing || !r.isOpen(r.Heap.Object(option).Default) {
		return
	}
	if made := r.Call(f, field.Factory, nil, code.Span{}, int(field.At.Span.Start)); !r.isOpen(made) {
		r.Heap.Object(option).Default = made
	}
}
