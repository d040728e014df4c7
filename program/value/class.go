package value

import "slices"

// A Type is what is known of a class of the project.
type Type struct {
	ID     ID // of the class itself
	File   int32
	Name   string
	Bases  []Value
	Fields []Field
}

// A Field is an annotated name in the body of a class.
type Field struct {
	Name       string
	Annotation Value
	Value      Value
	At         Place
	Factory    Value // what makes the value, where it names what is defined later
}

// Order returns a class and those that it extends, nearest first, as far as they are known.
func (h *Heap) Order(c *Type) (all []ID) {
	all = append(all, c.ID)
	for i := 0; i < len(all); i++ {
		k, ok := h.Object(all[i]).Ref.(*Type)
		if !ok {
			continue
		}
		for _, base := range k.Bases {
			for _, id := range h.All(base) {
				if len(all) < 64 && !slices.Contains(all, id) {
					all = append(all, id)
				}
			}
		}
	}
	return h.foreignLast(all)
}

// foreignLast puts classes of the project before others: what these hold is not known in full.
func (h *Heap) foreignLast(all []ID) (out []ID) {
	for _, id := range all {
		if h.Object(id).Kind == Class {
			out = append(out, id)
		}
	}
	for _, id := range all {
		if h.Object(id).Kind == Foreign {
			out = append(out, id)
		}
	}
	return out
}

// Method returns the function of the project that is a method of an instance, false if there is none.
func (h *Heap) Method(instance ID, name string) (ID, bool) {
	c, ok := h.Object(instance).Ref.(*Type)
	if !ok {
		return 0, false
	}
	for _, base := range h.Order(c) {
		for _, id := range h.All(h.Object(base).Fields[name]) {
			if kind := h.Object(id).Kind; kind == Function || kind == Bound {
				return id, true
			}
		}
	}
	return 0, false
}
