package program

import (
	"cmp"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/framework"
)

// An act is something that is done to gradients, seen from a function that does it or has it done.
type act struct {
	kind     framework.Act
	of       string   // the optimizer, model, scaler or scheduler as the function writes it; "" if it can't be told
	scaled   bool     // it goes through a gradient scaler
	closure  bool     // it runs a function that is not here, which may do anything
	site     Range    // the call or assignment itself
	end      int      // bytes: where the function's own call ends, which is when it happens
	loop     int      // innermost loop of the function around it, or -1
	branches []branch // around it, here and in what is called, outermost first
}

// A branch is a block that is not always run.
type branch struct {
	fn    *function
	block int
}

const (
	maxActs     = 128 // acts of a function that are told apart
	maxBranches = 64  // branches around an act that are told apart, the outermost
)

// acts returns what a function does to gradients, itself and in what it calls, in order; branches one after the other.
func (p *Program) acts(fn *function) []act {
	if known, ok := p.done[fn]; ok {
		return known
	}
	if p.done == nil {
		p.done = map[*function][]act{}
	}
	p.done[fn] = nil // a function that calls itself is entered once
	var out []act
	for i := range fn.Calls {
		out = append(out, p.actsOf(callSite{fn, i})...)
	}
	for i := range fn.Assigns {
		out = append(out, fn.assignsGradient(&fn.Assigns[i])...)
	}
	slices.SortStableFunc(out, func(a, b act) int { return cmp.Compare(a.end, b.end) })
	p.done[fn] = out[:min(len(out), maxActs)]
	return p.done[fn]
}

// actsOf is what one call does: first what it is given to run, then what it runs, or is known to do.
func (p *Program) actsOf(site callSite) (out []act) {
	t := site.fn.targets[site.index]
	own, known := site.act()
	for _, callee := range t.given {
		out = append(out, site.bring(p.acts(callee), callee, own)...)
	}
	if t.class != nil {
		return out
	}
	var inside []act
	for _, callee := range t.functions {
		inside = append(inside, site.bring(p.acts(callee), callee, own)...)
	}
	isGuess := len(t.external) > 0 // the only method of that name, on an object that may be anything
	switch {
	case known && isGuess:
		inside = append(slices.DeleteFunc(inside, func(a act) bool { return a.kind != framework.Clear }), own)
	case known && len(inside) == 0 && (len(t.functions) == 0 || own.kind != framework.Schedule): // those of the project may work otherwise
		inside = append(inside, own)
	}
	return append(out, inside...)
}

// bring retells the acts of a callee as its caller sees them.
func (s callSite) bring(acts []act, callee *function, own act) []act {
	out, around := slices.Clone(acts), s.fn.branchesAround(s.call().Block)
	for i := range out {
		a := &out[i]
		a.end, a.loop = s.call().Span.End, s.call().Loop
		a.branches = slices.Concat(around, a.branches)
		a.branches = a.branches[:min(len(a.branches), maxBranches)]
		if a.kind == own.kind {
			a.of = own.of
		} else {
			a.of = s.rename(a.of, callee)
		}
	}
	return out
}

// rename returns how the caller writes what its callee calls by a name.
func (s callSite) rename(name string, callee *function) string {
	first, rest, _ := strings.Cut(name, ".")
	at := slices.Index(callee.Parameters, first)
	isMethod := len(callee.Parameters) > 0 && callee.Parameters[0] == "self"
	switch {
	case at < 0:
		return name
	case isMethod && at == 0:
		return joinName(cmp.Or(s.call().Receiver, "self"), rest)
	case isMethod:
		at--
	}
	if arg, ok := s.call().arg(first, at); ok && arg.Kind == Name && len(arg.Names()) == 1 {
		return joinName(arg.Names()[0], rest)
	}
	return ""
}

func joinName(owner, rest string) string { return strings.TrimSuffix(owner+"."+rest, ".") }

// branchesAround returns the blocks around a block, and itself, that are not always run.
func (fn *function) branchesAround(block int) (out []branch) {
	for ; block >= 0; block = fn.Blocks[block].Parent {
		switch fn.Blocks[block].Kind {
		case If, Else, Except, Case:
			out = append(out, branch{fn, block})
		}
	}
	slices.Reverse(out)
	return out
}

// act tells what a call does to gradients by what it is called, or by the customary names of what it is called on.
func (s callSite) act() (act, bool) {
	c := s.call()
	a := act{kind: s.kind(), of: c.Receiver, site: s.at(), end: c.Span.End, loop: c.Loop, branches: s.fn.branchesAround(c.Block)}
	switch a.kind {
	case framework.Backward:
		a.scaled = strings.HasSuffix(c.Callee, ".scale().backward")
	case framework.ScaledStep:
		optimizer, ok := c.arg("optimizer", 0)
		a.kind, a.scaled, a.of = framework.Step, true, ""
		if ok && optimizer.Kind == Name && len(optimizer.Names()) == 1 {
			a.of = optimizer.Names()[0]
		}
	case framework.Step:
		a.closure = len(c.Args) > 0 && len(s.fn.targets[s.index].given) == 0
	case framework.Clip:
		a.of = ""
	case framework.Clear:
		if strings.HasSuffix(c.Callee, ".zero_") { // p.grad.zero_()
			a.of = ""
		}
	}
	return a, a.kind != ""
}

func (s callSite) kind() framework.Act {
	c := s.call()
	for _, name := range append([]string{c.Callee}, s.fn.targets[s.index].external...) {
		if facts := framework.Lookup(name); facts != nil && facts.Act != "" {
			return facts.Act
		}
	}
	method, owner := lastPart(c.Callee), lastPart(c.Receiver)
	if facts := framework.LookupMethod(strings.TrimPrefix(method, "?")); facts != nil && facts.Act != "" {
		return facts.Act
	}
	switch {
	case directEffect(c.Callee)&backward != 0 && method != "loss_scaler":
		return framework.Backward
	case clears.MatchString(c.Callee):
		return framework.Clear
	case clips.MatchString(c.Callee):
		return framework.Clip
	case method == "step" && scheduler.MatchString(owner) && len(c.Args) == 0:
		return framework.Schedule
	case method == "step" && scaler.MatchString(owner) && len(c.Args) > 0:
		return framework.ScaledStep
	case method == "step" && optimizer.MatchString(owner):
		return framework.Step
	case method == "update" && scaler.MatchString(owner):
		return framework.Rescale
	}
	return ""
}

// What optimizers, schedulers and gradient scalers are customarily called, and what clears and bounds gradients by hand.
var (
	clips     = pattern.New(`\.grad(\.data)?\.(clamp|clip)(_min|_max)?_$`)
	optimizer = pattern.New(`(?i)optim|(^|_)opt(s|er|_|\d|$)|^opt[A-Z]|solver|^(adam|sgd)`)
	scheduler = pattern.New(`(?i)sched`)
	scaler    = pattern.New(`(?i)scaler`)
	clears    = pattern.New(`(?i)\.grad(\.data|\.detach\(\))?\.(zero_|fill_)$|\.grad\.detach_\(\)\.zero_$|(zero|clear|reset)_?(all_?)?grad`)
)

// assignsGradient recognises p.grad = None and p.grad = g.
func (fn *function) assignsGradient(a *Assign) []act {
	for _, target := range a.Targets {
		if strings.HasSuffix(target, ".grad") && a.Op == "" {
			kind := framework.Give
			if a.Value.Text == "None" {
				kind = framework.Clear
			}
			return []act{{kind: kind, site: fn.at(a.Span), end: a.Span.End, loop: a.Loop, branches: fn.branchesAround(a.Block)}}
		}
	}
	return nil
}

// inside returns the acts within a loop of their function.
func (fn *function) inside(acts []act, loop int) (out []act) {
	for _, a := range acts {
		if fn.within(a.loop, loop) {
			out = append(out, a)
		}
	}
	return out
}

// leadsTo reports whether whenever a is done, and other is reached, a was done on the way: nothing but what is around
// a decides on it.
func (a act) leadsTo(other act) bool {
	return len(a.branches) <= len(other.branches) && slices.Equal(a.branches, other.branches[:len(a.branches)])
}

// excludes reports whether a and other are in different branches of one statement.
func (a act) excludes(other act) bool {
	for i := range min(len(a.branches), len(other.branches)) {
		x, y := a.branches[i], other.branches[i]
		if x == y {
			continue
		}
		if x.fn != y.fn {
			return false
		}
		first, second := x.fn.Blocks[min(x.block, y.block)], x.fn.Blocks[max(x.block, y.block)]
		return first.Parent == second.Parent && second.Kind != If
	}
	return false
}
