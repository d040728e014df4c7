package run

import (
	"slices"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/value"
)

// bindArguments gives the parameters of a function what a call hands over.
func (r *runner) bindArguments(f *frame, c *closure, args []value.Argument) {
	fn := f.code()
	f.slots = make([]value.Value, len(fn.Locals))
	given := make([]bool, len(args))
	rest := r.restOf(f, args)
	position, defaults := 0, 0
	for i, p := range fn.Parameters {
		byDefault := value.Nothing
		if p.HasDefault && defaults < len(c.defaults) {
			byDefault = c.defaults[defaults]
			defaults++
		}
		name := f.module.file.Symbols[fn.Locals[i]]
		switch p.Kind {
		case code.Variadic:
			f.slots[i] = r.variadic(f, i, args, given, position)
			continue
		case code.VariadicKeywords:
			f.slots[i] = r.variadicKeywords(f, i, args, given)
			continue
		}
		a, ok := byKeyword(args, given, name)
		if !ok && p.Kind == code.Positional {
			a, ok = byPosition(args, given, &position)
		}
		f.bindOrigin(i, a.From)
		f.slots[i] = r.parameter(f, c, i, a.Value, ok, byDefault, rest)
		if id, one := r.heap.One(f.slots[i]); one && f.slots[i] != f.self && r.heap.Object(id).Given == "" {
			r.heap.Object(id).Given = name
		}
	}
}

// parameter is what a parameter is: what it is given, its default, or something of which its annotation and name are known.
func (r *runner) parameter(f *frame, c *closure, i int, v value.Value, given bool, byDefault, rest value.Value) value.Value {
	switch {
	case given && !r.isUnknown(v):
		return v
	case !given && rest != value.Nothing:
		v = r.heap.Join(rest, byDefault)
	case !given:
		v = byDefault
	}
	name := f.module.file.Symbols[f.code().Locals[i]]
	if option, ok := c.options[name]; ok && !given {
		return option
	}
	if v != value.Nothing && !r.isUnknown(v) {
		return r.optionOf(c, v, name)
	}
	if t := f.code().Parameters[i].Annotation; !t.IsEmpty() && c.outer != nil {
		v = r.annotated(f, c, i, t, v)
	}
	if v != value.Nothing {
		return v
	}
	return r.named(f, name, i)
}

// named is a parameter of which only the name is known.
func (r *runner) named(f *frame, name string, i int) value.Value {
	key := value.Key{Context: f.context, File: f.module.number, At: f.code().Span.Start, Sort: value.Foreign, Index: int32(i) + 1}
	return r.heap.Of(r.heap.New(key, value.Object{Kind: value.Foreign, Name: "?" + name, Why: "nothing says what the parameter " + name + " is"}))
}

// annotated makes a value of a type of which nothing else is known: a parameter of a frame.
func (r *runner) annotated(f *frame, c *closure, i int, annotation code.Block, v value.Value) value.Value {
	outer := c.outer
	depth := len(outer.stack)
	r.block(outer, c.module.file.Read(outer.function, annotation))
	t := outer.pop()
	outer.stack = outer.stack[:depth]
	name := f.module.file.Symbols[f.code().Locals[i]]
	if made := r.instanceOf(outer, t, value.Key{At: int32(f.context), Index: int32(i) + 1}, name); made != value.Nothing {
		return made
	}
	return v
}

// isUnknown reports whether nothing is known of a value.
func (r *runner) isUnknown(v value.Value) bool {
	id, ok := r.heap.One(v)
	return ok && r.heap.Object(id).Kind == value.Foreign && r.heap.Object(id).Name == "?"
}

// restOf is what may be in * and ** arguments whose elements are not known.
func (r *runner) restOf(f *frame, args []value.Argument) value.Value {
	out := value.Nothing
	for _, a := range args {
		switch {
		case !a.Rest:
		case a.Name == "":
			out = r.heap.Join(out, r.element(f, a.Value, code.Span{}, int(f.code().Span.Start)))
		default:
			out = r.heap.Join(out, r.index(f, a.Value, r.unknown("it is a key"), code.Span{}, int(f.code().Span.Start)))
		}
	}
	return out
}

func byKeyword(args []value.Argument, given []bool, name string) (value.Argument, bool) {
	i := slices.IndexFunc(args, func(a value.Argument) bool { return a.Name == name && !a.Rest })
	if i < 0 {
		return value.Argument{}, false
	}
	given[i] = true
	return args[i], true
}

func byPosition(args []value.Argument, given []bool, position *int) (value.Argument, bool) {
	for ; *position < len(args); *position++ {
		if a := args[*position]; a.Name == "" && !a.Rest {
			given[*position] = true
			*position++
			return a, true
		}
	}
	return value.Argument{}, false
}

func (r *runner) variadic(f *frame, i int, args []value.Argument, given []bool, position int) value.Value {
	id := r.makeID(f, value.Tuple, i, code.Span{}, int(f.code().Span.Start))
	n := 0
	for k := position; k < len(args); k++ {
		if args[k].Name != "" || given[k] {
			continue
		}
		given[k] = true
		o := r.heap.Object(id)
		r.heap.Add(&o.Elements, args[k].Value)
		if !args[k].Rest {
			if n == len(o.Items) {
				o.Items = append(o.Items, value.Nothing)
			}
			r.heap.Add(&o.Items[n], args[k].Value)
			n++
		}
	}
	return r.heap.Of(id)
}

func (r *runner) variadicKeywords(f *frame, i int, args []value.Argument, given []bool) value.Value {
	d := r.heap.Of(r.makeID(f, value.Dict, i, code.Span{}, int(f.code().Span.Start)))
	for k, a := range args {
		switch {
		case given[k] || a.Name == "":
		case a.Rest:
			r.addElement(d, a.Value)
		default:
			r.putField(d, a.Name, a.Value)
		}
	}
	return d
}

// instanceOf is something of a type that has a name; Nothing if the type says nothing. Of types outside the project each use has
// its own, and of the project's classes what has another name is another thing.
func (r *runner) instanceOf(f *frame, t value.Value, use value.Key, label string) value.Value {
	out := value.Nothing
	for _, id := range r.heap.All(t) {
		o := r.heap.Object(id)
		switch {
		case o.Kind == value.Foreign && o.Name != "?" && !plainTypes[o.Name]:
			key := value.Key{Context: uint32(id), File: annotatedFile, Sort: value.Foreign, At: use.At, Index: use.Index}
			out = r.heap.Join(out, r.heap.Of(r.heap.New(key, value.Object{Kind: value.Foreign, Name: o.Name + "()", Label: label, Why: "its annotation says so"})))
		case o.Kind == value.Class:
			key := value.Key{Context: uint32(id), File: annotatedFile, At: r.reason(label), Sort: value.Instance}
			made := r.heap.New(key, value.Object{Kind: value.Instance, Ref: o.Ref, Name: o.Name, Label: label, Why: "its annotation says so"})
			c := r.heap.Object(made).Ref.(*class)
			if r.heap.Object(made).Fields == nil && len(c.fields) > 0 {
				r.initFields(f, made, c, nil)
			}
			out = r.heap.Join(out, r.heap.Of(made))
		}
	}
	return out
}

// plainTypes are annotations that say nothing of what a value does.
var plainTypes = map[string]bool{
	"builtins.int": true, "builtins.float": true, "builtins.str": true, "builtins.bool": true, "builtins.dict": true, "builtins.list": true,
	"builtins.tuple": true, "builtins.object": true, "typing.Any": true,
}
