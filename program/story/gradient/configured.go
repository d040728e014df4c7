package gradient

import (
	"strings"

	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// configuredWrongly returns the schedules that a LightningModule configures to move on once an epoch, which is the default, though their
// length counts batches, the other way round, or seldom.
func configuredWrongly(s *story.Story) (out []Mistimed) {
	for _, c := range s.Configured() {
		unit := map[string]Unit{"epoch": Epochs, "step": Batches}[c.Interval]
		length, isAll := configuredLength(s, c.Scheduler)
		switch {
		case unit == "" || length == "":
		case length != unit && c.Frequency == 1, length == unit && c.Frequency > 1 && isAll:
			out = append(out, Mistimed{c.Scheduler, length, unit, c.Frequency})
		}
	}
	return out
}

// UnmonitoredPlateaus are the ReduceLROnPlateau that a LightningModule configures without the name of the result to go by, with which
// Lightning refuses to train (https://lightning.ai/docs/pytorch/stable/common/lightning_module.html#configure-optimizers).
func UnmonitoredPlateaus(s *story.Story) (all []value.Place) {
	for _, c := range s.Configured() {
		if c.Monitor == value.Nothing && s.Called(c.Scheduler) == "torch.optim.lr_scheduler.ReduceLROnPlateau" {
			all = append(all, c.Scheduler.At)
		}
	}
	return all
}

// ofTrainer are the ends of the names of numbers that the Trainer knows, with what these count.
var ofTrainer = map[string]Unit{"estimated_stepping_batches": Batches, "num_training_batches": Batches, ".max_epochs": Epochs}

// configuredLength tells what the length of a scheduler counts that is computed from what the Trainer knows, and whether it is just that.
func configuredLength(s *story.Story, scheduler *value.Object) (unit Unit, isAll bool) {
	name := s.Called(scheduler)
	argument, ok := lengths[name]
	if !ok {
		return "", false
	}
	if _, ok := scheduler.Argument("steps_per_epoch", 4); ok && name == "torch.optim.lr_scheduler.OneCycleLR" {
		return Batches, false
	}
	length, _ := scheduler.Argument(argument.Name, argument.At)
	if o := s.Single(length); o != nil {
		unit = countedByTrainer(o)
		isAll = unit != ""
	}
	for _, id := range s.Origins(length) {
		o := s.Record.Heap.Object(id)
		if o.Name == "builtins.len()" {
			return Batches, false
		}
		if counted := countedByTrainer(o); counted != "" && unit != Batches {
			unit = counted
		}
	}
	return unit, isAll
}

// countedByTrainer is what a number counts that the Trainer knows.
func countedByTrainer(o *value.Object) Unit {
	for name, unit := range ofTrainer {
		if strings.HasSuffix(o.Name, name) {
			return unit
		}
	}
	return ""
}
