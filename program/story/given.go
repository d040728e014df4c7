package story

import (
	"slices"

	"github.com/agentlint/agentlint/program/value"
)

// Literal returns a value as it is written, of a string what stands between the quotes, if it is nothing but a literal.
func (s *Story) Literal(v value.Value) (text string, ok bool) {
	if o := s.literal(v); o != nil {
		return written(o), true
	}
	return "", false
}

// GivenTo are the results of the calls that are given the result of another as an argument.
func (s *Story) GivenTo(result value.ID) []*value.Object { return s.handedTo()[result] }

func (s *Story) handedTo() map[value.ID][]*value.Object {
	return handedToAnswer.Of(s, (*Story).findHanded)
}

var handedToAnswer Answer[map[value.ID][]*value.Object]

func (s *Story) findHanded() map[value.ID][]*value.Object {
	given := map[value.ID][]*value.Object{}
	for i := range s.calls {
		o := s.calls[i].Object
		for _, a := range o.Args {
			for _, id := range s.Record.Heap.All(a.Value) {
				if !slices.Contains(given[id], o) {
					given[id] = append(given[id], o)
				}
			}
		}
	}
	return given
}
