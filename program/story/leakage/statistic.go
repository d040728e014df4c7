package leakage

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// statistics are methods and functions whose result depends on all rows.
var statistics = map[string]bool{
	"mean": true, "median": true, "std": true, "var": true, "min": true, "max": true, "mode": true, "quantile": true,
	"nanmean": true, "nanmedian": true, "nanstd": true, "percentile": true, "nanpercentile": true,
}

// extremes are the statistics that say where something begins or ends: of a group the first day of a customer, of a label its first class.
var extremes = map[string]bool{"min": true, "max": true}

// isCount reports whether an object is the whole number of an extreme, of classes or steps: no value is scaled by that.
func (l *leaking) isCount(o *value.Object) bool {
	if strings.TrimSuffix(o.Name, "()") != "builtins.int" || len(o.Args) != 1 {
		return false
	}
	of := l.Single(o.Args[0].Value)
	if of == nil {
		return false
	}
	_, method := story.CutLast(strings.TrimSuffix(of.Name, "()"))
	return extremes[method]
}

// windows are methods after which a statistic is one of each row's neighbours.
var windows = map[string]bool{"rolling": true, "expanding": true, "ewm": true, "resample": true, "shift": true, "over": true}

// statistic returns the data that a call takes one number of for all rows.
func (l *leaking) statistic(o *value.Object, name, method string) (value.Value, bool) {
	if !statistics[method] || extremes[method] && strings.Contains(name, "groupby()") {
		return value.Nothing, false
	}
	data, rest := o.Of, o.Args
	if name == "numpy."+method && len(o.Args) > 0 {
		data, rest = o.Args[0].Value, o.Args[1:]
	}
	if data == value.Nothing {
		return value.Nothing, false
	}
	for _, a := range rest {
		if number := l.Single(a.Value); (a.Name == "axis" || a.Name == "dim" || a.Name == "" && method != "quantile" && !strings.Contains(method, "percentile")) &&
			number != nil && number.Kind == value.Literal && number.Name != "0" && number.Name != "index" && number.Literal != code.None {
			return value.Nothing, false // along each row
		}
	}
	return data, !l.isWindow(data) && !l.isOfRow(data, story.MaxWalk) && (!strings.Contains(name, "groupby()") || l.comesBack(o, data))
}

// isOfRow reports whether data is one row of what a loop goes over, a window that a loop moves, or made of one or in each turn: an image that
// is read.
func (l *leaking) isOfRow(data value.Value, depth int) bool {
	o := l.Single(data)
	if o == nil || o.Kind != value.Foreign || depth == 0 {
		return false
	}
	_, index, isPart := value.Element(o.Name)
	switch {
	case l.IsRow(data) && l.isGoneOver(o.Of), l.isMadeInLoop(data):
		return true
	case isPart && index == "" && len(o.Args) == 1 && l.moves(o.Args[0].Value):
		return true
	case isPart || !strings.HasSuffix(o.Name, "()"):
		return l.isOfRow(o.Of, depth-1)
	}
	if o.Of != value.Nothing && l.isOfRow(o.Of, depth-1) {
		return true
	}
	return len(o.Args) > 0 && o.Args[0].Name == "" && l.isOfRow(o.Args[0].Value, depth-1)
}

// isGoneOver reports whether a loop goes over data: what is taken of it by a key that is not known may be a column.
func (l *leaking) isGoneOver(data value.Value) bool {
	return slices.ContainsFunc(l.Record.Loops, func(loop record.Loop) bool { return l.Shares(loop.Over, data) })
}

// isMadeInLoop reports whether a call makes something anew in each turn of a loop that ends before the rows are split, and not another form of
// what is there.
func (l *leaking) isMadeInLoop(v value.Value) bool {
	id, ok := l.Record.Heap.One(v)
	at, isCall := l.order[id]
	if !ok || !isCall || l.index >= len(l.Record.Events) {
		return false
	}
	o := l.Record.Heap.Object(id)
	if _, last := story.CutLast(strings.TrimSuffix(o.Name, "()")); sameColumns[last] || strings.HasPrefix(l.Called(o), "polars.") {
		return false // polars.col names a column
	}
	around := l.Record.Events[l.index].Loops()
	return slices.ContainsFunc(l.Record.Events[at].Loops(), func(loop int) bool { return !slices.Contains(around, loop) })
}

// moves reports whether a key is a slice whose bounds a loop moves.
func (l *leaking) moves(key value.Value) bool {
	o := l.Single(key)
	return o != nil && o.Kind == value.Slice && !l.Cuts(key) && (o.Items[0] != value.Nothing || o.Items[1] != value.Nothing)
}

// returning are methods and functions that put what is known of groups into the rows of these.
var returning = map[string]bool{"map": true, "merge": true, "join": true, "replace": true, "fillna": true, "sub": true, "div": true, "reindex": true}

// comesBack reports whether a statistic of groups of rows is put into these rows. Otherwise it is the rows: a table of customers that is made
// of one of their orders.
func (l *leaking) comesBack(o *value.Object, data value.Value) bool {
	return comesBackAnswer.Of(l.Story, o, func(*story.Story, *value.Object) bool { return l.findReturn(o, data) })
}

var comesBackAnswer story.AnswerFor[*value.Object, bool]

func (l *leaking) findReturn(o *value.Object, data value.Value) bool {
	sources, h := l.RowsOf(data).Sources, l.Record.Heap
	for _, c := range h.Objects() {
		_, method := story.CutLast(strings.TrimSuffix(c.Name, "()"))
		if c.Kind != value.Foreign || !returning[method] && c.Operator == code.Other || len(c.Args) == 0 {
			continue
		}
		rows, given := c.Of, c.Args
		if rows == value.Nothing || c.Operator != code.Other {
			rows, given = c.Args[0].Value, c.Args[1:]
		}
		of := l.RowsOf(rows).Sources
		if l.isGrouped(rows) || len(of) == 0 || slices.ContainsFunc(of, func(text string) bool { return !slices.Contains(sources, text) }) {
			continue
		}
		if slices.ContainsFunc(given, func(a value.Argument) bool { return l.isMadeOf(a.Value, o) }) {
			return true
		}
	}
	return false
}

func (l *leaking) isMadeOf(v value.Value, of *value.Object) bool {
	return slices.ContainsFunc(l.Origins(v), func(id value.ID) bool { return l.Record.Heap.Object(id) == of })
}

// isGrouped reports whether a table has a row for each group of another.
func (l *leaking) isGrouped(v value.Value) bool {
	for range story.MaxWalk {
		o := l.Single(v)
		switch {
		case o == nil || o.Kind != value.Foreign:
			return false
		case strings.HasSuffix(o.Name, ".groupby()"):
			return true
		}
		v = o.Of
	}
	return false
}

// isWindow reports whether data is a window of rows that goes along with each row.
func (l *leaking) isWindow(data value.Value) bool {
	for range 4 {
		o := l.Single(data)
		if o == nil {
			return false
		}
		if _, method := story.CutLast(strings.TrimSuffix(o.Name, "()")); windows[method] && strings.HasSuffix(o.Name, "()") {
			return true
		}
		data = o.Of
	}
	return false
}

// grouped returns the statistic of groups that a call puts into the rows: transform("mean").
func grouped(h *value.Heap, o *value.Object, method string) (string, bool) {
	if method != "transform" && method != "agg" && method != "aggregate" || !strings.Contains(o.Name, "groupby()") || len(o.Args) == 0 {
		return "", false
	}
	text, ok := story.LiteralText(h, o.Args[0].Value)
	return text, ok && statistics[text] && !extremes[text]
}

// isOfGroups reports whether data is groups of a column that is known not to be the target: a mean of these tells little of the rows that
// are held out.
func (l *leaking) isOfGroups(data value.Value) bool {
	o := l.Single(data)
	if o == nil || o.Kind != value.Foreign {
		return false
	}
	base, column, ok := value.Element(o.Name)
	if !ok || column == "" || !strings.HasSuffix(base, ".groupby()") {
		return false
	}
	if l.targets == nil {
		l.targets = l.findTargets()
	}
	return len(l.targets) > 0 && !l.targets[column]
}

// takesTarget are functions and methods that are given the target second.
var takesTarget = map[string]bool{"fit": true, "split": true, "train_test_split": true, "cross_val_score": true, "Dataset": true, "DMatrix": true, "Pool": true}

// findTargets returns the names of the columns that models learn to predict.
func (l *leaking) findTargets() map[string]bool {
	found := map[string]bool{}
	for _, o := range l.Record.Heap.Objects() {
		_, method := story.CutLast(strings.TrimSuffix(o.Name, "()"))
		if !takesTarget[method] || !strings.HasSuffix(o.Name, "()") {
			continue
		}
		for _, name := range []string{"y", "label"} {
			target, _ := o.Argument(name, 1)
			for _, id := range l.Origins(target) {
				if _, column, ok := value.Element(l.Record.Heap.Object(id).Name); ok && column != "" {
					found[column] = true
				}
			}
		}
	}
	return found
}
