package run

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/run/frame"
	"github.com/agentlint/agentlint/program/value"
)

// declare runs the instructions that define functions and classes, and that import.
func (r *runner) declare(f *frame.Frame, op code.Op, span code.Span, in *code.Reader, at int) {
	symbols := f.Module.File.Symbols
	switch op {
	case code.MakeFunction:
		r.makeFunction(f, in.Operand(), at)
	case code.MakeClass:
		index := in.Operand()
		r.makeClass(f, index, r.arguments(f, in), at)
	case code.Import:
		name := symbols[in.Operand()]
		first := in.Operand() == 1
		f.Push(r.put(f, at, func() value.Value { return r.importModule(f, name, first) }))
	case code.ImportFrom:
		name, member := symbols[in.Operand()], symbols[in.Operand()]
		f.Push(r.put(f, at, func() value.Value { return r.importFrom(f, name, member) }))
	case code.ImportStar:
		name := symbols[in.Operand()]
		f.Module.Stars = append(f.Module.Stars, r.put(f, at, func() value.Value { return r.find(f, name) }))
	case code.Typed:
		t, v := f.Pop(), f.Pop()
		if r.Heap.IsUnknown(v) || r.isForeignUnknown(v) {
			if made := r.instanceOf(f, t, value.Key{At: int32(f.Context), Index: -int32(at)}, ""); made != value.Nothing {
				v = made
			}
		}
		f.Push(v)
	case code.Field:
		r.declareField(f, symbols[in.Operand()], in.Operand() == 1, span)
	}
}

// isForeignUnknown reports whether a value is the result of something that makes whatever a setting says.
func (r *runner) isForeignUnknown(v value.Value) bool {
	id, ok := r.Heap.One(v)
	return ok && strings.HasSuffix(r.Heap.Object(id).Name, "instantiate()")
}

func (r *runner) makeFunction(f *frame.Frame, index, at int) {
	fn := &f.Module.File.Functions[index]
	n := 0
	for _, p := range fn.Parameters {
		if p.HasDefault {
			n++
		}
	}
	f.Encloses = true
	c := &frame.Closure{Module: f.Module, Function: index, Outer: f, Defaults: slices.Clone(f.Take(n))}
	if f.Code().Kind == code.ClassBody {
		c.Class = f.Class
	}
	key := f.Key(at, value.Function, 0)
	id := r.Heap.New(key, value.Object{Kind: value.Function, Name: fn.Qualified, At: f.Place(fn.Span), Ref: c})
	f.Push(r.Heap.Of(id))
}

func (r *runner) makeClass(f *frame.Frame, index int, args []value.Argument, at int) {
	fn := &f.Module.File.Functions[index]
	key := f.Key(at, value.Class, 0)
	c := &value.Type{File: f.Module.Number, Name: fn.Qualified}
	id := r.Heap.New(key, value.Object{Kind: value.Class, Name: fn.Qualified, At: f.Place(fn.Span), Ref: c})
	c = r.Heap.Object(id).Ref.(*value.Type)
	c.ID, c.Bases, c.Fields = id, nil, nil
	for _, a := range args {
		if a.Name == "" {
			c.Bases = append(c.Bases, a.Value)
			r.inheritFields(c, a.Value)
		}
	}
	body := &frame.Frame{Module: f.Module, Function: index, Context: f.Context, Outer: f, Class: c, Slots: make([]value.Value, len(fn.Locals))}
	r.enterFrame(body)
	for i, name := range fn.Locals {
		if v := body.Slot(i); v != value.Nothing {
			name := f.Module.File.Symbols[name]
			r.Heap.PutField(r.Heap.Of(id), name, r.attributes(f, c, name, v))
		}
	}
	f.Push(r.Heap.Of(id))
}

// inheritFields takes over the annotated fields of a base class.
func (r *runner) inheritFields(c *value.Type, base value.Value) {
	for _, id := range r.Heap.All(base) {
		if b, ok := r.Heap.Object(id).Ref.(*value.Type); ok {
			c.Fields = append(c.Fields, b.Fields...)
		}
	}
}

// declareField notes an annotated name in the body of a class.
func (r *runner) declareField(f *frame.Frame, name string, hasDefault bool, span code.Span) {
	made := value.Field{Name: name, Annotation: f.Pop(), At: f.Place(span)}
	if hasDefault {
		given := f.Pop()
		if made.Value = r.fieldDefault(f, given); r.isOpen(made.Value) {
			made.Factory = r.factory(given)
		}
	}
	if f.Class == nil {
		if hasDefault {
			f.Push(made.Value)
		}
		return
	}
	key := value.Key{Context: uint32(f.Class.ID), File: value.FieldFile, At: r.Heap.Number(name), Sort: value.Option}
	option := r.Heap.Of(r.Heap.New(key, value.Object{Kind: value.Option, Name: name, At: made.At, Default: made.Value}))
	if hasDefault && r.Heap.Literal(made.Value) != nil {
		f.Push(option) // what the class itself has may be set, too
	} else if hasDefault {
		f.Push(made.Value)
	}
	made.Value = option
	if i := slices.IndexFunc(f.Class.Fields, func(other value.Field) bool { return other.Name == name }); i >= 0 {
		f.Class.Fields[i] = made
		return
	}
	f.Class.Fields = append(f.Class.Fields, made)
}

// fieldDefault is the default of a field: of field(default=…) and field(default_factory=…) what these give.
func (r *runner) fieldDefault(f *frame.Frame, v value.Value) value.Value {
	id, ok := r.Heap.One(v)
	if !ok {
		return v
	}
	o := r.Heap.Object(id)
	if o.Name == "omegaconf.MISSING" || o.Name == "dataclasses.MISSING" || o.Kind == value.Literal && (o.Literal == code.Ellipsis || o.Name == "???") {
		return value.Nothing // https://omegaconf.readthedocs.io/en/latest/structured_config.html#mandatory-missing-values
	}
	if !strings.HasSuffix(strings.ToLower(o.Name), "field()") {
		return v
	}
	first := -1
	if strings.HasPrefix(o.Name, "pydantic.") {
		first = 0 // https://docs.pydantic.dev/latest/concepts/fields/
	}
	if d, ok := o.Argument("default", first); ok {
		return r.fieldDefault(f, d)
	}
	if factory, ok := r.Heap.Object(id).Argument("default_factory", -1); ok {
		return r.Call(f, factory, nil, code.Span{}, int(r.Heap.Object(id).At.Span.Start))
	}
	return value.Nothing
}

// isOpen reports whether of a value nothing is known but a name.
func (r *runner) isOpen(v value.Value) bool {
	id, ok := r.Heap.One(v)
	return v == value.Nothing || ok && r.Heap.Object(id).Kind == value.Foreign && strings.HasPrefix(r.Heap.Object(id).Name, "?")
}

// factory is what makes the default of a field, Nothing if a field() does not name it.
func (r *runner) factory(v value.Value) value.Value {
	id, ok := r.Heap.One(v)
	if !ok || !strings.HasSuffix(strings.ToLower(r.Heap.Object(id).Name), "field()") {
		return value.Nothing
	}
	factory, _ := r.Heap.Object(id).Argument("default_factory", -1)
	return factory
}

// attributes makes fields of what the body of a class sets to attr.ib().
func (r *runner) attributes(f *frame.Frame, c *value.Type, name string, v value.Value) value.Value {
	id, ok := r.Heap.One(v)
	if !ok {
		return v
	}
	o := r.Heap.Object(id)
	if o.Name != "attr.ib()" && o.Name != "attr.attrib()" {
		return v
	}
	byDefault, hasDefault := o.Argument("default", 0)
	if factory, ok := o.Argument("factory", -1); ok && !hasDefault {
		byDefault = r.Call(f, factory, nil, f.Code().Span, int(o.At.Span.Start))
	}
	key := value.Key{Context: uint32(c.ID), File: value.FieldFile, At: r.Heap.Number(name), Sort: value.Option}
	option := r.Heap.Of(r.Heap.New(key, value.Object{Kind: value.Option, Name: name, At: r.Heap.Object(id).At, Default: byDefault}))
	c.Fields = append(c.Fields, value.Field{Name: name, Value: option, At: r.Heap.Object(id).At})
	return option
}
