package program

import (
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/gradient"
	"github.com/agentlint/agentlint/program/value"
)

// A Misstep is a [story.Misstep] with its places in the run's token.FileSet.
type Misstep struct {
	At    story.Range
	Of    string
	Other story.Range
	Lacks string      // the statement that should stand before it, "" if that can't be told
	Step  story.Range // the call that applies the gradients, of a gradient scaler if Scaled
	// Scaled reports whether it is one of a gradient scaler, which is given the optimizer.
	Scaled bool
	Then   story.Range // after what the missing call should be; see HasThen
	// HasThen reports whether that is one place.
	HasThen bool
}

// Missteps returns what is found wrong in the stories, each place once.
func (p *Program) Missteps(find func(*story.Story) []gradient.Misstep) (out []Misstep) {
	known := map[story.Range]bool{}
	for _, s := range p.Stories {
		for _, m := range find(s) {
			if at := s.At(m.At); !known[at] {
				known[at] = true
				out = append(out, Misstep{at, m.Of, s.At(m.Other), m.Lacks, s.At(m.Step), m.Scaled, s.At(m.Then), m.Then != value.Place{}})
			}
		}
	}
	return out
}

// Diagnostic returns a finding about the misstep; related says what the other place is.
func (m Misstep) Diagnostic(related, format string, args ...any) analysis.Diagnostic {
	return analysis.Diagnostic{
		Pos: m.At.Pos(), End: m.At.End(),
		Message: fmt.Sprintf(format, args...),
		Related: []analysis.RelatedInformation{{Pos: m.Other.Pos(), End: m.Other.End(), Message: related}},
	}
}
