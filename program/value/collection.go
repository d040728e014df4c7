package value

import (
	"slices"

	"github.com/agentlint/agentlint/program/code"
)

// AddElement adds what a collection may hold.
func (h *Heap) AddElement(collection, v Value) {
	for _, id := range h.All(collection) {
		o := h.Object(id)
		h.Add(&o.Elements, v)
	}
}

// PutKey adds what a mapping may hold under a key.
func (h *Heap) PutKey(d, key, v Value) {
	if text, ok := h.keyText(key); ok {
		h.PutField(d, text, v)
		return
	}
	h.AddElement(d, v)
}

// keyText is the text of a key that is known: of a literal, or of a string that is put together of literals.
func (h *Heap) keyText(key Value) (text string, ok bool) {
	if k := h.Literal(key); k != nil {
		return k.Name, true
	}
	id, ok := h.One(key)
	if !ok || h.Object(id).Kind != Text || len(h.Object(id).Items) == 0 {
		return "", false
	}
	for _, item := range h.Object(id).Items {
		part := h.Literal(item)
		if part == nil || part.Literal != code.String && part.Literal != code.Integer {
			return "", false
		}
		text += part.Name
	}
	return text, true
}

// PutField adds what an object may hold under a name.
func (h *Heap) PutField(d Value, name string, v Value) {
	for _, id := range h.All(d) {
		joined := h.Join(h.Object(id).Fields[name], v)
		h.SetField(id, name, h.Counted(joined, Key{Context: uint32(id), Sort: Varying, Index: -1}))
	}
}

// Counted returns the numbers that something may hold, or one that varies, made under a key, if there are so many that it is set again
// and again. Such a number stays what it is when more are set.
func (h *Heap) Counted(numbers Value, key Key) Value {
	all := h.All(numbers)
	if len(all) < 2 || !h.IsNumber(numbers) {
		return numbers
	}
	if id, isMade := h.Made(key); len(all) > 3 || isMade && slices.Contains(all, id) {
		return h.Of(h.New(key, Object{Kind: Varying, Name: "number"}))
	}
	return numbers
}

// Lookup returns what a dictionary may hold under a key.
func (h *Heap) Lookup(o *Object, key Value) Value {
	if text, ok := h.keyText(key); ok {
		if v, ok := o.Fields[text]; ok {
			return v
		}
		return o.Elements
	}
	out := o.Elements
	for _, name := range SortedKeys(o.Fields) {
		out = h.Join(out, o.Fields[name])
	}
	return out
}

// Share notes that the elements of a list, which are not told apart, are about to get names of their own.
func (h *Heap) Share(v Value) {
	for _, id := range h.All(v) {
		o := h.Object(id)
		if o.Kind != List || len(o.Items) > 0 {
			continue
		}
		if element, ok := h.One(o.Elements); ok && h.Object(element).Label == "" {
			h.Object(element).Shared = true
		}
	}
}

// Merge puts the items of one mapping into another.
func (h *Heap) Merge(d, from Value) {
	for _, id := range h.All(from) {
		for _, key := range SortedKeys(h.Object(id).Fields) {
			h.PutField(d, key, h.Object(id).Fields[key])
		}
		h.AddElement(d, h.Object(id).Elements)
		if h.Object(id).Kind == Foreign { // which has other keys than those that are known
			h.AddElement(d, h.Part(id, "[]"))
		}
	}
}

// Flat is what a value is, or what its elements are if it is a collection.
func (h *Heap) Flat(v Value) Value {
	out := Nothing
	for _, id := range h.All(v) {
		switch o := h.Object(id); o.Kind {
		case List, Tuple:
			out = h.Join(out, o.Elements)
		default:
			out = h.Join(out, h.Of(id))
		}
	}
	return out
}

// JoinArguments adds what a call is given to what it was given in other turns of a loop.
func (h *Heap) JoinArguments(o *Object, args []Argument) {
	for i, a := range args {
		if i == len(o.Args) {
			o.Args = append(o.Args, a)
			continue
		}
		if o.Args[i].Name == a.Name {
			o.Args[i].From = min(o.Args[i].From, a.From)
			h.Add(&o.Args[i].Value, a.Value)
		}
	}
}

// SortedKeys returns the keys of a map in order.
func SortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
