package leakage

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// A learnt is a call of fit_transform by which a transformer learns from some rows.
type learnt struct {
	id    value.ID
	class string
	rows  *story.Rows
}

// refits notes transformers that learn anew from what a model is only asked about, after another of the class has learned from what the
// model was trained on: the two give the same value different codes, or scale it differently.
func (l *leaking) refits() {
	all := l.learnt()
	if len(all) < 2 {
		return
	}
	for i := range l.Fits {
		f := &l.Fits[i]
		if class, _ := story.CutLast(l.Called(f.Object)); isFitted(class) {
			continue
		}
		trained := l.reach(f.Train)
		if !slices.ContainsFunc(all, func(t learnt) bool { return trained[t.id] }) {
			continue
		}
		for _, asked := range l.askedOf(f) {
			l.compare(all, trained, l.reach(asked))
		}
	}
}

// compare notes what has learned on the way to what a model is asked about, if one of its class has on the way to what it is trained on,
// from other rows.
func (l *leaking) compare(all []learnt, trained, asked map[value.ID]bool) {
	if l.applies(asked) {
		return // one that was fitted may be applied instead
	}
	for _, t := range all {
		if !asked[t.id] || trained[t.id] {
			continue
		}
		at := l.Record.Heap.Object(t.id).At
		isAnew := slices.ContainsFunc(all, func(other learnt) bool {
			return trained[other.id] && !asked[other.id] && other.class == t.class && !l.overlap(other.rows, t.rows)
		})
		if isAnew && !l.known[at] {
			l.known[at] = true
			l.found = append(l.found, Leak{Kind: FitOnTest, At: at, What: className(t.class), Anew: true})
		}
	}
}

// learnt are the calls of fit_transform of what learns from all rows.
func (l *leaking) learnt() (all []learnt) {
	for i := range l.Calls {
		o := l.Calls[i].Object
		class, method := story.CutLast(l.Called(o))
		if method == "fit_transform" && isFitted(class) && !looking.MatchString(class) {
			all = append(all, learnt{l.Calls[i].Event.Call, class, l.RowsOf(story.Argument(o, "X", 0))})
		}
	}
	return all
}

// isFitted reports whether what a transformer does depends on the rows that it was fitted on.
func isFitted(class string) bool {
	return story.Learner.MatchString(class) || encoders.MatchString(class)
}

// encoders matches what numbers the values that it is fitted on.
var encoders = pattern.New(`^(sklearn|cuml)\.preprocessing\b.*\.(LabelEncoder|OrdinalEncoder|OneHotEncoder|LabelBinarizer)\(\)$`)

// overlap reports whether two may have rows in common.
func (l *leaking) overlap(a, b *story.Rows) bool {
	return a.Unclear || b.Unclear || len(a.Sources)+len(a.Taken) == 0 || len(b.Sources)+len(b.Taken) == 0 ||
		story.SharesSource(a.Sources, b.Sources) || l.sharesPiece(a, b) || l.ofSame(a, b) || l.ofSame(b, a)
}

// askedOf is what the model of a call that trains is asked about.
func (l *leaking) askedOf(f *story.Fit) (all []value.Value) {
	own := models(l.Story, f.Object.Of)
	for i := range l.Calls {
		o := l.Calls[i].Object
		_, method := story.CutLast(strings.TrimSuffix(o.Name, "()"))
		if !asks[method] {
			continue
		}
		if l.Shares(o.Of, l.Record.Heap.Of(f.Event.Call)) || slices.ContainsFunc(models(l.Story, o.Of), func(id value.ID) bool { return slices.Contains(own, id) }) {
			all = append(all, story.Argument(o, "X", 0))
		}
	}
	return all
}

// asks are the methods by which a model is asked about rows.
var asks = map[string]bool{"predict": true, "predict_proba": true, "decision_function": true, "score": true, "evaluate": true}

// reach is what a value is made of, with what is put into that.
func (l *leaking) reach(v value.Value) map[value.ID]bool {
	found := map[value.ID]bool{}
	waiting := []value.Value{v}
	for len(waiting) > 0 && len(found) < story.MaxMade {
		v, waiting = waiting[0], waiting[1:]
		for _, id := range l.Record.Heap.All(v) {
			if !found[id] {
				found[id] = true
				waiting = append(append(waiting, l.MadeOf(l.Record.Heap.Object(id))...), l.changes[id]...)
			}
		}
	}
	return found
}

// applies reports whether something that was made has come through a transformer that had learned before.
func (l *leaking) applies(made map[value.ID]bool) bool {
	for id := range made {
		class, method := story.CutLast(l.Called(l.Record.Heap.Object(id)))
		if applying[method] && (isFitted(class) || l.isLearner(class, l.Record.Heap.Object(id).Of)) {
			return true
		}
	}
	return false
}
