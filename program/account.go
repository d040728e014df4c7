package program

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/program/facts"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// An Account is what is kept of a story for rules that compare it with those of other scripts, when the story itself has gone.
type Account struct {
	Script string
	Files  []string          // that the script comes to, by the numbers that notes have
	Starts bool              // it trains
	Notes  map[string][]Note // by the name of the analyzer that took them
}

// A Note is what a rule keeps of a place of a story.
type Note struct {
	File   int
	Span   facts.Span
	Of     string
	Name   string
	Flag   string
	Answer value.Truth
}

// NoteOf returns a note of a place.
func NoteOf(at value.Place, name string, answer value.Truth) Note {
	return Note{File: int(at.File), Span: facts.Span(at.Span), Name: name, Answer: answer}
}

// AccountOf returns what is kept of a story but for the notes.
func AccountOf(s *story.Story) *Account {
	return &Account{
		Script: s.Record.Script, Files: s.Record.Files, Notes: map[string][]Note{},
		Starts: slices.ContainsFunc(s.Trainings, func(t story.Training) bool { return !t.Alone() }),
	}
}

// at returns where a note is. It reports false if the file is no part of the program.
func (p *Program) at(a *Account, n *Note) (facts.Range, bool) {
	i, ok := slices.BinarySearchFunc(p.Files, a.Files[n.File], func(f *facts.Facts, path string) int { return strings.Compare(f.Path, path) })
	if !ok {
		return facts.Range{}, false
	}
	return facts.Range{File: p.Files[i], Span: n.Span}, true
}

// notes yields the notes of a rule on the stories of all scripts, in the order of these.
func (p *Program) notes(of *analysis.Analyzer, yield func(a *Account, n *Note, at facts.Range)) {
	for _, a := range p.Accounts {
		notes := a.Notes[of.Name]
		for i := range notes {
			if at, ok := p.at(a, &notes[i]); ok {
				yield(a, &notes[i], at)
			}
		}
	}
}
