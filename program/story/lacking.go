package story

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/value"
)

// NotCleared are where gradients are computed in a loop that applies them and never clears them, so that those of each batch add
// to all before.
func (s *Story) NotCleared() []Misstep { return s.missteps((*pass).notCleared) }

func (p *pass) notCleared() (out []Misstep) {
	if !p.isBatch() || p.story.Record.Cut {
		return nil
	}
	backward := p.acts[p.find(framework.Backward)]
	asked := map[value.Value]bool{}
	for _, step := range p.acts {
		if step.kind != framework.Step || step.of == value.Nothing || step.opaque || asked[step.of] || len(asked) == maxOptimizers {
			continue
		}
		asked[step.of] = true
		if !p.clears(step) && !p.isHanded(step.of) {
			out = append(out, p.misstep(backward, step.of, p.loopOf().At))
		}
	}
	return out
}

// maxOptimizers bounds how many optimizers of a loop or script are asked about.
const maxOptimizers = 16

// clears reports whether a turn clears the gradients that a step applies.
func (p *pass) clears(step act) bool {
	return slices.ContainsFunc(p.acts, func(a act) bool {
		switch {
		case a.kind == framework.Give:
			return true
		case a.kind != framework.Clear:
			return false
		case a.of == value.Nothing || p.story.shares(a.of, step.of):
			return true
		}
		isOther := slices.ContainsFunc(p.acts, func(b act) bool { return b.kind == framework.Step && p.story.shares(a.of, b.of) })
		return !isOther && p.story.mayHaveParameters(step.of, a.of)
	})
}

// mayHaveParameters reports whether an optimizer may have parameters of a model: unless both models are networks of the project's
// own, neither a part of the other.
func (s *Story) mayHaveParameters(optimizer, model value.Value) bool {
	h := s.Record.Heap
	owners := h.All(s.owners(optimizer))
	isOpen := func(id value.ID) bool { return h.Object(id).Kind != value.Instance }
	if len(owners) == 0 || slices.ContainsFunc(owners, isOpen) || slices.ContainsFunc(h.All(model), isOpen) {
		return true
	}
	return slices.ContainsFunc(h.All(model), func(id value.ID) bool {
		return slices.ContainsFunc(owners, func(owner value.ID) bool {
			return slices.Contains(s.membersOf(id), owner) || slices.Contains(s.membersOf(owner), id)
		})
	})
}

// isHanded reports whether a turn hands something to code that is not here.
func (p *pass) isHanded(of value.Value) bool {
	s := p.story
	for i := s.callFrom(p.first); i < len(s.calls) && s.calls[i].Order <= p.last; i++ {
		if c := &s.calls[i]; c.Kind != Gradient && s.isUnknown(c.Name) && s.hands(c.Object, of) {
			return true
		}
	}
	return false
}

// isUnknown reports whether the code of a call is neither here nor of a library that is known.
func (s *Story) isUnknown(name string) bool { return name == "?" || s.isElsewhere(name) }

// hands reports whether a call is given something, or what may hold it.
func (s *Story) hands(call *value.Object, of value.Value) bool {
	_, method := cutLast(s.called(call))
	for _, a := range call.Args {
		if a.Name == "zero_grad" || a.Rest && strings.Contains(strings.ToLower(method), "step") || s.shares(a.Value, of) {
			return true
		}
		if slices.ContainsFunc(s.Record.Heap.All(a.Value), func(id value.ID) bool { return s.mayHold(id, of) }) {
			return true
		}
	}
	return slices.ContainsFunc(s.Record.Heap.All(call.Of), func(id value.ID) bool {
		return slices.ContainsFunc(s.Record.Heap.Object(id).Args, func(a value.Argument) bool { return s.shares(a.Value, of) })
	})
}

// mayHold reports whether an object is one of the project's own that is no network, or a collection that has something.
func (s *Story) mayHold(id value.ID, of value.Value) bool {
	o := s.Record.Heap.Object(id)
	switch o.Kind {
	case value.Instance:
		return !s.Record.IsModule(id)
	case value.List, value.Tuple, value.Dict:
		return s.shares(o.Elements, of) || slices.ContainsFunc(o.Items, func(v value.Value) bool { return s.shares(v, of) }) ||
			slices.ContainsFunc(sortedKeys(o.Fields), func(key string) bool { return s.shares(o.Fields[key], of) })
	}
	return false
}

// NeverStepped are where gradients of an optimizer are cleared in a loop that computes them, and that nothing ever applies.
func (s *Story) NeverStepped() []Misstep {
	unused := map[value.Value]bool{} // optimizers
	return s.missteps(func(p *pass) (out []Misstep) {
		if p.loop < 0 || !p.has(framework.Backward) || s.Record.Cut {
			return nil
		}
		for _, a := range p.acts {
			if a.kind != framework.Clear {
				continue
			}
			if _, known := unused[a.of]; !known && len(unused) < maxOptimizers {
				unused[a.of] = s.isUnused(a)
			}
			if unused[a.of] {
				out = append(out, p.misstep(a, a.of, p.loopOf().At))
			}
		}
		return out
	})
}

// isUnused reports whether the optimizer whose gradients are cleared is made in the story, and nothing steps it there or could.
func (s *Story) isUnused(clearing act) bool {
	id, ok := s.Record.Heap.One(clearing.of)
	if !ok {
		return false
	}
	o := s.Record.Heap.Object(id)
	facts := s.frameworks.Lookup(s.called(o) + "().step")
	if facts == nil || facts.Act != framework.Step || clearing.event.Alone && s.isAttribute(id) {
		return false
	}
	return !slices.ContainsFunc(s.calls, func(c Step) bool { return s.mayStep(&c, clearing.of) })
}

// isAttribute reports whether something is an attribute of an object of the project's, so that code which is not run may use it.
func (s *Story) isAttribute(id value.ID) bool { return s.owned()[id] != "" }

// mayStep reports whether a call steps an optimizer, or may: it is one of something that is not known, or is given the optimizer.
func (s *Story) mayStep(c *Step, optimizer value.Value) bool {
	owner, method := cutLast(c.Name)
	_, owner = cutLast(strings.TrimSuffix(owner, "()"))
	switch {
	case c.Kind == Gradient && c.Facts.Act != framework.Step && c.Facts.Act != framework.ScaledStep:
		return false
	case method == "step":
		return s.mayBeSame(c.Object.Of, optimizer) || s.hands(c.Object, optimizer)
	case topName(c.Name) == "builtins" || strings.HasPrefix(c.Name, "torch.optim.lr_scheduler.") || schedules.MatchString(method) || schedules.MatchString(owner) || c.Kind == Save,
		s.frameworks.Wraps(c.Name), s.frameworks.WrapsEach(c.Name):
		return false
	}
	return s.hands(c.Object, optimizer)
}

// NeverRescaled are where gradients are applied through a gradient scaler that is never updated: the second step fails.
func (s *Story) NeverRescaled() []Misstep { return s.missteps((*pass).neverRescaled) }

func (p *pass) neverRescaled() (out []Misstep) {
	scales := slices.ContainsFunc(p.acts, func(a act) bool { return a.kind == framework.Backward && a.scaled })
	if !p.isBatch() || !scales || p.has(framework.Rescale) || p.story.Record.Cut {
		return nil
	}
	for _, a := range p.acts {
		if a.kind == framework.Step && a.scaled && !p.isHanded(a.by) {
			out = append(out, p.misstep(a, a.of, p.loopOf().At))
		}
	}
	return out
}

// calledIn is what the program calls something, self.optimizer if it is an attribute.
func (s *Story) calledIn(v value.Value) string {
	for _, id := range s.Record.Heap.All(v) {
		o := s.Record.Heap.Object(id)
		if field := s.owned()[id]; field != "" && (field == o.Label || o.Label == "") {
			return "self." + field
		}
		if o.Label != "" {
			return o.Label
		}
		if name, ok := strings.CutPrefix(o.Name, "?"); ok && name != "" && !strings.ContainsAny(name, "()[]") {
			return name
		}
	}
	return "the optimizer"
}

func (s *Story) owned() map[value.ID]string { return ownedAnswer.Of(s, (*Story).findOwned) }

var ownedAnswer Answer[map[value.ID]string]

// findOwned finds the attributes that instances of the project's classes have.
func (s *Story) findOwned() map[value.ID]string {
	h, owned := s.Record.Heap, map[value.ID]string{}
	for id := 1; id <= h.Len(); id++ {
		o := h.Object(value.ID(id))
		if o.Kind != value.Instance {
			continue
		}
		for _, name := range sortedKeys(o.Fields) {
			for _, of := range h.All(o.Fields[name]) {
				if owned[of] == "" || h.Object(of).Label == name {
					owned[of] = name
				}
			}
		}
	}
	return owned
}
