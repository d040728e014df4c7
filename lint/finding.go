package lint

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/program/code"
)

// A Finding is one fault in one file.
type Finding struct {
	Rule     *Rule
	Severity Severity
	Message  string // what is wrong: lower case, no final dot
	Path     string // slash-separated, as in source.File
	Start    source.Position
	End      source.Position // exclusive
	Cell     Cell            // of the notebook that Path is
	Related  []Related
	Fixes    []Fix
	Breaks   []Broken // bullets of the repository's definitions, the nearest first
	// Tries is the code that a clause handles failures of, if the finding is about that: it is as bad as what a training does there.
	Tries code.Span
	// IfAlone is of a run over a share: the finding is a note if there is a training in another share.
	IfAlone bool
}

// Broken is a bullet of a definition that a finding breaks.
type Broken struct {
	Tier       string // always, never or "" for advice
	Text       string // without markup
	Forbids    bool   // it forbids what it names, by the heading above it and not by words of its own
	Path       string // of the definition
	Start, End source.Position
}

// String says what is broken, and where it is written.
func (b Broken) String() string {
	text := wording.Short(b.Text)
	if b.Forbids {
		text = "Never: " + text
	}
	return fmt.Sprintf("breaks %q (%s:%d)", text, b.Path, b.Start.Line)
}

// Says returns the message of a finding with the nearest bullet that it breaks.
func (f *Finding) Says() string { return f.Message + f.Citation() }

// Citation is what comes after a message where there is but one line: the nearest bullet that is broken, "" for none.
func (f *Finding) Citation() string {
	if len(f.Breaks) == 0 {
		return ""
	}
	return "; " + f.Breaks[0].String()
}

// Places returns the places that explain a finding: those that are related, and the bullets that it breaks.
func (f *Finding) Places() []Related {
	all := f.Related
	for _, b := range f.Breaks {
		all = append(all[:len(all):len(all)], Related{Message: b.String(), Path: b.Path, Start: b.Start, End: b.End})
	}
	return all
}

// IsCraft reports whether the finding is about how code is written, and a note where no training comes to.
func (f *Finding) IsCraft() bool {
	return f.Rule.Craft && f.Severity != Note && f.Severity.Rank() <= f.Rule.Severity.Rank()
}

// IsAboutFailure reports whether the finding is about what becomes of failures in some code.
func (f *Finding) IsAboutFailure() bool { return f.Tries.End > f.Tries.Start }

// A Cell is where in the cells of a notebook something is; Start and End of a finding are places in its JSON. The zero Cell is of
// what is in no code cell.
type Cell struct {
	Number       int // 1-based, among all cells
	Line, Column int // 1-based, in the cell's code; columns in code points
}

// Located is the message with the cell of a notebook, for readers who are shown places in its JSON.
func (f *Finding) Located() string {
	if f.Cell.Number == 0 {
		return f.Message
	}
	return fmt.Sprintf("%s (cell %d, line %d)", f.Message, f.Cell.Number, f.Cell.Line)
}

// Related is a second place that explains a finding.
type Related struct {
	Message    string
	Path       string
	Start, End source.Position
}

// A Fix is one way to mend a finding: edits to its file that belong together.
type Fix struct {
	Message string // what it does, as a verb phrase: quote the description
	Safe    bool   // the program or definition means the same afterwards, fault aside
	Edits   []Edit
}

// An Edit replaces the bytes Start to End (exclusive) of a file by New.
type Edit struct {
	Start, End int
	New        string
}

// Sort puts findings into the one order every report uses.
func Sort(findings []Finding) {
	slices.SortStableFunc(findings, func(a, b Finding) int { return Compare(&a, &b) })
}

// Compare compares two findings by that order.
func Compare(a, b *Finding) int {
	return cmp.Or(
		cmp.Compare(a.Path, b.Path),
		cmp.Compare(a.Start.Offset, b.Start.Offset),
		cmp.Compare(a.End.Offset, b.End.Offset),
		cmp.Compare(a.Rule.ID, b.Rule.ID),
		cmp.Compare(a.Message, b.Message),
		cmp.Compare(b.Severity.Rank(), a.Severity.Rank()),
	)
}
