package program

import (
	"slices"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/framework"
)

// ClearedBeforeStep answers where gradients are cleared between being computed and being applied.
func (p *Program) ClearedBeforeStep() []Misstep { return missteps(p.passes(), pass.clearedBeforeStep) }

func (s pass) clearedBeforeStep() (out []Misstep) {
	for i, clearing := range s.acts {
		if clearing.kind != framework.Clear || clearing.of == "" || !s.computedBefore(i) {
			continue
		}
		if step, ok := s.stepAfter(i); ok && clearing.leadsTo(step) && clearing.loop == step.loop && !s.mayTrain(clearing.end, step.end) {
			out = append(out, Misstep{At: clearing.site, Of: clearing.of, Other: step.site})
		}
	}
	return out
}

// computedBefore reports whether gradients are computed ahead of the i-th act, and not yet applied or cleared by then.
func (s pass) computedBefore(i int) bool {
	for _, a := range slices.Backward(s.acts[:i]) {
		switch {
		case a.excludes(s.acts[i]):
		case a.kind == framework.Backward:
			return a.loop == s.acts[i].loop || s.fn.within(a.loop, s.acts[i].loop) || s.acts[i].loop < 0
		case a.kind == framework.Step || a.kind == framework.Clear:
			return false
		}
	}
	return false
}

// stepAfter returns the step of the optimizer that the i-th act is done to, if it comes before any new gradients.
func (s pass) stepAfter(i int) (act, bool) {
	for _, a := range s.acts[i+1:] {
		switch {
		case a.kind == framework.Backward || a.kind == framework.Give || a.closure:
			return act{}, false
		case a.kind == framework.Step && a.of == s.acts[i].of:
			return a, true
		}
	}
	return act{}, false
}

// mayTrain reports whether a call of the function between two offsets may compute or set gradients out of sight.
func (s pass) mayTrain(from, to int) bool {
	for i := range s.fn.Calls {
		c := &s.fn.Calls[i]
		_, known := (callSite{s.fn, i}).act()
		if c.Span.Start >= from && c.Span.End <= to && !known && (s.fn.effectOf(i)&gradients != 0 || s.fn.mayBackpropagate(i)) {
			return true
		}
	}
	return false
}

// mayBackpropagate reports whether a call that is not followed is named for something that computes gradients.
func (fn *function) mayBackpropagate(call int) bool {
	t, callee := fn.targets[call], fn.Calls[call].Callee
	isFollowed := len(t.functions) > 0 && len(t.external) == 0
	return !isFollowed && trainsByName.MatchString(lastPart(callee)) && !meter.MatchString(callee)
}

var (
	trainsByName = pattern.New(`(?i)backward|grad|backprop|loss_scaler|closure|train|update|learn|fit|optimize|_step$`)
	// meter matches what is updated and trains nothing: a mean, a bar of progress.
	meter = pattern.New(`(?i)(meter|loss(es)?|time|acc\w*|top\d|bar|progress|metrics?|avg|stats|dict|history)(\(\))?\.update$`)
)

// SteppedFirst answers where an optimizer is stepped in each turn of a loop before that turn's gradients are computed.
func (p *Program) SteppedFirst() []Misstep {
	turns := p.batches()
	for _, s := range p.passes() {
		if len(s.fn.Loops) == 0 && s.has(framework.Step) && s.has(framework.Backward) { // a turn in a function of its own
			turns = append(turns, s)
		}
	}
	return missteps(turns, pass.steppedFirst)
}

func (s pass) steppedFirst() []Misstep {
	first, computed := s.first(framework.Step), s.first(framework.Backward)
	step, backward := s.acts[first], s.acts[computed]
	isAgain := func(a act) bool { return a.kind == framework.Step }
	if !s.always(step) || !s.always(backward) || step.closure || first > computed ||
		slices.ContainsFunc(s.acts[first+1:], isAgain) || s.has(framework.Give) || s.mayTrain(s.start(), step.end) {
		return nil
	}
	return []Misstep{{At: step.site, Of: step.of, Other: backward.site}}
}

// ClippedLate answers where gradients are clipped that have been applied already.
func (p *Program) ClippedLate() []Misstep { return missteps(p.passes(), pass.clippedLate) }

func (s pass) clippedLate() (out []Misstep) {
	for i, clip := range s.acts {
		if clip.kind != framework.Clip || s.stepsFrom(i+1) {
			continue
		}
		for _, a := range slices.Backward(s.acts[:i]) {
			if a.kind == framework.Backward || a.kind == framework.Give {
				break
			}
			if a.kind == framework.Step && a.leadsTo(clip) && a.loop == clip.loop && !s.mayTrain(a.end, clip.end) {
				out = append(out, Misstep{At: clip.site, Of: a.of, Other: a.site})
				break
			}
		}
	}
	return out
}

// stepsFrom reports whether gradients are applied from the i-th act on, before new ones are computed.
func (s pass) stepsFrom(i int) bool {
	for _, a := range s.acts[i:] {
		switch a.kind {
		case framework.Backward:
			return false
		case framework.Step:
			return true
		}
	}
	return false
}

// ClippedScaled answers where gradients are clipped that still carry the factor of a gradient scaler.
func (p *Program) ClippedScaled() []Misstep { return missteps(p.passes(), pass.clippedScaled) }

func (s pass) clippedScaled() (out []Misstep) {
	for i, clip := range s.acts {
		if clip.kind != framework.Clip || !s.scaledStepFrom(i) {
			continue
		}
		for _, a := range slices.Backward(s.acts[:i]) {
			if a.kind == framework.Unscale || a.kind == framework.Step && !a.excludes(clip) {
				break
			}
			if a.kind == framework.Backward && a.scaled && !a.excludes(clip) {
				out = append(out, Misstep{At: clip.site, Other: a.site})
				break
			}
		}
	}
	return out
}

// scaledStepFrom reports whether the step behind the i-th act, on a path with it, goes through a gradient scaler.
func (s pass) scaledStepFrom(i int) bool {
	for _, a := range s.acts[i:] {
		if a.kind == framework.Step && !a.excludes(s.acts[i]) {
			return a.scaled
		}
	}
	return false
}

// ScheduledFirst answers where a turn of a loop moves the learning rate on before it steps the optimizer.
func (p *Program) ScheduledFirst() []Misstep {
	var turns []pass
	for _, s := range p.passes() {
		turns = append(turns, s.turns()...)
	}
	return missteps(turns, pass.scheduledFirst)
}

func (s pass) scheduledFirst() []Misstep {
	schedule, step := s.first(framework.Schedule), s.first(framework.Step)
	if schedule < 0 || step < schedule {
		return nil
	}
	first, then := s.acts[schedule], s.acts[step]
	isBeside := first.loop == then.loop && slices.Equal(first.branches, then.branches)
	if !isBeside && !s.always(first) || s.mayTrain(s.start(), first.end) {
		return nil
	}
	return []Misstep{{At: first.site, Of: first.of, Other: then.site}}
}
