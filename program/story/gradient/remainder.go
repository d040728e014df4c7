package gradient

import (
	"slices"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// Remainders are the steps of an optimizer that come with every so many batches of an epoch, so that the gradients of the last ones
// are not applied there.
func Remainders(s *story.Story) []Misstep { return missteps(s, (*pass).remainders) }

func (p *pass) remainders() (out []Misstep) {
	if !p.isBatch() || p.story.Record.Cut || !isOverData(p.story, p.loopOf()) {
		return nil
	}
	asked := map[value.Value]bool{}
	for _, a := range p.acts {
		if a.kind != framework.Step || asked[a.of] || len(asked) == maxOptimizers {
			continue
		}
		asked[a.of] = true
		if p.isAtIntervals(a) && !p.isFinished(a) {
			out = append(out, p.misstep(a, a.of, p.loopOf().At))
		}
	}
	return out
}

// isOverData reports whether a loop goes over data rather than counts, and again in each turn of a loop around.
func isOverData(s *story.Story, loop record.Loop) bool {
	h := s.Record.Heap
	over := slices.Clone(h.All(loop.Over))
	for _, id := range h.All(loop.Over) {
		if o := h.Object(id); o.Kind == value.List || o.Kind == value.Tuple {
			over = append(over, h.All(o.Of)...) // enumerate
		}
	}
	return len(over) > 0 && loop.Hook == "" && !slices.ContainsFunc(over, func(id value.ID) bool {
		o := h.Object(id)
		return story.Counting[o.Name] || o.Kind == value.Instance || isRepeated(s, o)
	})
}

// isRepeated reports whether an iterable never ends, or is cut to a length.
func isRepeated(s *story.Story, o *value.Object) bool {
	_, last := story.CutLast(s.Called(o))
	return last == "cycle" || last == "islice" || last == "repeat" || last == "take"
}

// isAtIntervals reports whether a step has no condition but that the number of a batch is a multiple of another number, which is
// not 1 by default, and all gradients are computed without a condition.
func (p *pass) isAtIntervals(step Act) bool {
	inside := step.Event.Around[p.depth:]
	isAtTimes := func(a Act) bool { return a.kind == framework.Backward && !p.isAlways(a) }
	return len(inside) == 1 && inside[0].Loop < 0 && p.isMultiple(inside[0].Guard) && !slices.ContainsFunc(p.acts, isAtTimes)
}

// isMultiple reports whether a condition asks whether the number of a turn is a multiple of another.
func (p *pass) isMultiple(g record.Guard) bool {
	s := p.story
	g = asked(s, g)
	o := s.Single(g.Condition)
	switch {
	case o == nil:
		return false
	case o.Operator == code.Equal && g.Holds && len(o.Args) == 2 && s.IsLiteral(o.Args[1].Value, "0"):
		o = s.Single(o.Args[0].Value)
	case g.Holds:
		return false
	}
	return o != nil && o.Operator == code.Modulo && len(o.Args) == 2 && p.isTurn(o.Args[0].Value) && !mayBeOne(s, o.Args[1].Value)
}

// mayBeOne reports whether a number may be 1, unless the user sets another.
func mayBeOne(s *story.Story, v value.Value) bool {
	return slices.ContainsFunc(s.Record.Heap.All(v), func(id value.ID) bool {
		o := s.Record.Heap.Object(id)
		return o.Kind == value.Literal && o.Name == "1" || o.Kind == value.Option && s.IsLiteral(o.Default, "1")
	})
}

// isTurn reports whether a value is the number of a turn, or that and one, as enumerate counts them.
func (p *pass) isTurn(v value.Value) bool {
	h := p.story.Record.Heap
	counters := value.Nothing
	for _, list := range h.All(p.loopOf().Over) {
		for _, pair := range h.All(h.Object(list).Elements) {
			if items := h.Object(pair).Items; len(items) == 2 {
				counters = h.Join(counters, items[0])
			}
		}
	}
	o := p.story.Single(v)
	return o != nil && (p.story.Shares(v, counters) || slices.ContainsFunc(o.Args, func(a value.Argument) bool { return p.story.Shares(a.Value, counters) }))
}

// isFinished reports whether something steps the optimizer besides in the loop, or in another place there.
func (p *pass) isFinished(step Act) bool {
	whole := p
	for whole.outer != nil {
		whole = whole.outer
	}
	return slices.ContainsFunc(whole.acts, func(a Act) bool {
		return a.kind == framework.Step && a.Event.At != step.Event.At && (a.of == value.Nothing || p.story.Shares(a.of, step.of))
	}) || p.isHanded(step.of)
}
