package story

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/value"
)

// A DroppingLoader is what batches data that is held out and leaves rows of it out.
type DroppingLoader struct {
	At      value.Place
	Setting string // that does: drop_last
}

// DroppingLoaders are the loaders of held out data that drop a last batch that is not full (https://docs.pytorch.org/docs/stable/data.html,
// https://www.tensorflow.org/api_docs/python/tf/data/Dataset#batch).
func (s *Story) DroppingLoaders() (all []DroppingLoader) {
	for i := range s.calls {
		c := &s.calls[i]
		data, setting := value.Nothing, ""
		switch _, method := cutLast(c.Name); {
		case loads.MatchString(c.Name):
			data, setting = argument(c.Object, "dataset", 0), "drop_last"
		case method == "batch" && strings.HasPrefix(c.Name, "tensorflow.data."):
			data, setting = c.Object.Of, "drop_remainder"
		}
		if s.isForTraining(c.Event.Call) {
			continue
		}
		if p, _ := s.PartBy(data); setting != "" && s.isTrue(argument(c.Object, setting, -1)) && (p == Validation || p == Test || p == HeldOut) {
			all = append(all, DroppingLoader{c.Event.At, setting})
		}
	}
	return all
}

// isForTraining reports whether a training goes over a loader, or it is called so.
func (s *Story) isForTraining(loader value.ID) bool {
	return partByName(s.Record.Heap.Object(loader).Label) == TrainPart ||
		slices.ContainsFunc(s.Trainings, func(t Training) bool { return slices.Contains(s.Record.Heap.All(t.Data), loader) })
}
