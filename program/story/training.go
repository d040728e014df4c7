package story

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/value"
)

// applies are the acts that change parameters.
var applies = []framework.Act{framework.Step, framework.ScaledStep}

// findTrainings finds the loops in which gradients are applied, and the calls by which a framework does it.
func (s *Story) findTrainings() {
	for i := range s.Steps {
		step := &s.Steps[i]
		switch {
		case step.Kind == Train:
			s.Trainings = append(s.Trainings, Training{By: step.Facts.Trains, At: step.Event.At, Loop: -1, Epoch: -1, Model: s.trained(step), Step: *step})
		case step.Kind == Gradient && slices.Contains(applies, step.Facts.Act) && len(step.Event.Loops()) > 0:
			s.ownLoop(step)
		}
	}
}

// trained is the model that a framework's call trains.
func (s *Story) trained(step *Step) value.Value {
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
	isIt := func(t Training) bool { return t.Loop == inner || t.By != "" && s.isDuring(step, &t) }
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

// computesGradients reports whether a step computes the gradients of a loss.
func (c *Step) computesGradients() bool {
	return c.Kind == Gradient && (c.Facts.Act == framework.Backward || c.Facts.Act == framework.Differentiate)
}

// withGradients leaves out the loops inside the innermost one in which gradients are computed: a loop over parameters is not one
// over data. It leaves all if none of the loops has that.
func (s *Story) withGradients(loops []int) []int {
	inner := slices.IndexFunc(loops, func(loop int) bool { return !s.backward()[loop] })
	if inner <= 0 {
		return loops
	}
	return loops[:inner]
}

func (s *Story) backward() map[int]bool { return backwardAnswer.Of(s, (*Story).findBackward) }

var backwardAnswer Answer[map[int]bool]

// findBackward returns the loops in which gradients are computed.
func (s *Story) findBackward() map[int]bool {
	found := map[int]bool{}
	for i := range s.Steps {
		if step := &s.Steps[i]; step.computesGradients() {
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
	switch _, method := cutLast(step.Name); method {
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
			return s.owners(v)
		}
		return step.Object.Of // a train state, which has the parameters
	}
	if step.Facts.Act == framework.ScaledStep || optimizer == value.Nothing {
		if v, ok := step.Object.Argument("optimizer", 0); ok {
			optimizer = v
		}
	}
	return s.owners(optimizer)
}

// updates reports whether a call of which nothing is known changes parameters by their gradients: it is the step of something
// that was given parameters, or changes a tensor in place by what comes from a gradient.
func (s *Story) updates(name string, o *value.Object) bool {
	_, method := cutLast(name)
	switch method {
	case "step":
		return slices.ContainsFunc(s.Record.Heap.All(o.Of), s.isOptimizer)
	case "run":
		return slices.ContainsFunc(o.Args, func(a value.Argument) bool { return s.isTrainOp(a.Value, 0) })
	case "?": // a difference
		return len(o.Args) == 2 && s.fromGradient(o.Args[1].Value)
	}
	if writtenOut[method] {
		return slices.ContainsFunc(o.Args, func(a value.Argument) bool { return s.fromGradient(a.Value) })
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

// isOptimizer reports whether an object was given parameters, or is one of which nothing but a name is known, that may be an
// optimizer's.
func (s *Story) isOptimizer(id value.ID) bool {
	o := s.Record.Heap.Object(id)
	if name, ok := strings.CutPrefix(o.Name, "?"); ok && len(o.Args) == 0 {
		_, last := cutLast(name)
		return last != "" && !steps.MatchString(last)
	}
	return optimizers.MatchString(o.Label) || slices.ContainsFunc(o.Args, func(a value.Argument) bool { return s.hasParameters(a.Value, map[value.ID]bool{}) })
}

// optimizers matches what programs call an optimizer. It is asked of what code made that is not here.
var optimizers = pattern.New(`(?i)(^|[^a-z])opt(im(izers?)?)?(_?[a-z0-9]{1,2})?$`)

// steps matches what has a step and is no optimizer: schedulers, profilers, environments, engines that do it all.
var steps = pattern.New(`(?i)sched|prof|env|warmup|(^|[^a-z])(lr|writer|logger|bar|pbar|timer|self)([^a-z]|$)`)

// hasParameters reports whether a value is parameters of a model, or a collection that has some.
func (s *Story) hasParameters(v value.Value, seen map[value.ID]bool) bool {
	return slices.ContainsFunc(s.Record.Heap.All(v), func(id value.ID) bool {
		o := s.Record.Heap.Object(id)
		if _, member := cutLast(strings.TrimSuffix(o.Name, "()")); parameters[member] {
			return true
		}
		if seen[id] {
			return false
		}
		if isPartOfAnother(o) {
			seen[id] = true
			return s.hasParameters(o.Of, seen)
		}
		isBuiltin := strings.HasPrefix(o.Name, "builtins.") && !strings.HasSuffix(o.Name, "()()") // list(…), not what getattr(…) gives
		if o.Kind == value.Foreign && !isBuiltin {
			return false
		}
		seen[id] = true
		for _, a := range o.Args {
			if s.hasParameters(a.Value, seen) {
				return true
			}
		}
		for _, field := range o.Fields {
			if s.hasParameters(field, seen) {
				return true
			}
		}
		return s.hasParameters(o.Elements, seen)
	})
}

// isPartOfAnother reports whether an object is an element of something outside the project, or what such an element consists of.
func isPartOfAnother(o *value.Object) bool {
	return o.Kind == value.Foreign && strings.HasSuffix(o.Name, "]") && o.Of != value.Nothing
}

// fromGradient reports whether a value is computed from what is called grad.
func (s *Story) fromGradient(v value.Value) bool {
	return slices.ContainsFunc(s.origins(v), func(id value.ID) bool {
		_, member := cutLast(s.Record.Heap.Object(id).Name)
		return member == "grad"
	})
}

// maxWalk bounds how far a value is followed to what it was made of.
const maxWalk = 12

// owners are the objects whose parameters a value was given.
func (s *Story) owners(v value.Value) value.Value {
	out := value.Nothing
	s.addOwners(v, 0, map[value.ID]bool{}, &out)
	return out
}

func (s *Story) addOwners(v value.Value, depth int, seen map[value.ID]bool, out *value.Value) {
	h := s.Record.Heap
	for _, id := range h.All(v) {
		if seen[id] || depth > maxWalk {
			continue
		}
		seen[id] = true
		o := h.Object(id)
		if isPartOfAnother(o) {
			s.addOwners(o.Of, depth+1, seen, out)
			continue
		}
		if _, member := cutLast(strings.TrimSuffix(o.Name, "()")); parameters[member] {
			*out = h.Join(*out, o.Of)
			continue
		}
		for _, a := range o.Args {
			s.addOwners(a.Value, depth+1, seen, out)
		}
		s.addOwners(o.Elements, depth+1, seen, out)
		for _, key := range sortedKeys(o.Fields) {
			s.addOwners(o.Fields[key], depth+1, seen, out)
		}
	}
}

// parameters are the members that give a module's parameters.
var parameters = map[string]bool{"parameters": true, "named_parameters": true, "trainable_variables": true}

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
	} else if o := s.single(step.Object.Of); o != nil {
		given, _ = o.Argument("params", 0)
	}
	all := s.origins(given)
	return len(all) > 0 && !slices.ContainsFunc(all, func(id value.ID) bool {
		o := h.Object(id)
		facts := s.frameworks.Lookup(s.called(o))
		return strings.HasPrefix(o.Name, "?") && len(o.Args) == 0 && o.Of == value.Nothing || facts != nil && len(facts.Draws) > 0 || o.Kind == value.Instance
	})
}

// hasForeign reports whether a value comes from outside the project and does not only count, or has elements that do.
func (s *Story) hasForeign(v value.Value, depth int) bool {
	return depth < 3 && slices.ContainsFunc(s.Record.Heap.All(v), func(id value.ID) bool {
		o := s.Record.Heap.Object(id)
		return o.Kind == value.Foreign && !counting[o.Name] || s.hasForeign(o.Elements, depth+1)
	})
}

// counting are what loops go over that only count.
var counting = map[string]bool{"builtins.range()": true, "itertools.count()": true, "tqdm.trange()": true}
