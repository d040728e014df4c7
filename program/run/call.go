package run

import (
	"slices"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/value"
)

// arguments takes the arguments of a call from the stack.
func (r *runner) arguments(f *frame, in *code.Reader) []value.Argument {
	n := in.Operand()
	args := make([]value.Argument, n)
	for i := range args {
		a := code.Argument(in.Operand())
		switch a.Kind() {
		case code.ByKeyword:
			args[i].Name = f.module.file.Symbols[a.Keyword()]
		case code.Starred:
			args[i].Rest = true
		case code.DoubleStarred:
			args[i].Rest, args[i].Name = true, "**"
		}
	}
	for i := range args {
		args[i].From = min(f.origin(n-1-i), value.Written)
	}
	for i, v := range f.take(n) {
		args[i].Value = v
	}
	return r.expand(args)
}

// expand puts the elements of * and ** arguments that are known in their place.
func (r *runner) expand(args []value.Argument) []value.Argument {
	if !slices.ContainsFunc(args, func(a value.Argument) bool { return a.Rest }) {
		return args
	}
	var out []value.Argument
	for _, a := range args {
		if a.Rest {
			r.reads(a.Value, "")
		}
		id, ok := r.heap.One(a.Value)
		if !a.Rest || !ok {
			out = append(out, a)
			continue
		}
		switch o := r.heap.Object(id); {
		case a.Name == "**" && o.Kind == value.Dict:
			for _, key := range sortedKeys(o.Fields) {
				out = append(out, value.Argument{Name: key, Value: o.Fields[key]})
			}
			if o.Elements != value.Nothing {
				out = append(out, value.Argument{Name: "**", Value: o.Elements, Rest: true})
			}
		case a.Name == "**" && isClosed(o):
			for _, key := range sortedKeys(o.Fields) {
				out = append(out, value.Argument{Name: key, Value: o.Fields[key]})
			}
		case a.Name == "" && o.Kind == value.Tuple:
			for _, item := range o.Items {
				out = append(out, value.Argument{Value: item})
			}
		default:
			out = append(out, a)
		}
	}
	return out
}

// call calls whatever a value may be.
func (r *runner) call(f *frame, callee value.Value, args []value.Argument, span code.Span, at int) value.Value {
	out := value.Nothing
	all := r.heap.All(callee)
	for _, id := range all {
		out = r.heap.Join(out, r.callOne(f, id, args, span, at))
	}
	if len(all) == 0 {
		return r.foreign(f, "?", value.Nothing, args, span, at)
	}
	return out
}

func (r *runner) callOne(f *frame, id value.ID, args []value.Argument, span code.Span, at int) value.Value {
	o := r.heap.Object(id)
	switch o.Kind {
	case value.Function:
		return r.invoke(f, o.Ref.(*closure), value.Nothing, args, span, at)
	case value.Bound:
		return r.invoke(f, o.Ref.(*closure), o.Of, args, span, at)
	case value.Partial:
		return r.call(f, o.Callee, completed(o.Args, args), span, at)
	case value.Class:
		return r.instantiate(f, id, args, span, at)
	case value.Instance:
		return r.callInstance(f, id, args, span, at)
	case value.Foreign:
		return r.callForeign(f, id, args, span, at)
	}
	return r.foreign(f, "?", r.heap.Of(id), args, span, at)
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
func (r *runner) callInstance(f *frame, id value.ID, args []value.Argument, span code.Span, at int) value.Value {
	self, base := r.heap.Of(id), r.foreignBase(id)
	if m := r.method(id, "__call__"); m != nil && !r.project.Frameworks.IsNetwork(r.project.Frameworks.Canonical(base)) {
		return r.invoke(f, m, self, args, span, at)
	}
	result := r.called(f, id, base+"()", self, args, span, at)
	for _, hook := range []string{"__call__", "forward", "call"} {
		if m := r.method(id, hook); m != nil {
			made := r.invoke(f, m, self, args, span, at)
			if o, ok := r.heap.One(result); ok {
				r.heap.Add(&r.heap.Object(o).Elements, made)
			}
			break
		}
	}
	return result
}

// foreignBase returns the dotted name of the class outside the project that an instance's class extends.
func (r *runner) foreignBase(id value.ID) string {
	if c, ok := r.heap.Object(id).Ref.(*class); ok {
		for _, base := range r.order(c) {
			if o := r.heap.Object(base); o.Kind == value.Foreign {
				return o.Name
			}
		}
	}
	return "?"
}

// instantiate makes an instance of a class of the project.
func (r *runner) instantiate(f *frame, id value.ID, args []value.Argument, span code.Span, at int) value.Value {
	c := r.heap.Object(id).Ref.(*class)
	key := value.Key{Context: f.context, File: f.module.number, At: int32(at), Sort: value.Instance, Index: int32(id)}
	instance := r.heap.New(key, value.Object{Kind: value.Instance, Ref: c, Name: c.name, At: f.place(span), Callee: r.heap.Of(id)})
	self := r.heap.Of(instance)
	r.joinArguments(r.heap.Object(instance), args)
	if m := r.method(instance, "__init__"); m != nil {
		r.invoke(f, m, self, args, span, at)
		return self
	}
	if len(c.fields) > 0 {
		r.initFields(f, instance, c, args)
	}
	if base := r.foreignBase(instance); base != "?" {
		r.foreign(f, base, self, args, span, at)
	}
	return self
}

// initFields sets the annotated fields of a class that has no __init__ of its own, as a dataclass does.
func (r *runner) initFields(f *frame, instance value.ID, c *class, args []value.Argument) {
	self := r.heap.Of(instance)
	o := value.Object{Args: args}
	for i, field := range c.fields {
		v, given := o.Argument(field.name, i)
		if !given {
			v = field.value
		}
		if v == value.Nothing {
			v = r.instanceOf(f, field.annotation, value.Key{At: int32(f.context), Index: int32(i) + 1}, field.name)
		}
		r.putField(self, field.name, v)
	}
	if m := r.method(instance, "__post_init__"); m != nil {
		r.invoke(f, m, self, nil, code.Span{}, 0)
	}
}

// invoke runs a function of the project.
func (r *runner) invoke(f *frame, c *closure, self value.Value, args []value.Argument, span code.Span, at int) value.Value {
	if len(r.frames) >= maxDepth || r.running(c) >= maxSame {
		r.tooDeep++
		return r.unknown("it is what calls too deep return")
	}
	context := r.context(contextKey{f.context, f.module.number, int32(at), c})
	inner := &frame{
		module: c.module, function: c.function, context: context, outer: c.outer, class: c.class, self: self,
		called: f.place(span),
	}
	if self != value.Nothing {
		args = append([]value.Argument{{Value: self}}, args...)
	}
	r.bindArguments(inner, c, args)
	return r.remembered(inner, c, func() value.Value {
		around := len(r.within)
		inner.around = around
		r.within = append(r.within, c.within...)
		r.bounded(func() { r.enterFrame(inner) })
		r.within = r.within[:around]
		return r.result(inner, span)
	})
}

// result is what a call of a function that was run returns.
func (r *runner) result(f *frame, span code.Span) value.Value {
	fn := f.code()
	switch {
	case fn.Yields:
		generator := r.makeID(f, value.List, 0, span, fn.Body.Start)
		r.heap.Add(&r.heap.Object(generator).Elements, f.yields)
		r.heap.Object(generator).Ref, r.heap.Object(generator).Name = f.holding, fn.Qualified
		return r.heap.Of(generator)
	case f.returns == value.Nothing:
		return r.none()
	}
	return f.returns
}

// enterFrame runs the body of a frame's function.
func (r *runner) enterFrame(f *frame) {
	if key := (functionKey{f.module, f.function}); !r.ran[key] {
		r.ran[key] = true
		r.record.Functions = append(r.record.Functions, f.code().Qualified)
	}
	r.frames = append(r.frames, f)
	r.block(f, f.module.file.Read(f.function, f.code().Body))
	r.frames = r.frames[:len(r.frames)-1]
}

// running returns how often a function is being run.
func (r *runner) running(c *closure) (n int) {
	for _, f := range r.frames {
		if f.module == c.module && f.function == c.function {
			n++
		}
	}
	return n
}
