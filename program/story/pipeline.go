package story

import (
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/value"
)

// LastStep is the estimator at the end of a pipeline of scikit-learn; Nothing of what is none, or has steps that are not known.
func (s *Story) LastStep(o *value.Object) value.Value {
	switch s.Called(o) {
	case "sklearn.pipeline.make_pipeline":
		if n := len(o.Args); n > 0 {
			return o.Args[n-1].Value
		}
	case "sklearn.pipeline.Pipeline":
		steps := Argument(o, "steps", 0)
		for range 2 { // a list of pairs
			list := s.Single(steps)
			if list == nil || len(list.Items) == 0 {
				return value.Nothing
			}
			steps = list.Items[len(list.Items)-1]
		}
		return steps
	}
	return value.Nothing
}

// onlyPrepares reports whether a call fits a pipeline that ends with a transformer, and so is no model.
func (s *Story) onlyPrepares(c *framework.Call, o *value.Object) bool {
	if c.Trains != framework.Estimator {
		return false
	}
	pipeline := s.Single(o.Of)
	if pipeline == nil {
		return false
	}
	last := s.Single(s.LastStep(pipeline))
	if last == nil || last.Kind != value.Foreign {
		return false
	}
	facts := s.Lookup(s.Called(last) + "().fit")
	return facts != nil && facts.Prepares
}
