package story

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/value"
)

// HoldsOptimizer reports whether a checkpoint holds the state of an optimizer, too.
func (s *Story) HoldsOptimizer(c *Checkpoint) bool {
	if c.Facts.Object == nil {
		return slices.Contains(c.Facts.Contents(), framework.Optimizer)
	}
	v, _ := c.Step.Object.Argument(c.Facts.Object.Name, c.Facts.Object.At)
	return s.hasOptimizer(v, map[value.ID]bool{})
}

// hasOptimizer reports whether a value is, or holds, the state of an optimizer: by what made it, or else by the key of it.
func (s *Story) hasOptimizer(v value.Value, seen map[value.ID]bool) bool {
	return slices.ContainsFunc(s.Record.Heap.All(v), func(id value.ID) bool {
		if seen[id] {
			return false
		}
		seen[id] = true
		o := s.Record.Heap.Object(id)
		if o.Kind == value.Foreign {
			return s.isOptimizerState(o)
		}
		for _, key := range sortedKeys(o.Fields) {
			if s.hasOptimizer(o.Fields[key], seen) || optimizerKey.MatchString(key) && s.isOpen(o.Fields[key]) {
				return true
			}
		}
		return s.hasOptimizer(o.Elements, seen) || slices.ContainsFunc(o.Items, func(item value.Value) bool { return s.hasOptimizer(item, seen) })
	})
}

// isOptimizerState reports whether something is the state of an optimizer.
func (s *Story) isOptimizerState(o *value.Object) bool {
	owner, method := cutLast(strings.TrimSuffix(o.Name, "()"))
	return states[method] && (strings.Contains(owner, "optim.") && !strings.Contains(owner, "lr_scheduler") ||
		slices.ContainsFunc(s.Record.Heap.All(o.Of), s.isOptimizer))
}

// optimizerKey matches the keys under which checkpoints hold the state of an optimizer.
var optimizerKey = pattern.New(`(?i)optim|(^|[^a-z])opt([^a-z]|$)`)
