package value

// An Origin says where the text of a program has a number.
type Origin uint8

// The origins.
const (
	Elsewhere Origin = iota // it is computed, or comes from where settings are kept: an option, a field, a default, a constant of a module
	Named                   // it is a literal that a function gives a name
	Written                 // it is a literal among the arguments of the call, or of one that leads there
	Read                    // it was just read from the text
)

// Bound is the origin of what is bound to a name.
func (o Origin) Bound() Origin {
	if o == Read {
		return Named
	}
	return o
}

// Given is the origin of what a call is given.
func (o Origin) Given() Origin { return min(o, Written) }

// KeepOrigin notes where an attribute of an instance comes from.
func (h *Heap) KeepOrigin(object Value, name string, from Origin) {
	for _, id := range h.All(object) {
		o := h.Object(id)
		if o.Kind != Instance || from == Elsewhere && o.Origins == nil {
			continue
		}
		if o.Origins == nil {
			o.Origins = map[string]Origin{}
		}
		o.Origins[name] = from.Bound()
	}
}

// FieldOrigin returns where an attribute comes from.
func (h *Heap) FieldOrigin(object Value, name string) Origin {
	if id, ok := h.One(object); ok {
		return h.Object(id).Origins[name]
	}
	return Elsewhere
}
