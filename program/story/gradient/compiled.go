package gradient

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// IsCompiled reports whether the Keras model that a training fits was compiled. It is open for one of unknown origin, and where
// something compiles a model that may be this one.
func IsCompiled(s *story.Story, t *story.Training) value.Truth {
	if t.By != framework.Keras || strings.HasPrefix(t.Step.Name, "?") || s.Record.Cut {
		return value.Open
	}
	if slices.ContainsFunc(s.Calls, func(c story.Step) bool {
		_, method := story.CutLast(c.Name)
		return method == "compile" || method == "load_model" && c.Order < t.Step.Order // what is loaded comes compiled
	}) {
		return value.Open
	}
	return value.No
}
