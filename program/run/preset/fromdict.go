package preset

import (
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
	return func(r *Reader, s library.Site) value.Value {
		of := s.Of
		if class != "" {
			of, _ = s.Argument(class, classAt)
		}
		from, ok := s.Argument(data, dataAt)
		id, one := r.Heap.One(of)
		if !ok || !one || r.Heap.Object(id).Kind != value.Class {
			return value.Nothing
		}
		return s.Call(s.Frame, of, r.Spread([]value.Argument{{Name: "**", Value: from, Rest: true}}), s.Span, s.At)
	}
}
