package story

import (
	"strings"

	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/value"
)

// An Instruction is an argument that tells a framework how to save.
type Instruction struct {
	At   value.Place // of the call that is given it
	Text string      // as it may be written
}

// SavingModelOnly returns the argument that leaves all but the model out of the checkpoints of a framework's loop, unless
// others are written that have everything.
func (s *Story) SavingModelOnly(by framework.Loop) (found Instruction, ok bool) {
	for i := range s.calls {
		c := &s.calls[i]
		if c.Facts == nil || c.Facts.Saves == nil || by == "" {
			continue
		}
		facts := c.Facts.Saves
		text := s.setTo(c.Object, facts.Partial)
		switch {
		case text == "" && facts.Whole && facts.Loop == "", text == "" && len(facts.Partial) > 0 && facts.Callback && facts.Loop == by:
			return Instruction{}, false
		case text != "" && (facts.Loop == "" || facts.Loop == by):
			found, ok = Instruction{c.Event.At, text}, true
		}
	}
	return found, ok
}

// setTo returns the first of some arguments with their values, such as save_strategy=no, that a call is given, as it may be
// written; "" if it is given none.
func (s *Story) setTo(o *value.Object, settings []string) string {
	for _, wanted := range settings {
		key, text, _ := strings.Cut(wanted, "=")
		if v, ok := o.Argument(key, -1); ok && s.isLiteral(v, text) {
			return key + "=" + s.Describe(v)
		}
	}
	return ""
}
