package checkpoint

import (
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// An Instruction is an argument that tells a framework how to save.
type Instruction struct {
	At   value.Place // of the call that is given it
	Text string      // as it may be written
}

// SavingModelOnly returns the argument that leaves all but the model out of the checkpoints of a framework's loop, unless
// others are written that have everything.
func SavingModelOnly(s *story.Story, by framework.Loop) (found Instruction, ok bool) {
	for i := range s.Calls {
		c := &s.Calls[i]
		if c.Facts == nil || c.Facts.Saves == nil || by == "" {
			continue
		}
		facts := c.Facts.Saves
		text := s.SetTo(c.Object, facts.Partial)
		switch {
		case text == "" && facts.Whole && facts.Loop == "", text == "" && len(facts.Partial) > 0 && facts.Callback && facts.Loop == by:
			return Instruction{}, false
		case text != "" && (facts.Loop == "" || facts.Loop == by):
			found, ok = Instruction{c.Event.At, text}, true
		}
	}
	return found, ok
}
