package story

import (
	"cmp"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/value"
)

// IsOneProcess reports whether a condition holds in the first of several processes only.
func (s *Story) IsOneProcess(condition value.Value) bool {
	return slices.ContainsFunc(s.Origins(condition), func(id value.ID) bool {
		o := s.Record.Heap.Object(id)
		return (o.Kind == value.Foreign || o.Kind == value.Option) && (FirstProcess.MatchString(o.Name) || FirstProcess.MatchString(o.Label))
	})
}

// FirstProcess matches what is asked to find out whether a process is the first of several.
var FirstProcess = pattern.New(`(?i)rank|(is_?|^|[^a-z])(main|master|chief|primary|lead)(_?process|_?proc|_?node|_?worker)?([^a-z]|$)|global_zero|process_index`)

// WrittenOut are what changes a tensor where it is, and "?" a difference that is computed.
var WrittenOut = map[string]bool{"add_": true, "sub_": true, "addcdiv_": true, "copy_": true, "?": true}

// Schedules matches what makes a schedule. It is asked of libraries of which nothing is known.
var Schedules = pattern.New(`^get_\w*schedule\w*$|LRScheduler$`)

// Mixed returns the first training in the script's own file that one of some loops runs, and the first after it that another one of
// them does; false if there are no two.
func (s *Story) Mixed(isOne func(t *Training) bool) (first, other *Training, ok bool) {
	var own []*Training
	for i := range s.Trainings {
		t := &s.Trainings[i]
		if s.Record.Files[t.At.File] == s.Record.Script && s.Starts(t) && isOne(t) {
			own = append(own, t)
		}
	}
	slices.SortStableFunc(own, func(a, b *Training) int { return cmp.Compare(s.Place(a).Span.Start, s.Place(b).Span.Start) })
	for _, t := range own {
		if t.By != own[0].By {
			return own[0], t, true
		}
	}
	return nil, nil, false
}

// IsHooked reports whether a framework runs a loop around an event.
func (s *Story) IsHooked(e *record.Event) bool {
	return slices.ContainsFunc(e.Loops(), func(loop int) bool { return s.Record.Loops[loop].Hook != "" })
}

// OnlyCounts reports whether a loop that goes over something goes over no data.
func (s *Story) OnlyCounts(over value.Value) bool {
	return !slices.ContainsFunc(s.Record.Heap.All(over), func(id value.ID) bool { return !Counting[s.Record.Heap.Object(id).Name] })
}

// Counts reports whether a step is one that the script does, or one of a training that it does not start itself.
func (t *Training) Counts(step *Step) bool { return !step.Event.Alone || t.Alone() }

// HidesCallbacks reports whether callbacks of which nothing is known may be given to the framework that trains: they may save and log.
func (s *Story) HidesCallbacks(t *Training) bool { return s.hides(t, "callbacks") }

// HidesLogger reports whether a logger of which nothing is known may be given to the framework that trains.
func (s *Story) HidesLogger(t *Training) bool { return s.hides(t, "logger") }

func (s *Story) hides(t *Training, name string) bool {
	return slices.ContainsFunc(s.callbackTakers(t), func(taker *value.Object) bool {
		return slices.ContainsFunc(taker.Args, func(a value.Argument) bool {
			return a.Rest && t.By == framework.Keras || a.Name == name && s.isOpenOrElsewhere(a.Value, map[value.ID]bool{})
		})
	})
}

// callbackTakers are the calls that give callbacks to the framework that trains: fit of Keras, and what makes the trainer of others.
func (s *Story) callbackTakers(t *Training) (all []*value.Object) {
	switch t.By {
	case framework.Keras:
		return []*value.Object{t.Step.Object}
	case framework.Lightning, framework.HFTrainer:
		for _, id := range s.Record.Heap.All(t.Step.Object.Of) {
			all = append(all, s.Record.Heap.Object(id))
		}
	}
	return all
}

// isOpenOrElsewhere reports whether a value, or an element of it, may be something of which nothing is known, or made by code that is not
// here.
func (s *Story) isOpenOrElsewhere(v value.Value, seen map[value.ID]bool) bool {
	return slices.ContainsFunc(s.Record.Heap.All(v), func(id value.ID) bool {
		if seen[id] {
			return false
		}
		seen[id] = true
		o := s.Record.Heap.Object(id)
		return o.Kind == value.Foreign && (strings.HasPrefix(o.Name, "?") || s.IsElsewhere(s.Called(o))) ||
			s.isOpenOrElsewhere(o.Elements, seen) ||
			slices.ContainsFunc(o.Items, func(item value.Value) bool { return s.isOpenOrElsewhere(item, seen) })
	})
}

// DrawMatters reports whether what a step draws may change what is trained: it does not once the last training is over.
func (s *Story) DrawMatters(draw *Step) bool {
	return len(s.Trainings) == 0 || slices.ContainsFunc(s.Trainings, func(t Training) bool {
		return draw.Order < t.Step.Order || s.IsDuring(draw, &t)
	})
}

// Starts reports whether a training is one that the script starts, or an example shows.
func (s *Story) Starts(t *Training) bool { return s.Snippet || !t.Alone() }

// Applies are the acts that change parameters.
var Applies = []framework.Act{framework.Step, framework.ScaledStep}

// findTrainings finds the loops in which gradients are applied, and the calls by which a framework does it.
func (s *Story) findTrainings() {
	hooked := s.hookedAt()
	for i := range s.Steps {
		step := &s.Steps[i]
		switch {
		case slices.ContainsFunc(step.Event.Way, func(at value.Place) bool { return hooked[at] }): // it runs when gradients come, not here
		case step.Kind == Train:
			s.Trainings = append(s.Trainings, Training{By: step.Facts.Trains, At: step.Event.At, Loop: -1, Epoch: -1, Model: s.Trained(step), Step: *step})
		case step.Kind == Gradient && slices.Contains(Applies, step.Facts.Act) && len(step.Event.Loops()) > 0:
			s.ownLoop(step)
		}
	}
}

// hookedAt are the places where functions are registered as hooks of parameters and modules.
func (s *Story) hookedAt() map[value.Place]bool {
	places := map[value.Place]bool{}
	for i := range s.Calls {
		if _, method := CutLast(s.Calls[i].Name); strings.HasPrefix(method, "register_") && strings.HasSuffix(method, "_hook") {
			places[s.Calls[i].Event.At] = true
		}
	}
	return places
}

// Trained is the model that a framework's call trains.
func (s *Story) Trained(step *Step) value.Value {
	h := s.Record.Heap
	switch step.Facts.Trains {
	case framework.Lightning:
		v, _ := step.Object.Argument("model", 0)
		return v
	case framework.Boosting:
		return h.Of(step.Event.Call)
	case framework.HFTrainer:
		out := value.Nothing
		for _, id := range h.All(step.Object.Of) {
			v, _ := h.Object(id).Argument("model", 0)
			out = h.Join(out, v)
		}
		return out
	}
	return step.Object.Of
}

// ownLoop notes the loop that the step of an optimizer is in.
func (s *Story) ownLoop(step *Step) {
	loops := s.withGradients(step.Event.Loops())
	inner := loops[len(loops)-1]
	model := s.modelOf(step)
	if model == value.Nothing && s.changesData(step, loops) {
		return
	}
	loop := s.Record.Loops[inner]
	isIt := func(t Training) bool { return t.Loop == inner || t.By != "" && s.IsDuring(step, &t) }
	if i := slices.IndexFunc(s.Trainings, isIt); i >= 0 {
		s.Trainings[i].Model = s.Record.Heap.Join(s.Trainings[i].Model, model)
		return
	}
	t := Training{At: loop.At, Loop: inner, Epoch: -1, Model: model, Data: loop.Over, Step: *step}
	if len(loops) > 1 {
		t.Epoch = loops[len(loops)-2]
	}
	s.Trainings = append(s.Trainings, t)
}

// ComputesGradients reports whether a step computes the gradients of a loss.
func (c *Step) ComputesGradients() bool {
	return c.Kind == Gradient && (c.Facts.Act == framework.Backward || c.Facts.Act == framework.Differentiate)
}

// withGradients leaves out the loops inside the innermost one in which gradients are computed: a loop over parameters is not one
// over data. It leaves all if none of the loops has that.
func (s *Story) withGradients(loops []int) []int {
	inner := slices.IndexFunc(loops, func(loop int) bool { return !s.Backward()[loop] })
	if inner <= 0 {
		return loops
	}
	return loops[:inner]
}

// Backward returns the loops in which gradients are computed.
func (s *Story) Backward() map[int]bool { return backwardAnswer.Of(s, (*Story).findBackward) }

var backwardAnswer Answer[map[int]bool]

// findBackward returns the loops in which gradients are computed.
func (s *Story) findBackward() map[int]bool {
	found := map[int]bool{}
	for i := range s.Steps {
		if step := &s.Steps[i]; step.ComputesGradients() {
			for _, loop := range step.Event.Loops() {
				found[loop] = true
			}
		}
	}
	return found
}

// modelOf is what the optimizer that a step is of has the parameters of.
func (s *Story) modelOf(step *Step) value.Value {
	optimizer := step.Object.Of
	if strings.HasPrefix(step.Name, "jax.example_libraries.") { // whose state was made of the parameters
		state, _ := step.Object.Argument("opt_state", 2)
		return s.madeOf(state)
	}
	switch _, method := CutLast(step.Name); method {
	case "update": // of what was made with the model, or is given it
		for _, id := range s.Record.Heap.All(optimizer) {
			if v, ok := s.Record.Heap.Object(id).Argument("model", 0); ok && strings.HasPrefix(step.Name, "flax.") {
				return v
			}
		}
		model, _ := step.Object.Argument("model", 0)
		return model
	case "apply_updates":
		model, _ := step.Object.Argument("params", 0)
		return model
	case "apply_gradients":
		if v, ok := step.Object.Argument("grads_and_vars", 0); ok {
			return s.Owners(v)
		}
		return step.Object.Of // a train state, which has the parameters
	}
	if step.Facts.Act == framework.ScaledStep || optimizer == value.Nothing {
		if v, ok := step.Object.Argument("optimizer", 0); ok {
			optimizer = v
		}
	}
	if s.isEngine(optimizer) {
		return optimizer
	}
	return s.Owners(optimizer)
}

// isEngine reports whether something computes the gradients of losses that it is given.
func (s *Story) isEngine(v value.Value) bool {
	return slices.ContainsFunc(s.Record.Heap.All(v), func(id value.ID) bool { return s.Networks.engines[id] })
}

// madeOf is what the calls whose results a value may be were given first.
func (s *Story) madeOf(v value.Value) (out value.Value) {
	for _, id := range s.Record.Heap.All(v) {
		if args := s.Record.Heap.Object(id).Args; len(args) > 0 {
			out = s.Record.Heap.Join(out, args[0].Value)
		}
	}
	return out
}

// updates reports whether a call of which nothing is known changes parameters by their gradients: it is the step of something
// that was given parameters, or changes a tensor in place by what comes from a gradient.
func (s *Story) updates(name string, o *value.Object, e *record.Event) bool {
	_, method := CutLast(name)
	switch method {
	case "step":
		return slices.ContainsFunc(s.Record.Heap.All(o.Of), s.isOptimizer) || s.clearsGradients(o, e) || s.isEngine(o.Of)
	case "run":
		return slices.ContainsFunc(o.Args, func(a value.Argument) bool { return s.isTrainOp(a.Value, 0) })
	case "?": // a difference
		return len(o.Args) == 2 && s.FromGradient(o.Args[1].Value)
	}
	if WrittenOut[method] {
		return slices.ContainsFunc(o.Args, func(a value.Argument) bool { return s.FromGradient(a.Value) })
	}
	return false
}

// isTrainOp reports whether a value is, or holds, what an optimizer of TensorFlow 1 made to be run in each step.
func (s *Story) isTrainOp(v value.Value, depth int) bool {
	return depth < 3 && slices.ContainsFunc(s.Record.Heap.All(v), func(id value.ID) bool {
		o := s.Record.Heap.Object(id)
		return strings.HasSuffix(o.Name, ".minimize()") || strings.HasSuffix(o.Name, ".apply_gradients()") || s.isTrainOp(o.Elements, depth+1)
	})
}

// clearsGradients reports whether a step in a loop over data is of something that clears gradients, too, and is no network: an optimizer
// that code made which is not here. One whose failure is handled may try out how much fits into memory.
func (s *Story) clearsGradients(o *value.Object, e *record.Event) bool {
	inner, ok := e.InnerLoop()
	return ok && !e.Tried && s.hasForeign(s.Record.Loops[inner].Over, 0) && slices.ContainsFunc(s.Record.Heap.All(o.Of), func(id value.ID) bool {
		return s.Networks.cleared[id] && !s.IsModule(id)
	})
}

// isOptimizer reports whether an object was given parameters, or is one of which nothing but a name is known, that may be an
// optimizer's.
func (s *Story) isOptimizer(id value.ID) bool {
	o := s.Record.Heap.Object(id)
	if name, ok := strings.CutPrefix(o.Name, "?"); ok && len(o.Args) == 0 {
		_, last := CutLast(name)
		return last != "" && !steps.MatchString(last)
	}
	return Optimizers.MatchString(o.Label) || slices.ContainsFunc(o.Args, func(a value.Argument) bool { return s.HasParameters(a.Value, map[value.ID]bool{}) })
}

// Optimizers matches what programs call an optimizer. It is asked of what code made that is not here.
var Optimizers = pattern.New(`(?i)(^|[^a-z])opt(im(izers?)?)?(_?[a-z0-9]{1,2})?$`)

// steps matches what has a step and is no optimizer: schedulers, profilers, environments, engines that do it all.
var steps = pattern.New(`(?i)sched|prof|env|warmup|(^|[^a-z])(lr|writer|logger|bar|pbar|timer|self)([^a-z]|$)`)

// HasParameters reports whether a value is parameters of a model, or a collection that has some.
func (s *Story) HasParameters(v value.Value, seen map[value.ID]bool) bool {
	return slices.ContainsFunc(s.Record.Heap.All(v), func(id value.ID) bool {
		o := s.Record.Heap.Object(id)
		if _, member := CutLast(strings.TrimSuffix(o.Name, "()")); parameters[member] {
			return true
		}
		if seen[id] {
			return false
		}
		if isPartOfAnother(o) {
			seen[id] = true
			return s.HasParameters(o.Of, seen)
		}
		isBuiltin := strings.HasPrefix(o.Name, "builtins.") && !strings.HasSuffix(o.Name, "()()") // list(…), not what getattr(…) gives
		if o.Kind == value.Foreign && !isBuiltin {
			return false
		}
		seen[id] = true
		for _, a := range o.Args {
			if s.HasParameters(a.Value, seen) {
				return true
			}
		}
		for _, field := range o.Fields {
			if s.HasParameters(field, seen) {
				return true
			}
		}
		return s.HasParameters(o.Elements, seen)
	})
}

// isPartOfAnother reports whether an object is an element of something outside the project, or what such an element consists of.
func isPartOfAnother(o *value.Object) bool {
	return o.Kind == value.Foreign && strings.HasSuffix(o.Name, "]") && o.Of != value.Nothing
}

// FromGradient reports whether a value is computed from what is called grad.
func (s *Story) FromGradient(v value.Value) bool {
	return slices.ContainsFunc(s.Origins(v), func(id value.ID) bool {
		_, member := CutLast(s.Record.Heap.Object(id).Name)
		return member == "grad"
	})
}

// MaxWalk bounds how far a value is followed to what it was made of.
const MaxWalk = 12

// Owners are the objects whose parameters a value was given.
func (s *Story) Owners(v value.Value) value.Value {
	out := value.Nothing
	s.addOwners(v, 0, map[value.ID]bool{}, &out)
	return out
}

func (s *Story) addOwners(v value.Value, depth int, seen map[value.ID]bool, out *value.Value) {
	h := s.Record.Heap
	for _, id := range h.All(v) {
		if seen[id] || depth > MaxWalk {
			continue
		}
		seen[id] = true
		o := h.Object(id)
		if isPartOfAnother(o) {
			s.addOwners(o.Of, depth+1, seen, out)
			continue
		}
		if _, member := CutLast(strings.TrimSuffix(o.Name, "()")); parameters[member] {
			*out = h.Join(*out, o.Of)
			continue
		}
		for _, a := range o.Args {
			s.addOwners(a.Value, depth+1, seen, out)
		}
		s.addOwners(o.Elements, depth+1, seen, out)
		for _, key := range value.SortedKeys(o.Fields) {
			s.addOwners(o.Fields[key], depth+1, seen, out)
		}
	}
}

// parameters are the members that give a module's parameters.
var parameters = map[string]bool{"parameters": true, "named_parameters": true, "trainable_variables": true, "trainable_weights": true}

// changesData reports whether the step of an optimizer changes data that it was given, as in neural style transfer, and no model:
// what it changes is known, was not drawn, and the loops around go over no data.
func (s *Story) changesData(step *Step, loops []int) bool {
	h := s.Record.Heap
	if slices.ContainsFunc(loops, func(loop int) bool { return s.hasForeign(s.Record.Loops[loop].Over, 0) }) {
		return false
	}
	var given value.Value
	if v, ok := step.Object.Argument("grads_and_vars", 0); ok && strings.HasSuffix(step.Name, ".apply_gradients") {
		given = v
	} else if o := s.Single(step.Object.Of); o != nil {
		given, _ = o.Argument("params", 0)
	}
	all := s.Origins(given)
	return len(all) > 0 && !slices.ContainsFunc(all, func(id value.ID) bool {
		o := h.Object(id)
		facts := s.Lookup(s.Called(o))
		return strings.HasPrefix(o.Name, "?") && len(o.Args) == 0 && o.Of == value.Nothing || facts != nil && len(facts.Draws) > 0 || o.Kind == value.Instance
	})
}

// hasForeign reports whether a value comes from outside the project and does not only count, or has elements that do.
func (s *Story) hasForeign(v value.Value, depth int) bool {
	return depth < 3 && slices.ContainsFunc(s.Record.Heap.All(v), func(id value.ID) bool {
		o := s.Record.Heap.Object(id)
		return o.Kind == value.Foreign && !Counting[o.Name] || s.hasForeign(o.Elements, depth+1)
	})
}

// Counting are what loops go over that only count.
var Counting = map[string]bool{"builtins.range()": true, "itertools.count()": true, "tqdm.trange()": true}

// Outer returns the loop of a training that goes around its epochs, or the only one it has.
func (t *Training) Outer() int {
	if t.Epoch >= 0 {
		return t.Epoch
	}
	return t.Loop
}

// IsDuring reports whether a step happens while a training runs.
func (s *Story) IsDuring(step *Step, t *Training) bool {
	if t.By != "" {
		return slices.ContainsFunc(step.Event.Loops(), func(loop int) bool {
			l := s.Record.Loops[loop]
			return l.Hook != "" && l.At == t.At
		})
	}
	return slices.Contains(step.Event.Loops(), t.Outer())
}
