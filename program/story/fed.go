package story

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/value"
)

// findFed finds what the results of metrics are computed of that keep what they are given: metric.update(y), then metric.compute().
func (s *Story) findFed() map[*value.Object][]value.Value {
	h, held, fed := s.Record.Heap, map[value.ID][]value.Value{}, map[*value.Object][]value.Value{}
	for i := range s.Calls {
		o := s.Calls[i].Object
		receivers := h.All(o.Of)
		_, method := CutLast(strings.TrimSuffix(o.Name, "()"))
		given := s.arguments(o)
		if method == "" || strings.HasSuffix(method, ")") { // the metric itself is called
			receivers, method = h.All(o.Callee), "update"
		}
		for _, id := range receivers {
			switch {
			case strings.HasPrefix(method, "reset"):
				delete(held, id)
			case feeding[method] && len(given) > 0 && len(held[id]) < maxFed:
				held[id] = slices.Concat(held[id], given)
			case (method == "compute" || method == "result") && len(given) == 0:
				fed[o] = append(fed[o], held[id]...)
			}
		}
	}
	return fed
}

// maxFed bounds how much a metric is followed to keep.
const maxFed = 32

// feeding are methods that give a metric more to compute its result of.
var feeding = map[string]bool{"update": true, "update_state": true, "add": true, "add_batch": true}
