package leakage

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/parts"
	"github.com/agentlint/agentlint/program/value"
)

// learned notes what an object on the way from a split has learned from rows, or made out of them. Of what chooses rows or
// columns only such choices count.
func (l *leaking) learned(o *value.Object, m mode) {
	name, isCall := strings.CutSuffix(o.Name, "()")
	name = l.Frameworks.Canonical(name)
	class, method := story.CutLast(name)
	switch {
	case m&chooses != 0:
		l.chosen(o, class, method, m)
	case !isCall:
	case method == "fit_transform" && l.isLearner(class, o.Of):
		l.addIf(m, PreprocessBeforeSplit, o.At, l.classOf(class, o.Of), story.Argument(o, "X", 0))
	case scaling.MatchString(name):
		l.addIf(m, PreprocessBeforeSplit, o.At, className(name), story.Argument(o, "X", 0))
	case name == "pandas.qcut":
		l.addIf(m, StatisticBeforeSplit, o.At, "qcut", story.Argument(o, "x", 0))
	case method == "over": // of each group
		for _, id := range l.Record.Heap.All(o.Of) {
			of := l.Record.Heap.Object(id)
			if _, of := story.CutLast(strings.TrimSuffix(of.Name, "()")); extremes[of] {
				l.known[l.Record.Heap.Object(id).At] = true
			}
		}
	case applying[method] && !strings.Contains(name, "groupby()"):
		l.transformed(o, class, m)
	case method == "fit_resample" || method == "fit_sample" || method == "fit_sample_":
		l.addIf(m, ResampleBeforeSplit, o.At, l.classOf(class, o.Of), story.Argument(o, "X", 0))
	case name == "sklearn.utils.resample":
		l.addIf(m, ResampleBeforeSplit, o.At, "resample", story.Argument(o, "arrays", 0))
	case l.repeats(o, name, method):
		if l.inLoop && l.RowsOf(rowsArgument(o)).Unclear {
			break // a mask has taken these rows: it may have been what held others out
		}
		l.addIf(m, ResampleBeforeSplit, o.At, method, rowsArgument(o))
	default:
		if data, ok := l.statistic(o, name, method); ok && !(l.isLabel && extremes[method]) {
			l.addIf(m, StatisticBeforeSplit, o.At, "the "+method, data)
		} else if text, ok := grouped(l.Record.Heap, o, method); ok {
			l.addIf(m, StatisticBeforeSplit, o.At, "the "+text, o.Of)
		}
	}
}

// addIf adds a leak if rows have been taken out of those that were learned from, or are now.
func (l *leaking) addIf(m mode, kind LeakKind, at value.Place, what string, data value.Value) {
	if m&parted != 0 {
		l.add(m, kind, at, what, data)
	}
}

// applying are the methods that apply what a transformer has learned.
var applying = map[string]bool{"transform": true, "texts_to_sequences": true, "texts_to_matrix": true}

// transformed notes the fits of a transformer that is applied, if they have seen more than the rows that it is applied to, or
// these are split now.
func (l *leaking) transformed(o *value.Object, class string, m mode) {
	if !l.isLearner(class, o.Of) && !strings.HasPrefix(strings.TrimPrefix(class, "?"), "keras") {
		return
	}
	data := l.RowsOf(story.Argument(o, "X", 0))
	isPart := len(data.Taken) > 0
	for _, id := range models(l.Story, o.Of) {
		for _, i := range l.fits[id] {
			if i >= l.index {
				continue
			}
			e := &l.Record.Events[i]
			fit := l.Record.Heap.Object(e.Call)
			on := story.Argument(fit, "X", 0)
			seen := l.RowsOf(on)
			switch {
			case len(seen.Taken) > 0 && len(seen.Sources) == 0 && m&parted == 0:
			case isPart && len(seen.Taken) == 0 && l.ofSame(seen, data):
				split := l.split
				l.split = nameOf(data)
				l.add(m, PreprocessBeforeSplit, e.At, l.classOf(class, o.Of), on)
				l.split = split
			case m&parted != 0 && (story.SharesSource(seen.Sources, data.Sources) || len(seen.Taken) > 0 && isPart && l.sharesPiece(seen, data)):
				l.add(m, PreprocessBeforeSplit, e.At, l.classOf(class, o.Of), on)
			}
		}
	}
}

// nameOf names what has taken rows out of others.
func nameOf(part *story.Rows) string {
	if kind := part.Taken[0].Kind; kind != "" {
		return kind
	}
	return story.Slice
}

// ofSame reports whether all that one has was parted to get the other.
func (l *leaking) ofSame(whole, part *story.Rows) bool {
	return slices.ContainsFunc(part.Taken, func(t story.Taken) bool { return story.SharesSource(whole.Sources, t.Sources) })
}

func (l *leaking) sharesPiece(a, b *story.Rows) bool {
	return slices.ContainsFunc(a.Taken, func(t story.Taken) bool {
		return slices.ContainsFunc(b.Taken, func(o story.Taken) bool { return o.Piece == t.Piece })
	})
}

// isLearner reports whether a transformer learns from all rows, or one does that is among the steps of a pipeline.
func (l *leaking) isLearner(class string, v value.Value) bool {
	return story.Learner.MatchString(class) || slices.ContainsFunc(models(l.Story, v), func(id value.ID) bool {
		o := l.Record.Heap.Object(id)
		name := l.Frameworks.Canonical(o.Name)
		return story.Learner.MatchString(name) || (strings.HasPrefix(name, "sklearn.pipeline.") || strings.HasPrefix(name, "sklearn.compose.")) && l.hasLearner(o, story.MaxWalk)
	})
}

func (l *leaking) hasLearner(o *value.Object, depth int) bool {
	if story.Learner.MatchString(l.Frameworks.Canonical(o.Name)) {
		return true
	}
	if depth == 0 || o.Kind == value.Literal {
		return false
	}
	inner := []value.Value{o.Elements}
	for _, a := range o.Args {
		inner = append(inner, a.Value)
	}
	for _, v := range inner {
		for _, id := range l.Record.Heap.All(v) {
			if l.hasLearner(l.Record.Heap.Object(id), depth-1) {
				return true
			}
		}
	}
	return false
}

// classOf names the class of a transformer.
func (l *leaking) classOf(class string, of value.Value) string {
	for _, id := range models(l.Story, of) {
		if name := className(l.Record.Heap.Object(id).Name); story.IsClass(name) || strings.HasPrefix(name, "make_") {
			return name
		}
	}
	return className(class)
}

// chosen notes a choice of rows or columns by all rows: by a correlation, the importances of a fit, or how often a row is repeated.
func (l *leaking) chosen(o *value.Object, class, method string, m mode) {
	switch {
	case method == "corr" || method == "corrwith":
		l.addIf(m, StatisticBeforeSplit, o.At, "the correlation", o.Of)
	case scoring[method] && strings.HasSuffix(o.Name, "()"): // not where a selector is given it
		l.addIf(m, StatisticBeforeSplit, o.At, method, story.Argument(o, "X", 0))
	case method == "get_support" || method == "feature_importances_" || method == "coef_" || method == "scores_":
		for _, id := range models(l.Story, o.Of) {
			for _, i := range l.fits[id] {
				if e := &l.Record.Events[i]; i < l.index {
					l.addIf(m, StatisticBeforeSplit, e.At, "the choice of features", story.Argument(l.Record.Heap.Object(e.Call), "X", 0))
				}
			}
		}
	case method == "repeat" && strings.HasSuffix(class, ".index"):
		l.addIf(m, ResampleBeforeSplit, o.At, method, o.Of)
	}
}

// scoring are functions that score columns by the target.
var scoring = map[string]bool{"mutual_info_classif": true, "mutual_info_regression": true, "f_classif": true, "f_regression": true, "chi2": true}

// repeats reports whether a call makes a table in which rows are more than once.
func (l *leaking) repeats(o *value.Object, name, method string) bool {
	switch {
	case name == "numpy.repeat" || name == "numpy.tile":
		axis := l.Single(story.Argument(o, "axis", 2))
		return axis != nil && axis.Name == "0"
	case method == "sample":
		return o.Of != value.Nothing && l.IsTrue(story.Argument(o, "replace", 2))
	case name == "pandas.concat" || name == "polars.concat" || name == "numpy.concatenate" || name == "numpy.vstack":
		return l.isDouble(story.Argument(o, "objs", 0), 3)
	}
	return false
}

func rowsArgument(o *value.Object) value.Value {
	if strings.HasSuffix(o.Name, ".sample()") {
		return o.Of
	}
	return story.Argument(o, "objs", 0)
}

// isDouble reports whether something is in a list twice.
func (l *leaking) isDouble(v value.Value, depth int) bool {
	o := l.Single(v)
	if o == nil || depth == 0 {
		return false
	}
	switch {
	case o.Kind == value.List || o.Kind == value.Tuple:
		for i, item := range o.Items {
			if item != value.Nothing && slices.Contains(o.Items[:i], item) {
				return true
			}
		}
	case o.Operator == code.Multiply:
		return slices.ContainsFunc(o.Args, func(a value.Argument) bool {
			list := l.Single(a.Value)
			return list != nil && list.Kind == value.List
		})
	case o.Operator == code.Add:
		return slices.ContainsFunc(o.Args, func(a value.Argument) bool { return l.isDouble(a.Value, depth-1) })
	}
	return false
}

// meets are methods that put what they are given into the data.
var meets = map[string]bool{"fillna": true, "replace": true, "where": true, "mask": true, "sub": true, "subtract": true, "div": true, "divide": true, "clip": true}

// statisticsOfTest notes the statistics of the test part that are put into it.
func (l *leaking) statisticsOfTest() {
	h := l.Record.Heap
	for _, o := range h.Objects() {
		if o.Kind != value.Foreign || !isMet(o) {
			continue
		}
		for i, a := range o.Args {
			if i > 0 || o.Operator == 0 { // what is taken from the statistic is no data that is prepared, but a deviation
				l.metByTest(o, a.Value)
			}
		}
	}
}

// isMet reports whether something is an operation that puts one value into another.
func isMet(o *value.Object) bool {
	if o.Operator == code.Subtract || o.Operator == code.Divide {
		return true
	}
	name, isCall := strings.CutSuffix(o.Name, "()")
	if !isCall {
		return false
	}
	_, method := story.CutLast(name)
	return meets[method]
}

// metByTest notes a statistic of a table of test data that an operation puts into that.
func (l *leaking) metByTest(o *value.Object, v value.Value) {
	for _, id := range l.Record.Heap.All(v) {
		stat := l.Record.Heap.Object(id)
		name := l.Called(stat)
		_, method := story.CutLast(name)
		if stat.Kind != value.Foreign || name == stat.Name || l.known[stat.At] {
			continue
		}
		data, ok := l.statistic(stat, name, method)
		if !ok || !l.isTable(data) || l.isTarget(data) {
			continue
		}
		p, byName := l.PartBy(data)
		other := o.Of
		if other == value.Nothing && len(o.Args) > 0 {
			other = o.Args[0].Value
		}
		if l.isStatistic(other) { // a range of results
			continue
		}
		if with, _ := l.PartBy(other); (p == parts.Test || p == parts.HeldOut) && with == p {
			l.known[stat.At] = true
			l.found = append(l.found, Leak{Kind: FitOnTest, At: stat.At, What: "the " + method, ByName: byName})
		}
	}
}

// isTarget reports whether data is what train_test_split returns of its second argument: what is predicted, whose mean a measure
// such as R² takes.
func (l *leaking) isTarget(v value.Value) bool {
	o := l.Single(v)
	if o == nil || l.SplitOf(o.Of) == nil {
		return false
	}
	_, index, ok := value.Element(o.Name)
	return ok && (index == "2" || index == "3")
}

// isStatistic reports whether a value is a number that is worked out of a table.
func (l *leaking) isStatistic(v value.Value) bool {
	o := l.Single(v)
	if o == nil || o.Kind != value.Foreign || !strings.HasSuffix(o.Name, "()") {
		return false
	}
	name := l.Called(o)
	_, method := story.CutLast(name)
	return statistics[method] && !strings.Contains(name, "groupby()")
}

// isTable reports whether data is a table or a column of one, rather than a row or batch that a loop gives.
func (l *leaking) isTable(v value.Value) bool {
	for range story.MaxWalk {
		o := l.Single(v)
		if o == nil || o.Kind != value.Foreign {
			return false
		}
		if _, index, ok := value.Element(o.Name); ok {
			if index == "" && len(o.Args) == 0 {
				return false
			}
			if l.SplitOf(o.Of) != nil {
				return true
			}
		} else if strings.HasSuffix(o.Name, "()") {
			_, last := story.CutLast(strings.TrimSuffix(o.Name, "()"))
			if story.Judging[last] {
				v = story.Argument(o, "X", 0)
				continue
			}
			return story.IsSource(last) || last == "copy" || last == "astype" || last == "drop"
		}
		v = o.Of
	}
	return false
}
