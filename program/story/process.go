package story

import (
	"slices"
	"strings"
)

// IsDistributed reports whether several processes run the script's trainings, each with the whole model.
func (s *Story) IsDistributed() (is bool) {
	for i := range s.calls {
		c := &s.calls[i]
		switch {
		case c.Facts == nil || c.Event.Alone && !s.Snippet:
		case c.Facts.Shards:
			return false
		case c.Facts.Opens != "" && strings.HasPrefix(c.Name, "torch.distributed."):
			is = true
		}
	}
	return is
}

// InEveryProcess returns the checkpoints that each process of a distributed training writes to the same path.
func (s *Story) InEveryProcess(t *Training) (out []Checkpoint) {
	if !s.IsDistributed() {
		return nil
	}
	for _, c := range s.Checkpoints(t).All {
		if c.Step.Name == "torch.save" && c.InLoop && !c.When.Is(OnOneProcess|Otherwise) && !firstProcess.MatchString(c.Path.Text) &&
			!slices.ContainsFunc(c.Step.Event.Within, firstProcess.MatchString) {
			out = append(out, c)
		}
	}
	return out
}
