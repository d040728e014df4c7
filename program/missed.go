package program

import (
	"slices"

	"github.com/agentlint/agentlint/program/facts"
)

// A Missed is a script that trains, and in which no training was recognised.
type Missed struct {
	Why string
	At  facts.Range // of the first sign of the training
}

// Miss notes why no training was recognised in a script that trains. Where the place of the first sign of it is not known, it is the
// first call that may be one in the files that the script comes to, or else the first of the script.
func (p *Program) Miss(why string, a *Account, sign *Note) {
	if sign.File >= 0 {
		if at, ok := p.at(a, sign); ok {
			p.Missed = append(p.Missed, Missed{why, at})
		}
		return
	}
	for _, path := range a.Files {
		if at, ok := p.signIn(path); ok {
			p.Missed = append(p.Missed, Missed{why, at})
			return
		}
	}
	if m := p.modules[moduleName(a.Files[0])]; m != nil && m.acts() {
		p.Missed = append(p.Missed, Missed{why, m.body.at(m.body.Calls[0].Span)})
	}
}

// signIn returns the first call in a file that computes gradients or, if there is none, the first that may have something fitted.
func (p *Program) signIn(path string) (facts.Range, bool) {
	m := p.modules[moduleName(path)]
	if m == nil {
		return facts.Range{}, false
	}
	computes := func(fn *function, i int) bool { return fn.ownEffect(i)&gradients != 0 }
	fits := func(fn *function, i int) bool {
		mayTrain := func(name string) bool { return mayTrain(p.Frameworks, name) && !preparing[facts.LastPart(name)] }
		return mayTrain(fn.Calls[i].Callee) || slices.ContainsFunc(fn.targets[i].external, mayTrain)
	}
	for _, isSign := range []func(*function, int) bool{computes, fits} {
		for _, fn := range m.sorted() {
			for i := range fn.Calls {
				if isSign(fn, i) {
					return fn.at(fn.Calls[i].Span), true
				}
			}
		}
	}
	return facts.Range{}, false
}
