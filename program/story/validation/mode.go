package validation

import (
	"maps"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// EvaluationMode answers whether a step puts a model in evaluation mode: eval() does, and train(False).
func EvaluationMode(s *story.Story, step *story.Step) value.Truth {
	if strings.HasSuffix(step.Name, ".eval") {
		return value.Yes
	}
	mode, given := step.Object.Argument("mode", 0)
	if !given {
		return value.No
	}
	if id, ok := s.Record.Heap.One(mode); ok {
		switch o := s.Record.Heap.Object(id); {
		case o.Kind != value.Literal:
		case o.Literal == code.True:
			return value.No
		case o.Literal == code.False:
			return value.Yes
		}
	}
	return value.Open
}

// isOpaque reports whether one of some context managers may do more than is known: its code is not here, or its name says that it
// is for evaluation, such as that of monai.networks.utils.eval_mode.
func isOpaque(within []string) bool {
	return slices.ContainsFunc(within, func(name string) bool {
		_, last := story.CutLast(strings.TrimSuffix(name, "()"))
		return strings.HasPrefix(name, "?") || evalMode.MatchString(last) && !strings.HasPrefix(name, "torch.")
	})
}

var evalMode = pattern.New(`(?i)(?:^|_)(?:eval|evaluat\w+|infer\w*)(?:_|$)`)

// The mode of a model is followed as definitions are that reach a use: each step that sets it is a definition.
type (
	// Reach is which steps may have set the mode of what a forward step runs last, as indexes in the story's; initially if none.
	Reach struct {
		first []int // on the first way there
		all   []int // in later turns of loops, too
	}
	// ModeState is what may have set the mode of each model.
	ModeState map[value.ID][]int
)

// Initially is the definition that a model has before any step: the mode that it was made in.
const Initially = -1

// MaxModeRounds bounds how often the steps are gone through until the ends of loops reach their beginnings.
const MaxModeRounds = 4

func modes(s *story.Story) map[*record.Event]*Reach { return modesAnswer.Of(s, followModes) }

var modesAnswer story.Answer[map[*record.Event]*Reach]

// followModes tells for each forward step what may have set the mode of its model.
func followModes(s *story.Story) map[*record.Event]*Reach {
	w := ModeWalk{Story: s, Reached: map[*record.Event]*Reach{}, Ends: map[BlockKey]ModeState{}}
	for round := range MaxModeRounds {
		w.State, w.Changed = ModeState{}, false
		for i := range s.Steps {
			w.Step(i, round == 0)
		}
		w.Leave(0)
		if !w.Changed {
			break
		}
	}
	return w.Reached
}

// A ModeWalk goes through the steps of a story.
type ModeWalk struct {
	Story   *story.Story
	State   ModeState
	stack   []modeBlock
	Reached map[*record.Event]*Reach
	Ends    map[BlockKey]ModeState // of loops
	Changed bool
}

// A BlockKey tells runs of loops and branches apart.
type BlockKey struct {
	loop  int
	at    value.Place
	holds bool
	way   uint32
}

// A modeBlock is a loop or branch that is being gone through.
type modeBlock struct {
	key    BlockKey
	before ModeState
	other  ModeState  // at the end of the other branch; nil if that has no steps
	asked  []value.ID // networks whose mode of before is the condition: where it is not run nothing is to be restored
}

// Step goes on to a step, by its index.
func (w *ModeWalk) Step(i int, first bool) {
	step := &w.Story.Steps[i]
	w.Enter(step.Event)
	switch step.Kind {
	case story.Mode:
		w.set(i, step)
	case story.Forward, story.Gradient:
		defs := w.modeOf(step)
		r := w.Reached[step.Event]
		if r == nil {
			r = &Reach{}
			w.Reached[step.Event] = r
		}
		if first {
			r.first = Union(r.first, defs)
		}
		r.all = Union(r.all, defs)
	}
}

// set notes a step that sets the mode of a model, and so of all that it consists of. A model that may be one of several is one of
// them wherever it is used: all are set.
func (w *ModeWalk) set(i int, step *story.Step) {
	for _, id := range w.Story.Record.Heap.All(step.Object.Of) {
		for _, member := range w.Story.MembersOf(id) {
			w.State[member] = []int{i}
		}
	}
}

// Of is what may have set the mode of an object: of a part of another, what may have set that's.
func (w *ModeWalk) Of(id value.ID) []int {
	if defs, ok := w.State[id]; ok {
		return defs
	}
	o := w.Story.Record.Heap.Object(id)
	if o.Kind == value.Foreign && !strings.HasSuffix(o.Name, "()") {
		if owner, ok := w.Story.Record.Heap.One(o.Of); ok {
			return w.Of(owner)
		}
	}
	if original, ok := w.Story.Record.Heap.One(w.Story.Networks.Copied[id]); ok {
		return w.Of(original)
	}
	return []int{Initially}
}

// modeOf is what may have set the mode of what a forward step runs.
func (w *ModeWalk) modeOf(step *story.Step) (defs []int) {
	for _, id := range w.Story.Record.Heap.All(ranBy(w.Story, step)) {
		defs = Union(defs, w.Of(id))
	}
	return defs
}

// ranBy is the network that a step runs: the one that it calls, or that the function has which it differentiates.
func ranBy(s *story.Story, step *story.Step) value.Value {
	if step.Kind == story.Forward {
		return step.Object.Callee
	}
	out := value.Nothing
	if step.ComputesGradients() && step.Facts.Act == framework.Differentiate {
		for _, t := range s.Trainings {
			if t.By == "" && slices.Contains(step.Event.Loops(), t.Loop) {
				out = s.Record.Heap.Join(out, t.Model)
			}
		}
	}
	return out
}

// Enter leaves the blocks that the next event is not in, and enters those that it is in.
func (w *ModeWalk) Enter(e *record.Event) {
	same := 0
	for same < len(e.Around) && same < len(w.stack) && keyOf(e.Around[same]) == w.stack[same].key {
		same++
	}
	var other ModeState
	if same < len(w.stack) && same < len(e.Around) && isOther(w.stack[same].key, keyOf(e.Around[same])) {
		w.Leave(same + 1)
		other = w.State
		w.State = w.stack[same].before
		w.stack = w.stack[:same]
	}
	w.Leave(same)
	for _, a := range e.Around[same:] {
		key := keyOf(a)
		if key.loop >= 0 {
			w.State = join(w.State, w.Ends[key])
		}
		w.stack = append(w.stack, modeBlock{key, maps.Clone(w.State), other, w.asked(a)})
		other = nil
	}
}

// Leave leaves blocks until n are left around.
func (w *ModeWalk) Leave(n int) {
	for len(w.stack) > n {
		b := w.stack[len(w.stack)-1]
		w.stack = w.stack[:len(w.stack)-1]
		switch {
		case b.key.loop >= 0: // taken to run once at least
			if end := join(w.Ends[b.key], w.State); !maps.EqualFunc(end, w.Ends[b.key], slices.Equal) {
				w.Ends[b.key], w.Changed = end, true
			}
		case b.other != nil:
			w.State = join(w.State, b.other)
		default:
			after := w.State
			w.State = join(after, b.before)
			for _, id := range b.asked {
				if defs, ok := after[id]; ok {
					w.State[id] = defs
				}
			}
		}
	}
}

// asked are the networks, with their members, of which a condition is whether they are in training mode, or were when that was asked.
func (w *ModeWalk) asked(a record.Around) (all []value.ID) {
	o := w.Story.Single(a.Guard.Condition)
	if a.Loop >= 0 || !a.Guard.Holds || o == nil || !strings.HasSuffix(o.Name, ".training") {
		return nil
	}
	for _, id := range w.Story.Record.Heap.All(o.Of) {
		all = append(all, w.Story.MembersOf(id)...)
	}
	return all
}

func keyOf(a record.Around) BlockKey {
	if a.Loop >= 0 {
		return BlockKey{loop: a.Loop, way: a.Way}
	}
	return BlockKey{loop: -1, at: a.Guard.At, holds: a.Guard.Holds, way: a.Way}
}

// isOther reports whether two blocks are the two branches of one statement.
func isOther(a, b BlockKey) bool {
	return a.loop < 0 && b.loop < 0 && a.at == b.at && a.way == b.way && a.holds != b.holds
}

// join is what may have set modes if either of two things happened before.
func join(a, b ModeState) ModeState {
	if b == nil {
		return a
	}
	if a == nil {
		return maps.Clone(b)
	}
	out := make(ModeState, max(len(a), len(b)))
	for id, defs := range a {
		if other, ok := b[id]; ok {
			out[id] = Union(defs, other)
		} else {
			out[id] = Union(defs, []int{Initially})
		}
	}
	for id, defs := range b {
		if _, ok := a[id]; !ok {
			out[id] = Union(defs, []int{Initially})
		}
	}
	return out
}

// Union returns the numbers of two sorted lists, sorted.
func Union(a, b []int) []int {
	if slices.Equal(a, b) {
		return a
	}
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}

// isTrainedWith reports whether a forward step's result goes into a loss whose gradients are computed, or a step differentiates what runs
// a model.
func isTrainedWith(s *story.Story, step *story.Step) bool {
	if step.Kind != story.Forward {
		return ranBy(s, step) != value.Nothing
	}
	return s.Networks.InLoss[step.Event.Call] && !story.IsWithoutGradients(step.Event.Within)
}

// LostTrainModes are the steps that put a model in evaluation mode in which it is trained in later turns of a loop.
func LostTrainModes(s *story.Story) (out []Lost) {
	if restoresByHook(s) {
		return nil
	}
	lost := map[int]*Lost{}
	for i := range s.Steps {
		step := &s.Steps[i]
		if !isTrainedWith(s, step) || isOpaque(step.Event.Within) {
			continue
		}
		r := modes(s)[step.Event]
		for _, d := range r.all {
			if d < 0 || slices.Contains(r.first, d) || EvaluationMode(s, &s.Steps[d]) != value.Yes || !isOneOf(s, s.Steps[d].Object.Of, ranBy(s, step)) {
				continue
			}
			if lost[d] == nil {
				lost[d] = &Lost{&s.Steps[d], restoring(s, &s.Steps[d], s.Steps[d].Object.Of, step)}
			}
		}
	}
	for i := range s.Steps {
		if l := lost[i]; l != nil {
			out = append(out, *l)
		}
	}
	return out
}

// restoresByHook reports whether Fabric is told to run the hook that puts models back into training mode after a validation
// (https://lightning.ai/docs/pytorch/stable/common/lightning_module.html#on-validation-model-train).
func restoresByHook(s *story.Story) bool {
	return slices.ContainsFunc(s.Calls, func(c story.Step) bool {
		_, method := story.CutLast(c.Name)
		hook, _ := c.Object.Argument("hook_name", 0)
		text, _ := story.LiteralText(s.Record.Heap, hook)
		return method == "call" && text == "on_validation_model_train"
	})
}

// isOneOf reports whether whatever a value may be, another may be, too: or it is a single network, of which that is a part.
func isOneOf(s *story.Story, v, of value.Value) bool {
	h := s.Record.Heap
	all := h.All(v)
	return len(all) == 1 || !slices.ContainsFunc(all, func(id value.ID) bool { return !slices.Contains(h.All(of), id) })
}

// TrainedInEvaluationMode are pretrained models, as what made them, that are trained in the evaluation mode in which they are
// loaded.
func TrainedInEvaluationMode(s *story.Story) (out []*value.Object) {
	seen := map[value.ID]bool{}
	h := s.Record.Heap
	for i := range s.Steps {
		step := &s.Steps[i]
		if step.Kind != story.Forward || !isTrainedWith(s, step) || s.IsHooked(step.Event) || !isInTraining(s, step.Event) || slices.ContainsFunc(modes(s)[step.Event].all, func(d int) bool { return d >= 0 }) {
			continue
		}
		for _, id := range h.All(step.Object.Callee) {
			o := h.Object(id)
			if call, made := strings.CutSuffix(o.Name, "()"); made && story.IsPretrained(s.Frameworks.Canonical(call)) && !seen[id] {
				seen[id] = true
				out = append(out, o)
			}
		}
	}
	return out
}

// PutInEvaluation are the steps that put a model in evaluation mode in which all of a training runs it.
func PutInEvaluation(s *story.Story) (out []*story.Step) {
	for i := range s.Steps {
		step := &s.Steps[i]
		if step.Kind != story.Forward || !isTrainedWith(s, step) || isOpaque(step.Event.Within) || !isOfTrained(s, step) || !dependsOnMode(s, step.Object.Callee) {
			continue
		}
		all := modes(s)[step.Event].all
		if slices.ContainsFunc(all, func(d int) bool {
			return d < 0 || EvaluationMode(s, &s.Steps[d]) != value.Yes || isInTraining(s, s.Steps[d].Event)
		}) {
			continue
		}
		for _, d := range all {
			if !slices.Contains(out, &s.Steps[d]) {
				out = append(out, &s.Steps[d])
			}
		}
	}
	return out
}

// isOfTrained reports whether a step runs the model of a training in its loop.
func isOfTrained(s *story.Story, step *story.Step) bool {
	loops := step.Event.Loops()
	return slices.ContainsFunc(s.Trainings, func(t story.Training) bool {
		return t.By == "" && slices.Contains(loops, t.Loop) && s.Shares(step.Object.Callee, t.Model)
	})
}

// isInTraining reports whether an event happens in a loop that trains.
func isInTraining(s *story.Story, e *record.Event) bool {
	loops := e.Loops()
	return slices.ContainsFunc(s.Trainings, func(t story.Training) bool { return t.Loop >= 0 && slices.Contains(loops, t.Loop) })
}

// ToldNotToTrain are the calls of models of Keras that say that they are not for training, of whose results a loop of the program's own
// computes the gradients.
func ToldNotToTrain(s *story.Story) (out []*story.Step) {
	for i := range s.Steps {
		step := &s.Steps[i]
		v, ok := step.Object.Argument("training", -1)
		if step.Kind == story.Forward && ok && s.IsLiteral(v, "False") && strings.HasPrefix(s.Frameworks.Canonical(step.Name), "keras.") &&
			dependsOnTraining(s, step.Object.Callee) && isInTape(step) && isInTraining(s, step.Event) {
			out = append(out, step)
		}
	}
	return out
}

// isInTape reports whether a step is one that a GradientTape records.
func isInTape(step *story.Step) bool {
	return slices.ContainsFunc(step.Event.Within, func(name string) bool { return strings.HasSuffix(strings.TrimSuffix(name, "()"), ".GradientTape") })
}

// dependsOnTraining reports whether a model of Keras is made of layers some of which work otherwise while it trains.
func dependsOnTraining(s *story.Story, model value.Value) bool {
	return slices.ContainsFunc(s.Origins(model), func(id value.ID) bool {
		name := s.Frameworks.Canonical(s.Record.Heap.Object(id).Name)
		return strings.HasPrefix(name, "keras.layers.") && (strings.Contains(name, "Dropout") || strings.Contains(name, "BatchNormalization"))
	})
}
