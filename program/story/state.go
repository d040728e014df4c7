package story

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/value"
)

// States are methods that return the state of an object, or its weights.
var States = map[string]bool{"state_dict": true, "get_weights": true, "state_dict_for_save_checkpoint": true, "trainable_variables": true, "parameters": true, "trainable_parameters": true, "get_model_state_dict": true}

// records are attributes of a model that tell how it was trained, and are none of its state.
var records = map[string]bool{"history": true, "losses": true, "metrics": true, "evals_result_": true, "best_score_": true, "feature_importances_": true}

// measure matches what numbers and settings are called. It is asked of names of which nothing else is known.
var measure = pattern.New(`(?i)(^|[^a-z])(loss(es)?|acc(urac(y|ies))?|metrics?|scores?|history|results?|args|cfg|config|data(set|loader)?|labels?|preds?|predictions?)([^a-z]|$)`)

// isForeignState reports whether something made outside the project is state of a training by what it is called, and whether that
// says so: of all else what it is made of decides.
func (s *Story) isForeignState(o *value.Object, t *Training) (isState, known bool) {
	name := strings.TrimSuffix(o.Name, "()")
	_, member := CutLast(name)
	if States[member] || member == "state" && strings.Contains(name, "optim") {
		return true, true
	}
	return false, s.IsOutput(o, t) || records[member]
}

// HasState answers whether a value is, or holds, what a training makes.
func (s *Story) HasState(v value.Value, t *Training, depth int, seen map[value.ID]bool) value.Truth {
	h := s.Record.Heap
	answer := value.No
	look := func(v value.Value) {
		if v == value.Nothing || answer == value.Yes {
			return
		}
		if depth >= MaxWalk {
			answer = value.Open
			return
		}
		switch s.HasState(v, t, depth+1, seen) {
		case value.Yes:
			answer = value.Yes
		case value.Open:
			answer = value.Open
		}
	}
	for _, id := range h.All(v) {
		if seen[id] {
			continue
		}
		seen[id] = true
		truth, parts := s.stateIn(id, t)
		if truth == value.Yes {
			return value.Yes
		} else if truth == value.Open {
			answer = value.Open
		}
		for _, part := range parts {
			look(part)
		}
	}
	return answer
}

// stateIn answers whether an object itself is what a training makes, and returns what else it may hold it in.
func (s *Story) stateIn(id value.ID, t *Training) (is value.Truth, parts []value.Value) {
	o := s.Record.Heap.Object(id)
	if s.isTrained(id, t) {
		return value.Yes, nil
	}
	is = value.No
	switch o.Kind {
	case value.Literal, value.Varying, value.Text, value.Option, value.Function, value.Class:
		return value.No, nil
	case value.Foreign:
		switch isState, known := s.isForeignState(o, t); {
		case isState:
			return value.Yes, nil
		case known:
			return value.No, nil
		case strings.HasPrefix(o.Name, "?") && o.Of == value.Nothing && len(o.Args) == 0 && !measure.MatchString(o.Name):
			is = value.Open
		}
		parts = append(parts, o.Of)
		for _, a := range o.Args {
			parts = append(parts, a.Value)
		}
	case value.Tuple, value.List, value.Dict, value.Instance:
		parts = append(parts, o.Of)
	}
	parts = append(append(parts, o.Items...), o.Elements)
	for _, key := range value.SortedKeys(o.Fields) {
		parts = append(parts, o.Fields[key])
	}
	return is, parts
}

// isTrained reports whether an object is a model that a training trains, or another module of the project.
func (s *Story) isTrained(id value.ID, t *Training) bool {
	return slices.Contains(s.Record.Heap.All(t.Model), id) || s.Record.Heap.Object(id).Kind == value.Instance && s.Record.IsModule(id)
}

// IsOutput reports whether a result is what a model computes of data, or a loss and its gradients, which is not the model.
func (s *Story) IsOutput(o *value.Object, t *Training) bool {
	if facts := s.Frameworks.Lookup(s.Called(o)); facts != nil && facts.Act == framework.Differentiate {
		return true
	}
	return slices.ContainsFunc(s.Record.Heap.All(o.Callee), func(id value.ID) bool { return s.isTrained(id, t) })
}
