package program

import (
	"math"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/framework"
)

// A Doubled is a loss that applies an activation function to what has been through it already.
type Doubled struct {
	At         Range // the loss
	Activation Range // where the function is applied first
}

// Doubled answers which losses apply an activation function, such as softmax, a second time.
func (p *Program) Doubled(activation string) (out []Doubled) {
	for _, m := range p.order {
		for _, fn := range m.sorted() {
			for i := range fn.Calls {
				site := callSite{fn, i}
				input, ok := site.call().arg("input", 0)
				if !ok || !slices.ContainsFunc(fn.targets[i].external, func(n string) bool { return applies(n, activation) }) {
					continue
				}
				if at, ok := p.activated(point{fn, site.call().Span.End, site.call().Block}, input.Value, activation, maxActivation); ok {
					out = append(out, Doubled{site.at(), at})
				}
			}
		}
	}
	return out
}

// maxActivation bounds how many names and calls an input is followed through.
const maxActivation = 6

func applies(name, activation string) bool {
	facts := framework.Lookup(name)
	return facts != nil && facts.Applies == activation
}

// computes reports whether a call of a name returns what has been through an activation function.
func computes(name, activation string) bool {
	facts := framework.Lookup(name)
	if facts == nil && strings.HasPrefix(name, "?") {
		facts = framework.LookupMethod(lastPart(name))
	}
	return facts != nil && facts.Computes == activation
}

// A point is where code of a function stands.
type point struct {
	fn     *function
	offset int // bytes
	block  int // in fn, or -1
}

// activated finds where a value that is used at a point went through an activation function last, if it did.
func (p *Program) activated(use point, v Value, activation string, depth int) (Range, bool) {
	switch {
	case depth == 0:
	case v.Kind == Name && len(v.Names()) == 1:
		if a := use.lastAssign(v.Names()[0]); a != nil {
			if at, ok := p.activated(point{use.fn, a.Span.Start, a.Block}, a.Value, activation, depth-1); ok {
				return at, true
			}
		}
	case v.Kind == CallTo:
		return p.returnsActivated(use, v.Text, activation, depth)
	}
	return Range{}, false
}

// lastAssign returns the assignment that gave a name its value at a point, if it is the only one that can have.
func (u point) lastAssign(name string) (last *Assign) {
	around := u.fn.branchesAround(u.block)
	for i := range u.fn.Assigns {
		a := &u.fn.Assigns[i]
		if !slices.Contains(a.Targets, name) || a.Span.End > u.offset {
			continue
		}
		branches := u.fn.branchesAround(a.Block)
		isCertain := len(branches) <= len(around) && slices.Equal(branches, around[:len(branches)])
		last = nil
		if isCertain && len(a.Targets) == 1 && a.Op == "" {
			last = a
		}
	}
	return last
}

// returnsActivated follows what a call of a name returns: the function itself, a Sequential that ends with one, or a
// function or module of the project whose every result has been through it.
func (p *Program) returnsActivated(use point, callee, activation string, depth int) (Range, bool) {
	t := p.resolve(use.fn.module, callee, maxDepth)
	isActivation := func(n string) bool { return computes(n, activation) }
	switch {
	case slices.ContainsFunc(t.external, isActivation), isActivation(callee):
		return use.fn.at(use.fn.callBefore(callee, use)), true
	case slices.Contains(t.external, "torch.nn.Sequential()"):
		return use.fn.module.sequentialEnd(activation)
	case len(t.functions) == 1 && t.class == nil:
		return p.allActivated(t.functions[0], activation, depth)
	}
	return Range{}, false
}

// allActivated reports whether all that a function returns has been through an activation function.
func (p *Program) allActivated(fn *function, activation string, depth int) (at Range, ok bool) {
	for _, v := range fn.Returns {
		if at, ok = p.activated(point{fn, math.MaxInt, -1}, v, activation, depth-1); !ok {
			return Range{}, false
		}
	}
	return at, ok
}

// callBefore returns the span of the call of a name nearest to a point, ahead of it if there is one.
func (fn *function) callBefore(callee string, use point) (at Span) {
	for i := range fn.Calls {
		if c := &fn.Calls[i]; c.Callee == callee && (c.Span.Start <= use.offset || at == Span{}) {
			at = c.Span
		}
	}
	return at
}

// sequentialEnd finds the activation function that ends the module's only Sequential.
func (m *module) sequentialEnd(activation string) (Range, bool) {
	var found []callSite
	for _, fn := range m.sorted() {
		for i := range fn.Calls {
			if fn.Calls[i].Callee == "torch.nn.Sequential" {
				found = append(found, callSite{fn, i})
			}
		}
	}
	if len(found) != 1 || len(found[0].call().Args) == 0 {
		return Range{}, false
	}
	last := found[0].call().Args[len(found[0].call().Args)-1]
	if last.Kind == CallTo && computes(last.Text+"()", activation) {
		return found[0].at(), true
	}
	return Range{}, false
}
