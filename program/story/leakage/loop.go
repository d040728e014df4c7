package leakage

import (
	"slices"

	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/validation"
	"github.com/agentlint/agentlint/program/value"
)

// loopData is what a loop of the program's own trains on: what it goes over, or if it only counts, what the model is run on in it.
func loopData(s *story.Story, t *story.Training) []value.Value { return runOn(s, t, isOnlyJudged) }

// runOn is what a loop of the program's own goes over, or if it only counts, what the model is run on in it, but for some steps.
func runOn(s *story.Story, t *story.Training, leavesOut func(*story.Story, *story.Step) bool) (all []value.Value) {
	if t.Data != value.Nothing && !s.OnlyCounts(t.Data) {
		return []value.Value{t.Data}
	}
	for i := range s.Steps {
		step := &s.Steps[i]
		if !leavesOut(s, step) && (step.Kind == story.Forward || step.ComputesGradients()) && slices.Contains(step.Event.Loops(), t.Loop) {
			all = append(all, given(step)...)
		}
	}
	return all
}

// isOnlyJudged reports whether a step runs a model in a function that is differentiated elsewhere, and not here.
func isOnlyJudged(s *story.Story, step *story.Step) bool {
	return step.Kind == story.Forward && len(validation.DifferentiatedOf(s).Handed) > 0 && !validation.IsTrainingPass(s, step)
}

// given is what a step gives a model.
func given(step *story.Step) (all []value.Value) {
	for _, a := range step.Object.Args {
		all = append(all, a.Value)
	}
	return all
}

// judgedOnRows returns the steps in which a model is run on slices of data outside the loop that trains it, and that compute no gradients,
// each beside all that the loop trains on.
func judgedOnRows(s *story.Story) (all []judgement) {
	for i := range s.Trainings {
		t := &s.Trainings[i]
		if t.By != "" {
			continue
		}
		trained := loopData(s, t)
		for k := range s.Steps {
			step := &s.Steps[k]
			if step.Kind != story.Forward || s.Networks.InLoss[step.Event.Call] && !isOnlyJudged(s, step) || !s.Shares(step.Object.Callee, t.Model) || isGiven(step, trained) {
				continue
			}
			for _, data := range given(step) {
				for _, from := range trained {
					all = append(all, judgement{nil, t.At, from, data})
				}
			}
		}
	}
	return all
}

// isGiven reports whether a step gives a model some of what it is trained on as it is.
func isGiven(step *story.Step, trained []value.Value) bool {
	return slices.ContainsFunc(given(step), func(v value.Value) bool { return slices.Contains(trained, v) })
}
