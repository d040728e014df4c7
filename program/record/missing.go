package record

import "github.com/agentlint/agentlint/program/value"

// A MissingKey is a key that is read of settings which do not have it.
type MissingKey struct {
	Path   string // of the file that it is read of
	Name   string
	Within string   // the keys that lead there, "" for the top
	Keys   []string // that are there
	Raises string   // the exception
	At     value.Place
	Loaded value.Place // where the file is read
	// Unsure is so if the key may be there after all: the user may choose another file, or something else adds some.
	Unsure bool

	Of value.ID // the settings
	// Choosable is so if all that makes it unsure is that the user may choose another file in place of the one that Hydra composes, of
	// which no other is part.
	Choosable bool
}

// A Keyed is what an object keeps that holds settings.
type Keyed interface {
	HasOthers() bool // there may be other keys than its fields, too
	IsShared() bool  // code that is not here has got hold of it
}

// SetKeys calls visit with the keys that Hydra composes for a call of hydra.main, at any depth, and with their values. It reports
// false if these are not known, or if there may be others.
func (r *Record) SetKeys(call value.ID, visit func(key string, v value.Value)) bool {
	id, ok := r.Composed[call]
	return ok && r.setKeys(id, visit)
}

// SharesKeys reports whether code that is not here gets hold of what Hydra composes for a call of hydra.main.
func (r *Record) SharesKeys(call value.ID) bool {
	s, ok := r.Heap.Object(r.Composed[call]).Ref.(Keyed)
	return !ok || s.IsShared()
}

func (r *Record) setKeys(id value.ID, visit func(key string, v value.Value)) bool {
	o := r.Heap.Object(id)
	if s, ok := o.Ref.(Keyed); !ok || s.HasOthers() {
		return !ok
	}
	for key, v := range o.Fields {
		visit(key, v)
		if inner, one := r.Heap.One(v); one && !r.setKeys(inner, visit) {
			return false
		}
	}
	return true
}
