package story

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/value"
)

// StopsGracefully reports whether something is done about the state of a training when the process is told to stop.
func (s *Story) StopsGracefully(t *Training) bool {
	return s.seesToStop() || s.Checkpoints(t).Any(func(c *Checkpoint) bool { return c.When.Is(OnFailure) || c.Step.Event.Finally })
}

func (s *Story) seesToStop() bool {
	if slices.ContainsFunc(s.Record.Functions, handlesStop.MatchString) {
		return true
	}
	if slices.ContainsFunc(s.calls, func(c Step) bool {
		_, method := cutLast(c.Name)
		return c.Facts != nil && c.Facts.Shuts || handlesStop.MatchString(method)
	}) {
		return true
	}
	for i := range s.Record.Events {
		if s.isStop(s.Record.Events[i].Handles, 0) {
			return true
		}
	}
	return false
}

// handlesStop matches the names of functions that see to a stop, wherever they come from.
var handlesStop = pattern.New(`(?i)sig_?(nal|term|int|usr)|graceful|preempt|requeue|shutdown_handler|exit_handler|auto_?resume`)

// isStop reports whether exceptions, or one of several, are raised by a stop from outside.
func (s *Story) isStop(exceptions value.Value, depth int) bool {
	return depth < 3 && slices.ContainsFunc(s.Record.Heap.All(exceptions), func(id value.ID) bool {
		o := s.Record.Heap.Object(id)
		switch strings.TrimPrefix(o.Name, "builtins.") {
		case "KeyboardInterrupt", "SystemExit", "BaseException":
			return true
		}
		return s.isStop(o.Elements, depth+1)
	})
}
