package leakage

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/validation"
	"github.com/agentlint/agentlint/program/value"
)

// A RandomSplit is a split at random of rows that know of the rows around them.
type RandomSplit struct {
	At   value.Place
	What string // by which they know: shift, rolling
}

// neighbouring are methods of tables by which a row gets to know the rows around it.
var neighbouring = map[string]bool{"shift": true, "rolling": true, "expanding": true, "ewm": true, "diff": true, "pct_change": true, "rolling_mean": true}

// sliding are functions that make windows of an array, which overlap
// (https://numpy.org/doc/stable/reference/generated/numpy.lib.stride_tricks.sliding_window_view.html).
var sliding = map[string]bool{"numpy.lib.stride_tricks.sliding_window_view": true}

// RandomSplitsOfSeries are the splits at random of tables in which a feature was made of earlier or later rows.
func RandomSplitsOfSeries(s *story.Story) (all []RandomSplit) {
	for i := range s.Calls {
		c := &s.Calls[i]
		for _, data := range shuffledBySplit(s, c) {
			if what := neighbours(s, data); what != "" {
				all = append(all, RandomSplit{c.Event.At, what})
				break
			}
		}
	}
	return all
}

// shuffledBySplit is the data that a call of scikit-learn or PyTorch splits at random.
func shuffledBySplit(s *story.Story, c *story.Step) (all []value.Value) {
	class, method := story.CutLast(c.Name)
	switch {
	case c.Name == "sklearn.model_selection.train_test_split" && !s.IsUnshuffled(c):
		for _, a := range c.Object.Args {
			if a.Name == "" {
				all = append(all, a.Value)
			}
		}
	case c.Name == "torch.utils.data.random_split":
		all = append(all, story.Argument(c.Object, "dataset", 0))
	case method == "split" && s.IsFolds(c.Name) && drawsFolds(s, class, c.Object.Of):
		all = append(all, story.Argument(c.Object, "X", 0))
	case validating.MatchString(c.Name):
		cv := s.Single(story.Argument(c.Object, "cv", -1))
		if cv != nil && cv.Kind == value.Foreign && drawsFolds(s, s.Called(cv), story.Argument(c.Object, "cv", -1)) {
			all = append(all, story.Argument(c.Object, "X", 1))
		}
	}
	return all
}

// drawsFolds reports whether a cross-validator takes rows at random, whatever group they are of.
func drawsFolds(s *story.Story, class string, of value.Value) bool {
	o, name := s.Single(of), className(class)
	if o == nil {
		return false
	}
	return name == "ShuffleSplit" || name == "StratifiedShuffleSplit" || (name == "KFold" || name == "StratifiedKFold") && s.IsTrue(story.Argument(o, "shuffle", 1))
}

// neighbours is the method by which the rows of a table know of others, "" if there is none.
func neighbours(s *story.Story, data value.Value) string {
	h := s.Record.Heap
	seen, queue := map[value.ID]bool{}, slices.Clone(h.All(data))
	for len(queue) > 0 && len(seen) < story.MaxMade {
		id := queue[0]
		queue = queue[1:]
		o := h.Object(id)
		if seen[id] || o.Kind != value.Foreign && o.Kind != value.List && o.Kind != value.Tuple {
			continue
		}
		seen[id] = true
		if o.Kind == value.List && areWindows(s, o.Elements) {
			return "a sliding window"
		}
		name, isCall := strings.CutSuffix(o.Name, "()")
		_, method := story.CutLast(name)
		if isCall && (neighbouring[method] && o.Of != value.Nothing && isColumn(s, o.Of) || sliding[s.Frameworks.Canonical(name)]) {
			return method
		}
		if isCall && (validation.IsPredicted(s, id) || story.Orderless[method] && method != "sort_values") {
			continue
		}
		for _, v := range append(s.MadeOf(o), o.Elements) {
			queue = append(queue, h.All(v)...)
		}
		for _, key := range value.SortedKeys(o.Fields) {
			queue = append(queue, h.All(o.Fields[key])...)
		}
	}
	return ""
}

// isColumn reports whether a value is a table, or a column or groups of one.
func isColumn(s *story.Story, v value.Value) bool {
	for range story.MaxWalk {
		o := s.Single(v)
		if o == nil || o.Kind != value.Foreign {
			return false
		}
		name := s.Called(o)
		_, last := story.CutLast(name)
		if strings.HasPrefix(last, "read_") || strings.HasPrefix(name, "pandas.") || strings.HasPrefix(name, "polars.") || strings.HasPrefix(o.Name, "?") {
			return true
		}
		v = o.Of
	}
	return false
}

// areWindows reports whether all elements of a list are slices that start at a counter and are of one length: x[i:i + n], or x[i - n:i].
func areWindows(s *story.Story, elements value.Value) bool {
	all := s.Record.Heap.All(elements)
	return len(all) > 0 && !slices.ContainsFunc(all, func(id value.ID) bool {
		o := s.Record.Heap.Object(id)
		if len(o.Args) != 1 {
			return true
		}
		key := s.Single(o.Args[0].Value)
		if key != nil && key.Kind == value.Tuple && len(key.Items) > 0 {
			key = s.Single(key.Items[0])
		}
		return key == nil || key.Kind != value.Slice || !isCountedBy(s, key.Items[0], key.Items[1], code.Add) && !isCountedBy(s, key.Items[1], key.Items[0], code.Subtract)
	})
}

// isCountedBy reports whether a bound of a slice is what a loop counts on by one, and another is that and a number.
func isCountedBy(s *story.Story, counter, other value.Value, op code.Operator) bool {
	o, moved := s.Single(counter), s.Single(other)
	if o == nil || moved == nil || o.Kind != value.Varying || o.Operator != code.Other || moved.Operator != op || len(moved.Args) != 2 {
		return false
	}
	return moved.Args[0].Value == counter && slices.ContainsFunc(s.Record.Loops, func(l record.Loop) bool {
		over := s.Single(l.Over)
		return over != nil && over.At == o.At && story.Counting[over.Name] && len(over.Args) < 3
	})
}
