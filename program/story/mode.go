package story

import (
	"maps"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/run"
	"github.com/agentlint/agentlint/program/value"
)

// modeOf tells a change between training and evaluation mode.
func (s *Story) modeOf(name string, o *value.Object) Kind {
	_, method := cutLast(name)
	isModule := func(id value.ID) bool {
		return s.networks.asked[id] || s.Record.Heap.Object(id).Kind == value.Instance || s.isModule(id)
	}
	switch {
	case method != "train" && method != "eval", len(o.Args) > 1, method == "eval" && len(o.Args) > 0:
		return ""
	case slices.ContainsFunc(s.Record.Heap.All(o.Of), isModule):
		return Mode
	}
	return ""
}

// evaluationMode answers whether a step puts a model in evaluation mode: eval() does, and train(False).
func (s *Story) evaluationMode(step *Step) run.Truth {
	if strings.HasSuffix(step.Name, ".eval") {
		return run.Yes
	}
	mode, given := step.Object.Argument("mode", 0)
	if !given {
		return run.No
	}
	if id, ok := s.Record.Heap.One(mode); ok {
		switch o := s.Record.Heap.Object(id); {
		case o.Kind != value.Literal:
		case o.Literal == code.True:
			return run.No
		case o.Literal == code.False:
			return run.Yes
		}
	}
	return run.Open
}

// isWithoutGradients reports whether context managers or decorators switch gradients off.
func isWithoutGradients(within []string) bool {
	return slices.ContainsFunc(within, func(name string) bool {
		_, last := cutLast(strings.TrimSuffix(name, "()"))
		return last == "no_grad" || last == "inference_mode" || last == "set_grad_enabled"
	})
}

// isOpaque reports whether one of some context managers may do more than is known.
func isOpaque(within []string) bool {
	return slices.ContainsFunc(within, func(name string) bool { return strings.HasPrefix(name, "?") })
}

// The mode of a model is followed as definitions are that reach a use: each step that sets it is a definition.
type (
	// reach is which steps may have set the mode of what a forward step runs last, as indexes in the story's; initially if none.
	reach struct {
		first []int // on the first way there
		all   []int // in later turns of loops, too
	}
	// modeState is what may have set the mode of each model.
	modeState map[value.ID][]int
)

// initially is the definition that a model has before any step: the mode that it was made in.
const initially = -1

// maxModeRounds bounds how often the steps are gone through until the ends of loops reach their beginnings.
const maxModeRounds = 4

func (s *Story) modes() map[*run.Event]*reach { return modesAnswer.Of(s, (*Story).followModes) }

var modesAnswer Answer[map[*run.Event]*reach]

// followModes tells for each forward step what may have set the mode of its model.
func (s *Story) followModes() map[*run.Event]*reach {
	w := modeWalk{story: s, reached: map[*run.Event]*reach{}, ends: map[blockKey]modeState{}}
	for round := range maxModeRounds {
		w.state, w.changed = modeState{}, false
		for i := range s.Steps {
			w.step(i, round == 0)
		}
		w.leave(0)
		if !w.changed {
			break
		}
	}
	return w.reached
}

// A modeWalk goes through the steps of a story.
type modeWalk struct {
	story   *Story
	state   modeState
	stack   []modeBlock
	reached map[*run.Event]*reach
	ends    map[blockKey]modeState // of loops
	changed bool
}

// A blockKey tells runs of loops and branches apart.
type blockKey struct {
	loop  int
	at    value.Place
	holds bool
	way   uint32
}

// A modeBlock is a loop or branch that is being gone through.
type modeBlock struct {
	key    blockKey
	before modeState
	other  modeState // at the end of the other branch; nil if that has no steps
}

func (w *modeWalk) step(i int, first bool) {
	step := &w.story.Steps[i]
	w.enter(step.Event)
	switch step.Kind {
	case Mode:
		w.set(i, step)
	case Forward:
		defs := w.modeOf(step)
		r := w.reached[step.Event]
		if r == nil {
			r = &reach{}
			w.reached[step.Event] = r
		}
		if first {
			r.first = union(r.first, defs)
		}
		r.all = union(r.all, defs)
	}
}

// set notes a step that sets the mode of a model, and so of all that it consists of. A model that may be one of several is one of
// them wherever it is used: all are set.
func (w *modeWalk) set(i int, step *Step) {
	for _, id := range w.story.Record.Heap.All(step.Object.Of) {
		for _, member := range w.story.membersOf(id) {
			w.state[member] = []int{i}
		}
	}
}

// of is what may have set the mode of an object: of a part of another, what may have set that's.
func (w *modeWalk) of(id value.ID) []int {
	if defs, ok := w.state[id]; ok {
		return defs
	}
	o := w.story.Record.Heap.Object(id)
	if o.Kind == value.Foreign && !strings.HasSuffix(o.Name, "()") {
		if owner, ok := w.story.Record.Heap.One(o.Of); ok {
			return w.of(owner)
		}
	}
	if original, ok := w.story.Record.Heap.One(w.story.networks.copied[id]); ok {
		return w.of(original)
	}
	return []int{initially}
}

// modeOf is what may have set the mode of what a forward step runs.
func (w *modeWalk) modeOf(step *Step) (defs []int) {
	for _, id := range w.story.Record.Heap.All(step.Object.Callee) {
		defs = union(defs, w.of(id))
	}
	return defs
}

// enter leaves the blocks that the next event is not in, and enters those that it is in.
func (w *modeWalk) enter(e *run.Event) {
	same := 0
	for same < len(e.Around) && same < len(w.stack) && keyOf(e.Around[same]) == w.stack[same].key {
		same++
	}
	var other modeState
	if same < len(w.stack) && same < len(e.Around) && isOther(w.stack[same].key, keyOf(e.Around[same])) {
		w.leave(same + 1)
		other = w.state
		w.state = w.stack[same].before
		w.stack = w.stack[:same]
	}
	w.leave(same)
	for _, a := range e.Around[same:] {
		key := keyOf(a)
		if key.loop >= 0 {
			w.state = join(w.state, w.ends[key])
		}
		w.stack = append(w.stack, modeBlock{key, maps.Clone(w.state), other})
		other = nil
	}
}

// leave leaves blocks until n are left around.
func (w *modeWalk) leave(n int) {
	for len(w.stack) > n {
		b := w.stack[len(w.stack)-1]
		w.stack = w.stack[:len(w.stack)-1]
		switch {
		case b.key.loop >= 0: // taken to run once at least
			if end := join(w.ends[b.key], w.state); !maps.EqualFunc(end, w.ends[b.key], slices.Equal) {
				w.ends[b.key], w.changed = end, true
			}
		case b.other != nil:
			w.state = join(w.state, b.other)
		default:
			w.state = join(w.state, b.before)
		}
	}
}

func keyOf(a run.Around) blockKey {
	if a.Loop >= 0 {
		return blockKey{loop: a.Loop, way: a.Way}
	}
	return blockKey{loop: -1, at: a.Guard.At, holds: a.Guard.Holds, way: a.Way}
}

// isOther reports whether two blocks are the two branches of one statement.
func isOther(a, b blockKey) bool {
	return a.loop < 0 && b.loop < 0 && a.at == b.at && a.way == b.way && a.holds != b.holds
}

// join is what may have set modes if either of two things happened before.
func join(a, b modeState) modeState {
	if b == nil {
		return a
	}
	if a == nil {
		return maps.Clone(b)
	}
	out := make(modeState, max(len(a), len(b)))
	for id, defs := range a {
		if other, ok := b[id]; ok {
			out[id] = union(defs, other)
		} else {
			out[id] = union(defs, []int{initially})
		}
	}
	for id, defs := range b {
		if _, ok := a[id]; !ok {
			out[id] = union(defs, []int{initially})
		}
	}
	return out
}

// union returns the numbers of two sorted lists, sorted.
func union(a, b []int) []int {
	if slices.Equal(a, b) {
		return a
	}
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}

// isTrainedWith reports whether a forward step's result goes into a loss whose gradients are computed.
func (s *Story) isTrainedWith(step *Step) bool {
	return s.networks.inLoss[step.Event.Call] && !isWithoutGradients(step.Event.Within)
}

// LostTrainModes are the steps that put a model in evaluation mode in which it is trained in later turns of a loop.
func (s *Story) LostTrainModes() (out []*Step) {
	lost := map[int]bool{}
	for i := range s.Steps {
		step := &s.Steps[i]
		if step.Kind != Forward || !s.isTrainedWith(step) || isOpaque(step.Event.Within) {
			continue
		}
		r := s.modes()[step.Event]
		for _, d := range r.all {
			if d >= 0 && !slices.Contains(r.first, d) && s.evaluationMode(&s.Steps[d]) == run.Yes && s.isOneOf(s.Steps[d].Object.Of, step.Object.Callee) {
				lost[d] = true
			}
		}
	}
	for i := range s.Steps {
		if lost[i] {
			out = append(out, &s.Steps[i])
		}
	}
	return out
}

// isOneOf reports whether whatever a value may be, another may be, too: or it is a single network, of which that is a part.
func (s *Story) isOneOf(v, of value.Value) bool {
	h := s.Record.Heap
	all := h.All(v)
	return len(all) == 1 || !slices.ContainsFunc(all, func(id value.ID) bool { return !slices.Contains(h.All(of), id) })
}

// TrainedInEvaluationMode are pretrained models, as what made them, that are trained in the evaluation mode in which they are
// loaded.
func (s *Story) TrainedInEvaluationMode() (out []*value.Object) {
	seen := map[value.ID]bool{}
	h := s.Record.Heap
	for i := range s.Steps {
		step := &s.Steps[i]
		if step.Kind != Forward || !s.isTrainedWith(step) || s.isHooked(step.Event) || !s.isInTraining(step.Event) || slices.ContainsFunc(s.modes()[step.Event].all, func(d int) bool { return d >= 0 }) {
			continue
		}
		for _, id := range h.All(step.Object.Callee) {
			o := h.Object(id)
			if call, made := strings.CutSuffix(o.Name, "()"); made && isPretrained(s.frameworks.Canonical(call)) && !seen[id] {
				seen[id] = true
				out = append(out, o)
			}
		}
	}
	return out
}

// isInTraining reports whether an event happens in a loop that trains.
func (s *Story) isInTraining(e *run.Event) bool {
	loops := e.Loops()
	return slices.ContainsFunc(s.Trainings, func(t Training) bool { return t.Loop >= 0 && slices.Contains(loops, t.Loop) })
}

// isHooked reports whether a framework runs a loop around an event.
func (s *Story) isHooked(e *run.Event) bool {
	return slices.ContainsFunc(e.Loops(), func(loop int) bool { return s.Record.Loops[loop].Hook != "" })
}
