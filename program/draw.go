package program

import (
	"slices"

	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story"
)

// A Draw is a call that draws random numbers, or makes what will.
type Draw struct {
	Name string // the canonical name of what is called, behind a question mark if that is all that is known
	Call *Call  // as it is written; nil if it is not among the facts of its file
	At   story.Range
	file *Facts
}

// After returns the place behind the last argument of the draw's call.
func (d Draw) After() Range { return Range{d.file, Span{d.Call.Last, d.Call.Last}} }

// Unseeded returns the calls for which draws names a generator that no script which comes to them has seeded by then, in the order of the
// scripts.
func (p *Program) Unseeded(draws func(s *story.Story, c *story.Step) framework.Domain) (out []Draw) {
	seeded := map[story.Range]bool{}
	for _, s := range p.Stories {
		unseeded, others := s.Unseeded(func(c *story.Step) framework.Domain { return draws(s, c) })
		for _, c := range others {
			seeded[s.At(c.Event.At)] = true
		}
		for _, c := range unseeded {
			out = append(out, Draw{Name: c.Name, At: s.At(c.Event.At)})
		}
	}
	told := map[story.Range]bool{}
	out = slices.DeleteFunc(out, func(d Draw) bool {
		known := seeded[d.At] || told[d.At]
		told[d.At] = true
		return known
	})
	for i := range out {
		out[i].Call, out[i].file = p.callAt(out[i].At)
	}
	return out
}

// callAt returns the call at a place, and the facts of its file; nil if they do not have it.
func (p *Program) callAt(at story.Range) (*Call, *Facts) {
	for _, f := range p.Files {
		start := int(at.Pos()) - f.Base
		if start < 0 || start > f.Size {
			continue
		}
		span := Span{start, int(at.End()) - f.Base}
		for i := range f.Functions {
			for j := range f.Functions[i].Calls {
				if c := &f.Functions[i].Calls[j]; c.Span == span {
					return c, f
				}
			}
		}
	}
	return nil, nil
}
