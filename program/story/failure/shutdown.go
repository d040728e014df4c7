package failure

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/checkpoint"
	"github.com/agentlint/agentlint/program/value"
)

// StopsGracefully reports whether something is done about the state of a training when the process is told to stop.
func StopsGracefully(s *story.Story, t *story.Training) bool {
	return seesToStop(s) || checkpoint.Of(s, t).Any(func(c *checkpoint.Checkpoint) bool { return c.When.Is(checkpoint.OnFailure) || c.Step.Event.Finally })
}

func seesToStop(s *story.Story) bool {
	if slices.ContainsFunc(s.Record.Functions, handlesStop.MatchString) {
		return true
	}
	if slices.ContainsFunc(s.Calls, func(c story.Step) bool {
		_, method := story.CutLast(c.Name)
		return c.Facts != nil && c.Facts.Shuts || handlesStop.MatchString(method)
	}) {
		return true
	}
	for i := range s.Record.Events {
		if isStop(s, s.Record.Events[i].Handles, 0) {
			return true
		}
	}
	return false
}

// handlesStop matches the names of functions that see to a stop, wherever they come from.
var handlesStop = pattern.New(`(?i)sig_?(nal|term|int|usr)|graceful|preempt|requeue|shutdown_handler|exit_handler|auto_?resume`)

// isStop reports whether exceptions, or one of several, are raised by a stop from outside.
func isStop(s *story.Story, exceptions value.Value, depth int) bool {
	return depth < 3 && slices.ContainsFunc(s.Record.Heap.All(exceptions), func(id value.ID) bool {
		o := s.Record.Heap.Object(id)
		switch strings.TrimPrefix(o.Name, "builtins.") {
		case "KeyboardInterrupt", "SystemExit", "BaseException":
			return true
		}
		return isStop(s, o.Elements, depth+1)
	})
}
