// Package state says whether a value is, or holds, what a training makes: the model, and the state of what trains it.
package state

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// Methods are those that return the state of an object, or its weights.
var Methods = map[string]bool{"state_dict": true, "get_weights": true, "state_dict_for_save_checkpoint": true, "trainable_variables": true, "trainable_weights": true, "parameters": true, "trainable_parameters": true, "get_model_state_dict": true}

// records are attributes of a model that tell how it was trained, and are none of its state.
var records = map[string]bool{"history": true, "losses": true, "metrics": true, "evals_result_": true, "best_score_": true, "best_params_": true, "best_index_": true, "cv_results_": true, "feature_importances_": true}

// measure matches what numbers and settings are called. It is asked of names of which nothing else is known.
var measure = pattern.New(`(?i)(^|[^a-z])(loss(es)?|acc(urac(y|ies))?|metrics?|scores?|history|results?|args|cfg|config|data(set|loader)?|labels?|preds?|predictions?)([^a-z]|$)`)

// isForeignState reports whether something made outside the project is state of a training by what it is called, and whether that
// says so: of all else what it is made of decides.
func isForeignState(s *story.Story, o *value.Object, t *story.Training) (isState, known bool) {
	name := strings.TrimSuffix(o.Name, "()")
	_, member := story.CutLast(name)
	if Methods[member] || member == "state" && strings.Contains(name, "optim") {
		return true, true
	}
	return false, IsOutput(s, o, t) || records[member]
}

// Has answers whether a value is, or holds, what a training makes.
func Has(s *story.Story, v value.Value, t *story.Training) value.Truth {
	return has(s, v, t, 0, map[value.ID]bool{})
}

func has(s *story.Story, v value.Value, t *story.Training, depth int, seen map[value.ID]bool) value.Truth {
	answer := value.No
	for _, id := range s.Record.Heap.All(v) {
		if seen[id] {
			continue
		}
		seen[id] = true
		if isTrained(s, id, t) {
			return value.Yes
		}
		o := s.Record.Heap.Object(id)
		isState, mayHold := isState(s, o, t)
		switch {
		case isState == value.Yes:
			return value.Yes
		case isState == value.Open:
			answer = value.Open
		}
		if mayHold {
			answer = holdsState(s, o, t, depth, seen, answer)
		}
	}
	return answer
}

// isState answers whether an object is state of a training by itself, and whether what it holds may be some.
func isState(s *story.Story, o *value.Object, t *story.Training) (isState value.Truth, mayHold bool) {
	switch o.Kind {
	case value.Literal, value.Varying, value.Text, value.Option, value.Function, value.Class:
		return value.No, false
	case value.Foreign:
		switch isState, known := isForeignState(s, o, t); {
		case isState:
			return value.Yes, false
		case known:
			return value.No, false
		case strings.HasPrefix(o.Name, "?") && o.Of == value.Nothing && len(o.Args) == 0 && !measure.MatchString(o.Name):
			return value.Open, true
		}
	}
	return value.No, true
}

// holdsState returns the answer about a value of which an object is one, now that what the object holds is looked at, too.
func holdsState(s *story.Story, o *value.Object, t *story.Training, depth int, seen map[value.ID]bool, answer value.Truth) value.Truth {
	look := func(v value.Value) {
		switch {
		case v == value.Nothing || answer == value.Yes:
		case depth >= story.MaxWalk:
			answer = value.Open
		default:
			if held := has(s, v, t, depth+1, seen); held != value.No {
				answer = held
			}
		}
	}
	switch o.Kind {
	case value.Foreign, value.Tuple, value.List, value.Dict, value.Instance:
		look(o.Of)
	}
	if o.Kind == value.Foreign {
		for _, a := range o.Args {
			look(a.Value)
		}
	}
	for _, item := range o.Items {
		look(item)
	}
	look(o.Elements)
	for _, key := range value.SortedKeys(o.Fields) {
		look(o.Fields[key])
	}
	return answer
}

// isTrained reports whether an object is a model that a training trains, or another module of the project.
func isTrained(s *story.Story, id value.ID, t *story.Training) bool {
	return slices.Contains(s.Record.Heap.All(t.Model), id) || s.Record.Heap.Object(id).Kind == value.Instance && s.Record.IsModule(id)
}

// IsOutput reports whether a result is what a model computes of data, or a loss and its gradients, which is not the model.
func IsOutput(s *story.Story, o *value.Object, t *story.Training) bool {
	if facts := s.Lookup(s.Called(o)); facts != nil && facts.Act == framework.Differentiate {
		return true
	}
	return slices.ContainsFunc(s.Record.Heap.All(o.Callee), func(id value.ID) bool { return isTrained(s, id, t) })
}
