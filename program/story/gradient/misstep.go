package gradient

import (
	"slices"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// A Misstep is something done to gradients at the wrong time, or that another should go with.
type Misstep struct {
	At    value.Place // where it is done
	Of    string      // the optimizer, scheduler or scaler, as the program calls it
	Other value.Place // what it should stand in another order to, or the loop that lacks it
	Lacks string      // the statement that should stand before it, as far as that can be told
	Step  value.Place // the call that applies the gradients
	// Scaled reports whether that is a call of a gradient scaler, which is given the optimizer.
	Scaled bool
	Then   value.Place // after what the missing call should be, if that is one place
}

// missteps collects what is wrong with passes, each place once.
func missteps(s *story.Story, find func(*pass) []Misstep) (out []Misstep) {
	known := map[value.Place]bool{}
	for _, p := range passes(s) {
		for _, m := range find(p) {
			if !known[m.At] {
				known[m.At] = true
				out = append(out, m)
			}
		}
	}
	return out
}

// misstep is one in an act on something; name is of that.
func (p *pass) misstep(a Act, of value.Value, other value.Place) Misstep {
	return Misstep{At: a.Event.At, Of: calledIn(p.story, of), Other: other}
}

// SteppedFirst are the steps of an optimizer that come in each turn of a loop before that turn's gradients are computed.
func SteppedFirst(s *story.Story) []Misstep { return missteps(s, (*pass).steppedFirst) }

func (p *pass) steppedFirst() []Misstep {
	if !p.both || p.inner {
		return nil
	}
	first, computed := p.find(framework.Step), p.find(framework.Backward)
	step, backward := p.acts[first], p.acts[computed]
	isAgain := slices.ContainsFunc(p.acts[first+1:], func(a Act) bool { return a.kind == framework.Step })
	if first > computed || isAgain || step.opaque || !p.isWithin(step) || !p.isWithin(backward) || !leadsTo(p.story, step, backward) ||
		p.has(framework.Give) || p.mayTrain(p.first-1, step.order) {
		return nil
	}
	return []Misstep{p.misstep(step, step.of, backward.Event.At)}
}

// ClearedBeforeStep are where gradients are cleared between being computed and being applied.
func ClearedBeforeStep(s *story.Story) []Misstep { return missteps(s, (*pass).clearedBeforeStep) }

func (p *pass) clearedBeforeStep() (out []Misstep) {
	if p.loop >= 0 {
		return nil // it is part of all that the script does
	}
	for i, clearing := range p.acts {
		if clearing.kind != framework.Clear || clearing.of == value.Nothing || !p.computedBefore(i) {
			continue
		}
		if step, ok := p.stepAfter(i); ok && leadsTo(p.story, clearing, step) && inSameLoops(clearing, step) && !p.mayTrain(clearing.order, step.order) {
			out = append(out, p.misstep(clearing, clearing.of, step.Event.At))
		}
	}
	return out
}

func inSameLoops(a, b Act) bool { return slices.Equal(a.Event.Loops(), b.Event.Loops()) }

// computedBefore reports whether gradients are computed ahead of the i-th act, and not yet applied or cleared by then.
func (p *pass) computedBefore(i int) bool {
	for _, a := range slices.Backward(p.acts[max(0, i-maxBetween):i]) {
		switch {
		case Excludes(p.story, a, p.acts[i]):
		case a.kind == framework.Backward:
			return isPrefix(p.acts[i].Event.Loops(), a.Event.Loops())
		case a.kind == framework.Step || a.kind == framework.Clear:
			return false
		}
	}
	return false
}

// maxBetween bounds how many acts are looked at between two that may belong together.
const maxBetween = 64

// stepAfter returns the step of the optimizer that the i-th act is done to, if it comes before any new gradients.
func (p *pass) stepAfter(i int) (Act, bool) {
	for _, a := range p.acts[i+1:] {
		switch {
		case a.kind == framework.Backward || a.kind == framework.Give || a.opaque:
			return Act{}, false
		case a.kind == framework.Step && a.isSame(p.acts[i]):
			return a, true
		}
	}
	return Act{}, false
}

// ClippedLate are where gradients are clipped that have been applied already.
func ClippedLate(s *story.Story) []Misstep { return missteps(s, (*pass).clippedLate) }

func (p *pass) clippedLate() (out []Misstep) {
	if p.loop >= 0 {
		return nil
	}
	for i, clip := range p.acts {
		if clip.kind != framework.Clip || p.stepsFrom(i+1) {
			continue
		}
		for _, a := range slices.Backward(p.acts[max(0, i-maxBetween):i]) {
			if a.kind == framework.Backward || a.kind == framework.Give {
				break
			}
			if a.kind == framework.Step && leadsTo(p.story, a, clip) && inSameLoops(a, clip) && !p.mayTrain(a.order, clip.order) {
				out = append(out, p.misstep(clip, a.of, a.Event.At))
				break
			}
		}
	}
	return out
}

// stepsFrom reports whether gradients are applied from the i-th act on, before new ones are computed.
func (p *pass) stepsFrom(i int) bool {
	for _, a := range p.acts[i:] {
		switch a.kind {
		case framework.Backward:
			return false
		case framework.Step:
			return true
		}
	}
	return false
}

// ClippedScaled are where gradients are clipped that still carry the factor of a gradient scaler.
func ClippedScaled(s *story.Story) []Misstep { return missteps(s, (*pass).clippedScaled) }

func (p *pass) clippedScaled() (out []Misstep) {
	if p.loop >= 0 {
		return nil
	}
	for i, clip := range p.acts {
		if clip.kind != framework.Clip || !p.scaledStepFrom(i) {
			continue
		}
		for _, a := range slices.Backward(p.acts[max(0, i-maxBetween):i]) {
			if a.kind == framework.Unscale || a.kind == framework.Step && !Excludes(p.story, a, clip) {
				break
			}
			if a.kind == framework.Backward && a.scaled && !Excludes(p.story, a, clip) {
				m := p.misstep(clip, value.Nothing, a.Event.At)
				m.Scaled = true
				if !slices.ContainsFunc(out, func(other Misstep) bool { return other.Other == m.Other }) { // once is enough, and twice an error
					m.Lacks, m.Step = p.unscale(i)
				}
				out = append(out, m)
				break
			}
		}
	}
	return out
}

// scaledStepFrom reports whether the step after the i-th act, on a path with it, goes through a gradient scaler.
func (p *pass) scaledStepFrom(i int) bool {
	for _, a := range p.acts[i:min(len(p.acts), i+maxBetween)] {
		if a.kind == framework.Step && !Excludes(p.story, a, p.acts[i]) {
			return a.scaled
		}
	}
	return false
}

// unscale is the statement that takes the factor out of the gradients that the act at a place clips, "" if that can't be told, and the call
// that applies them.
func (p *pass) unscale(i int) (string, value.Place) {
	for _, a := range p.acts[i:min(len(p.acts), i+maxBetween)] {
		if scaler, optimizer := calledIn(p.story, a.by), calledIn(p.story, a.of); a.kind == framework.Step && a.scaled && isName(scaler) && isName(optimizer) {
			return scaler + ".unscale_(" + optimizer + ")", a.Event.At
		}
	}
	return "", value.Place{}
}

// isName reports whether what a value is called is what the program calls it.
func isName(called string) bool { return dotted.MatchString(called) }

var dotted = pattern.New(`^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$`)

// ScheduledFirst are where a turn of a loop moves a learning rate on before it steps the optimizer of that.
func ScheduledFirst(s *story.Story) []Misstep { return missteps(s, (*pass).scheduledFirst) }

func (p *pass) scheduledFirst() (out []Misstep) {
	if p.loop < 0 {
		return nil
	}
	asked := map[value.Value]bool{}
	for at, first := range p.acts {
		if first.kind != framework.Schedule || asked[first.of] || len(asked) == maxSchedulers {
			continue
		}
		asked[first.of] = true
		optimizers := scheduled(p.story, first.of)
		step := slices.IndexFunc(p.acts, func(a Act) bool { return a.kind == framework.Step && mayBeSame(p.story, a.of, optimizers) })
		if step < at || !p.isWithin(first) {
			continue
		}
		if then := p.acts[step]; (p.isAlways(first) || leadsTo(p.story, first, then)) && !p.mayTrain(p.first-1, first.order) {
			out = append(out, p.misstep(first, first.of, then.Event.At))
		}
	}
	return out
}

// maxSchedulers bounds how many schedulers of a loop are told apart.
const maxSchedulers = 8

// scheduled are the optimizers whose learning rate a scheduler moves; Nothing if that is not known.
func scheduled(s *story.Story, scheduler value.Value) value.Value {
	out := value.Nothing
	for _, id := range s.Record.Heap.All(scheduler) {
		v, _ := s.Record.Heap.Object(id).Argument("optimizer", 0)
		out = s.Record.Heap.Join(out, v)
	}
	return out
}

// mayBeSame reports whether one value may be another: both are known and share nothing if not.
func mayBeSame(s *story.Story, a, b value.Value) bool {
	h := s.Record.Heap
	isOpen := func(id value.ID) bool {
		o := h.Object(id)
		return o.Kind != value.Foreign || o.Name[0] == '?' || o.Name[len(o.Name)-1] == ']'
	}
	all, others := h.All(a), h.All(b)
	return len(all) == 0 || len(others) == 0 || slices.ContainsFunc(all, isOpen) || slices.ContainsFunc(others, isOpen) ||
		slices.ContainsFunc(all, func(id value.ID) bool { return slices.Contains(others, id) })
}

// loopOf returns where the loop of a pass is.
func (p *pass) loopOf() record.Loop { return p.story.Record.Loops[p.loop] }
