package program

import (
	"context"

	"github.com/agentlint/agentlint/program/facts"
	"github.com/agentlint/agentlint/program/link"
)

// Asks are kinds of facts that a rule has asked a program for. What it found stays the same as long as these do.
type Asks uint8

// The kinds. Where files are and what they import is part of each.
const (
	AsksNothing    Asks = 0               // more than that
	AsksLinks      Asks = 1 << (iota - 1) // functions, classes and calls
	AsksStatements                        // what is compared to find copies
	AsksNotes                             // what rules keep of stories, and the words of files
	AsksMisses                            // trainings that were not recognised
	AsksAll                               // all facts as they are, with their positions
)

// An asking program knows what was asked of it, and has no facts before that.
type asking struct {
	Compared func(find func() []*facts.Facts) []*facts.Facts // finds the statements that are compared without other facts; nil if nothing does

	load   func() []*facts.Facts // nil when the facts are there
	joined bool
	asker  string // the name of the analyzer that asks
	asks   map[string]Asks
}

// Lazy returns a program of facts that are loaded and linked when they are first asked for.
func Lazy(ctx context.Context, load func() []*facts.Facts) *Program {
	return &Program{ctx: ctx, asking: asking{load: load, asks: map[string]Asks{}}}
}

// AskedBy returns what a rule has asked for, by the name of its analyzer.
func (p *Program) AskedBy(analyzer string) Asks { return p.asks[analyzer] }

// Files returns the facts of all files, by path.
func (p *Program) Files() []*facts.Facts {
	p.ask(AsksAll)
	return p.files
}

// note notes what is asked for. A program without files, such as that of one story, notes nothing.
func (p *Program) note(what Asks) {
	if p.asks != nil {
		p.asks[p.asker] |= what
	}
}

// ask notes what is asked for, and loads the facts.
func (p *Program) ask(what Asks) {
	p.note(what)
	if p.load == nil {
		return
	}
	p.files = p.load()
	p.load = nil
	p.graph = link.New(p.files)
}

// link notes that links are asked for, and makes them.
func (p *Program) link() {
	p.ask(AsksLinks)
	if !p.joined && p.ctx != nil {
		p.joined = true
		p.graph.Join(p.ctx)
	}
}

// Link makes the links if they are not there, for the account of nobody.
func (p *Program) Link() {
	p.asker = ""
	p.link()
}
