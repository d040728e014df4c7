package program

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/program/framework"
)

// A Misstep is a call in a training loop that comes at the wrong time, or that another one should go with.
type Misstep struct {
	At    Range  // the call
	Of    string // the optimizer, scheduler or scaler, as the code around writes it
	Other Range  // the call that it should stand in another order to, or the loop that lacks it
}

// Diagnostic returns a finding about the misstep; related says what the other place is.
func (m Misstep) Diagnostic(related, format string, args ...any) analysis.Diagnostic {
	return analysis.Diagnostic{
		Pos: m.At.Pos(), End: m.At.End(),
		Message: fmt.Sprintf(format, args...),
		Related: []analysis.RelatedInformation{{Pos: m.Other.Pos(), End: m.Other.End(), Message: related}},
	}
}

// A pass is what is done to gradients in a function, or in one turn of one of its loops.
type pass struct {
	program *Program
	fn      *function
	loop    int // in fn, or -1
	acts    []act
}

// passes returns the functions that do something to gradients with PyTorch, or Paddle which works alike, each as a whole.
func (p *Program) passes() (out []pass) {
	for _, m := range p.order {
		if IsTest(m.facts.Path) && !m.facts.Snippet || !m.imports("torch", "accelerate", "lightning", "pytorch_lightning", "paddle") {
			continue
		}
		for _, fn := range m.sorted() {
			if acts := p.acts(fn); len(acts) > 0 {
				out = append(out, pass{p, fn, -1, acts})
			}
		}
	}
	return out
}

// turns returns what a turn of each loop of the function does, outer loops first.
func (s pass) turns() (out []pass) {
	for loop := range s.fn.Loops {
		out = append(out, pass{s.program, s.fn, loop, s.fn.inside(s.acts, loop)})
	}
	return out
}

// batches returns a turn of each loop that computes gradients and applies them, if no loop inside it does.
func (p *Program) batches() (out []pass) {
	for _, s := range p.passes() {
		for _, turn := range s.turns() {
			if s.fn.isBatchLoop(turn.loop) && turn.has(framework.Backward) && turn.has(framework.Step) {
				out = append(out, turn)
			}
		}
	}
	return out
}

func (s pass) has(kind framework.Act) bool { return s.first(kind) >= 0 }

// first returns the index of the first act of a kind, or -1.
func (s pass) first(kind framework.Act) int {
	return slices.IndexFunc(s.acts, func(a act) bool { return a.kind == kind })
}

// always reports whether an act happens in every turn.
func (s pass) always(a act) bool {
	around := 0
	if s.loop >= 0 {
		around = len(s.fn.branchesAround(s.fn.Loops[s.loop].Block))
	}
	return a.loop == s.loop && len(a.branches) == around
}

// start returns the offset at which a turn begins.
func (s pass) start() int {
	if s.loop >= 0 {
		return s.fn.Loops[s.loop].Span.End
	}
	return s.fn.Span.End
}

// missteps collects what passes tell, each place once.
func missteps(passes []pass, find func(pass) []Misstep) (out []Misstep) {
	known := map[Range]bool{}
	for _, s := range passes {
		for _, m := range find(s) {
			if !known[m.At] {
				known[m.At] = true
				out = append(out, m)
			}
		}
	}
	return out
}

// NotCleared answers which optimizers are stepped in a loop that never clears their gradients, so that those of each
// batch add to all before; the place is the call of backward.
func (p *Program) NotCleared() []Misstep { return missteps(p.batches(), pass.notCleared) }

func (s pass) notCleared() (out []Misstep) {
	backward := s.acts[s.first(framework.Backward)]
	for _, step := range s.acts {
		if step.kind == framework.Step && step.of != "" && !step.closure && !s.clears(step.of) && !s.hidesClear(step.of) {
			out = append(out, Misstep{At: backward.site, Of: step.of, Other: s.fn.at(s.fn.Loops[s.loop].Span)})
		}
	}
	return out
}

// clears reports whether a turn clears the gradients that an optimizer applies. Another optimizer that is stepped in the
// same turn clears its own only; anything else, such as a model, may be what is optimized.
func (s pass) clears(of string) bool {
	return slices.ContainsFunc(s.acts, func(a act) bool {
		isOther := a.of != of && slices.ContainsFunc(s.acts, func(b act) bool { return b.kind == framework.Step && b.of == a.of })
		return a.kind == framework.Give || a.kind == framework.Clear && (a.of == "" || !isOther)
	})
}

// hidesClear reports whether a turn hands an optimizer to code that is not here.
func (s pass) hidesClear(of string) bool {
	for _, part := range (piece{s.fn, s.loop}).closure() {
		for i := range part.fn.Calls {
			if part.has(part.fn.Calls[i].Loop) && (callSite{part.fn, i}).hands(lastPart(of)) {
				return true
			}
		}
	}
	return false
}

// hands reports whether a call gives something of a name, or an object that may hold it, to code that is not here.
func (s callSite) hands(name string) bool {
	c, t := s.call(), s.fn.targets[s.index]
	_, known := s.act()
	isForeign := func(n string) bool { return framework.IsModule(n) || strings.HasPrefix(n, "builtins.") }
	if known || len(t.functions) > 0 || slices.ContainsFunc(t.external, isForeign) {
		return false
	}
	for _, a := range c.Args {
		if slices.ContainsFunc(a.Names(), func(n string) bool { return n == "self" || lastPart(n) == name }) {
			return true
		}
	}
	if c.hasArg("zero_grad") {
		return true
	}
	return c.Unpacks && strings.Contains(strings.ToLower(c.Callee), "step")
}

// NeverStepped answers which optimizers have their gradients computed and cleared in a loop, and never applied.
func (p *Program) NeverStepped() []Misstep { return missteps(p.passes(), pass.neverStepped) }

func (s pass) neverStepped() (out []Misstep) {
	for _, turn := range s.turns() {
		for _, a := range turn.acts {
			if a.kind == framework.Clear && optimizer.MatchString(lastPart(a.of)) && turn.has(framework.Backward) &&
				!s.has(framework.Step) && !s.program.steps(s.fn.module, lastPart(a.of)) {
				out = append(out, Misstep{At: a.site, Of: a.of, Other: s.fn.at(s.fn.Loops[turn.loop].Span)})
			}
		}
	}
	return out
}

// steps reports whether a module, or one that it imports or that imports it, may step an optimizer of a name: it calls
// something for a step, or hands the optimizer to code that is not here.
func (p *Program) steps(m *module, name string) bool {
	for _, other := range p.order {
		isNear := other == m || slices.Contains(p.imported(m), other) || slices.Contains(p.imported(other), m)
		if !isNear {
			continue
		}
		for _, fn := range other.sorted() {
			for i := range fn.Calls {
				if site := (callSite{fn, i}); site.mayStep() || site.hands(name) {
					return true
				}
			}
		}
	}
	return false
}

// mayStep reports whether a call steps an optimizer, or is of code that is not here and speaks of a step.
func (s callSite) mayStep() bool {
	switch s.kind() {
	case framework.Step, framework.ScaledStep:
		return true
	case "":
		isForeign := slices.ContainsFunc(s.fn.targets[s.index].external, framework.IsModule)
		return !isForeign && strings.Contains(strings.ToLower(lastPart(s.call().Callee)), "step")
	}
	return false
}

// NeverRescaled answers where gradients are applied through a gradient scaler that is never updated: the second step
// fails.
func (p *Program) NeverRescaled() []Misstep { return missteps(p.batches(), pass.neverRescaled) }

func (s pass) neverRescaled() (out []Misstep) {
	scales := slices.ContainsFunc(s.acts, func(a act) bool { return a.kind == framework.Backward && a.scaled })
	if !scales || s.has(framework.Rescale) || s.updatesScaler() {
		return nil
	}
	for _, a := range s.acts {
		if a.kind == framework.Step && a.scaled {
			out = append(out, Misstep{At: a.site, Of: a.of, Other: s.fn.at(s.fn.Loops[s.loop].Span)})
		}
	}
	return out
}

// updatesScaler reports whether the module updates a gradient scaler anywhere.
func (s pass) updatesScaler() bool {
	for _, fn := range s.fn.module.sorted() {
		for i := range fn.Calls {
			if (callSite{fn, i}).kind() == framework.Rescale {
				return true
			}
		}
	}
	return false
}
