package leakage

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/parts"
	"github.com/agentlint/agentlint/program/story/validation"
	"github.com/agentlint/agentlint/program/value"
)

// ValidationsOnTraining returns the calls that train whose validation data is the data that is trained on.
func ValidationsOnTraining(s *story.Story) (all []value.Place) {
	for i := range s.Fits {
		f := &s.Fits[i]
		isTrained := func(v value.Value) bool {
			return isAmongRows(s, v, f.Train) || isTakenOut(s, v, f.Train, story.MaxWalk)
		}
		if validation.WatchesTraining(s, f) && (f.Decides || !isBoosting(s, f)) || !isBoosting(s, f) && len(f.Validation) > 0 && !slices.ContainsFunc(f.Validation, func(v value.Value) bool { return !isTrained(v) }) {
			all = append(all, placeOfMixing(s, f))
		}
	}
	return append(append(all, onlyOnTraining(s)...), afterTraining(s)...)
}

// placeOfMixing returns where the data is mixed that a model is fitted and judged on: the call by which it comes to a function of another file
// that fits, or else the fit itself.
func placeOfMixing(s *story.Story, f *story.Fit) value.Place {
	last := -1
	for _, v := range append([]value.Value{f.Train}, f.Validation...) {
		for _, id := range s.Origins(v) {
			if i, isCall := s.Made[id]; isCall {
				last = max(last, i)
			}
		}
	}
	if last < 0 {
		return f.At
	}
	if at, ok := f.Event.PartsFrom(s.Calls[last].Event); ok && at.File != f.At.File {
		return at
	}
	return f.At
}

// isAmongRows reports whether all rows of a value are certainly among those of another, which has all rows of its sources, and not
// those of some sources or of others where the first has one.
func isAmongRows(s *story.Story, v, of value.Value) bool {
	some, all := s.RowsOf(v), s.RowsOf(of)
	return (some.Either || !all.Either) && len(some.Taken) == 0 && len(some.Sources) > 0 && len(all.Taken) == 0 && !all.Unclear &&
		!slices.ContainsFunc(some.Sources, func(text string) bool { return !slices.Contains(all.Sources, text) })
}

// isReadAgain reports whether a value is a loader of all rows of a data set of which it is known from where they are read.
func isReadAgain(s *story.Story, v value.Value) bool {
	loader := s.Single(listedData(s, v))
	return loader != nil && s.Called(loader) == "torch.utils.data.DataLoader" && !slices.ContainsFunc(s.RowsOf(v).Sources, func(text string) bool { return strings.Contains(text, "#") })
}

// isTakenOut reports whether a value is rows that splits and slices take out of another one.
func isTakenOut(s *story.Story, v, of value.Value, depth int) bool {
	rows, whole := s.RowsOf(v), s.Single(of)
	if len(rows.Taken) == 0 || len(rows.Sources) > 0 || whole == nil || depth == 0 {
		return false
	}
	return !slices.ContainsFunc(rows.Taken, func(t story.Taken) bool {
		base := t.Piece.Of
		if t.Split != nil {
			base = s.SplitData(t.Split)
		}
		return s.Single(base) != whole && !isTakenOut(s, base, of, depth-1)
	})
}

// isBoosting reports whether a call trains boosted trees, which report how the training goes on what they are given to watch: that this is
// the training data is no validation, but does not claim to be one.
func isBoosting(s *story.Story, f *story.Fit) bool {
	library, _, _ := strings.Cut(s.Called(f.Object), ".")
	return library == "xgboost" || library == "lightgbm" || library == "catboost"
}

// onlyOnTraining returns the loops that judge a model without gradients by the data it is trained on, where nothing else judges
// it.
func onlyOnTraining(s *story.Story) (all []value.Place) {
	for i := range s.Trainings {
		t := &s.Trainings[i]
		if t.By != "" || t.Data == value.Nothing {
			continue
		}
		var found []*story.Step
		other, later := isJudgedElsewhere(s, t), false
		for k := range s.Steps {
			step := &s.Steps[k]
			switch {
			case step.Kind != story.Forward || !s.Shares(step.Object.Callee, t.Model) || isInAnother(s, step, t):
			case slices.Contains(step.Event.Loops(), t.Loop) && (t.Epoch >= 0 || validation.IsTrainingPass(s, step)):
			case judgesOnTraining(s, step, t):
				found = append(found, step)
			case step.Order > t.Step.Order && !s.IsDuring(step, t):
				later = true
			default:
				other = true
			}
		}
		if len(found) > 0 && !other && (!later || servesAsValidation(s, found)) {
			all = append(all, placeOfPass(s, found[len(found)-1], t))
		}
	}
	return all
}

// isInAnother reports whether a step is in the loop of another training of the same model.
func isInAnother(s *story.Story, step *story.Step, t *story.Training) bool {
	inner, ok := step.Event.InnerLoop()
	return ok && slices.ContainsFunc(s.Trainings, func(o story.Training) bool {
		return o.Loop == inner && o.Loop != t.Loop && o.By == "" && s.Shares(o.Model, t.Model)
	})
}

// placeOfPass is the loop in which a step runs a model, or the call that leads there of a function which other data sets are given, too.
func placeOfPass(s *story.Story, step *story.Step, t *story.Training) value.Place {
	loops := step.Event.Loops()
	loop := s.Record.Loops[loops[len(loops)-1]]
	if at, ok := step.Event.PartsFrom(t.Step.Event); ok && (len(s.Record.Heap.All(loop.Over)) > 1 || slices.Contains(loops, t.Loop)) {
		return at
	}
	return loop.At
}

// judgesOnTraining reports whether a step runs a model without gradients in a loop over the data that it is trained on.
func judgesOnTraining(s *story.Story, step *story.Step, t *story.Training) bool {
	loops := step.Event.Loops()
	if len(loops) == 0 || !story.IsWithoutGradients(step.Event.Within) && (validation.HasMode(s, step) && len(validation.DifferentiatedOf(s).Handed) == 0 || validation.IsTrainingPass(s, step)) {
		return false
	}
	over := s.Record.Loops[loops[len(loops)-1]].Over
	if slices.Contains(loops, t.Loop) {
		return isOnRowsOf(s, step, t)
	}
	if validation.IsSameData(s, t.Data, over) {
		return true
	}
	// The loop of a function that is called with several data sets goes over each of them.
	data := listedData(s, t.Data)
	isOne := len(s.Record.Heap.All(over)) > 1 && s.Single(data) != nil
	return isOne && slices.ContainsFunc(step.Object.Args, func(a value.Argument) bool { return validation.IsMadeOf(s, a.Value, data) }) ||
		isReadAgain(s, over) && isAmongRows(s, over, t.Data) || isOnRowsOf(s, step, t)
}

// listedData is what a loop goes over that counts, or shows how far it has come.
func listedData(s *story.Story, v value.Value) value.Value {
	for range story.MaxWalk {
		o := s.Single(v)
		if o == nil || o.Kind != value.List || len(o.Items) > 0 || o.Of == value.Nothing || o.IsSliced() {
			break
		}
		v = o.Of
	}
	return v
}

// isOnRowsOf reports whether a step runs on slices of data that a training runs on, and on no others.
func isOnRowsOf(s *story.Story, step *story.Step, t *story.Training) bool {
	rows := validation.SlicesIn(s, step.Object)
	if len(rows) == 0 {
		return false
	}
	var trained []story.Taken
	within := slices.Contains(step.Event.Loops(), t.Loop)
	for i := range s.Steps {
		other := &s.Steps[i]
		if within && other.Kind == story.Forward && !validation.IsTrainingPass(s, other) {
			continue
		}
		if (other.Kind == story.Forward || other.ComputesGradients()) && slices.Contains(other.Event.Loops(), t.Loop) {
			trained = append(trained, validation.SlicesIn(s, other.Object)...)
		}
	}
	return !slices.ContainsFunc(rows, func(r story.Taken) bool {
		return !slices.ContainsFunc(trained, func(t story.Taken) bool { return validation.IsSameSlice(s, t, r) })
	})
}

// servesAsValidation reports whether the results of some steps decide on a model, or are called those of a validation.
func servesAsValidation(s *story.Story, steps []*story.Step) bool {
	made, h := validation.ResultsOf(s, steps), s.Record.Heap
	for id, o := range h.Objects() {
		if parts.HeldOutByName(o.Label) == parts.Validation && made.ReachFrom(id) {
			return true
		}
	}
	return slices.ContainsFunc(s.Record.Events, func(e record.Event) bool {
		if e.Call != 0 {
			o := h.Object(e.Call)
			isGiven := func(a value.Argument) bool { return made.Reach(scoreIn(s, a.Value)) }
			if takesScore(s, o) && slices.ContainsFunc(o.Args, isGiven) {
				return true
			}
		}
		return isChoice(s, &e) && slices.ContainsFunc(e.Around, func(a record.Around) bool { return a.Loop < 0 && made.Reach(a.Guard.Condition) })
	})
}

// isJudgedElsewhere reports whether the model of a training is handed to something outside the program that may judge it.
func isJudgedElsewhere(s *story.Story, t *story.Training) bool {
	return slices.ContainsFunc(s.Calls, func(c story.Step) bool {
		_, last := story.CutLast(strings.TrimSuffix(c.Object.Name, "()"))
		if strings.HasPrefix(c.Object.Name, "ignite.engine.") { // which is followed
			return false
		}
		return parts.HeldOutByName(last) != "" && slices.ContainsFunc(c.Object.Args, func(a value.Argument) bool { return s.Shares(a.Value, t.Model) })
	})
}
