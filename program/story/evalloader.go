package story

import (
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
		if p, _ := s.PartBy(data); setting != "" && s.isTrue(argument(c.Object, setting, -1)) && (p == Validation || p == Test || p == HeldOut) {
			all = append(all, DroppingLoader{c.Event.At, setting})
		}
	}
	return all
}
