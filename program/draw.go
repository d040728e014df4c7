package program

import (
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/program/facts"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/checkpoint"
	"github.com/agentlint/agentlint/program/story/seeding"
	"github.com/agentlint/agentlint/program/value"
)

// A Draw is a call that draws random numbers, or makes what will.
type Draw struct {
	Name string      // the canonical name of what is called, after a question mark if that is all that is known
	Call *facts.Call // as it is written; nil if it is not among the facts of its file
	At   facts.Range
	Owed bool // a script that is not there to show something comes to it
}

// After returns the place after the last argument of the draw's call.
func (d Draw) After() facts.Range {
	return facts.Range{File: d.At.File, Span: facts.Span{Start: d.Call.Last, End: d.Call.Last}}
}

// Draws returns notes of the calls for which draws names a generator: whether the story has seeded that by then.
func Draws(s *story.Story, draws func(s *story.Story, c *story.Step) framework.Domain) (notes []Note) {
	unseeded, seeded := seeding.Unseeded(s, func(c *story.Step) framework.Domain { return draws(s, c) })
	for _, c := range seeded {
		notes = append(notes, NoteOf(c.Event.At, "", value.Yes))
	}
	for _, c := range unseeded {
		note := NoteOf(c.Event.At, c.Name, value.No)
		if checkpoint.Shows(s) {
			note.Flag = shows
		}
		notes = append(notes, note)
	}
	return notes
}

// shows is the flag of a note on a script that is there to show something.
const shows = "shows"

// Unseeded returns the calls of the notes of a rule that [Draws] took whose generator no script that comes to them has seeded by
// then, in the order of the scripts.
func (p *Program) Unseeded(of *analysis.Analyzer) (out []Draw) {
	known := map[facts.Range]bool{} // seeded, or told
	owed := map[facts.Range]bool{}
	p.notes(of, func(_ *Account, n *Note, at facts.Range) {
		if n.Answer == value.Yes {
			known[at] = true
		} else {
			out = append(out, Draw{Name: n.Name, At: at})
			owed[at] = owed[at] || n.Flag != shows
		}
	})
	out = slices.DeleteFunc(out, func(d Draw) bool {
		before := known[d.At]
		known[d.At] = true
		return before
	})
	for i := range out {
		out[i].Call, out[i].Owed = callAt(out[i].At), owed[out[i].At]
	}
	return out
}

// callAt returns the call at a place, nil if the facts of the file do not have it.
func callAt(at facts.Range) *facts.Call {
	for i := range at.File.Functions {
		for j := range at.File.Functions[i].Calls {
			if c := &at.File.Functions[i].Calls[j]; c.Span == at.Span {
				return c
			}
		}
	}
	return nil
}
