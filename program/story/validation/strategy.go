package validation

import (
	"strings"

	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// Unevaluated is where a Trainer of Transformers that has data to evaluate on is told when to, and is not.
type Unevaluated struct {
	At       value.Place // of the call that makes its settings
	Argument string      // that says when
}

// UnevaluatedBy answers whether a training by a Trainer of Transformers has data to evaluate on and settings by which it never does.
func UnevaluatedBy(s *story.Story, t *story.Training) (u Unevaluated, ok bool) {
	trainer := s.Single(t.Step.Object.Of)
	if t.By != framework.HFTrainer || trainer == nil || given(s, trainer, "eval_dataset", 4) != value.Yes || strategyOf(s, trainer) != value.No {
		return Unevaluated{}, false
	}
	args, _ := trainer.Argument("args", 1)
	o := s.Single(args)
	if o == nil || !strings.HasSuffix(o.Name, "()") || o.At.Span.End == 0 {
		return Unevaluated{}, false
	}
	u = Unevaluated{At: o.At, Argument: "eval_strategy"}
	if _, isOld := o.Argument("evaluation_strategy", -1); isOld {
		u.Argument = "evaluation_strategy"
	}
	return u, true
}
