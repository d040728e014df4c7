package run

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/value"
)

// declare runs the instructions that define functions and classes, and that import.
func (r *runner) declare(f *frame, op code.Op, span code.Span, in *code.Reader, at int) {
	symbols := f.module.file.Symbols
	switch op {
	case code.MakeFunction:
		r.makeFunction(f, in.Operand(), at)
	case code.MakeClass:
		index := in.Operand()
		r.makeClass(f, index, r.arguments(f, in), at)
	case code.Import:
		name := symbols[in.Operand()]
		first := in.Operand() == 1
		f.push(r.put(f, at, func() value.Value { return r.importModule(f, name, first) }))
	case code.ImportFrom:
		name, member := symbols[in.Operand()], symbols[in.Operand()]
		f.push(r.put(f, at, func() value.Value { return r.importFrom(f, name, member) }))
	case code.ImportStar:
		name := symbols[in.Operand()]
		f.module.stars = append(f.module.stars, r.put(f, at, func() value.Value { return r.find(f, name) }))
	case code.Typed:
		t, v := f.pop(), f.pop()
		if r.isUnknown(v) || r.isForeignUnknown(v) {
			if made := r.instanceOf(f, t, value.Key{At: int32(f.context), Index: -int32(at)}, ""); made != value.Nothing {
				v = made
			}
		}
		f.push(v)
	case code.Field:
		r.declareField(f, symbols[in.Operand()], in.Operand() == 1, span)
	}
}

// isForeignUnknown reports whether a value is the result of something that makes whatever a setting says.
func (r *runner) isForeignUnknown(v value.Value) bool {
	id, ok := r.heap.One(v)
	return ok && strings.HasSuffix(r.heap.Object(id).Name, "instantiate()")
}

func (r *runner) makeFunction(f *frame, index, at int) {
	fn := &f.module.file.Functions[index]
	n := 0
	for _, p := range fn.Parameters {
		if p.HasDefault {
			n++
		}
	}
	f.encloses = true
	c := &closure{module: f.module, function: index, outer: f, defaults: slices.Clone(f.take(n))}
	if f.code().Kind == code.ClassBody {
		c.class = f.class
	}
	key := value.Key{Context: f.context, File: f.module.number, At: int32(at), Sort: value.Function}
	id := r.heap.New(key, value.Object{Kind: value.Function, Name: fn.Qualified, At: f.place(fn.Span), Ref: c})
	f.push(r.heap.Of(id))
}

func (r *runner) makeClass(f *frame, index int, args []value.Argument, at int) {
	fn := &f.module.file.Functions[index]
	key := value.Key{Context: f.context, File: f.module.number, At: int32(at), Sort: value.Class}
	c := &class{module: f.module, name: fn.Qualified}
	id := r.heap.New(key, value.Object{Kind: value.Class, Name: fn.Qualified, At: f.place(fn.Span), Ref: c})
	c = r.heap.Object(id).Ref.(*class)
	c.id, c.bases, c.fields = id, nil, nil
	for _, a := range args {
		if a.Name == "" {
			c.bases = append(c.bases, a.Value)
			r.inheritFields(c, a.Value)
		}
	}
	body := &frame{module: f.module, function: index, context: f.context, outer: f, class: c, slots: make([]value.Value, len(fn.Locals))}
	r.enterFrame(body)
	for i, name := range fn.Locals {
		if v := body.slot(i); v != value.Nothing {
			name := f.module.file.Symbols[name]
			r.putField(r.heap.Of(id), name, r.attributes(f, c, name, v))
		}
	}
	f.push(r.heap.Of(id))
}

// inheritFields takes over the annotated fields of a base class.
func (r *runner) inheritFields(c *class, base value.Value) {
	for _, id := range r.heap.All(base) {
		if b, ok := r.heap.Object(id).Ref.(*class); ok {
			c.fields = append(c.fields, b.fields...)
		}
	}
}

// declareField notes an annotated name in the body of a class.
func (r *runner) declareField(f *frame, name string, hasDefault bool, span code.Span) {
	made := field{name: name, annotation: f.pop(), at: f.place(span)}
	if hasDefault {
		made.value = r.fieldDefault(f, f.pop())
	}
	if f.class == nil {
		if hasDefault {
			f.push(made.value)
		}
		return
	}
	key := value.Key{Context: uint32(f.class.id), File: fieldFile, At: r.reason(name), Sort: value.Option}
	option := r.heap.Of(r.heap.New(key, value.Object{Kind: value.Option, Name: name, At: made.at, Default: made.value}))
	if hasDefault && r.literal(made.value) != nil {
		f.push(option) // what the class itself has may be set, too
	} else if hasDefault {
		f.push(made.value)
	}
	made.value = option
	if i := slices.IndexFunc(f.class.fields, func(other field) bool { return other.name == name }); i >= 0 {
		f.class.fields[i] = made
		return
	}
	f.class.fields = append(f.class.fields, made)
}

// fieldDefault is the default of a field: of field(default=…) and field(default_factory=…) what these give.
func (r *runner) fieldDefault(f *frame, v value.Value) value.Value {
	id, ok := r.heap.One(v)
	if !ok || !strings.HasSuffix(strings.ToLower(r.heap.Object(id).Name), "field()") {
		return v
	}
	if d, ok := r.heap.Object(id).Argument("default", -1); ok {
		return d
	}
	if factory, ok := r.heap.Object(id).Argument("default_factory", -1); ok {
		return r.call(f, factory, nil, code.Span{}, r.heap.Object(id).At.Span.Start)
	}
	return value.Nothing
}
