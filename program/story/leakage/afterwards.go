package leakage

import (
	"slices"

	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/parts"
	"github.com/agentlint/agentlint/program/value"
)

// afterTraining returns the loops that judge a model which a framework has trained, once it is trained, by rows that it was trained on,
// where nothing else judges it.
func afterTraining(s *story.Story) (all []value.Place) {
	for i := range s.Fits {
		f := &s.Fits[i]
		t := trainingOf(s, f)
		if t == nil || isBoosting(s, f) || slices.ContainsFunc(f.Validation, func(v value.Value) bool { return !s.IsLiteral(v, "None") }) || isJudgedElsewhere(s, t) {
			continue
		}
		var found []*story.Step
		other := false
		for k := range s.Steps {
			step := &s.Steps[k]
			if step.Kind != story.Forward || step.Order < t.Step.Order || !s.Shares(step.Object.Callee, t.Model) {
				continue
			}
			loops := step.Event.Loops()
			if len(loops) > 0 && story.IsWithoutGradients(step.Event.Within) && isAmongRows(s, s.Record.Loops[loops[len(loops)-1]].Over, f.Train) {
				found = append(found, step)
			} else {
				other = true
			}
		}
		if len(found) == 0 || other {
			continue
		}
		loops := found[0].Event.Loops()
		loop := s.Record.Loops[loops[len(loops)-1]]
		if part, _ := s.PartBy(loop.Over); part == parts.Test || part == parts.Validation || part == parts.HeldOut || servesAsValidation(s, found) {
			all = append(all, loop.At)
		}
	}
	return all
}

// trainingOf is the training that a framework does with the data of a call, nil if it is not followed.
func trainingOf(s *story.Story, f *story.Fit) *story.Training {
	for i := range s.Trainings {
		t := &s.Trainings[i]
		if t.By == "" {
			continue
		}
		if t.Step.Object == f.Object || slices.ContainsFunc(s.Record.Heap.All(t.Step.Object.Of), func(id value.ID) bool { return s.Record.Heap.Object(id) == f.Object }) {
			return t
		}
	}
	return nil
}
