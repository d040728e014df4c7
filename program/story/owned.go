package story

import "github.com/agentlint/agentlint/program/value"

// IsAttribute reports whether something is an attribute of an object of the project's, so that code which is not run may use it.
func (s *Story) IsAttribute(id value.ID) bool { return s.Owned()[id] != "" }

// Owned returns the attributes of the project's own objects that hold something, by what they hold.
func (s *Story) Owned() map[value.ID]string { return ownedAnswer.Of(s, (*Story).findOwned) }

var ownedAnswer Answer[map[value.ID]string]

// findOwned finds the attributes that instances of the project's classes have.
func (s *Story) findOwned() map[value.ID]string {
	h, owned := s.Record.Heap, map[value.ID]string{}
	for id := 1; id <= h.Len(); id++ {
		o := h.Object(value.ID(id))
		if o.Kind != value.Instance {
			continue
		}
		for _, name := range SortedKeys(o.Fields) {
			for _, of := range h.All(o.Fields[name]) {
				if owned[of] == "" || h.Object(of).Label == name {
					owned[of] = name
				}
			}
		}
	}
	return owned
}
