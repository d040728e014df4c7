package validation

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/parts"
	"github.com/agentlint/agentlint/program/value"
)

// A DroppingLoader is what batches data that is held out and leaves rows of it out.
type DroppingLoader struct {
	At      value.Place
	Setting string // that does: drop_last
}

// DroppingLoaders are the loaders of held out data that drop a last batch that is not full (https://docs.pytorch.org/docs/stable/data.html,
// https://www.tensorflow.org/api_docs/python/tf/data/Dataset#batch).
func DroppingLoaders(s *story.Story) (all []DroppingLoader) {
	for i := range s.Calls {
		c := &s.Calls[i]
		data, setting := value.Nothing, ""
		switch _, method := story.CutLast(c.Name); {
		case story.Loads.MatchString(c.Name):
			data, setting = story.Argument(c.Object, "dataset", 0), "drop_last"
		case method == "batch" && strings.HasPrefix(c.Name, "tensorflow.data."):
			data, setting = c.Object.Of, "drop_remainder"
		}
		if isForTraining(s, c.Event.Call) {
			continue
		}
		if p, _ := s.PartBy(data); setting != "" && s.IsTrue(story.Argument(c.Object, setting, -1)) && (p == parts.Validation || p == parts.Test || p == parts.HeldOut) {
			all = append(all, DroppingLoader{c.Event.At, setting})
		}
	}
	return all
}

// isForTraining reports whether a training goes over a loader, or it is called so.
func isForTraining(s *story.Story, loader value.ID) bool {
	return parts.ByName(s.Record.Heap.Object(loader).Label) == parts.Train ||
		slices.ContainsFunc(s.Trainings, func(t story.Training) bool { return slices.Contains(s.Record.Heap.All(t.Data), loader) })
}
