package run

import (
	"strings"

	"github.com/agentlint/agentlint/program/run/frame"
	"github.com/agentlint/agentlint/program/run/library"
	"github.com/agentlint/agentlint/program/value"
)

// addFromDictModels adds what makes an instance of a class of the keys of a mapping: https://github.com/konradhalas/dacite,
// https://docs.pydantic.dev/latest/concepts/models/, https://catt.rs/en/stable/basics.html.
func addFromDictModels() {
	models["dacite.from_dict"] = fromDictModel("data_class", 0, "data", 1)
	models["cattrs.structure"], models["cattr.structure"] = fromDictModel("cl", 1, "obj", 0), fromDictModel("cl", 1, "obj", 0)
	for _, name := range []string{"pydantic.BaseModel.model_validate", "pydantic.BaseModel.parse_obj", "pydantic_settings.BaseSettings.model_validate"} {
		models[name] = fromDictModel("", -1, "obj", 0)
	}
}

// fromDictModel makes an instance of the class in one argument, or if that has no name of the class whose method is called, of the
// mapping in another.
func fromDictModel(class string, classAt int, data string, dataAt int) model {
	return func(r *runner, f *frame.Frame, s library.Site) value.Value {
		of := s.Of
		if class != "" {
			of, _ = s.Argument(class, classAt)
		}
		from, ok := s.Argument(data, dataAt)
		id, one := r.Heap.One(of)
		if !ok || !one || r.Heap.Object(id).Kind != value.Class {
			return value.Nothing
		}
		return r.Call(f, of, r.expand([]value.Argument{{Name: "**", Value: from, Rest: true}}), s.Span, s.At)
	}
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

// keyOf is what an instance has under a key: one of a class that says which keys a dictionary has.
func (r *runner) keyOf(id value.ID, key value.Value) (value.Value, bool) {
	k := r.Heap.Literal(key)
	if k == nil || !strings.HasSuffix(r.foreignBase(id), "TypedDict") {
		return value.Nothing, false
	}
	v, ok := r.Heap.Object(id).Fields[k.Name]
	return v, ok
}
