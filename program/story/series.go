package story

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/value"
)

// A RandomSplit is a split at random of rows that know of the rows around them.
type RandomSplit struct {
	At   value.Place
	What string // by which they know: shift, rolling
}

// neighbouring are methods of tables by which a row gets to know the rows around it.
var neighbouring = map[string]bool{"shift": true, "rolling": true, "expanding": true, "ewm": true, "diff": true, "pct_change": true, "rolling_mean": true}

// RandomSplitsOfSeries are the splits at random of tables in which a feature was made of earlier or later rows.
func (s *Story) RandomSplitsOfSeries() (all []RandomSplit) {
	for i := range s.calls {
		c := &s.calls[i]
		for _, data := range s.shuffledBySplit(c) {
			if what := s.neighbours(data); what != "" {
				all = append(all, RandomSplit{c.Event.At, what})
				break
			}
		}
	}
	return all
}

// shuffledBySplit is the data that a call of scikit-learn splits at random.
func (s *Story) shuffledBySplit(c *Step) (all []value.Value) {
	class, method := cutLast(c.Name)
	switch {
	case c.Name == "sklearn.model_selection.train_test_split" && !s.isUnshuffled(c):
		for _, a := range c.Object.Args {
			if a.Name == "" {
				all = append(all, a.Value)
			}
		}
	case method == "split" && s.isFolds(c.Name) && s.drawsFolds(class, c.Object.Of):
		all = append(all, argument(c.Object, "X", 0))
	case validating.MatchString(c.Name):
		cv := s.single(argument(c.Object, "cv", -1))
		if cv != nil && cv.Kind == value.Foreign && s.drawsFolds(s.called(cv), argument(c.Object, "cv", -1)) {
			all = append(all, argument(c.Object, "X", 1))
		}
	}
	return all
}

// drawsFolds reports whether a cross-validator takes rows at random, whatever group they are of.
func (s *Story) drawsFolds(class string, of value.Value) bool {
	o, name := s.single(of), className(class)
	if o == nil {
		return false
	}
	return name == "ShuffleSplit" || name == "StratifiedShuffleSplit" || (name == "KFold" || name == "StratifiedKFold") && s.isTrue(argument(o, "shuffle", 1))
}

// neighbours is the method by which the rows of a table know of others, "" if there is none.
func (s *Story) neighbours(data value.Value) string {
	h := s.Record.Heap
	seen, queue := map[value.ID]bool{}, slices.Clone(h.All(data))
	for len(queue) > 0 && len(seen) < maxMade {
		id := queue[0]
		queue = queue[1:]
		o := h.Object(id)
		if seen[id] || o.Kind != value.Foreign && o.Kind != value.List && o.Kind != value.Tuple {
			continue
		}
		seen[id] = true
		name, isCall := strings.CutSuffix(o.Name, "()")
		_, method := cutLast(name)
		if isCall && neighbouring[method] && o.Of != value.Nothing && s.isColumn(o.Of) {
			return method
		}
		if isCall && (s.isPredicted(id) || orderless[method] && method != "sort_values") {
			continue
		}
		for _, v := range append(s.madeOf(o), o.Elements) {
			queue = append(queue, h.All(v)...)
		}
		for _, key := range sortedKeys(o.Fields) {
			queue = append(queue, h.All(o.Fields[key])...)
		}
	}
	return ""
}

// isColumn reports whether a value is a table, or a column or groups of one.
func (s *Story) isColumn(v value.Value) bool {
	for range maxWalk {
		o := s.single(v)
		if o == nil || o.Kind != value.Foreign {
			return false
		}
		name := s.called(o)
		_, last := cutLast(name)
		if strings.HasPrefix(last, "read_") || strings.HasPrefix(name, "pandas.") || strings.HasPrefix(name, "polars.") || strings.HasPrefix(o.Name, "?") {
			return true
		}
		v = o.Of
	}
	return false
}
