package story

import "github.com/agentlint/agentlint/program/framework"

// HoldsOptimizer reports whether a checkpoint of a training holds the state of an optimizer, too.
func (s *Story) HoldsOptimizer(c *Checkpoint, t *Training) bool {
	return s.Contents(c, t).Has(framework.Optimizer)
}
