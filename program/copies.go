package program

import (
	"github.com/agentlint/agentlint/program/clone"
	"github.com/agentlint/agentlint/program/facts"
)

// Clones returns the runs of at least so many statements, and tokens in them, that the training code has in several places.
func (p *Program) Clones(statements, tokens int) []clone.Clone {
	return clone.Find(p.compared(), statements, tokens)
}

// compared returns the files whose statements are compared to find copies: training code that is no test.
func (p *Program) compared() []*facts.Facts {
	find := func() (files []*facts.Facts) {
		p.ask(AsksStatements)
		for _, m := range p.graph.Order {
			if m.Training && !IsTest(m.Facts.Path) {
				files = append(files, m.Facts)
			}
		}
		return files
	}
	if p.Compared == nil {
		return find()
	}
	p.note(AsksStatements)
	return p.Compared(find)
}

// TwinLoops pairs the training loops over batches of which at least so many statements, and such a part of them, are alike.
func (p *Program) TwinLoops(statements int, alike float64) []clone.Twin {
	p.link()
	var loops []clone.Loop
	for _, m := range p.graph.Order {
		if !m.Training || IsTest(m.Facts.Path) {
			continue
		}
		for _, fn := range m.Functions() {
			for i := range fn.Loops {
				if fn.IsBatchLoop(i) {
					loops = append(loops, clone.LoopOf(fn.At(fn.Loops[i].Span), fn.Loops[i].Body))
				}
			}
		}
	}
	return clone.Twins(loops, statements, alike)
}
