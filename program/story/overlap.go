package story

import (
	"slices"
	"strconv"
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/run"
	"github.com/agentlint/agentlint/program/value"
)

// A Misuse is where a training is given data that is not for training.
type Misuse struct {
	At     value.Place
	ByName bool // that it is a test part is told by a name alone
}

// TrainingsOnTest returns the trainings on the test part, or on rows by which the model is judged afterwards.
func (s *Story) TrainingsOnTest() (all []Misuse) {
	for i := range s.Trainings {
		t := &s.Trainings[i]
		if t.By != "" || s.isOnPurpose(t) {
			continue
		}
		if p, byName := s.PartBy(t.Data); p == Test || p == HeldOut {
			all = append(all, Misuse{t.At, byName})
		}
	}
	for i := range s.Fits {
		f := &s.Fits[i]
		if p, byName := s.PartBy(f.Train); (p == Test || p == HeldOut) && !s.isLast(f) {
			all = append(all, Misuse{f.At, byName})
		}
	}
	for i := range s.Fits {
		if f := &s.Fits[i]; !s.isLast(f) && s.holdsTest(f) {
			all = append(all, Misuse{At: f.At})
		}
	}
	for _, j := range s.judged() {
		if j.fit != nil && s.holdsJudged(s.rowsOf(j.train), s.rowsOf(j.data)) {
			all = append(all, Misuse{At: j.at})
		}
	}
	return slices.CompactFunc(all, func(a, b Misuse) bool { return a.At == b.At })
}

// holdsTest reports whether the data that a fit trains on is put together of the training part and a test part by which a model is judged
// afterwards.
func (s *Story) holdsTest(f *Fit) bool {
	const both = fromTrain | fromTest
	if s.labelsOf(f.Train)&both != both {
		return false
	}
	tests := slices.DeleteFunc(s.origins(f.Train), func(id value.ID) bool { return s.labels[id] != fromTest })
	return slices.ContainsFunc(s.calls, func(c Step) bool {
		_, method := cutLast(c.Name)
		return c.Order > f.order && (c.Kind == Evaluate || judging[method]) && slices.ContainsFunc(c.Object.Args, func(a value.Argument) bool {
			return slices.ContainsFunc(s.origins(a.Value), func(id value.ID) bool { return slices.Contains(tests, id) })
		})
	})
}

// purposes are words in names of functions that train on test inputs because that is what they are about.
var purposes = []string{"test_time", "adapt", "ttt", "attack", "adv", "tta", "perturb"}

func (s *Story) isOnPurpose(t *Training) bool {
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
func (s *Story) isLast(f *Fit) bool {
	for _, id := range s.Record.Heap.All(f.Object.Of) {
		label := strings.ToLower(s.Record.Heap.Object(id).Label)
		if strings.Contains(label, "final") || strings.Contains(label, "full") || strings.Contains(label, "refit") {
			return true
		}
	}
	return false
}

// A judgement is data on which a model is judged, and the data on which it was trained last.
type judgement struct {
	fit         *Fit // nil for a loop of the program's own
	at          value.Place
	train, data value.Value
}

// judged returns on what models are judged after they were trained.
func (s *Story) judged() (all []judgement) {
	next := 0
	last := map[value.ID]*Fit{} // by model
	for i := range s.Record.Events {
		e := &s.Record.Events[i]
		if next < len(s.Fits) && s.Fits[next].Event == e {
			f := &s.Fits[next]
			next++
			for _, id := range s.models(f.Object.Of) {
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
		_, method := cutLast(strings.TrimSuffix(o.Name, "()"))
		if len(o.Args) == 0 || method != "score" && method != "predict" && method != "predict_proba" && method != "evaluate" {
			continue
		}
		for _, id := range s.models(o.Of) {
			if f := last[id]; f != nil {
				all = append(all, judgement{f, f.At, f.Train, o.Args[0].Value})
			}
		}
	}
	return append(all, s.judgedInLoops()...)
}

// models are the objects that are fitted, of what they are or of what their fit returned.
func (s *Story) models(v value.Value) (all []value.ID) {
	for _, id := range s.Record.Heap.All(v) {
		o := s.Record.Heap.Object(id)
		if strings.HasSuffix(o.Name, ".fit()") && o.Of != value.Nothing {
			all = append(all, s.models(o.Of)...)
			continue
		}
		if o.Kind == value.Instance || o.Kind == value.Foreign && o.Name != "?" {
			all = append(all, id)
		}
	}
	return all
}

// judgedInLoops returns the loops of the program's own in which a model runs that another loop trains.
func (s *Story) judgedInLoops() (all []judgement) {
	for i := range s.Trainings {
		t := &s.Trainings[i]
		if t.By != "" || t.Data == value.Nothing {
			continue
		}
		seen := map[int]bool{t.Loop: true}
		for k := range s.Steps {
			step := &s.Steps[k]
			loops := step.Event.Loops()
			if step.Kind != Forward || len(loops) == 0 || seen[loops[len(loops)-1]] || !s.shares(step.Object.Callee, t.Model) {
				continue
			}
			inner := loops[len(loops)-1]
			seen[inner] = true
			if over := s.Record.Loops[inner].Over; over != value.Nothing && !slices.Contains(loops, t.Loop) {
				all = append(all, judgement{nil, t.At, t.Data, over})
			}
		}
	}
	return all
}

// holdsJudged reports whether rows to train on have those that a split holds out: the part itself, or all that was parted.
func (s *Story) holdsJudged(train, judged *rows) bool {
	if len(judged.taken) == 0 || len(judged.sources) > 0 || judged.unclear {
		return false
	}
	return !slices.ContainsFunc(judged.taken, func(t taken) bool {
		if t.split == nil || !t.held {
			return true
		}
		same := slices.ContainsFunc(train.taken, func(o taken) bool { return o.split == t.split && o.held })
		return !same && (train.unclear || !sharesSource(train.sources, t.sources))
	})
}

// An Overlap is two parts of the same data that share rows.
type Overlap struct {
	At    value.Place // of the part that a model is judged by
	Other value.Place // of the one that it is trained on
}

// Overlaps returns the parts by which models are judged that share rows with the parts that they are trained on, since each was
// taken by a split of its own.
func (s *Story) Overlaps() (all []Overlap) {
	for _, j := range s.judged() {
		train, judged := s.rowsOf(j.train), s.rowsOf(j.data)
		for _, t := range train.taken {
			for _, h := range judged.taken {
				if s.overlap(t, h) {
					all = append(all, Overlap{h.place(), t.place()})
				}
			}
		}
	}
	return slices.CompactFunc(all, func(a, b Overlap) bool { return a.At == b.At })
}

func (t taken) place() value.Place {
	if t.split != nil {
		return t.split.At
	}
	return t.piece.At
}

// overlap reports whether rows to train on and rows to judge by share some for certain: each is a part of another random split
// of the same data, or a slice that starts before the other ends.
func (s *Story) overlap(train, judged taken) bool {
	if !sharesSource(train.sources, judged.sources) {
		return false
	}
	if train.split == nil && judged.split == nil {
		return s.slicesOverlap(train, judged)
	}
	return train.split != nil && judged.split != nil && train.split != judged.split && (train.way == "" || train.way != judged.way) &&
		train.kind == judged.kind && !train.held && judged.held
}

// slicesOverlap reports whether two slices share rows for certain, and are not the same: each starts before the other ends, or both
// start, or end, at the same row.
func (s *Story) slicesOverlap(a, b taken) bool {
	first, last := s.isSameBound(a.lower, b.lower), s.isSameBound(a.upper, b.upper)
	starts := func(from, to value.Value) bool {
		return from == value.Nothing || to == value.Nothing || s.before(from, to)
	}
	return a.piece.At != b.piece.At && (first != last || !first && starts(a.lower, b.upper) && starts(b.lower, a.upper))
}

// before reports whether a bound is certainly smaller than another: n // 2 is before n.
func (s *Story) before(a, b value.Value) bool {
	x, y := s.single(a), s.single(b)
	if x == nil || y == nil || a == b {
		return false
	}
	if x.Operator == code.FloorDivide || x.Operator == code.Divide {
		divisor := s.single(x.Args[1].Value)
		return x.Args[0].Value == b && divisor != nil && divisor.Kind == value.Literal && isAbove(divisor.Name, 1)
	}
	if x.Kind != value.Literal || y.Kind != value.Literal {
		return false
	}
	m, err := strconv.Atoi(x.Name)
	n, err2 := strconv.Atoi(y.Name)
	return err == nil && err2 == nil && (m < 0) == (n < 0) && m < n
}

func isAbove(text string, n float64) bool {
	x, err := strconv.ParseFloat(text, 64)
	return err == nil && x > n
}

// ValidationsOnTraining returns the calls that train whose validation data is the data that is trained on.
func (s *Story) ValidationsOnTraining() (all []value.Place) {
	for i := range s.Fits {
		f := &s.Fits[i]
		if s.watchesTraining(f) && (f.Decides || !s.isBoosting(f)) {
			all = append(all, f.At)
		}
	}
	return append(all, s.onlyOnTraining()...)
}

// watchesTraining reports whether all that a model is judged by while it is trained is the data that it is trained on.
func (s *Story) watchesTraining(f *Fit) bool {
	return len(f.Validation) > 0 && f.Train != value.Nothing &&
		!slices.ContainsFunc(f.Validation, func(v value.Value) bool { return !s.isSameData(f.Train, v) })
}

// isBoosting reports whether a call trains boosted trees, which report how the training goes on what they are given to watch: that this is
// the training data is no validation, but does not claim to be one.
func (s *Story) isBoosting(f *Fit) bool {
	library, _, _ := strings.Cut(s.called(f.Object), ".")
	return library == "xgboost" || library == "lightgbm" || library == "catboost"
}

// isSameData reports whether two values are the same data: the same object, or loaders of the same data set.
func (s *Story) isSameData(a, b value.Value) bool {
	if o := s.single(b); o != nil && o.Kind == value.Tuple && len(o.Items) > 0 {
		b = o.Items[0]
	}
	x, y := s.single(a), s.single(b)
	if x == nil || y == nil || x.Name == "?" || x.Kind == value.Literal || s.mayBeAnother(a) {
		return false
	}
	if x == y {
		return true
	}
	x, y = s.loaded(x), s.loaded(y)
	return x == y
}

// mayBeAnother reports whether a value is what a dictionary holds under keys that are not known: under another it may hold another.
func (s *Story) mayBeAnother(v value.Value) bool {
	h := s.Record.Heap
	for id := 1; id <= h.Len(); id++ {
		if o := h.Object(value.ID(id)); (o.Kind == value.Dict || o.Kind == value.List && len(o.Items) == 0) && s.shares(o.Elements, v) {
			return true
		}
	}
	return false
}

// loaded is the data set that a loader loads all rows of, or what is given if that is no such loader.
func (s *Story) loaded(o *value.Object) *value.Object {
	for range maxWalk {
		inner := value.Nothing
		switch {
		case o.Kind == value.List && len(o.Items) == 0:
			inner = o.Of
		case o.Kind == value.Foreign && strings.HasSuffix(o.Name, ".DataLoader()"):
			if _, ok := o.Argument("sampler", -1); !ok {
				inner = argument(o, "dataset", 0)
			}
		}
		next := s.single(inner)
		if next == nil {
			break
		}
		o = next
	}
	return o
}

// onlyOnTraining returns the loops that judge a model without gradients by the data it is trained on, where nothing else judges
// it.
func (s *Story) onlyOnTraining() (all []value.Place) {
	for i := range s.Trainings {
		t := &s.Trainings[i]
		if t.By != "" || t.Data == value.Nothing {
			continue
		}
		var found []*Step
		other, later := s.isJudgedElsewhere(t), false
		for k := range s.Steps {
			step := &s.Steps[k]
			switch {
			case step.Kind != Forward || slices.Contains(step.Event.Loops(), t.Loop) || !s.shares(step.Object.Callee, t.Model):
			case s.judgesOnTraining(step, t):
				found = append(found, step)
			case step.Order > t.Step.Order && !s.isDuring(step, t):
				later = true
			default:
				other = true
			}
		}
		if len(found) > 0 && !other && (!later || s.servesAsValidation(found)) {
			all = append(all, s.placeOfPass(found[len(found)-1], t))
		}
	}
	return all
}

// placeOfPass is the loop in which a step runs a model, or the call that leads there of a function which other data sets are given, too.
func (s *Story) placeOfPass(step *Step, t *Training) value.Place {
	loops := step.Event.Loops()
	loop := s.Record.Loops[loops[len(loops)-1]]
	if way := step.Event.Way; len(s.Record.Heap.All(loop.Over)) > 1 {
		for i, at := range way {
			if i >= len(t.Step.Event.Way) || at != t.Step.Event.Way[i] {
				return at
			}
		}
	}
	return loop.At
}

// judgesOnTraining reports whether a step runs a model without gradients in a loop over the data that it is trained on.
func (s *Story) judgesOnTraining(step *Step, t *Training) bool {
	loops := step.Event.Loops()
	if len(loops) == 0 || !isWithoutGradients(step.Event.Within) && (s.hasMode(step) || s.isTrainingPass(step)) {
		return false
	}
	over := s.Record.Loops[loops[len(loops)-1]].Over
	if s.isSameData(t.Data, over) {
		return true
	}
	// The loop of a function that is called with several data sets goes over each of them.
	data := s.listedData(t.Data)
	isOne := len(s.Record.Heap.All(over)) > 1 && s.single(data) != nil
	return isOne && slices.ContainsFunc(step.Object.Args, func(a value.Argument) bool { return s.isMadeOf(a.Value, data) }) || s.isOnRowsOf(step, t)
}

// listedData is what a loop goes over that counts, or shows how far it has come.
func (s *Story) listedData(v value.Value) value.Value {
	for range maxWalk {
		o := s.single(v)
		if o == nil || o.Kind != value.List || len(o.Items) > 0 || o.Of == value.Nothing {
			break
		}
		v = o.Of
	}
	return v
}

// isOnRowsOf reports whether a step runs on slices of data that a training runs on, and on no others.
func (s *Story) isOnRowsOf(step *Step, t *Training) bool {
	rows := s.slicesIn(step.Object)
	if len(rows) == 0 {
		return false
	}
	var trained []taken
	for i := range s.Steps {
		if other := &s.Steps[i]; (other.Kind == Forward || other.computesGradients()) && slices.Contains(other.Event.Loops(), t.Loop) {
			trained = append(trained, s.slicesIn(other.Object)...)
		}
	}
	return !slices.ContainsFunc(rows, func(r taken) bool {
		return !slices.ContainsFunc(trained, func(t taken) bool { return t.piece == r.piece })
	})
}

// servesAsValidation reports whether the results of some steps decide on a model, or are called those of a validation.
func (s *Story) servesAsValidation(steps []*Step) bool {
	made, h := s.resultsOf(steps), s.Record.Heap
	for id := 1; id <= h.Len(); id++ {
		if HeldOutByName(h.Object(value.ID(id)).Label) == Validation && made.reachFrom(value.ID(id)) {
			return true
		}
	}
	return slices.ContainsFunc(s.Record.Events, func(e run.Event) bool {
		return s.chooses(&e) && slices.ContainsFunc(e.Around, func(a run.Around) bool { return a.Loop < 0 && made.reach(a.Guard.Condition) })
	})
}

// isJudgedElsewhere reports whether the model of a training is handed to something outside the program that may judge it.
func (s *Story) isJudgedElsewhere(t *Training) bool {
	return slices.ContainsFunc(s.calls, func(c Step) bool {
		_, last := cutLast(strings.TrimSuffix(c.Object.Name, "()"))
		return HeldOutByName(last) != "" && slices.ContainsFunc(c.Object.Args, func(a value.Argument) bool { return s.shares(a.Value, t.Model) })
	})
}
