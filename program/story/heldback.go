package story

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/run"
	"github.com/agentlint/agentlint/program/value"
)

// HoldsBack answers whether some data is kept from a training.
func (s *Story) HoldsBack(t *Training) run.Truth {
	if s.Record.Cut {
		return run.Open
	}
	if m := s.Monitoring(t); m == During || m == Afterwards {
		return run.Yes
	}
	if t.By == framework.Estimator && s.givenData(t, "eval_set", "validation_data", "validation_split") == During {
		return run.Yes
	}
	answer := run.No
	for i := range s.Steps {
		step := &s.Steps[i]
		switch {
		case !t.counts(step):
		case step.Kind == Split && s.evaluatesByParts(step) == run.Yes, s.judges(step, t) == run.Yes && step.Order > t.Step.Order:
			return run.Yes
		}
	}
	seen := map[value.ID]bool{}
	for _, a := range t.Step.Object.Args {
		answer = run.Either(answer, s.isPart(a.Value, seen))
	}
	if answer == run.No && s.usesHeldOut(t) {
		return run.Yes
	}
	if answer == run.No && s.readsSeveral() {
		return run.Open
	}
	return answer
}

// isPart answers whether a value is some rows of something, and not all of them.
func (s *Story) isPart(v value.Value, seen map[value.ID]bool) run.Truth {
	answer := run.No
	for _, id := range s.Record.Heap.All(v) {
		o := s.Record.Heap.Object(id)
		switch {
		case seen[id] || o.Kind != value.Foreign:
		case strings.HasSuffix(o.Name, "[]") && len(o.Args) == 1 && s.selectsRows(o.Args[0].Value):
			return run.Yes
		case strings.HasPrefix(o.Name, "?") && o.Of == value.Nothing && len(o.Args) == 0:
			answer = run.Open
		default:
			seen[id] = true
			for _, of := range s.foreignMadeOf(o) {
				answer = run.Either(answer, s.isPart(of, seen))
			}
		}
	}
	return answer
}

// selectsRows reports whether what is between the brackets may select rows: it is no list of names, and no slice of all.
func (s *Story) selectsRows(key value.Value) bool {
	return slices.ContainsFunc(s.Record.Heap.All(key), func(id value.ID) bool {
		switch o := s.Record.Heap.Object(id); o.Kind {
		case value.Foreign:
			return true
		case value.Slice:
			return o.Items[0] != value.Nothing || o.Items[1] != value.Nothing
		case value.Tuple:
			return len(o.Items) > 0 && s.selectsRows(o.Items[0])
		}
		return false
	})
}

// reading matches what reads data.
var reading = pattern.New(`(?i)^(read_|load_|load$|imread|genfromtxt|loadtxt|from_csv)|dataset|dataloader|_loader|flow_from|image_dataset`)

// readsSeveral reports whether data is read in several places.
func (s *Story) readsSeveral() bool {
	places := map[value.Place]bool{}
	for i := range s.calls {
		if _, method := cutLast(strings.TrimSuffix(s.calls[i].Object.Name, "()")); reading.MatchString(method) {
			places[s.calls[i].Event.At] = true
		}
	}
	return len(places) > 1
}

// usesHeldOut reports whether something is done with a part of the data that is not for training, or the trained model is scored
// on other data than it is trained on.
func (s *Story) usesHeldOut(t *Training) bool {
	return slices.ContainsFunc(s.calls, func(c Step) bool {
		if !t.counts(&c) {
			return false
		}
		part, ok := s.PartOf(c.Object.Of)
		return ok && part != TrainPart || s.scores(&c, t) || c.Order > t.Step.Order && slices.ContainsFunc(c.Object.Args, s.isSplitOff)
	}) || s.comparesPredictions(t)
}

// isSplitOff reports whether an argument is the part of the data that a split holds out.
func (s *Story) isSplitOff(a value.Argument) bool {
	return s.isData(a.Value) && slices.ContainsFunc(s.rowsOf(a.Value).taken, func(t taken) bool { return t.split != nil && t.held })
}

// scoring are methods of an estimator that compare what it predicts with what is so.
var scoring = map[string]bool{"score": true, "eval_metrics": true, "evaluate": true, "eval": true, "staged_score": true, "calc_metrics": true}

// scores reports whether a call scores the model of a training on data that it is not trained on.
func (s *Story) scores(c *Step, t *Training) bool {
	_, method := cutLast(c.Name)
	return scoring[method] && c.Order > t.Step.Order && s.isOfModel(c.Object.Of, t) && s.isGivenOther(c.Object, t)
}

// isOfModel reports whether a value may be the model of a training, or what fit returned.
func (s *Story) isOfModel(v value.Value, t *Training) bool {
	return s.shares(v, t.Model) || s.shares(v, t.Step.Object.Of) || s.shares(v, s.Record.Heap.Of(t.Step.Event.Call))
}

// isGivenOther reports whether a call is given data, and none that a training is given.
func (s *Story) isGivenOther(o *value.Object, t *Training) bool {
	return s.isGivenData(o) && !slices.ContainsFunc(o.Args, func(a value.Argument) bool { return s.isTrainedOn(a.Value, t) })
}

// comparesPredictions reports whether the program itself compares what the model of a training predicts of data that it is not
// trained on with something else.
func (s *Story) comparesPredictions(t *Training) bool {
	h := s.Record.Heap
	var predictions []value.ID
	for i := range s.calls {
		c := &s.calls[i]
		if _, method := cutLast(c.Name); judging[method] && t.counts(c) && c.Order > t.Step.Order && s.isOfModel(c.Object.Of, t) && s.isGivenOther(c.Object, t) {
			predictions = append(predictions, c.Event.Call)
		}
	}
	if len(predictions) == 0 {
		return false
	}
	predicted := s.madeFrom(predictions)
	isPredicted := func(v value.Value) bool {
		return slices.ContainsFunc(h.All(v), func(id value.ID) bool { return predicted[id] })
	}
	for id := 1; id <= h.Len(); id++ {
		o := h.Object(value.ID(id))
		if !compares[o.Operator] || len(o.Args) != 2 || isPredicted(o.Args[0].Value) == isPredicted(o.Args[1].Value) {
			continue
		}
		if s.hasData(o.Args[0].Value) && s.hasData(o.Args[1].Value) {
			return true
		}
	}
	return false
}

// madeFrom marks the objects that are computed from some. It looks once at each, in the order in which they were made.
func (s *Story) madeFrom(ids []value.ID) []bool {
	h := s.Record.Heap
	marked := make([]bool, h.Len()+1)
	for _, id := range ids {
		marked[id] = true
	}
	isMarked := func(v value.Value) bool {
		return slices.ContainsFunc(h.All(v), func(id value.ID) bool { return marked[id] })
	}
	for id := range marked {
		o := h.Object(value.ID(id))
		marked[id] = marked[id] || o.Kind == value.Foreign && (isMarked(o.Of) || slices.ContainsFunc(o.Args, func(a value.Argument) bool { return isMarked(a.Value) }))
	}
	return marked
}

// compares are the operators by which predictions are compared with what is so.
var compares = map[code.Operator]bool{code.Subtract: true, code.Equal: true, code.NotEqual: true}
