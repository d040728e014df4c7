package run

import (
	"slices"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/run/frame"
	"github.com/agentlint/agentlint/program/run/library"
	"github.com/agentlint/agentlint/program/value"
)

// bindArguments gives the parameters of a function what a call hands over.
func (r *runner) bindArguments(f *frame.Frame, c *frame.Closure, args []value.Argument) {
	fn := f.Code()
	f.Slots = make([]value.Value, len(fn.Locals))
	given := make([]bool, len(args))
	rest := r.restOf(f, args)
	position, defaults := 0, 0
	for i, p := range fn.Parameters {
		byDefault := value.Nothing
		if p.HasDefault && defaults < len(c.Defaults) {
			byDefault = c.Defaults[defaults]
			defaults++
		}
		name := f.Module.File.Symbols[fn.Locals[i]]
		switch p.Kind {
		case code.Variadic:
			f.Slots[i] = r.variadic(f, i, args, given, position)
			continue
		case code.VariadicKeywords:
			f.Slots[i] = r.variadicKeywords(f, i, args, given)
			continue
		}
		a, ok := byKeyword(args, given, name)
		if !ok && p.Kind == code.Positional {
			a, ok = byPosition(args, given, &position)
		}
		f.BindOrigin(i, a.From)
		f.Slots[i] = r.parameter(f, c, i, a.Value, ok, byDefault, rest)
		if id, one := r.Heap.One(f.Slots[i]); one && f.Slots[i] != f.Self && r.Heap.Object(id).Given == "" {
			r.Heap.Object(id).Given = name
		}
	}
}

// parameter is what a parameter is: what it is given, its default, or something of which its annotation and name are known.
func (r *runner) parameter(f *frame.Frame, c *frame.Closure, i int, v value.Value, given bool, byDefault, rest value.Value) value.Value {
	switch {
	case given && !r.Heap.IsUnknown(v) && !library.IsParsed(r.Heap, v):
		return v
	case !given && rest != value.Nothing:
		v = r.Heap.Join(rest, byDefault)
	case !given:
		v = byDefault
	}
	name := f.Module.File.Symbols[f.Code().Locals[i]]
	if option, ok := c.Options[name]; ok && !given {
		return option
	}
	if v != value.Nothing && !r.Heap.IsUnknown(v) && !library.IsParsed(r.Heap, v) {
		return library.OptionOf(r.Heap, c, v, name)
	}
	if t := f.Code().Parameters[i].Annotation; !t.IsEmpty() && c.Outer != nil {
		v = r.annotated(f, c, i, t, v)
	}
	if v != value.Nothing {
		return v
	}
	return r.named(f, name, i)
}

// named is a parameter of which only the name is known.
func (r *runner) named(f *frame.Frame, name string, i int) value.Value {
	key := f.Key(int(f.Code().Span.Start), value.Foreign, i+1)
	return r.Heap.Of(r.Heap.New(key, value.Object{Kind: value.Foreign, Name: "?" + name, Why: "the value of the parameter " + name + " is unknown"}))
}

// annotated makes a value of a type of which nothing else is known: a parameter of a frame.
func (r *runner) annotated(f *frame.Frame, c *frame.Closure, i int, annotation code.Block, v value.Value) value.Value {
	outer := c.Outer
	depth := len(outer.Stack)
	r.block(outer, c.Module.File.Read(outer.Function, annotation))
	t := outer.Pop()
	outer.Stack = outer.Stack[:depth]
	name := f.Module.File.Symbols[f.Code().Locals[i]]
	if made := r.instanceOf(outer, t, value.Key{At: int32(f.Context), Index: int32(i) + 1}, name); made != value.Nothing {
		return made
	}
	return v
}

// restOf is what may be in * and ** arguments whose elements are not known.
func (r *runner) restOf(f *frame.Frame, args []value.Argument) value.Value {
	out := value.Nothing
	for _, a := range args {
		switch {
		case !a.Rest:
		case a.Name == "":
			out = r.Heap.Join(out, r.Element(f, a.Value, code.Span{}, int(f.Code().Span.Start)))
		default:
			out = r.Heap.Join(out, r.Index(f, a.Value, r.Heap.Unknown("it is a key"), code.Span{}, int(f.Code().Span.Start)))
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

func (r *runner) variadic(f *frame.Frame, i int, args []value.Argument, given []bool, position int) value.Value {
	id := f.Make(r.Heap, value.Tuple, i, code.Span{}, int(f.Code().Span.Start))
	n := 0
	for k := position; k < len(args); k++ {
		if args[k].Name != "" || given[k] {
			continue
		}
		given[k] = true
		o := r.Heap.Object(id)
		r.Heap.Add(&o.Elements, args[k].Value)
		if !args[k].Rest {
			if n == len(o.Items) {
				o.Items = append(o.Items, value.Nothing)
			}
			r.Heap.Add(&o.Items[n], args[k].Value)
			n++
		}
	}
	return r.Heap.Of(id)
}

func (r *runner) variadicKeywords(f *frame.Frame, i int, args []value.Argument, given []bool) value.Value {
	d := r.Heap.Of(f.Make(r.Heap, value.Dict, i, code.Span{}, int(f.Code().Span.Start)))
	for k, a := range args {
		switch {
		case given[k] || a.Name == "":
		case a.Rest:
			r.Heap.AddElement(d, a.Value)
		default:
			r.Heap.PutField(d, a.Name, a.Value)
		}
	}
	return d
}

// instanceOf is something of a type that has a name; Nothing if the type says nothing. Of types outside the project each use has
// its own, and of the project's classes what has another name is another thing.
func (r *runner) instanceOf(f *frame.Frame, t value.Value, use value.Key, label string) value.Value {
	out := value.Nothing
	for _, id := range r.Heap.All(t) {
		o := r.Heap.Object(id)
		switch {
		case o.Kind == value.Foreign && o.Name != "?" && !plainTypes[o.Name]:
			key := value.Key{Context: uint32(id), File: value.AnnotatedFile, Sort: value.Foreign, At: use.At, Index: use.Index}
			out = r.Heap.Join(out, r.Heap.Of(r.Heap.New(key, value.Object{Kind: value.Foreign, Name: o.Name + "()", Label: label, Why: "its annotation says so"})))
		case o.Kind == value.Class:
			key := value.Key{Context: uint32(id), File: value.AnnotatedFile, At: r.Heap.Number(label), Sort: value.Instance}
			made := r.Heap.New(key, value.Object{Kind: value.Instance, Ref: o.Ref, Name: o.Name, Label: label, Why: "its annotation says so"})
			c := r.Heap.Object(made).Ref.(*value.Type)
			if r.Heap.Object(made).Fields == nil && len(c.Fields) > 0 {
				r.initFields(f, made, c, nil)
			}
			out = r.Heap.Join(out, r.Heap.Of(made))
		}
	}
	return out
}

// plainTypes are annotations that say nothing of what a value does.
var plainTypes = map[string]bool{
	"builtins.int": true, "builtins.float": true, "builtins.str": true, "builtins.bool": true, "builtins.dict": true, "builtins.list": true,
	"builtins.tuple": true, "builtins.object": true, "typing.Any": true,
}
