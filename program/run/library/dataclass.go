package library

import (
	"slices"
	"strconv"
	"strings"

	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/value"
)

// addDataclassModels adds what reads a command line into classes of the project, whose fields are the options:
// https://huggingface.co/docs/transformers/internal/trainer_utils#transformers.HfArgumentParser, https://brentyi.github.io/tyro/,
// https://github.com/lebrice/SimpleParsing, https://github.com/eladrich/pyrallis, https://github.com/dlwh/draccus.
func addDataclassModels() {
	models["transformers.HfArgumentParser().parse_args_into_dataclasses"] = parsedClassesModel
	models["trl.TrlParser().parse_args_and_config"] = parsedClassesModel
	for name, class := range parsers {
		models[name] = parsedClassModel(class)
	}
}

// parsers are the functions that return an instance of the class that they are given.
var parsers = map[string]argument{
	"tyro.cli": {"f", 0}, "simple_parsing.parse": {"config_class", 0}, "pyrallis.parse": {"config_class", 0}, "draccus.parse": {"config_class", 0},
}

// IsParsed reports whether a value is what a command line is read into by a class that is not known: one that is put together while the
// program runs, of which an annotation may say more.
func IsParsed(h *value.Heap, v value.Value) bool {
	id, ok := h.One(v)
	if !ok || h.Object(id).Kind != value.Foreign {
		return false
	}
	_, isParser := parsers[strings.TrimSuffix(h.Object(id).Name, "()")]
	return isParser
}

// parsedClassesModel is what a parser returns that was made of classes: a tuple with an instance of each.
func parsedClassesModel(s Site) value.Value {
	parser, ok := s.Heap.One(s.Of)
	if !ok {
		return value.Nothing
	}
	classes, _ := s.Heap.Object(parser).Argument("dataclass_types", 0)
	id, ok := s.Heap.One(classes)
	if !ok {
		return value.Nothing
	}
	items := s.Heap.Object(id).Items
	if s.Heap.Object(id).Kind == value.Class {
		items = []value.Value{classes}
	}
	if len(items) == 0 {
		return value.Nothing
	}
	parsed := s.parsed()
	var made []value.Value
	for i, class := range items {
		v := s.ofOptions(class, i)
		if v == value.Nothing {
			v = s.Heap.Part(parsed, "["+strconv.Itoa(i)+"]")
		}
		made = append(made, v)
	}
	all := s.make(value.Tuple, 1)
	s.Heap.Object(all).Items = made
	return s.Heap.Of(all)
}

// parsedClassModel is an instance of the class that a call is given.
func parsedClassModel(of argument) Model {
	return func(s Site) value.Value {
		class, _ := s.Argument(of.name, of.at)
		v := s.ofOptions(class, 0)
		if v != value.Nothing {
			s.parsed()
		}
		return v
	}
}

// parsed notes the call.
func (s Site) parsed() value.ID {
	id := s.make(value.Foreign, 2)
	o := s.Heap.Object(id)
	o.Name = s.Name + "()"
	s.Heap.Add(&o.Of, s.Of)
	s.Emit(record.Event{Call: id, At: s.Frame.Place(s.Span)})
	return id
}

// ofOptions is an instance of a class of the project whose fields are options, Nothing if the class extends another one from outside: of
// its fields little is known.
func (s Site) ofOptions(class value.Value, i int) value.Value {
	id, ok := s.Heap.One(class)
	if !ok {
		return value.Nothing
	}
	c, ok := s.Heap.Object(id).Ref.(*value.Type)
	isForeign := func(base value.ID) bool { return s.Heap.Object(base).Kind == value.Foreign }
	if !ok || s.Heap.Object(id).Kind != value.Class || len(c.Fields) == 0 || slices.ContainsFunc(s.Heap.Order(c), isForeign) {
		return value.Nothing
	}
	return s.Call(s.Frame, class, nil, s.Span, s.At*8+i)
}
