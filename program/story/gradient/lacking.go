package gradient

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// NotCleared are where gradients are computed in a loop that applies them and never clears them, so that those of each batch add
// to all before.
func NotCleared(s *story.Story) []Misstep { return missteps(s, (*pass).notCleared) }

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
			m := p.misstep(backward, step.of, p.loopOf().At)
			m.Step, m.Scaled = step.Event.At, step.scaled
			if isName(m.Of) {
				m.Lacks = m.Of + ".zero_grad()"
			}
			out = append(out, m)
		}
	}
	return out
}

// maxOptimizers bounds how many optimizers of a loop or script are asked about.
const maxOptimizers = 16

// clears reports whether a turn clears the gradients that a step applies.
func (p *pass) clears(step Act) bool {
	return slices.ContainsFunc(p.acts, func(a Act) bool {
		switch {
		case a.kind == framework.Give:
			return true
		case a.kind != framework.Clear:
			return false
		case a.of == value.Nothing || p.story.Shares(a.of, step.of):
			return true
		}
		isOther := slices.ContainsFunc(p.acts, func(b Act) bool { return b.kind == framework.Step && p.story.Shares(a.of, b.of) })
		return !isOther && mayHaveParameters(p.story, step.of, a.of)
	})
}

// mayHaveParameters reports whether an optimizer may have parameters of a model: unless both models are networks of the project's
// own, neither a part of the other.
func mayHaveParameters(s *story.Story, optimizer, model value.Value) bool {
	h := s.Record.Heap
	owners := h.All(s.Owners(optimizer))
	isOpen := func(id value.ID) bool { return h.Object(id).Kind != value.Instance }
	if len(owners) == 0 || slices.ContainsFunc(owners, isOpen) || slices.ContainsFunc(h.All(model), isOpen) {
		return true
	}
	return slices.ContainsFunc(h.All(model), func(id value.ID) bool {
		return slices.ContainsFunc(owners, func(owner value.ID) bool {
			return slices.Contains(s.MembersOf(id), owner) || slices.Contains(s.MembersOf(owner), id)
		})
	})
}

// isHanded reports whether a turn hands something to code that is not here.
func (p *pass) isHanded(of value.Value) bool {
	s := p.story
	for i := callFrom(s, p.first); i < len(s.Calls) && s.Calls[i].Order <= p.last; i++ {
		if c := &s.Calls[i]; c.Kind != story.Gradient && isUnknown(s, c.Name) && hands(s, c.Object, of) {
			return true
		}
	}
	return false
}

// isUnknown reports whether the code of a call is neither here nor of a library that is known.
func isUnknown(s *story.Story, name string) bool { return name == "?" || s.IsElsewhere(name) }

// hands reports whether a call is given something, or what may hold it.
func hands(s *story.Story, call *value.Object, of value.Value) bool {
	_, method := story.CutLast(s.Called(call))
	for _, a := range call.Args {
		if a.Name == "zero_grad" || a.Rest && strings.Contains(strings.ToLower(method), "step") || s.Shares(a.Value, of) {
			return true
		}
		if slices.ContainsFunc(s.Record.Heap.All(a.Value), func(id value.ID) bool { return mayHold(s, id, of, maxHeld) }) {
			return true
		}
	}
	return slices.ContainsFunc(s.Record.Heap.All(call.Of), func(id value.ID) bool {
		return slices.ContainsFunc(s.Record.Heap.Object(id).Args, func(a value.Argument) bool { return s.Shares(a.Value, of) })
	})
}

// maxHeld bounds how deep something is looked for in what holds it.
const maxHeld = 3

// mayHold reports whether an object is one of the project's own that is no network and was given something, or a collection that has it.
func mayHold(s *story.Story, id value.ID, of value.Value, depth int) bool {
	o := s.Record.Heap.Object(id)
	has := func(v value.Value) bool {
		return s.Shares(v, of) || depth > 0 && slices.ContainsFunc(s.Record.Heap.All(v), func(inner value.ID) bool { return inner != id && mayHold(s, inner, of, depth-1) })
	}
	switch o.Kind {
	case value.Instance:
		if s.Record.IsModule(id) {
			return false
		}
	case value.List, value.Tuple, value.Dict:
	default:
		return false
	}
	return has(o.Elements) || slices.ContainsFunc(o.Items, has) || slices.ContainsFunc(o.Args, func(a value.Argument) bool { return has(a.Value) }) ||
		slices.ContainsFunc(value.SortedKeys(o.Fields), func(key string) bool { return has(o.Fields[key]) })
}

// NeverStepped are where gradients of an optimizer are cleared in a loop that computes them, and that nothing ever applies.
func NeverStepped(s *story.Story) []Misstep {
	unused := map[value.Value]bool{} // optimizers
	return missteps(s, func(p *pass) (out []Misstep) {
		if p.loop < 0 || !p.has(framework.Backward) || s.Record.Cut {
			return nil
		}
		for _, a := range p.acts {
			if a.kind != framework.Clear {
				continue
			}
			if _, known := unused[a.of]; !known && len(unused) < maxOptimizers {
				unused[a.of] = isUnused(s, a)
			}
			if unused[a.of] {
				m := p.misstep(a, a.of, p.loopOf().At)
				m.Then = p.only(framework.Backward)
				out = append(out, m)
			}
		}
		return out
	})
}

// isUnused reports whether the optimizer whose gradients are cleared is made in the story, and nothing steps it there or could.
func isUnused(s *story.Story, clearing Act) bool {
	id, ok := s.Record.Heap.One(clearing.of)
	if !ok {
		return false
	}
	o := s.Record.Heap.Object(id)
	facts := s.Lookup(s.Called(o) + "().step")
	if facts == nil || facts.Act != framework.Step || clearing.Event.Alone && s.IsAttribute(id) {
		return false
	}
	return !slices.ContainsFunc(s.Calls, func(c story.Step) bool { return mayStep(s, &c, clearing.of) })
}

// mayStep reports whether a call steps an optimizer, or may: it is one of something that is not known, or is given the optimizer.
func mayStep(s *story.Story, c *story.Step, optimizer value.Value) bool {
	owner, method := story.CutLast(c.Name)
	_, owner = story.CutLast(strings.TrimSuffix(owner, "()"))
	switch {
	case c.Kind == story.Gradient && c.Facts.Act != framework.Step && c.Facts.Act != framework.ScaledStep:
		return false
	case method == "step":
		return mayBeSame(s, c.Object.Of, optimizer) || hands(s, c.Object, optimizer)
	case TopName(c.Name) == "builtins" || strings.HasPrefix(c.Name, "torch.optim.lr_scheduler.") || story.Schedules.MatchString(method) || story.Schedules.MatchString(owner) || c.Kind == story.Save,
		s.Frameworks.Wraps(c.Name), s.Frameworks.WrapsEach(c.Name):
		return false
	}
	return hands(s, c.Object, optimizer)
}

// NeverRescaled are where gradients are applied through a gradient scaler that is never updated: the second step fails.
func NeverRescaled(s *story.Story) []Misstep { return missteps(s, (*pass).neverRescaled) }

func (p *pass) neverRescaled() (out []Misstep) {
	scales := slices.ContainsFunc(p.acts, func(a Act) bool { return a.kind == framework.Backward && a.scaled })
	if !p.isBatch() || !scales || p.has(framework.Rescale) || p.story.Record.Cut {
		return nil
	}
	for _, a := range p.acts {
		if a.kind == framework.Step && a.scaled && !p.isHanded(a.by) {
			m := p.misstep(a, a.of, p.loopOf().At)
			m.Then = p.only(framework.Step)
			out = append(out, m)
		}
	}
	return out
}

// only is where the only act of a kind is, none if there are others.
func (p *pass) only(kind framework.Act) (at value.Place) {
	for _, a := range p.acts {
		switch {
		case a.kind != kind || a.Event.At == at:
		case at != value.Place{}:
			return value.Place{}
		default:
			at = a.Event.At
		}
	}
	return at
}

// calledIn is what the program calls something, self.optimizer if it is an attribute.
func calledIn(s *story.Story, v value.Value) string {
	for _, id := range s.Record.Heap.All(v) {
		o := s.Record.Heap.Object(id)
		if field := s.Owned()[id]; field != "" && (field == o.Label || o.Label == "") {
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
