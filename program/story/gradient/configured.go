package gradient

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// configuredWrongly returns the schedules that a LightningModule configures to move on once an epoch, which is the default, though their
// length counts batches, and the other way round
// (https://lightning.ai/docs/pytorch/stable/common/lightning_module.html#configure-optimizers).
func configuredWrongly(s *story.Story) (out []Mistimed) {
	if !slices.ContainsFunc(s.Trainings, func(t story.Training) bool { return t.By == framework.Lightning }) {
		return nil
	}
	h := s.Record.Heap
	for _, o := range h.Objects() {
		if o.Kind != value.Dict {
			continue
		}
		scheduler, unit := s.Single(o.Fields["lr_scheduler"]), Epochs
		if inner := s.Single(o.Fields["scheduler"]); inner != nil {
			scheduler, unit = inner, intervalOf(s, o)
		}
		if scheduler == nil || unit == "" {
			continue
		}
		if length := configuredLength(s, scheduler); length != "" && length != unit {
			out = append(out, Mistimed{scheduler, length, unit})
		}
	}
	return out
}

// intervalOf is the unit in which a configuration has a scheduler move on.
func intervalOf(s *story.Story, o *value.Object) Unit {
	interval, given := o.Fields["interval"]
	if !given {
		return Epochs
	}
	text, _ := story.LiteralText(s.Record.Heap, interval)
	return map[string]Unit{"epoch": Epochs, "step": Batches}[text]
}

// configuredLength tells what the length of a scheduler counts that is computed from what the Trainer knows.
func configuredLength(s *story.Story, scheduler *value.Object) Unit {
	name := s.Called(scheduler)
	argument, ok := lengths[name]
	if !ok {
		return ""
	}
	if _, ok := scheduler.Argument("steps_per_epoch", 4); ok && name == "torch.optim.lr_scheduler.OneCycleLR" {
		return Batches
	}
	length, _ := scheduler.Argument(argument.Name, argument.At)
	found := Unit("")
	for _, id := range s.Origins(length) {
		switch o := s.Record.Heap.Object(id); {
		case strings.HasSuffix(o.Name, "estimated_stepping_batches"), strings.HasSuffix(o.Name, "num_training_batches"), o.Name == "builtins.len()":
			return Batches
		case strings.HasSuffix(o.Name, ".max_epochs"):
			found = Epochs
		}
	}
	return found
}
