package checkpoint

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// IsDistributed reports whether several processes run the script's trainings, each with the whole model.
func IsDistributed(s *story.Story) (is bool) {
	for i := range s.Calls {
		c := &s.Calls[i]
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
func InEveryProcess(s *story.Story, t *story.Training) (out []Checkpoint) {
	if !IsDistributed(s) {
		return nil
	}
	all := Of(s, t).All
	guarded := map[value.Place]bool{} // on another way there, where the number of the process is not known
	for _, c := range all {
		guarded[c.Step.Event.At] = guarded[c.Step.Event.At] || c.When.Is(OnOneProcess)
	}
	for _, c := range all {
		if c.Step.Name == "torch.save" && c.InLoop && !guarded[c.Step.Event.At] && !c.When.Is(OnOneProcess|Otherwise) && !story.FirstProcess.MatchString(c.Path.Text) &&
			!slices.ContainsFunc(c.Step.Event.Within, story.FirstProcess.MatchString) {
			out = append(out, c)
		}
	}
	return out
}
