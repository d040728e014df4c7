package library

import (
	"strings"

	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/value"
)

// optionModel notes an option of argparse with its default.
func optionModel(s Site) value.Value {
	name := s.optionName()
	if name == "" {
		return value.Nothing
	}
	id := s.make(value.Option, 0)
	o := s.Heap.Object(id)
	o.Name = name
	s.Heap.JoinArguments(o, s.Args)
	if d, ok := s.Argument("default", -1); ok {
		o.Default = d
	} else {
		o.Default = s.noDefault()
	}
	if all, ok := s.Argument("choices", -1); ok {
		o.Elements = choices(s.Heap, all)
	}
	s.Heap.PutField(s.Of, name, s.Heap.Of(id))
	return s.Heap.Of(id)
}

// noDefault is the value of an option that is neither given nor has a default.
func (s Site) noDefault() value.Value {
	if action, ok := s.Argument("action", -1); ok {
		if k := s.Heap.Literal(action); k != nil && k.Name == "store_true" {
			return s.Heap.Boolean(value.No)
		} else if k != nil && k.Name == "store_false" {
			return s.Heap.Boolean(value.Yes)
		}
	}
	if s.isRequired() || s.isPositional() {
		return value.Nothing
	}
	return s.Heap.None()
}

// isRequired reports whether an option is said to be one that must be given.
func (s Site) isRequired() bool {
	required, ok := s.Argument("required", -1)
	truth, _ := s.Heap.Truth(required)
	return ok && truth != value.No
}

// isPositional reports whether an option of argparse is named without dashes, and must be given: nargs may say that there need be none
// (https://docs.python.org/3/library/argparse.html#nargs).
func (s Site) isPositional() bool {
	name, _ := s.Argument("", 0)
	k := s.Heap.Literal(name)
	if k == nil || strings.HasPrefix(k.Name, "-") {
		return false
	}
	nargs, _ := s.Argument("nargs", -1)
	n := s.Heap.Literal(nargs)
	return n == nil || n.Name != "?" && n.Name != "*"
}

// choices returns what may be chosen from a list or tuple of literals, Nothing if that is not known.
func choices(h *value.Heap, all value.Value) (out value.Value) {
	id, ok := h.One(all)
	if !ok {
		return value.Nothing
	}
	for _, item := range h.Object(id).Items {
		if h.Literal(item) == nil {
			return value.Nothing
		}
		out = h.Join(out, item)
	}
	return out
}

// optionName returns the attribute that an option is read by: dest, or the first long flag.
func (s Site) optionName() string {
	if dest, ok := s.Argument("dest", -1); ok {
		if k := s.Heap.Literal(dest); k != nil {
			return k.Name
		}
	}
	name := ""
	for _, a := range s.Args {
		k := s.Heap.Literal(a.Value)
		if a.Name != "" || k == nil {
			continue
		}
		if strings.HasPrefix(k.Name, "--") {
			name = k.Name
			break
		}
		if name == "" {
			name = k.Name
		}
	}
	return strings.ReplaceAll(strings.TrimLeft(name, "-"), "-", "_")
}

// parsedModel is what a parser returns: an object with the options as attributes.
func parsedModel(s Site) value.Value {
	key := s.Frame.Key(s.At, value.Foreign, -1)
	id := s.Heap.New(key, value.Object{Kind: value.Foreign, Name: "argparse.Namespace()", At: s.Frame.Place(s.Span), Of: s.Of})
	s.Emit(record.Event{Call: id, At: s.Frame.Place(s.Span)})
	return s.Heap.Of(id)
}

func parsedPairModel(s Site) value.Value {
	parsed := parsedModel(s)
	pair := s.make(value.Tuple, 1)
	s.Heap.Object(pair).Items = []value.Value{parsed, s.Heap.Unknown("they are arguments that nothing declares")}
	return s.Heap.Of(pair)
}

// Setting returns the option that an attribute of parsed arguments is, Nothing if it is none.
func Setting(h *value.Heap, o *value.Object, name string) value.Value {
	if o.Name != "argparse.Namespace()" {
		return value.Nothing
	}
	out := value.Nothing
	for _, parser := range h.All(o.Of) {
		out = h.Join(out, h.Object(parser).Fields[name])
	}
	return out
}
