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
