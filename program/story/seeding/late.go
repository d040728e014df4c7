package seeding

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/gradient"
	"github.com/agentlint/agentlint/program/story/parts"
	"github.com/agentlint/agentlint/program/value"
)

// A LateSeed is a call that is the first to seed a generator, when that has been drawn from already.
type LateSeed struct {
	Domain framework.Domain
	At     value.Place // the seeding call
	Seeder string      // its name
	Use    value.Place // the first draw
	User   string      // the name of what draws
}

// LateSeeds are the generators that a script which trains seeds too late.
func LateSeeds(s *story.Story) (late []LateSeed) {
	if !slices.ContainsFunc(s.Trainings, func(t story.Training) bool { return !t.Alone() }) {
		return nil
	}
	aside, later := drawnAside(s), runLater(s)
	drawn, seeded := map[framework.Domain]*story.Step{}, map[framework.Domain]bool{}
	for i := range s.Calls {
		c := &s.Calls[i]
		if c.Event.Alone {
			continue
		}
		if c.Facts == nil && soundsLikeSeeding(s, c.Name, c.Object) {
			break // it may seed all of them
		}
		for _, d := range seededBy(c) {
			if use := drawn[d]; use != nil && !seeded[d] && !isForJudging(s, i) && (!s.IsNotebook() || bears(s, use, c)) && !gradient.Excludes(s, gradient.Act{Event: use.Event}, gradient.Act{Event: c.Event}) {
				late = append(late, LateSeed{d, c.Event.At, nameOfCall(s, c), use.Event.At, nameOfCall(s, use)})
			}
			seeded[d] = true
		}
		if aside[c.Event.Call] || slices.ContainsFunc(c.Event.Way, func(at value.Place) bool { return later[at] }) {
			continue
		}
		for _, d := range drawnBy(s, c) {
			if drawn[d] == nil {
				drawn[d] = c
			}
		}
	}
	return late
}

// isForJudging reports whether all trainings are over when a call seeds a generator, and something else follows: what is generated, sampled
// or judged is to be the same then.
func isForJudging(s *story.Story, seed int) bool {
	at := s.Calls[seed].Order
	if slices.ContainsFunc(s.Trainings, func(t story.Training) bool { return t.Step.Order >= at }) {
		return false
	}
	return slices.ContainsFunc(s.Calls[seed+1:], func(c story.Step) bool { return c.Kind != story.Seed })
}

// bears reports whether a model that is trained after a seed, or its data, is made of what was drawn before. In a notebook other cells
// may draw for ends of their own.
func bears(s *story.Story, draw, seed *story.Step) bool {
	return slices.ContainsFunc(s.Trainings, func(t story.Training) bool {
		return t.Step.Order > seed.Order && (slices.Contains(s.Origins(t.Model), draw.Event.Call) || slices.Contains(s.Origins(t.Data), draw.Event.Call))
	})
}

// nameOfCall is what a call is of: of what the program gives a name, a method of that.
func nameOfCall(s *story.Story, c *story.Step) string {
	_, method := story.CutLast(c.Name)
	if o := s.Single(c.Object.Of); o != nil && o.Label != "" && strings.HasSuffix(o.Name, "()") {
		return o.Label + "." + method
	}
	return strings.TrimPrefix(c.Name, "?")
}

// seededBy are the generators that a call seeds.
func seededBy(c *story.Step) []framework.Domain {
	if c.Kind == story.Seed || c.Kind == story.Train {
		return c.Facts.Seeds
	}
	return nil
}

// drawnBy are the generators that a call draws from for what the model or its training is made of.
func drawnBy(s *story.Story, c *story.Step) []framework.Domain {
	facts := s.Lookup(c.Name)
	switch {
	case c.Kind == story.Train:
		return slices.Concat(c.Facts.Draws, drawsFrom(s, &story.Training{By: c.Facts.Trains}))
	case c.Kind == story.Gradient && c.Facts.Act == framework.Backward && gradient.TopName(c.Name) == "tensorflow":
		return []framework.Domain{framework.TensorFlow}
	case c.Kind == story.Gradient && c.Facts.Act == framework.Backward:
		return []framework.Domain{framework.Torch}
	case facts != nil && facts.Seeds == nil && s.Has(facts, c.Object):
		return slices.Concat(facts.Draws, facts.Builds)
	}
	return nil
}

// aside matches what draws without consequence for a training go to: a seed, a port, the name of a run, a model that only judges.
var aside = pattern.New(`(?i)seed|reward|teacher|judge|(^|_)(port|uid|run_id|run_name|tag|suffix|ref_model)$`)

// drawnAside are the results of draws that have no bearing on the training: a seed is made of them, or what they are bound or given to
// is named for something else.
func drawnAside(s *story.Story) map[value.ID]bool {
	h, found := s.Record.Heap, map[value.ID]bool{}
	mark := func(v value.Value) {
		for _, id := range h.All(v) {
			found[id] = true
			for _, a := range slices.Concat(h.Object(id).Args, itemsOf(h.Object(id))) { // int(random.random() * 9)
				for _, inner := range h.All(a.Value) {
					found[inner] = true
				}
			}
		}
	}
	for i := range s.Calls {
		if seed, ok := stateSet(&s.Calls[i]); ok {
			for _, id := range s.Origins(seed) {
				found[id] = true
			}
		}
	}
	for id, o := range h.Objects() {
		if aside.MatchString(o.Label) {
			mark(h.Of(id))
		}
		for _, a := range o.Args {
			if a.Name != "" && aside.MatchString(a.Name) {
				mark(a.Value)
			}
		}
		if o.Kind == value.Dict || o.Kind == value.Instance {
			for _, name := range value.SortedKeys(o.Fields) {
				if aside.MatchString(name) {
					mark(o.Fields[name])
				}
			}
		}
	}
	return found
}

func itemsOf(o *value.Object) (all []value.Argument) {
	for _, item := range o.Items {
		all = append(all, value.Argument{Value: item})
	}
	return all
}

// runLater are the places where objects from outside the project are made with functions that these run when they are used.
func runLater(s *story.Story) map[value.Place]bool {
	places := map[value.Place]bool{}
	for i := range s.Calls {
		_, last := story.CutLast(s.Calls[i].Name)
		if o := s.Calls[i].Object; last != "" && parts.IsUpper(last[0]) && gradient.IsGivenFunction(s, o) {
			places[s.Calls[i].Event.At] = true
		}
	}
	return places
}
