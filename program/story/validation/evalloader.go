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
		if setting == "" || !s.IsTrue(story.Argument(c.Object, setting, -1)) {
			continue
		}
		if p, _ := s.PartBy(data); p == parts.Validation || p == parts.Test || p == parts.HeldOut || p == parts.Whole && isScored(s, c.Event.Call) {
			all = append(all, DroppingLoader{c.Event.At, setting})
		}
	}
	return all
}

// isScored reports whether a loop over a loader measures how good a model is, and no training goes over one made at the same place.
func isScored(s *story.Story, loader value.ID) bool {
	at := s.Record.Heap.Object(loader).At
	isTrainedOn := func(t story.Training) bool {
		return t.Data == value.Nothing || slices.ContainsFunc(s.Origins(t.Data), func(id value.ID) bool { return s.Record.Heap.Object(id).At == at })
	}
	isMeasure := func(step story.Step) bool {
		inner, ok := step.Event.InnerLoop()
		return step.Kind == story.Forward && ok && slices.Contains(s.Origins(s.Record.Loops[inner].Over), loader) && measures(s, &step)
	}
	return len(s.Trainings) > 0 && !slices.ContainsFunc(s.Trainings, isTrainedOn) && slices.ContainsFunc(s.Steps, isMeasure)
}

// isForTraining reports whether a training goes over a loader, or it is called so.
func isForTraining(s *story.Story, loader value.ID) bool {
	return parts.ByName(s.Record.Heap.Object(loader).Label) == parts.Train ||
		slices.ContainsFunc(s.Trainings, func(t story.Training) bool { return slices.Contains(s.Record.Heap.All(t.Data), loader) })
}
