package value

import (
	"strings"

	"github.com/agentlint/agentlint/program/code"
)

// Outside is something outside the project, by its dotted name.
func (h *Heap) Outside(name string) Value {
	key := Key{File: OutsideFile, At: h.Number(name), Sort: Foreign}
	return h.Of(h.New(key, Object{Kind: Foreign, Name: name}))
}

// MethodOf is a method of something that is known, by its dotted name.
func (h *Heap) MethodOf(of ID, name string) Value {
	key := Key{Context: uint32(of), File: MethodFile, At: h.Number(name), Sort: Foreign}
	return h.Of(h.New(key, Object{Kind: Foreign, Name: name, Of: h.Of(of)}))
}

// Part returns something that belongs to a foreign object: an element or an attribute, by what its name gets.
func (h *Heap) Part(of ID, suffix string) Value {
	key := Key{Context: uint32(of), File: PartFile, At: h.Number(suffix), Sort: Foreign}
	id, ok := h.Made(key)
	if !ok {
		o := h.Object(of)
		id = h.New(key, Object{Kind: Foreign, Name: extend(o.Name, suffix), Why: o.Why, Of: h.Of(of), At: o.At})
	}
	return h.Of(id)
}

// maxCalls bounds the calls in a dotted name. A chain that is longer is one that a loop makes longer with every turn.
const maxCalls = 8

// extend returns the dotted name of a part. What a method returns on which it is called again is the same sort of thing.
func extend(name, suffix string) string {
	if strings.HasSuffix(name, suffix+"()") {
		return strings.TrimSuffix(name, "()")
	}
	if strings.HasSuffix(name, "[]") && suffix == "[]" || strings.Count(name, "()")+strings.Count(name, "[") > maxCalls {
		return name
	}
	return name + suffix
}

// Selected is the part of something outside the project that a key takes which is itself computed: rows by their numbers, by a
// mask or by a slice. It has the key as its argument.
func (h *Heap) Selected(of ID, key Value, place Place) Value {
	keys := h.All(key)
	for _, k := range keys {
		switch o := h.Object(k); {
		case o.Kind == Slice, o.Kind == Tuple, o.Kind == List, o.Kind == Foreign && (len(keys) == 1 || !strings.HasPrefix(o.Name, "?")):
		case len(keys) > 1 && o.Kind == Literal && o.Literal == code.String: // one column or another
		default:
			return h.Part(of, "[]")
		}
	}
	at := Key{Context: uint32(of), File: PartFile, Sort: Foreign}
	switch len(keys) {
	case 0:
		return h.Part(of, "[]")
	case 1:
		at.At, at.Index = h.Number("[]"), int32(keys[0])
	default:
		at.At, at.Index = h.Number("[|]"), int32(key)
	}
	o := h.Object(of)
	made := Object{Kind: Foreign, Name: extend(o.Name, "[]"), Why: o.Why, Of: h.Of(of), At: place, Args: []Argument{{Value: key}}}
	return h.Of(h.New(at, made))
}

// Sliced is what a slice takes of a list or tuple: the items between its bounds if all are known, or else a list of some of the
// elements, which has the slice as its argument.
func (h *Heap) Sliced(of, slice ID, place Place) Value {
	o := h.Object(of)
	id := h.New(Key{Context: uint32(of), File: PartFile, At: h.Number("[:]"), Sort: o.Kind, Index: int32(slice)}, Object{Kind: o.Kind, At: place})
	made := h.Object(id)
	if items, ok := h.between(o, h.Object(slice)); ok {
		if made.Items == nil {
			made.Items = make([]Value, len(items))
		}
		for i := range min(len(items), len(made.Items)) {
			h.Add(&made.Items[i], items[i])
			h.Add(&made.Elements, items[i])
		}
		return h.Of(id)
	}
	made.Name, made.Args = "builtins.list()[]", []Argument{{Value: h.Of(slice)}}
	h.Add(&made.Of, h.Of(of))
	h.Add(&made.Elements, o.Elements)
	return h.Of(id)
}

// between are the items of a collection between the bounds of a slice, false if it may hold others, or the bounds are not known.
func (h *Heap) between(o, slice *Object) ([]Value, bool) {
	all := Nothing
	for _, item := range o.Items {
		all = h.Join(all, item)
	}
	if len(o.Items) == 0 || all != o.Elements || len(slice.Items) < 3 || slice.Items[2] != Nothing {
		return nil, false
	}
	bounds := [2]int{0, len(o.Items)}
	for i := range bounds {
		if slice.Items[i] == Nothing {
			continue
		}
		n, ok := h.Integer(slice.Items[i])
		if !ok {
			return nil, false
		}
		if n < 0 {
			n += len(o.Items)
		}
		bounds[i] = min(max(n, 0), len(o.Items))
	}
	return o.Items[bounds[0]:max(bounds[0], bounds[1])], true
}
