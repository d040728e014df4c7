package preset

import "github.com/agentlint/agentlint/program/value"

// combine puts into settings what others hold, over what is there.
func (r *Reader) combine(into value.ID, s *settings, from value.Value) {
	id, ok := r.Heap.One(from)
	if !ok {
		s.open = true
		return
	}
	o := r.Heap.Object(id)
	if other, isSettings := o.Ref.(*settings); isSettings {
		s.open, s.whole.chosen = s.open || other.open, s.whole.chosen || other.whole.chosen
		s.whole.shared = s.whole.shared || other.whole.shared
	} else if o.Kind != value.Dict || o.Elements != value.Nothing {
		s.open = true
	}
	for _, key := range value.SortedKeys(o.Fields) {
		r.combineField(into, s, key, r.Heap.Object(id).Fields[key])
	}
}

// combineField puts a value under a key of settings: two mappings become one.
func (r *Reader) combineField(into value.ID, s *settings, key string, v value.Value) {
	was := r.Heap.Object(into).Fields[key]
	if r.Heap.Literal(v) != nil {
		option, _ := r.Heap.One(r.option(into, key, v))
		r.Heap.Object(option).Default = v // which replaces that of an earlier one
		v = r.Heap.Of(option)
	}
	if r.isMapping(was) && r.isMapping(v) && was != v {
		part, _ := r.Heap.One(r.Heap.Part(into, s.suffix(key)))
		inner := r.settle(part, s.part(key, ""))
		r.combine(part, inner, was)
		r.combine(part, inner, v)
		v = r.Heap.Of(part)
	}
	r.Heap.SetField(into, key, v)
}

// isMapping reports whether a value is one mapping with keys that are known.
func (r *Reader) isMapping(v value.Value) bool {
	id, s := r.settingsOf(v)
	return s != nil || id != 0 && r.Heap.Object(id).Kind == value.Dict
}

// settle makes an object settings, unless it is that already, and returns them.
func (r *Reader) settle(id value.ID, s *settings) *settings {
	if was, ok := r.Heap.Object(id).Ref.(*settings); ok {
		return was
	}
	s.begin()
	r.Heap.Object(id).Ref = s
	return s
}
