package library

import (
	"slices"

	"github.com/agentlint/agentlint/program/run/frame"
	"github.com/agentlint/agentlint/program/value"
)

// A Typer application runs one of the functions that were entered into it when it is called:
// https://typer.tiangolo.com/tutorial/commands/.
const (
	application = "typer.Typer()"
	entered     = "commands" // of an application: functions, and applications that were added
)

func addTyperModels() {
	models[application+".command()"], models[application+".callback()"] = enterModel, enterModel
	models[application+".add_typer"] = enterModel
	models[application] = applicationModel
}

// enterModel enters the function that it decorates into an application, or an application into another.
func enterModel(s Site) value.Value {
	v := First(s)
	for _, id := range s.Heap.All(v) {
		if c, ok := s.Heap.Object(id).Ref.(*frame.Closure); ok {
			s.exposeParameters(id, c)
		}
	}
	if v != value.Nothing {
		s.Heap.PutField(s.Of, entered, s.Heap.Join(v, fieldOf(s.Heap, s.Of, entered)))
	}
	return v
}

// exposeParameters makes options of the parameters of a command: those without a default must be given.
func (s Site) exposeParameters(command value.ID, c *frame.Closure) {
	fn, defaults := &c.Module.File.Functions[c.Function], 0
	for i, p := range fn.Parameters {
		byDefault := value.Nothing
		if p.HasDefault && defaults < len(c.Defaults) {
			byDefault = c.Defaults[defaults]
			defaults++
		}
		name := c.Module.File.Symbols[fn.Locals[i]]
		if OptionOf(s.Heap, c, byDefault, name) != byDefault {
			continue // which says itself that it is one
		}
		key := value.Key{Context: uint32(command), File: value.PartFile, At: s.Heap.Number(name), Sort: value.Option}
		option := s.Heap.New(key, value.Object{Kind: value.Option, Name: name, At: s.Heap.Object(command).At, Default: byDefault})
		if c.Options == nil {
			c.Options = map[string]value.Value{}
		}
		c.Options[name] = s.Heap.Of(option)
	}
}

// fieldOf is what a field of the objects that a value may be holds.
func fieldOf(h *value.Heap, v value.Value, name string) value.Value {
	out := value.Nothing
	for _, id := range h.All(v) {
		out = h.Join(out, h.Object(id).Fields[name])
	}
	return out
}

// applicationModel runs the commands of an application.
func applicationModel(s Site) value.Value {
	for i, id := range Commands(s.Heap, s.Callee) {
		s.Call(s.Frame, s.Heap.Of(id), nil, s.Span, s.At*64+i+1)
	}
	return value.Nothing
}

// Commands are the functions that were entered into an application, and into those that were added to it; nil of anything else.
func Commands(h *value.Heap, id value.ID) (all []value.ID) {
	seen := []value.ID{}
	var collect func(id value.ID)
	collect = func(id value.ID) {
		if slices.Contains(seen, id) {
			return
		}
		seen = append(seen, id)
		if h.Object(id).Name != application {
			all = append(all, id)
			return
		}
		for _, command := range h.All(h.Object(id).Fields[entered]) {
			collect(command)
		}
	}
	if h.Object(id).Name == application {
		collect(id)
	}
	return all
}
