package program

import (
	"slices"

	"github.com/agentlint/agentlint/program/facts"
	"github.com/agentlint/agentlint/program/link"
)

// A Missed is a script that trains, and in which no training was recognised.
type Missed struct {
	Why string
	At  facts.Range // of the first sign of the training
}

// A Miss is why no training was recognised in a script that trains, with the first sign of the training. Where the place of that is not
// known, its file is negative.
type Miss struct {
	Why     string
	Account *Account
	Sign    *Note
}

// Missed returns the trainings that were not recognised. Where the place of the first sign of one is not known, it is the first call that
// may be one in the files that the script comes to, or else the first of the script.
func (p *Program) Missed() (all []Missed) {
	p.note(AsksMisses)
	for _, m := range p.Misses {
		p.ask(AsksMisses)
		if m.Sign.File < 0 {
			p.link()
		}
		if at, ok := p.signOf(m); ok {
			all = append(all, Missed{m.Why, at})
		}
	}
	return all
}

// signOf returns where the first sign of a training is.
func (p *Program) signOf(m Miss) (facts.Range, bool) {
	if m.Sign.File >= 0 {
		return p.at(m.Account, m.Sign)
	}
	for _, path := range m.Account.Files {
		if at, ok := p.signIn(path); ok {
			return at, true
		}
	}
	if m := p.graph.At(m.Account.Files[0]); m != nil && m.Acts() {
		return m.Body.At(m.Body.Calls[0].Span), true
	}
	return facts.Range{}, false
}

// signIn returns the first call in a file that computes gradients or, if there is none, the first that may have something fitted.
func (p *Program) signIn(path string) (facts.Range, bool) {
	m := p.graph.At(path)
	if m == nil {
		return facts.Range{}, false
	}
	computes := func(fn *link.Function, i int) bool { return fn.Computes(i) }
	fits := func(fn *link.Function, i int) bool {
		mayTrain := func(name string) bool { return mayTrain(p.Frameworks, name) && !preparing[facts.LastPart(name)] }
		return mayTrain(fn.Calls[i].Callee) || slices.ContainsFunc(fn.Targets[i].External, mayTrain)
	}
	for _, isSign := range []func(*link.Function, int) bool{computes, fits} {
		for _, fn := range m.Functions() {
			for i := range fn.Calls {
				if isSign(fn, i) {
					return fn.At(fn.Calls[i].Span), true
				}
			}
		}
	}
	return facts.Range{}, false
}
