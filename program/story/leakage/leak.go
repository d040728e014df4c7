package leakage

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/parts"
	"github.com/agentlint/agentlint/program/value"
)

// A LeakKind says what goes wrong at a leak.
type LeakKind uint8

// The kinds of leak.
const (
	PreprocessBeforeSplit LeakKind = iota // something learned from all rows before they were split
	StatisticBeforeSplit                  // a statistic of all rows was put into them, or chose among them, before they were split
	ResampleBeforeSplit                   // rows were made out of others before they were split
	FitOnTest                             // a transformer learned from the test part
)

// A Leak is a place where the training gets to know rows that are held out.
type Leak struct {
	Kind   LeakKind
	At     value.Place // of the call that does it
	What   string      // what learned: StandardScaler, the mean
	Split  string      // what splits the rows afterwards: train_test_split; none for FitOnTest
	Inner  bool        // the rows had been split off a test part before: only validation is touched
	ByName bool        // that the data is a test part is told by its name alone
	Groups bool        // it is a statistic of groups, of a column that is not the target
	Anew   bool        // another has learned from what the model is trained on, and this one from what it is asked about
}

// Leaks returns the leaks of a program, in the order in which they are found.
func Leaks(s *story.Story) []Leak { return leaksAnswer.Of(s, findLeaks) }

var leaksAnswer story.Answer[[]Leak]

func findLeaks(s *story.Story) []Leak {
	l := newLeaking(s)
	l.found = []Leak{}
	for i := range s.Calls {
		c := &s.Calls[i]
		l.atSplit(c.Order, c.Object)
		l.onTest(c.Event, c.Object)
	}
	for i := range s.Trainings {
		l.atLoop(&s.Trainings[i])
	}
	l.index = len(s.Record.Events) // there is no split at hand
	l.statisticsOfTest()
	l.refits()
	return l.found
}

// atLoop looks for leaks into what a loop of the program's own trains on.
func (l *leaking) atLoop(t *story.Training) {
	if t.By == "" {
		l.inLoop = true
		l.search(t.Step.Order, story.Slice, 0, runOn(l.Story, t, func(*story.Story, *story.Step) bool { return false })...)
		l.inLoop = false
	}
}

// parts reports whether a key takes a part of some rows. In a loop that trains, rows that are picked one by one are a batch.
func (l *leaking) parts(key value.Value) bool {
	o := l.Single(key)
	return l.Cuts(key) && (!l.inLoop || o != nil && o.Kind != value.Foreign) || len(l.RowsOf(key).Taken) > 0 ||
		l.LabelsOf(key)&(parts.FromTrain|parts.FromValidation|parts.FromTest) != 0
}

// A leaking is a search for leaks.
type leaking struct {
	*story.Story
	order   map[value.ID]int           // of the calls, by when they are made first
	fits    map[value.ID][]int         // events in which an object learns, by the object
	changes map[value.ID][]value.Value // what is put into an object
	found   []Leak
	known   map[value.Place]bool // where leaks were found
	targets map[string]bool      // columns that are predicted; nil if that was not asked yet

	// Of the split at hand.
	split string
	index int
	seen  map[visit]bool
	// isLabel is so if what is split is what is predicted.
	isLabel bool
	inLoop  bool     // what a loop of the program's own trains on is asked about
	whole   []string // the sources of the rows that were split, for what is put into one part of them
}

// A visit is an object on a way from a split.
type visit struct {
	id   value.ID
	mode mode
}

// A mode says what a way from a split has come through.
type mode uint8

const (
	parted  mode = 1 << iota // rows are taken out, now or on the way: what learned before that has seen the others, too
	chooses                  // a choice of rows or columns
	within                   // what is put into rows after they were split off: only what has learned from others, too, leaks
)

func newLeaking(s *story.Story) *leaking {
	l := &leaking{Story: s, order: map[value.ID]int{}, fits: map[value.ID][]int{}, changes: map[value.ID][]value.Value{}, known: map[value.Place]bool{}}
	h := s.Record.Heap
	for i := range s.Record.Events {
		e := &s.Record.Events[i]
		if e.Call == 0 {
			continue
		}
		if _, ok := l.order[e.Call]; ok {
			continue
		}
		l.order[e.Call] = i
		o := h.Object(e.Call)
		_, method := story.CutLast(strings.TrimSuffix(o.Name, "()"))
		if fitting[method] {
			for _, id := range models(s, o.Of) {
				l.fits[id] = append(l.fits[id], i)
			}
		}
		if v, ok := o.Argument("inplace", -1); ok && inPlace[method] && s.IsTrue(v) {
			for _, id := range h.All(o.Of) {
				l.put(id, []value.Value{h.Of(e.Call)})
			}
		}
	}
	for id, o := range h.Objects() {
		if o.Kind != value.Foreign || o.Elements == value.Nothing && len(o.Fields) == 0 {
			continue
		}
		all := []value.Value{o.Elements}
		for _, key := range value.SortedKeys(o.Fields) {
			all = append(all, o.Fields[key])
		}
		l.put(id, all)
	}
	return l
}

func (l *leaking) change(id value.ID, v value.Value) {
	if v != value.Nothing {
		l.changes[id] = append(l.changes[id], v)
	}
}

// put notes what is put into a part of something as put into the whole, too: frame.loc[rows, "x"] = v.
func (l *leaking) put(id value.ID, all []value.Value) {
	for range story.MaxWalk {
		for _, v := range all {
			l.change(id, v)
		}
		at := l.Record.Heap.Object(id)
		of, ok := l.Record.Heap.One(at.Of)
		if !ok || strings.HasSuffix(at.Name, "()") {
			return
		}
		id = of
	}
}

// atSplit looks for leaks into the rows that a call parts, or of which it is given a part.
func (l *leaking) atSplit(index int, o *value.Object) {
	name := l.Called(o)
	class, method := story.CutLast(name)
	switch {
	case story.Splitting[method] && o.Of != value.Nothing && class != "":
		l.search(index, method, parted, l.SplitData(o))
	case story.Splitting[method]:
		var all []value.Value
		for _, a := range o.Args {
			if a.Name == "" {
				all = append(all, a.Value)
			}
		}
		features := len(all)
		if features > 1 {
			features-- // the last is what is predicted
		}
		l.search(index, method, parted, all[:features]...)
		l.isLabel = true
		l.search(index, method, parted, all[features:]...)
		l.isLabel = false
	case method == "split" && l.IsFolds(name):
		l.search(index, className(class), parted, story.Argument(o, "X", 0))
	case validating.MatchString(name):
		l.search(index, method, parted, story.Argument(o, "X", 1))
	case method == "fit" && searching.MatchString(class):
		l.search(index, className(class), parted, story.Argument(o, "X", 0))
	case strings.HasPrefix(method, "fit") && !story.Judging[method] && !story.Learner.MatchString(class) && !strings.Contains(class, "preprocessing"):
		_, ownSplit := o.Argument("validation_split", -1)
		if ownSplit {
			l.search(index, "validation_split", parted, l.trainedOn(o))
			return
		}
		l.search(index, story.Slice, 0, l.trainedOn(o))
	}
}

func (l *leaking) trainedOn(o *value.Object) value.Value {
	if v, ok := o.Argument("X", -1); ok {
		return v
	}
	return story.Argument(o, "x", 0)
}

// search follows values back from a split to what has learned from their rows.
func (l *leaking) search(index int, split string, m mode, data ...value.Value) {
	l.split, l.index, l.seen = split, index, map[visit]bool{}
	for _, v := range data {
		l.follow(v, m)
	}
}

func (l *leaking) follow(v value.Value, m mode) {
	for _, id := range l.Record.Heap.All(v) {
		if o := l.Record.Heap.Object(id); !l.seen[visit{id, m}] {
			l.seen[visit{id, m}] = true
			l.visit(id, o, m)
		}
	}
}

func (l *leaking) visit(id value.ID, o *value.Object, m mode) {
	if o.Kind != value.Foreign {
		for _, v := range l.MadeOf(o) {
			l.follow(v, m)
		}
		return
	}
	t, isTaken := l.Taking(o)
	isTaken = isTaken && t.Split != nil
	for _, v := range l.changes[id] {
		if isTaken {
			l.whole = t.Sources
			l.follow(v, parted|within)
		} else {
			l.follow(v, m&^chooses)
		}
	}
	if isTaken {
		return // what was learned before that split is found there
	}
	if at, called := l.order[id]; called && at >= l.index {
		return
	}
	if _, index, ok := value.Element(o.Name); ok && index == "" && len(o.Args) == 1 {
		key := o.Args[0].Value
		l.follow(key, m|chooses)
		if l.parts(key) {
			m |= parted
		}
		l.follow(o.Of, m)
		return
	}
	if l.isCount(o) {
		return
	}
	l.learned(o, m)
	l.onwards(o, m)
}

// onwards follows what an object is made of.
func (l *leaking) onwards(o *value.Object, m mode) {
	_, last := story.CutLast(strings.TrimSuffix(o.Name, "()"))
	switch {
	case m&chooses != 0:
		l.follow(o.Of, m)
		for _, a := range o.Args {
			l.follow(a.Value, m)
		}
		return
	case o.Operator >= code.Less, last == "drop", last == "filter":
		for _, a := range o.Args {
			l.follow(a.Value, m|chooses)
		}
		l.follow(o.Of, m)
		return
	case o.Operator != code.Other && len(o.Args) == 2: // what is computed with a part of the rows has seen them all, if it was not taken of a part
		for i, a := range o.Args {
			with := m
			if len(l.RowsOf(o.Args[1-i].Value).Taken) > 0 {
				with |= parted
			}
			l.follow(a.Value, with)
		}
		return
	}
	for _, v := range l.MadeOf(o) {
		l.follow(v, m)
	}
}

// add notes a leak at a call, if rows of the split were in what it learned from.
func (l *leaking) add(m mode, kind LeakKind, at value.Place, what string, data value.Value) {
	if l.known[at] {
		return
	}
	learned := l.RowsOf(data)
	if isChosenToTrain(l.Story, data) {
		return // chosen by a date, and called the training part
	}
	isPart := func(t story.Taken) bool {
		return m&within != 0 || l.split == story.Slice || t.Held && len(learned.Taken) == 1
	}
	if slices.ContainsFunc(learned.Taken, isPart) || m&within != 0 && !story.SharesSource(learned.Sources, l.whole) {
		return
	}
	l.known[at] = true
	l.found = append(l.found, Leak{Kind: kind, At: at, What: what, Split: l.split, Inner: len(learned.Taken) > 0 && len(learned.Sources) == 0, Groups: l.isOfGroups(data)})
}

// onTest notes a transformer that is fitted on what is held out.
func (l *leaking) onTest(e *record.Event, o *value.Object) {
	class, method := story.CutLast(l.Called(o))
	if !fitting[method] || !story.Learner.MatchString(class) && method != "fit_on_texts" || looking.MatchString(class) {
		return
	}
	p, byName := l.PartBy(story.Argument(o, "X", 0))
	if (p == parts.Test || p == parts.HeldOut || p == parts.Validation && !byName) && !l.known[e.At] {
		l.known[e.At] = true
		l.found = append(l.found, Leak{Kind: FitOnTest, At: e.At, What: className(class), ByName: byName})
	}
}

// className returns the last part of a class's qualified name: StandardScaler.
func className(class string) string {
	_, last := story.CutLast(strings.TrimSuffix(class, "()"))
	return last
}

// looking matches what rows are looked at with: that it is fitted on the test part does no harm.
var looking = pattern.New(`\.(TSNE|Isomap|KMeans|BayesianGaussianMixture)\(\)$`)

// scaling matches functions that do what a scaler's fit_transform does.
var scaling = pattern.New(`^sklearn\.preprocessing\.(\w+\.)?(scale|minmax_scale|maxabs_scale|robust_scale|quantile_transform|power_transform)$`)

// searching matches models whose fit splits the data into folds.
var searching = pattern.New(`^sklearn\..*\.(\w*SearchCV|RidgeCV|LassoCV|ElasticNetCV|LogisticRegressionCV|LassoLarsCV|CalibratedClassifierCV)\(\)$`)

// validating matches functions that split their second argument into folds.
var validating = pattern.New(`^sklearn\.(model_selection|learning_curve)\.(cross_val\w*|cross_validate|learning_curve|validation_curve|permutation_test_score)$`)

// fitting are the methods that learn from what they are given.
var fitting = map[string]bool{
	"fit": true, "fit_transform": true, "partial_fit": true, "fit_on_texts": true, "adapt": true, "fit_generator": true, "fit_predict": true,
}

// inPlace are methods that change what they are called on if inplace=True is given.
var inPlace = map[string]bool{"fillna": true, "replace": true, "drop": true, "dropna": true}
