package checkpoint

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// maxCarried bounds through how many computations a number is followed to its use.
const maxCarried = 4

// usedOf tells which numbers that were read of a checkpoint have a use: something is called with them, compared or kept by them.
// To compute with them is none, and neither is to report them.
func usedOf(s *story.Story, parts map[value.ID]piece) map[value.ID]bool {
	used := map[value.ID]bool{}
	carried := map[value.ID][]value.ID{} // by what is computed of them
	for id, p := range parts {
		if PartOf(p.key) == framework.Epoch {
			carried[id] = []value.ID{id}
			used[id] = s.Record.Cut
		}
	}
	for range maxCarried {
		next := map[value.ID][]value.ID{}
		for i := value.ID(1); int(i) <= s.Record.Heap.Len() && len(carried) > 0; i++ {
			from := madeOfAny(s, i, carried)
			if len(from) == 0 {
				continue
			}
			if carries(s.Record.Heap.Object(i)) {
				next[i] = from
				continue
			}
			for _, id := range from {
				used[id] = used[id] || !isReported(s, s.Record.Heap.Object(i))
			}
		}
		carried = next
	}
	return used
}

// madeOfAny returns of which parts of checkpoints an object is made, or which it holds.
func madeOfAny(s *story.Story, id value.ID, carried map[value.ID][]value.ID) (from []value.ID) {
	o := s.Record.Heap.Object(id)
	if o.Kind == value.Module { // whose names are no use
		return nil
	}
	look := func(v value.Value) {
		for _, inner := range s.Record.Heap.All(v) {
			if inner != id {
				from = append(from, carried[inner]...)
			}
		}
	}
	look(o.Of)
	look(o.Elements)
	for _, a := range o.Args {
		look(a.Value)
	}
	for _, item := range o.Items {
		look(item)
	}
	for _, field := range o.Fields {
		look(field)
	}
	return from
}

// carries reports whether an object is but another number that is computed.
func carries(o *value.Object) bool {
	arithmetic := o.Operator != 0 && o.Operator < code.Less
	return arithmetic || o.Name == "builtins.int()" || o.Name == "builtins.max()"
}

// isReported reports whether an object is the result of telling the user something, or the text for it.
func isReported(s *story.Story, o *value.Object) bool {
	if o.Kind == value.Text {
		return true
	}
	name := s.Called(o)
	facts := s.Lookup(name)
	_, method := story.CutLast(name)
	return name == "builtins.print" || facts != nil && facts.Logs != nil || strings.HasPrefix(name, "logging.") ||
		slices.Contains([]string{"info", "debug", "warning", "format"}, method)
}
