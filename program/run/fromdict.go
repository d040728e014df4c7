package run

import (
	"strings"

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
	return func(r *runner, f *frame, s site) value.Value {
		of := s.of
		if class != "" {
			of, _ = s.argument(class, classAt)
		}
		from, ok := s.argument(data, dataAt)
		id, one := r.heap.One(of)
		if !ok || !one || r.heap.Object(id).Kind != value.Class {
			return value.Nothing
		}
		return r.call(f, of, r.expand([]value.Argument{{Name: "**", Value: from, Rest: true}}), s.span, s.at)
	}
}

// attributes makes fields of what the body of a class sets to attr.ib().
func (r *runner) attributes(f *frame, c *class, name string, v value.Value) value.Value {
	id, ok := r.heap.One(v)
	if !ok {
		return v
	}
	o := r.heap.Object(id)
	if o.Name != "attr.ib()" && o.Name != "attr.attrib()" {
		return v
	}
	byDefault, hasDefault := o.Argument("default", 0)
	if factory, ok := o.Argument("factory", -1); ok && !hasDefault {
		byDefault = r.call(f, factory, nil, f.code().Span, o.At.Span.Start)
	}
	key := value.Key{Context: uint32(c.id), File: fieldFile, At: r.reason(name), Sort: value.Option}
	option := r.heap.Of(r.heap.New(key, value.Object{Kind: value.Option, Name: name, At: r.heap.Object(id).At, Default: byDefault}))
	c.fields = append(c.fields, field{name: name, value: option, at: r.heap.Object(id).At})
	return option
}

// keyOf is what an instance has under a key: one of a class that says which keys a dictionary has.
func (r *runner) keyOf(id value.ID, key value.Value) (value.Value, bool) {
	k := r.literal(key)
	if k == nil || !strings.HasSuffix(r.foreignBase(id), "TypedDict") {
		return value.Nothing, false
	}
	v, ok := r.heap.Object(id).Fields[k.Name]
	return v, ok
}
