package preset

import (
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/run/library"
	"github.com/agentlint/agentlint/program/value"
)

// addInstantiateModels adds what makes the object that settings name: https://hydra.cc/docs/advanced/instantiate_objects/overview/.
func addInstantiateModels() {
	for _, name := range []string{"hydra.utils.instantiate", "hydra.utils.call"} {
		models[name] = instantiateModel
	}
}

func instantiateModel(r *Reader, s library.Site) value.Value {
	config, ok := s.Argument("config", 0)
	if !ok {
		return value.Nothing
	}
	var given []value.Argument
	for i, a := range s.Args {
		if a.Name != "config" && (i > 0 || a.Name != "") {
			given = append(given, a)
		}
	}
	out := value.Nothing
	for i, id := range r.Heap.All(config) {
		made := r.instantiated(id, given, s, s.At*32+i, 0)
		if made == value.Nothing {
			return value.Nothing
		}
		out = r.Heap.Join(out, made)
	}
	return out
}

// deepestTarget is how deep objects that settings name may be in each other.
const deepestTarget = 4

// instantiated is the object that settings name, made with what they hold and with what is given besides; Nothing if they name none that
// is known.
func (r *Reader) instantiated(id value.ID, given []value.Argument, s library.Site, at, depth int) value.Value {
	fields := r.Heap.Object(id).Fields
	if _, ok := r.Heap.Object(id).Ref.(*settings); !ok || depth > deepestTarget {
		return value.Nothing
	}
	callee := r.target(s, fields["_target_"])
	if callee == value.Nothing {
		return value.Nothing
	}
	var args []value.Argument
	for i, name := range value.SortedKeys(fields) {
		if strings.HasPrefix(name, "_") || hasArgument(given, name) {
			continue
		}
		v := fields[name]
		if inner, one := r.Heap.One(v); one {
			if made := r.instantiated(inner, nil, s, at*32+i+1, depth+1); made != value.Nothing {
				v = made
			}
		}
		args = append(args, value.Argument{Name: name, Value: v})
	}
	args = append(given[:len(given):len(given)], args...)
	if truth, byDefault := r.Heap.Truth(fields["_partial_"]); truth == value.Yes || byDefault == value.Yes {
		made := s.Frame.Make(r.Heap, value.Partial, at, s.Span, s.At)
		o := r.Heap.Object(made)
		r.Heap.Add(&o.Callee, callee)
		r.Heap.JoinArguments(o, args)
		return r.Heap.Of(made)
	}
	return s.Call(s.Frame, callee, args, s.Span, at)
}

func hasArgument(args []value.Argument, name string) bool {
	o := value.Object{Args: args}
	_, ok := o.Argument(name, -1)
	return ok
}

// target is what a dotted name in settings stands for: something of the project, or of a library of which anything is known.
func (r *Reader) target(s library.Site, named value.Value) value.Value {
	id, ok := r.Heap.One(named)
	if !ok {
		return value.Nothing
	}
	k := r.Heap.Literal(r.Heap.Object(id).Default)
	if k == nil || k.Literal != code.String {
		return value.Nothing
	}
	return s.Named(s.Frame, k.Name)
}
