package seeding

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/parts"
	"github.com/agentlint/agentlint/program/value"
)

// A Reseeding sets a generator to the same state in every turn of a loop that trains, or with every item that a data set gives.
type Reseeding struct {
	At   value.Place
	Name string      // of what sets it
	Loop value.Place // the loop; its File is -1 if it is with every item
}

// Reseedings are the calls that set a generator to the same state in every turn of a loop that trains, or with every item of its data.
func Reseedings(s *story.Story) (out []Reseeding) {
	loops := trainingLoops(s)
	known := map[value.Place]bool{}
	for i := range s.Calls {
		c := &s.Calls[i]
		state, ok := stateSet(c)
		if !ok {
			state, ok = ordersAnew(s, c)
		}
		if !ok {
			state, ok = drawsAnew(s, c)
		}
		if !ok || known[c.Event.At] || isApart(c.Event) {
			continue
		}
		loop := slices.IndexFunc(c.Event.Around, func(a record.Around) bool { return a.Loop >= 0 && loops[a.Loop] })
		for next := loop; next >= 0; { // the innermost
			loop = next
			next = slices.IndexFunc(c.Event.Around[loop+1:], func(a record.Around) bool { return a.Loop >= 0 && loops[a.Loop] })
			if next >= 0 {
				next += loop + 1
			}
		}
		if loop < 0 && isWithItems(s, c.Event, state) {
			known[c.Event.At] = true
			out = append(out, Reseeding{c.Event.At, strings.TrimPrefix(c.Name, "?"), value.Place{File: -1}})
		}
		if loop >= 0 && isAlike(s, c.Event.Around[loop], c.Event.Around[loop+1:], state) {
			known[c.Event.At] = true
			out = append(out, Reseeding{c.Event.At, strings.TrimPrefix(c.Name, "?"), s.Record.Loops[c.Event.Around[loop].Loop].At})
		}
	}
	return out
}

// isWithItems reports whether a state is set where an item of a data set is made, and is the same for all of them.
func isWithItems(s *story.Story, e *record.Event, state value.Value) bool {
	class, method := story.CutLast(e.In)
	literal := s.OnlyLiteral(state)
	return method == "__getitem__" && parts.HeldOutByName(class) == "" && literal != nil && literal.Literal == code.Integer &&
		!slices.ContainsFunc(e.Around, func(a record.Around) bool { return a.Loop < 0 })
}

// trainingLoops are the loops of trainings of the program's own, but for those in whose turns what is trained is made anew, and
// those that put a state back which they took.
func trainingLoops(s *story.Story) map[int]bool {
	loops := map[int]bool{}
	for i := range s.Trainings {
		t := &s.Trainings[i]
		for _, loop := range []int{t.Loop, t.Epoch} {
			if t.By == "" && loop >= 0 && isConstantIn(s, t.Step.Object.Of, loop) {
				loops[loop] = true
			}
		}
	}
	for i := range s.Calls {
		c := &s.Calls[i]
		if !restoring[c.Name] {
			continue
		}
		state, _ := c.Object.Argument("", 0)
		for _, loop := range c.Event.Loops() {
			if !isConstantIn(s, state, loop) {
				delete(loops, loop)
			}
		}
	}
	return loops
}

// restoring are the functions that put the state of a generator back.
var restoring = map[string]bool{"torch.set_rng_state": true, "numpy.random.set_state": true, "random.setstate": true}

// stateSet is the seed or state that a call sets generators to.
func stateSet(c *story.Step) (value.Value, bool) {
	if c.Kind != story.Seed && !restoring[c.Name] || len(c.Object.Args) == 0 {
		return value.Nothing, false
	}
	_, last := story.CutLast(c.Name)
	return c.Object.Args[0].Value, !parts.IsUpper(last[0]) // a Trainer seeds as well
}

// generators are what makes a generator of its own that has a state from the start.
var generators = map[string]bool{"numpy.random.default_rng": true, "numpy.random.RandomState": true, "random.Random": true}

// orders are the methods of generators that put data in an order.
var orders = map[string]bool{"permutation": true, "permuted": true, "shuffle": true}

// ordersAnew is the seed of a generator that is made to put data in order that is not held out.
func ordersAnew(s *story.Story, c *story.Step) (value.Value, bool) {
	if !generators[c.Name] || len(c.Object.Args) == 0 || s.IsLiteral(c.Object.Args[0].Value, "None") {
		return value.Nothing, false
	}
	return c.Object.Args[0].Value, slices.ContainsFunc(s.Calls, func(draw story.Step) bool {
		_, method := story.CutLast(draw.Name)
		return orders[method] && slices.Contains(s.Record.Heap.All(draw.Object.Of), c.Event.Call) && !isApart(draw.Event) &&
			!slices.ContainsFunc(draw.Object.Args, func(a value.Argument) bool {
				part, known := s.PartOf(a.Value)
				return known && part != parts.Train
			})
	})
}

// drawsAnew is the seed of a generator that is made where a training loop turns, if what is drawn from it reaches what a model is run on.
func drawsAnew(s *story.Story, c *story.Step) (value.Value, bool) {
	if !generators[c.Name] || len(c.Object.Args) == 0 || len(c.Event.Loops()) == 0 || s.IsLiteral(c.Object.Args[0].Value, "None") {
		return value.Nothing, false
	}
	return c.Object.Args[0].Value, fedAtRandom(s)[c.Event.Call]
}

// fedAtRandom returns the generators from which something is drawn that a model is run on while it is trained.
func fedAtRandom(s *story.Story) map[value.ID]bool { return fedAnswer.Of(s, findFedAtRandom) }

var fedAnswer story.Answer[map[value.ID]bool]

func findFedAtRandom(s *story.Story) map[value.ID]bool {
	found := map[value.ID]bool{}
	loops := trainingLoops(s)
	for i := range s.Steps {
		step := &s.Steps[i]
		isTraining := slices.ContainsFunc(step.Event.Loops(), func(loop int) bool { return loops[loop] })
		if step.Kind != story.Forward || !isTraining || isApart(step.Event) {
			continue
		}
		for _, a := range step.Object.Args {
			for _, id := range s.Origins(a.Value) {
				found[id] = found[id] || generators[s.Called(s.Record.Heap.Object(id))]
			}
		}
	}
	return found
}

// isApart reports whether what is drawn where an event happens has no bearing on the training.
func isApart(e *record.Event) bool {
	_, in := story.CutLast(e.In)
	return story.IsWithoutGradients(e.Within) || parts.HeldOutByName(in) != "" || slices.ContainsFunc(e.Within, func(name string) bool {
		return strings.Contains(name, "fork_rng")
	})
}

// isAlike reports whether a state is the same in every turn of a loop, and so are the conditions inside it under which it is set.
func isAlike(s *story.Story, loop record.Around, inside []record.Around, state value.Value) bool {
	return isConstantIn(s, state, loop.Loop) && !slices.ContainsFunc(inside, func(a record.Around) bool {
		return a.Loop < 0 && !isConstantIn(s, a.Guard.Condition, loop.Loop)
	})
}

// isConstantIn reports whether a value is the same in all turns of a loop.
func isConstantIn(s *story.Story, v value.Value, loop int) bool {
	all := s.Origins(v)
	return len(all) > 0 && len(all) < story.MaxMade && !slices.ContainsFunc(all, func(id value.ID) bool {
		o := s.Record.Heap.Object(id)
		if o.Kind == value.Varying || strings.HasSuffix(o.Name, "[]") || o.Name == "?" && o.Of == value.Nothing && len(o.Args) == 0 {
			return true
		}
		made, isCall := s.Made[id]
		return isCall && slices.Contains(s.Calls[made].Event.Loops(), loop)
	})
}
