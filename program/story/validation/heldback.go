package validation

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/parts"
	"github.com/agentlint/agentlint/program/value"
)

// HoldsBack answers whether some data is kept from a training.
func HoldsBack(s *story.Story, t *story.Training) value.Truth {
	if s.Record.Cut {
		return value.Open
	}
	if m := MonitoringOf(s, t); m == During || m == Afterwards {
		return value.Yes
	}
	if t.By == framework.Estimator && GivenData(s, t, "eval_set", "eval_X", "validation_data", "validation_split") == During {
		return value.Yes
	}
	answer := value.No
	for i := range s.Steps {
		step := &s.Steps[i]
		switch {
		case !t.Counts(step):
		case step.Kind == story.Split && evaluatesByParts(step) == value.Yes, judges(s, step, t) == value.Yes && step.Order > t.Step.Order:
			return value.Yes
		}
	}
	seen := map[value.ID]bool{}
	for _, a := range t.Step.Object.Args {
		answer = value.Either(answer, isPart(s, a.Value, seen))
	}
	if answer == value.No && (usesHeldOut(s, t) || isRefit(s, t)) {
		return value.Yes
	}
	if answer == value.No && readsSeveral(s) {
		return value.Open
	}
	return answer
}

// isRefit reports whether a training fits a model of an estimator's class on rows of which parts were held back from another of that class
// before: the last one gets all data.
func isRefit(s *story.Story, t *story.Training) bool {
	if t.By != framework.Estimator {
		return false
	}
	whole := s.Record.Heap.All(fittedOn(s, t))
	return slices.ContainsFunc(s.Trainings, func(other story.Training) bool {
		return other.By == t.By && other.Step.Order < t.Step.Order && other.Step.Name == t.Step.Name &&
			takesOf(s, fittedOn(s, &other), whole) && HoldsBack(s, &other) == value.Yes
	})
}

// takesOf reports whether data was taken out of one of some objects.
func takesOf(s *story.Story, data value.Value, whole []value.ID) bool {
	return slices.ContainsFunc(s.Origins(data), func(id value.ID) bool { return slices.Contains(whole, id) })
}

// fittedOn is the data that an estimator is fitted on.
func fittedOn(s *story.Story, t *story.Training) value.Value {
	for i := range s.Fits {
		if s.Fits[i].Order == t.Step.Order {
			return s.Fits[i].Train
		}
	}
	return value.Nothing
}

// isPart answers whether a value is some rows of something, and not all of them.
func isPart(s *story.Story, v value.Value, seen map[value.ID]bool) value.Truth {
	answer := value.No
	for _, id := range s.Record.Heap.All(v) {
		o := s.Record.Heap.Object(id)
		switch {
		case seen[id] || o.Kind != value.Foreign:
		case strings.HasSuffix(o.Name, "[]") && len(o.Args) == 1 && selectsRows(s, o.Args[0].Value):
			return value.Yes
		case strings.HasPrefix(o.Name, "?") && o.Of == value.Nothing && len(o.Args) == 0:
			answer = value.Open
		default:
			seen[id] = true
			for _, of := range s.ForeignMadeOf(o) {
				answer = value.Either(answer, isPart(s, of, seen))
			}
		}
	}
	return answer
}

// selectsRows reports whether what is between the brackets may select rows: it is no list of names, and no slice of all.
func selectsRows(s *story.Story, key value.Value) bool {
	return slices.ContainsFunc(s.Record.Heap.All(key), func(id value.ID) bool {
		switch o := s.Record.Heap.Object(id); o.Kind {
		case value.Foreign:
			return true
		case value.Slice:
			return o.Items[0] != value.Nothing || o.Items[1] != value.Nothing
		case value.Tuple:
			return len(o.Items) > 0 && selectsRows(s, o.Items[0])
		}
		return false
	})
}

// reading matches what reads data.
var reading = pattern.New(`(?i)^(read_|load_|load$|imread|genfromtxt|loadtxt|from_csv)|dataset|dataloader|_loader|flow_from|image_dataset`)

// readsSeveral reports whether data is read in several places.
func readsSeveral(s *story.Story) bool {
	places := map[value.Place]bool{}
	for i := range s.Calls {
		if _, method := story.CutLast(strings.TrimSuffix(s.Calls[i].Object.Name, "()")); reading.MatchString(method) {
			places[s.Calls[i].Event.At] = true
		}
	}
	return len(places) > 1
}

// usesHeldOut reports whether something is done with a part of the data that is not for training, or the trained model is scored
// on other data than it is trained on.
func usesHeldOut(s *story.Story, t *story.Training) bool {
	return slices.ContainsFunc(s.Calls, func(c story.Step) bool {
		if !t.Counts(&c) {
			return false
		}
		part, ok := s.PartOf(c.Object.Of)
		return ok && part != parts.Train || scores(s, &c, t) || c.Order > t.Step.Order && slices.ContainsFunc(c.Object.Args, func(a value.Argument) bool { return isSplitOff(s, a) })
	}) || comparesPredictions(s, t)
}

// isSplitOff reports whether an argument is the part of the data that a split holds out.
func isSplitOff(s *story.Story, a value.Argument) bool {
	return s.IsData(a.Value) && slices.ContainsFunc(s.RowsOf(a.Value).Taken, func(t story.Taken) bool { return t.Split != nil && t.Held })
}

// scoring are methods of an estimator that compare what it predicts with what is so.
var scoring = map[string]bool{"score": true, "eval_metrics": true, "evaluate": true, "eval": true, "staged_score": true, "calc_metrics": true}

// scores reports whether a call scores the model of a training on data that it is not trained on.
func scores(s *story.Story, c *story.Step, t *story.Training) bool {
	_, method := story.CutLast(c.Name)
	return scoring[method] && c.Order > t.Step.Order && isOfModel(s, c.Object.Of, t) && isGivenOther(s, c.Object, t)
}

// isOfModel reports whether a value may be the model of a training, or what fit returned.
func isOfModel(s *story.Story, v value.Value, t *story.Training) bool {
	return s.Shares(v, t.Model) || s.Shares(v, t.Step.Object.Of) || s.Shares(v, s.Record.Heap.Of(t.Step.Event.Call))
}

// isGivenOther reports whether a call is given data, and none that a training is given.
func isGivenOther(s *story.Story, o *value.Object, t *story.Training) bool {
	return s.IsGivenData(o) && !slices.ContainsFunc(o.Args, func(a value.Argument) bool { return isTrainedOn(s, a.Value, t) })
}

// comparesPredictions reports whether the program itself compares what the model of a training predicts of data that it is not
// trained on with something else.
func comparesPredictions(s *story.Story, t *story.Training) bool {
	h := s.Record.Heap
	var predictions []*story.Step
	for i := range s.Calls {
		c := &s.Calls[i]
		if _, method := story.CutLast(c.Name); story.Judging[method] && t.Counts(c) && c.Order > t.Step.Order && isOfModel(s, c.Object.Of, t) && isGivenOther(s, c.Object, t) {
			predictions = append(predictions, c)
		}
	}
	if len(predictions) == 0 {
		return false
	}
	predicted := ResultsOf(s, predictions)
	for _, o := range h.Objects() {
		if !compares[o.Operator] || len(o.Args) != 2 || predicted.Reach(o.Args[0].Value) == predicted.Reach(o.Args[1].Value) {
			continue
		}
		if s.HasData(o.Args[0].Value) && s.HasData(o.Args[1].Value) {
			return true
		}
	}
	return false
}

// compares are the operators by which predictions are compared with what is so.
var compares = map[code.Operator]bool{code.Subtract: true, code.Equal: true, code.NotEqual: true}
