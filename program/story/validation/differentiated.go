package validation

import (
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// Differentiated is how a program has the gradients of functions computed.
type Differentiated struct {
	Handed map[value.Place]bool // where the functions are handed over; empty if gradients are computed backwards from a loss, too
	Calls  []*story.Step        // that compute gradients and hand them back
}

// DifferentiatedOf returns how the program has the gradients of functions computed: what these run is run to train.
func DifferentiatedOf(s *story.Story) *Differentiated {
	return differentiatedAnswer.Of(s, findDifferentiated)
}

var differentiatedAnswer story.Answer[*Differentiated]

func findDifferentiated(s *story.Story) *Differentiated {
	found := &Differentiated{Handed: map[value.Place]bool{}}
	backwards := false
	for i := range s.Calls {
		c := &s.Calls[i]
		if c.Kind == story.Gradient {
			switch c.Facts.Act {
			case framework.Backward:
				backwards = true
			case framework.Differentiate:
				found.Calls = append(found.Calls, c)
			}
		}
		if made := s.Lookup(c.Name + "()"); made != nil && made.Act == framework.Differentiate {
			found.Handed[c.Event.At] = true
		}
	}
	if backwards {
		clear(found.Handed)
	}
	return found
}
