package gradient

import (
	"slices"

	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// A Unit is what the length of a learning-rate schedule counts.
type Unit string

// The units.
const (
	Batches Unit = "batches"
	Epochs  Unit = "epochs"
)

// A Mistimed is a schedule of the learning rate whose length counts something else than its steps, or more than there are.
type Mistimed struct {
	Scheduler *value.Object
	Length    Unit
	Stepped   Unit
	Every     int // it moves on once in so many of these
}

// lengths are the arguments of schedulers that say how many steps a schedule has.
var lengths = map[string]framework.Argument{
	"torch.optim.lr_scheduler.CosineAnnealingLR":   {Name: "T_max", At: 1},
	"torch.optim.lr_scheduler.OneCycleLR":          {Name: "total_steps", At: 2},
	"torch.optim.lr_scheduler.PolynomialLR":        {Name: "total_iters", At: 1},
	"transformers.get_linear_schedule_with_warmup": {Name: "num_training_steps", At: 2},
	"transformers.get_cosine_schedule_with_warmup": {Name: "num_training_steps", At: 2},
	"transformers.get_scheduler":                   {Name: "num_training_steps", At: 3},
}

// MistimedSchedules returns the schedules whose length counts batches though they move on once an epoch, and the other way round, and those
// that move on once in several of what their length counts.
func MistimedSchedules(s *story.Story) (out []Mistimed) {
	h := s.Record.Heap
	out = configuredWrongly(s)
	stepped := stepsOfSchedulers(s)
	for _, id := range stepped.order {
		o := h.Object(id)
		by := stepped.by[id]
		length := lengthOf(s, o, by.training)
		if length != "" && len(by.units) == 1 && !by.units[length] {
			for unit := range by.units {
				out = append(out, Mistimed{o, length, unit, 1})
			}
		}
	}
	return out
}

// schedulerSteps are in which loops of which training schedulers move on.
type schedulerSteps struct {
	order []value.ID
	by    map[value.ID]*schedulerUse
}

type schedulerUse struct {
	units    map[Unit]bool
	training story.Training
}

func stepsOfSchedulers(s *story.Story) schedulerSteps {
	all := schedulerSteps{by: map[value.ID]*schedulerUse{}}
	for i := range s.Steps {
		step := &s.Steps[i]
		if step.Kind != story.Gradient || step.Facts.Act != framework.Schedule || s.IsHooked(step.Event) {
			continue
		}
		loops := step.Event.Loops()
		for _, t := range s.Trainings {
			unit := Unit("")
			switch {
			case t.Loop < 0 || t.Epoch < 0:
			case slices.Contains(loops, t.Loop):
				unit = Batches
			case slices.Contains(loops, t.Epoch):
				unit = Epochs
			}
			for _, id := range s.Record.Heap.All(step.Object.Of) {
				if unit != "" {
					all.add(id, unit, t)
				}
			}
		}
	}
	return all
}

func (all *schedulerSteps) add(id value.ID, unit Unit, t story.Training) {
	use := all.by[id]
	if use == nil {
		use = &schedulerUse{units: map[Unit]bool{}, training: t}
		all.by[id] = use
		all.order = append(all.order, id)
	}
	use.units[unit] = true
}

// lengthOf tells what the length of a scheduler counts; "" if that can't be told.
func lengthOf(s *story.Story, scheduler *value.Object, t story.Training) Unit {
	name := s.Called(scheduler)
	if _, ok := scheduler.Argument("steps_per_epoch", 4); ok && name == "torch.optim.lr_scheduler.OneCycleLR" {
		return Batches
	}
	argument, ok := lengths[name]
	if !ok {
		return ""
	}
	length, given := scheduler.Argument(argument.Name, argument.At)
	switch {
	case !given:
		return ""
	case countsBatches(s, length, t.Data):
		return Batches
	case isLengthOf(s, length, s.Record.Loops[t.Epoch].Over):
		return Epochs
	}
	return ""
}

// countsBatches reports whether a number is computed from the length of some data.
func countsBatches(s *story.Story, number, data value.Value) bool {
	h := s.Record.Heap
	made := s.Origins(data)
	return slices.ContainsFunc(s.Origins(number), func(id value.ID) bool {
		o := h.Object(id)
		if o.Name != "builtins.len()" || len(o.Args) != 1 {
			return false
		}
		return slices.ContainsFunc(h.All(o.Args[0].Value), func(of value.ID) bool { return slices.Contains(made, of) })
	})
}

// isLengthOf reports whether a number is how often a loop turns.
func isLengthOf(s *story.Story, number, over value.Value) bool {
	all := s.Record.Heap.All(over)
	return len(all) > 0 && !slices.ContainsFunc(all, func(id value.ID) bool {
		o := s.Record.Heap.Object(id)
		return o.Name != "builtins.range()" || len(o.Args) == 0 || o.Args[min(len(o.Args)-1, 1)].Value != number
	})
}
