package leakage

import (
	"slices"
	"strconv"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/parts"
	"github.com/agentlint/agentlint/program/value"
)

// A Misuse is where a training is given data that is not for training.
type Misuse struct {
	At     value.Place
	ByName bool // that it is a test part is told by a name alone
}

// TrainingsOnTest returns the trainings on the test part, or on rows by which the model is judged afterwards.
func TrainingsOnTest(s *story.Story) (all []Misuse) {
	for i := range s.Trainings {
		t := &s.Trainings[i]
		if t.By != "" || isOnPurpose(s, t) {
			continue
		}
		if p, byName := s.PartBy(t.Data); p == parts.Test || p == parts.HeldOut {
			all = append(all, Misuse{t.At, byName})
		} else if tests := testsIn(s, t.Data); len(tests) > 0 && isJudgedBy(s, t, tests) {
			all = append(all, Misuse{At: t.At})
		}
	}
	for i := range s.Fits {
		f := &s.Fits[i]
		if p, byName := s.PartBy(f.Train); (p == parts.Test || p == parts.HeldOut) && !isLast(s, f) && !isChosenToTrain(s, f.Train) && !isStatistic(s, f) {
			all = append(all, Misuse{f.At, byName})
		}
	}
	for i := range s.Fits {
		if f := &s.Fits[i]; !isLast(s, f) && holdsTest(s, f) && !isChosenToTrain(s, f.Train) && !isStatistic(s, f) {
			all = append(all, Misuse{At: f.At})
		}
	}
	for _, j := range judged(s) {
		if j.fit != nil && holdsJudged(s, j) {
			all = append(all, Misuse{At: j.at})
		}
	}
	return slices.CompactFunc(all, func(a, b Misuse) bool { return a.At == b.At })
}

// isChosenToTrain reports whether rows were chosen by a condition, and are called training data: they may be of a file with all rows.
func isChosenToTrain(s *story.Story, v value.Value) bool {
	return s.RowsOf(v).Unclear && slices.ContainsFunc(s.Origins(v), func(id value.ID) bool {
		return trainingRows.MatchString(s.Record.Heap.Object(id).Label)
	})
}

// trainingRows matches what rows to train on are called.
var trainingRows = pattern.New(`(?i)(?:^|_)train(?:ing)?(?:_|$)`)

// holdsTest reports whether the data that a fit trains on is put together of the training part and a test part by which a model is judged
// afterwards.
func holdsTest(s *story.Story, f *story.Fit) bool {
	tests := testsIn(s, f.Train)
	return len(tests) > 0 && slices.ContainsFunc(s.Calls, func(c story.Step) bool {
		_, method := story.CutLast(c.Name)
		return c.Order > f.Order && (c.Kind == story.Evaluate || story.Judging[method]) && slices.ContainsFunc(c.Object.Args, func(a value.Argument) bool {
			return slices.ContainsFunc(s.Origins(a.Value), func(id value.ID) bool { return slices.Contains(tests, id) })
		})
	})
}

// testsIn are the test parts that data is put together of besides a training part.
func testsIn(s *story.Story, data value.Value) []value.ID {
	const both = parts.FromTrain | parts.FromTest
	if s.LabelsOf(data)&both != both {
		return nil
	}
	return slices.DeleteFunc(s.Origins(data), func(id value.ID) bool { return s.LabelsByID[id] != parts.FromTest })
}

// isJudgedBy reports whether another loop runs the model of a training on some data.
func isJudgedBy(s *story.Story, t *story.Training, data []value.ID) bool {
	return slices.ContainsFunc(judgedInLoops(s), func(j judgement) bool {
		return j.train == t.Data && slices.ContainsFunc(s.Origins(j.data), func(id value.ID) bool { return slices.Contains(data, id) })
	})
}

// purposes are words in names of functions that train on test inputs because that is what they are about.
var purposes = []string{"test_time", "adapt", "ttt", "attack", "adv", "tta", "perturb"}

func isOnPurpose(s *story.Story, t *story.Training) bool {
	for _, loop := range []int{t.Loop, t.Epoch} {
		if loop < 0 {
			continue
		}
		name := strings.ToLower(s.Record.Loops[loop].In)
		if slices.ContainsFunc(purposes, func(p string) bool { return strings.Contains(name, p) }) {
			return true
		}
	}
	return false
}

// isLast reports whether a fit is the last one, by what its model is called, after everything was chosen.
func isLast(s *story.Story, f *story.Fit) bool {
	for _, id := range s.Record.Heap.All(f.Object.Of) {
		label := strings.ToLower(s.Record.Heap.Object(id).Label)
		if strings.Contains(label, "final") || strings.Contains(label, "full") || strings.Contains(label, "refit") {
			return true
		}
	}
	return false
}

// isStatistic reports whether a fit makes no model that predicts: an index in which neighbours are looked up, or a curve of which only what
// was fitted is read, as in model.coef_, and which is given to nobody.
func isStatistic(s *story.Story, f *story.Fit) bool {
	of, isAsked := models(s, f.Object.Of), false
	isOf := func(v value.Value) bool { return isOneOf(s, v, of) }
	isRead := false
	for _, o := range s.Record.Heap.Objects() {
		isRead = isRead || o.Kind == value.Foreign && strings.HasSuffix(o.Name, "_") && isOf(o.Of)
	}
	for i := range s.Record.Events {
		e := &s.Record.Events[i]
		if e.Call == 0 {
			continue
		}
		o := s.Record.Heap.Object(e.Call)
		if slices.ContainsFunc(o.Args, func(a value.Argument) bool { return isOf(a.Value) }) {
			isRead = false
		}
		if !isOf(o.Of) {
			continue
		}
		switch _, method := story.CutLast(strings.TrimSuffix(o.Name, "()")); method {
		case "kneighbors", "radius_neighbors", "kneighbors_graph", "radius_neighbors_graph":
			isAsked = true
		case "fit":
		case "predict", "predict_proba", "score":
			return false
		default:
			isRead = false
		}
	}
	return isAsked || isRead
}

// A judgement is data on which a model is judged, and the data on which it was trained last.
type judgement struct {
	fit         *story.Fit // nil for a loop of the program's own
	at          value.Place
	train, data value.Value
}

// judged returns on what models are judged after they were trained.
func judged(s *story.Story) (all []judgement) {
	next := 0
	last := map[value.ID]*story.Fit{} // by model
	for i := range s.Record.Events {
		e := &s.Record.Events[i]
		if next < len(s.Fits) && s.Fits[next].Event == e {
			f := &s.Fits[next]
			next++
			for _, id := range models(s, f.Object.Of) {
				last[id] = f
			}
			if f.Object.Of == value.Nothing {
				last[e.Call] = f // it returns the model
			}
			for _, v := range f.Validation {
				all = append(all, judgement{nil, f.At, f.Train, v})
			}
			continue
		}
		if e.Call == 0 {
			continue
		}
		o := s.Record.Heap.Object(e.Call)
		_, method := story.CutLast(strings.TrimSuffix(o.Name, "()"))
		if len(o.Args) == 0 || method != "score" && method != "predict" && method != "predict_proba" && method != "evaluate" {
			continue
		}
		for _, id := range models(s, o.Of) {
			if f := last[id]; f != nil {
				all = append(all, judgement{f, f.At, f.Train, o.Args[0].Value})
			}
			for _, f := range searches(s, id, last) {
				all = append(all, judgement{f, f.At, f.Train, o.Args[0].Value})
			}
		}
	}
	return append(all, judgedInLoops(s)...)
}

// searches are the fits of searches for the settings with which a model is made.
func searches(s *story.Story, model value.ID, last map[value.ID]*story.Fit) (all []*story.Fit) {
	for _, a := range s.Record.Heap.Object(model).Args {
		for _, id := range s.Origins(a.Value) {
			if f := last[id]; f != nil && searching.MatchString(s.Frameworks.Canonical(s.Record.Heap.Object(id).Name)) && !slices.Contains(all, f) {
				all = append(all, f)
			}
		}
	}
	return all
}

// models are the objects that are fitted, of what they are, of what their fit returned, or of what it left in them.
func models(s *story.Story, v value.Value) (all []value.ID) {
	for _, id := range s.Record.Heap.All(v) {
		o := s.Record.Heap.Object(id)
		if o.Of != value.Nothing && ofFit.MatchString(o.Name) {
			all = append(all, models(s, o.Of)...)
			continue
		}
		if o.Kind == value.Instance || o.Kind == value.Foreign && o.Name != "?" {
			all = append(all, id)
		}
	}
	return all
}

// isOneOf reports whether a value may be one of some models.
func isOneOf(s *story.Story, v value.Value, of []value.ID) bool {
	return slices.ContainsFunc(models(s, v), func(id value.ID) bool { return slices.Contains(of, id) })
}

// ofFit matches what a fit returns or leaves in what is fitted that predicts as that does.
var ofFit = pattern.New(`\.(fit\(\)|best_estimator_|booster_|get_booster\(\))$`)

// judgedInLoops returns the loops of the program's own in which a model runs that another loop trains.
func judgedInLoops(s *story.Story) (all []judgement) {
	for i := range s.Trainings {
		t := &s.Trainings[i]
		if t.By != "" || t.Data == value.Nothing {
			continue
		}
		seen := map[int]bool{t.Loop: true}
		for k := range s.Steps {
			step := &s.Steps[k]
			inner, ok := step.Event.InnerLoop()
			if step.Kind != story.Forward || !ok || seen[inner] || !s.Shares(step.Object.Callee, t.Model) {
				continue
			}
			seen[inner] = true
			if over := s.Record.Loops[inner].Over; over != value.Nothing && !slices.Contains(step.Event.Loops(), t.Loop) {
				all = append(all, judgement{nil, t.At, t.Data, over})
			}
		}
	}
	return all
}

// holdsJudged reports whether rows to train on have those that a split holds out: the part itself, or all that was parted.
func holdsJudged(s *story.Story, j judgement) bool {
	train, judged := s.RowsOf(j.train), s.RowsOf(j.data)
	if len(judged.Taken) == 0 || len(judged.Sources) > 0 || judged.Unclear {
		return false
	}
	return !slices.ContainsFunc(judged.Taken, func(t story.Taken) bool {
		if t.Split == nil || !t.Held {
			return true
		}
		same := slices.ContainsFunc(train.Taken, func(o story.Taken) bool { return o.Split == t.Split && o.Held })
		return !same && !isParted(s, j.train, t.Split) && (train.Unclear || !story.SharesSource(train.Sources, t.Sources))
	})
}

// isParted reports whether a split parts a table as it is.
func isParted(s *story.Story, table value.Value, split *value.Object) bool {
	all := s.Single(table)
	return all != nil && slices.ContainsFunc(split.Args, func(a value.Argument) bool { return s.Single(a.Value) == all })
}

// An Overlap is two parts of the same data that share rows.
type Overlap struct {
	At    value.Place // of the part that a model is judged by
	Other value.Place // of the one that it is trained on
}

// Overlaps returns the parts by which models are judged that share rows with the parts that they are trained on, since each was
// taken by a split of its own.
func Overlaps(s *story.Story) (all []Overlap) {
	for _, j := range append(judged(s), judgedOnRows(s)...) {
		train, judged := s.RowsOf(j.train), s.RowsOf(j.data)
		if isSample(s, judged) {
			continue
		}
		if drawn, other := drawnRows(s, j.data), drawnRows(s, j.train); drawn != nil && other != nil && drawn.At != other.At && s.Shares(drawn.Of, other.Of) {
			all = append(all, Overlap{drawn.At, other.At})
		}
		for _, h := range judged.Taken {
			if h.Split == nil && (!train.Unclear && story.SharesSource(train.Sources, h.Sources) || holdsAll(s, train, h)) {
				all = append(all, Overlap{place(h), place(h)}) // it is trained on all rows
			}
		}
		for _, t := range train.Taken {
			for _, h := range judged.Taken {
				if overlap(s, t, h) {
					all = append(all, Overlap{place(h), place(t)})
				}
			}
		}
	}
	all = append(append(all, overlapsBesides(s)...), overlapsOfFolders(s)...)
	return slices.CompactFunc(all, func(a, b Overlap) bool { return a.At == b.At })
}

// drawnRows is the call of sample by which a table draws the rows that a value is, or has columns of; nil if there is none.
func drawnRows(s *story.Story, v value.Value) *value.Object {
	for range story.MaxWalk {
		o := s.Single(v)
		if o == nil || o.Kind != value.Foreign {
			return nil
		}
		name, isCall := strings.CutSuffix(o.Name, "()")
		_, method := story.CutLast(name)
		_, byRow := o.Argument("index", -1)
		switch {
		case isCall && method == "sample":
			return o
		case isCall && (method != "drop" || byRow) && !keepsRows[method]:
			return nil
		}
		v = o.Of
	}
	return nil
}

// keepsRows are methods that give the rows of a table in another form.
var keepsRows = map[string]bool{"to_numpy": true, "reset_index": true, "copy": true, "to_pandas": true, "to_arrow": true, "select": true, "clone": true}

// fewRows is how many rows nobody would judge a model by: they are there to look at.
const fewRows = 20

// isSample reports whether all rows are of slices of a few rows.
func isSample(s *story.Story, rows *story.Rows) bool {
	return len(rows.Taken) > 0 && !slices.ContainsFunc(rows.Taken, func(t story.Taken) bool {
		if t.Split != nil {
			return true
		}
		lower, upper := 0, s.OnlyLiteral(t.Upper)
		if from := s.OnlyLiteral(t.Lower); from != nil {
			lower, _ = strconv.Atoi(from.Name)
		}
		if upper == nil {
			return true
		}
		to, err := strconv.Atoi(upper.Name)
		return err != nil || to-lower > fewRows || to < lower
	})
}

// overlapsBesides returns the slices of the same data that share rows though they are written beside each other as its parts: there are
// three or more, and some of them end where another one starts.
func overlapsBesides(s *story.Story) (all []Overlap) {
	for _, o := range s.Record.Heap.Objects() {
		if o.Kind != value.Tuple && o.Kind != value.List || len(o.Items) < 3 {
			continue
		}
		parts, ok := slicesOfOne(s, o.Items)
		if !ok {
			continue
		}
		for i, a := range parts {
			for _, b := range parts[i+1:] {
				if slicesOverlap(s, a, b) {
					all = append(all, Overlap{place(b), place(a)})
				}
			}
		}
	}
	return all
}

// slicesOfOne are values as slices of the same data, of which some end where another one starts.
func slicesOfOne(s *story.Story, items []value.Value) (parts []story.Taken, ok bool) {
	for _, item := range items {
		o := s.Single(item)
		if o == nil {
			return nil, false
		}
		t, isTaken := s.Taking(o)
		if !isTaken || t.Split != nil || len(parts) > 0 && t.Piece.Of != parts[0].Piece.Of {
			return nil, false
		}
		parts = append(parts, t)
	}
	adjoins := func(a story.Taken) bool {
		return a.Upper != value.Nothing && slices.ContainsFunc(parts, func(b story.Taken) bool { return s.IsSameBound(a.Upper, b.Lower) })
	}
	return parts, slices.ContainsFunc(parts, adjoins)
}

func place(t story.Taken) value.Place {
	if t.Split != nil {
		return t.Split.At
	}
	return t.Piece.At
}

// overlap reports whether rows to train on and rows to judge by share some for certain: each is a part of another random split
// of the same data, not both what it holds out, or a slice that starts before the other ends.
func overlap(s *story.Story, train, judged story.Taken) bool {
	if !story.SharesSource(train.Sources, judged.Sources) {
		return false
	}
	if train.Split == nil && judged.Split == nil {
		return slicesOverlap(s, train, judged)
	}
	return train.Split != nil && judged.Split != nil && train.Split != judged.Split && !isSplitAnew(s, train.Split, judged.Split) && (train.Way == "" || train.Way != judged.Way) &&
		train.Kind == judged.Kind && !(train.Held && judged.Held)
}

// isSplitAnew reports whether two splits are of one call that is come to twice and gives both parts each time: a setup that runs again.
func isSplitAnew(s *story.Story, a, b *value.Object) bool {
	return a.At == b.At && givesBoth(s, a) && givesBoth(s, b)
}

// givesBoth reports whether both the part that a split holds out and the other one are taken of it.
func givesBoth(s *story.Story, split *value.Object) bool {
	var held, rest bool
	for _, o := range s.Record.Heap.Objects() {
		if t, ok := s.Taking(o); ok && t.Split == split {
			held, rest = held || t.Held, rest || !t.Held
		}
	}
	return held && rest
}

// holdsAll reports whether a slice was taken out of rows that are all trained on, themselves a part of others, and is not what is trained
// on instead.
func holdsAll(s *story.Story, train *story.Rows, slice story.Taken) bool {
	of := s.RowsOf(slice.Piece.Of)
	isTrained := func(t story.Taken) bool {
		return slices.ContainsFunc(train.Taken, func(o story.Taken) bool { return o.Piece == t.Piece })
	}
	return len(of.Taken) > 0 && len(of.Sources) == 0 && !isTrained(slice) &&
		!slices.ContainsFunc(of.Taken, func(t story.Taken) bool { return !isTrained(t) })
}

// slicesOverlap reports whether two slices share rows for certain, and are not the same: each starts before the other ends, or both
// start, or end, at the same row.
func slicesOverlap(s *story.Story, a, b story.Taken) bool {
	first, last := s.IsSameBound(a.Lower, b.Lower), s.IsSameBound(a.Upper, b.Upper)
	starts := func(from, to value.Value) bool {
		return from == value.Nothing || to == value.Nothing || before(s, from, to)
	}
	return a.Piece.At != b.Piece.At && (first != last || !first && starts(a.Lower, b.Upper) && starts(b.Lower, a.Upper))
}
