package seeding

import (
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// UnstableHashes are where hash is asked of a string, whose answer differs from process to process, and what it answers is taken
// modulo a number.
func UnstableHashes(s *story.Story) (out []value.Place) {
	h := s.Record.Heap
	parted := map[value.ID]bool{}
	for _, o := range h.Objects() {
		if o.Operator == code.Modulo && len(o.Args) > 0 {
			noteHash(s, o.Args[0].Value, parted, 0)
		}
	}
	known := map[value.Place]bool{}
	for i := range s.Calls {
		c := &s.Calls[i]
		if c.Name != "builtins.hash" || !parted[c.Event.Call] || known[c.Event.At] {
			continue
		}
		if v, ok := c.Object.Argument("", 0); ok && isString(s, v) {
			known[c.Event.At] = true
			out = append(out, c.Event.At)
		}
	}
	return out
}

// noteHash notes what a value is, or what it is the magnitude of.
func noteHash(s *story.Story, v value.Value, found map[value.ID]bool, depth int) {
	for _, id := range s.Record.Heap.All(v) {
		found[id] = true
		if o := s.Record.Heap.Object(id); depth < 2 && (o.Name == "builtins.abs()" || o.Name == "builtins.int()") && len(o.Args) > 0 {
			noteHash(s, o.Args[0].Value, found, depth+1)
		}
	}
}

// isString reports whether all that a value may be are strings.
func isString(s *story.Story, v value.Value) bool {
	all := s.Record.Heap.All(v)
	for _, id := range all {
		switch o := s.Record.Heap.Object(id); {
		case o.Kind == value.Text, o.Kind == value.Literal && o.Literal == code.String, stringers[o.Name]:
		default:
			return false
		}
	}
	return len(all) > 0
}

// stringers are calls that return strings.
var stringers = map[string]bool{
	"builtins.str()": true, "builtins.repr()": true, "builtins.format()": true, "os.path.basename()": true, "os.path.join()": true,
	"builtins.str().join()": true, "builtins.str().format()": true, "builtins.str().lower()": true, "builtins.str().strip()": true,
}
