// Package mojibake defines the rule mojibake.
package mojibake

import (
	_ "embed"
	"fmt"
	"slices"
	"unicode/utf8"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/mojibake"
)

//go:embed mojibake.md
var page string

// Rule reports UTF-8 text that was decoded with the wrong table and saved again.
var Rule = &lint.Rule{
	ID:       "mojibake",
	Severity: lint.Warning,
	Fix:      lint.MixedFixes,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	runs := slices.DeleteFunc(mojibake.Find(f.Source.Text), func(r mojibake.Run) bool { return isQuoted(f, r) })
	isAbout := len(runs) > 0 && about.Match(f.Source.Text)
	for len(runs) > 0 {
		line := f.Source.Position(runs[0].Start).Line
		n := 1
		for n < len(runs) && f.Source.Position(runs[n].Start).Line == line {
			n++
		}
		report(pass, f, runs[:n], isAbout)
		runs = runs[n:]
	}
}

// isQuoted reports whether the run is all there is between backticks: text about damage, not damage.
func isQuoted(f *agent.File, r mojibake.Run) bool {
	at := agent.Range{Start: r.Start, End: r.End}
	span := f.CodeSpanAt(at)
	return span != nil && span.Content == at
}

// report reports the runs of one line of a file, which may be about such damage.
func report(pass *analysis.Pass, f *agent.File, runs []mojibake.Run, isAbout bool) {
	first, last := runs[0], runs[len(runs)-1]
	d := analysis.Diagnostic{Message: fmt.Sprintf("%q is %q in UTF-8, decoded as %s",
		f.Text(agent.Range{Start: first.Start, End: first.End}), first.Text, first.Codec)}
	if len(runs) > 1 {
		d.Message += fmt.Sprintf(" (and %d more on this line)", len(runs)-1)
	}
	var edits []analysis.TextEdit
	for _, r := range runs {
		at := f.Range(agent.Range{Start: r.Start, End: r.End})
		edits = append(edits, analysis.TextEdit{Pos: at.Pos(), End: at.End(), NewText: []byte(r.Text)})
	}
	at := f.Range(agent.Range{Start: first.Start, End: last.End})
	d.Pos, d.End = at.Pos(), at.End()
	fix := lint.UnsafeFix
	if !isAbout && !slices.ContainsFunc(runs, func(r mojibake.Run) bool { return mayBeMeant(f, r) }) {
		fix = lint.SafeFix
	}
	d.SuggestedFixes = fix("decode it as UTF-8", edits...)
	pass.Report(d)
}

// about matches what only a text about such damage says, which may show some.
var about = pattern.New(`(?i)mojibake|windows-125|cp-?125|latin-?1\b|iso-?8859|mac ?roman|double.encod`)

// mayBeMeant reports whether a run may be no damage: code that looks for it, or two letters or signs that happen to stand
// side by side, as in "IRMÃ»" of Portuguese.
func mayBeMeant(f *agent.File, r mojibake.Run) bool {
	const telling = 3 // characters
	at := agent.Range{Start: r.Start, End: r.End}
	return f.InCode(at) || utf8.RuneCountInString(f.Text(at)) < telling
}
