package record

import (
	"slices"

	"github.com/agentlint/agentlint/program/value"
)

// Spread puts the elements of * and ** arguments that are known in their place.
func (r *Record) Spread(args []value.Argument) []value.Argument {
	if !slices.ContainsFunc(args, func(a value.Argument) bool { return a.Rest }) {
		return args
	}
	var out []value.Argument
	for _, a := range args {
		if a.Rest {
			r.ReadsAny(a.Value, "")
		}
		id, ok := r.Heap.One(a.Value)
		if !a.Rest || !ok {
			out = append(out, a)
			continue
		}
		switch o := r.Heap.Object(id); {
		case a.Name == "**" && o.Kind == value.Dict:
			for _, key := range value.SortedKeys(o.Fields) {
				out = append(out, value.Argument{Name: key, Value: o.Fields[key]})
			}
			if o.Elements != value.Nothing {
				out = append(out, value.Argument{Name: "**", Value: o.Elements, Rest: true})
			}
		case a.Name == "**" && isClosed(o):
			for _, key := range value.SortedKeys(o.Fields) {
				out = append(out, value.Argument{Name: key, Value: o.Fields[key]})
			}
		case a.Name == "" && o.Kind == value.Tuple:
			for _, item := range o.Items {
				out = append(out, value.Argument{Value: item})
			}
		default:
			out = append(out, a)
		}
	}
	return out
}

// isClosed reports whether something is settings with no other keys than its fields.
func isClosed(o *value.Object) bool {
	s, ok := o.Ref.(Keyed)
	return ok && !s.HasOthers() && o.Elements == value.Nothing
}
