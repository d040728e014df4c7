package leakage

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// A GivenTarget is where a model is given a column as a feature that it is to predict.
type GivenTarget struct {
	At     value.Place
	Column string
	Of     string // the column that is to be predicted, if Column is another one, computed from it
}

// pairing are the calls that are given features and what is to be predicted, besides those that train, by the names of the latter.
var pairing = map[string]string{"DMatrix": "label", "QuantileDMatrix": "label", "Dataset": "label", "Pool": "label", "TensorDataset": ""}

// crossed matches the functions that fit a model on some folds and judge it on others.
var crossed = pattern.New(`^sklearn\.(model_selection|cross_validation)\.(cross_val_\w+|cross_validate)$`)

// TargetsInFeatures are the columns that a model is to predict and that are among its features.
func TargetsInFeatures(s *story.Story) (all []GivenTarget) {
	for i := range s.Fits {
		f := &s.Fits[i]
		features, _ := f.Object.Argument("X", -1)
		if features == value.Nothing {
			features = story.Argument(f.Object, "x", 0)
		}
		all = addTarget(s, all, f.At, features, story.Argument(f.Object, "y", 1), f.Object.Of)
	}
	for i := range s.Calls {
		c := &s.Calls[i]
		if crossed.MatchString(c.Name) {
			all = addTarget(s, all, c.Event.At, story.Argument(c.Object, "X", 1), story.Argument(c.Object, "y", 2), story.Argument(c.Object, "estimator", 0))
		}
		owner, class := story.CutLast(c.Name)
		name, ok := pairing[class]
		if !ok || !strings.HasPrefix(owner, "xgboost") && !strings.HasPrefix(owner, "lightgbm") && !strings.HasPrefix(owner, "catboost") && !strings.HasPrefix(owner, "torch") {
			continue
		}
		all = addTarget(s, all, c.Event.At, story.Argument(c.Object, "data", 0), story.Argument(c.Object, name, 1), value.Nothing)
	}
	return all
}

// addTarget notes that some features of a model hold what is to be predicted, or what is computed from that. Where they were split, the
// place is that of the split.
func addTarget(s *story.Story, all []GivenTarget, at value.Place, features, target, model value.Value) []GivenTarget {
	t, ok := tableOf(s, features)
	if !ok || target == value.Nothing {
		return all
	}
	found := GivenTarget{Column: column(s, target, &t)}
	if found.Column == "" {
		return all
	}
	isLeftOut := slices.Contains(t.dropped, found.Column) || t.chosen && !slices.Contains(t.only, found.Column) || removesInPlace(s, &t, found.Column)
	if isLeftOut || mayChooseColumns(s, model) {
		found.Of = found.Column
		if found.Column = computedOf(s, &t, found.Of, columnsOf(s, model)); found.Column == "" {
			return all
		}
	}
	for _, o := range t.chain {
		if split := s.SplitOf(o.Of); split != nil {
			at = split.At
		}
	}
	if slices.ContainsFunc(all, func(g GivenTarget) bool { return g.At == at }) {
		return all
	}
	found.At = at
	return append(all, found)
}

// mayChooseColumns reports whether what is fitted may leave columns of what it is given out.
func mayChooseColumns(s *story.Story, model value.Value) bool {
	return slices.ContainsFunc(s.Origins(model), func(id value.ID) bool {
		o := s.Record.Heap.Object(id)
		switch o.Kind {
		case value.Foreign:
			name := s.Frameworks.Canonical(o.Name)
			library, _, _ := strings.Cut(name, ".")
			return !takesAll[library] || strings.HasPrefix(name, "sklearn.compose.") || strings.HasSuffix(name, "FunctionTransformer()")
		case value.Instance, value.Function, value.Class, value.Bound:
			return true
		}
		return false
	})
}

// takesAll are the libraries whose models take all columns that they are given.
var takesAll = map[string]bool{"sklearn": true, "xgboost": true, "lightgbm": true, "catboost": true, "keras": true, "tensorflow": true}
