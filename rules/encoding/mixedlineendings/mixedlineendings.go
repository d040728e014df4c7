// Package mixedlineendings defines the rule mixed-line-endings.
package mixedlineendings

import (
	_ "embed"

	"bytes"
	"cmp"
	"fmt"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
)

//go:embed mixedlineendings.md
var page string

// Rule reports files whose lines end in different ways.
var Rule = &lint.Rule{
	ID:       "mixed-line-endings",
	Severity: lint.Note,
	Fix:      lint.MixedFixes,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

// An ending is one way to end a line.
type ending struct {
	name, text string
	at         []int // offsets
}

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	if !bytes.Contains(f.Source.Text, []byte{'\r'}) {
		return
	}
	all := count(f.Source.Text)
	slices.SortStableFunc(all, func(a, b ending) int { return cmp.Compare(len(b.at), len(a.at)) })
	if len(all[1].at) == 0 {
		return
	}
	common, rest := all[0], all[1:]
	var edits []analysis.TextEdit
	for _, e := range rest {
		for _, i := range e.at {
			at := f.Range(agent.Range{Start: i, End: i + len(e.text)})
			edits = append(edits, analysis.TextEdit{Pos: at.Pos(), End: at.End(), NewText: []byte(common.text)})
		}
	}
	fix := lint.SafeFix
	if common.text != "\n" || slices.ContainsFunc(rest, func(e ending) bool { return e.text == "\r" && len(e.at) > 0 }) {
		fix = lint.UnsafeFix // a CR is text to a shell and to some hosts, and one alone ends no line to many readers
	}
	pass.Report(analysis.Diagnostic{
		Pos: edits[0].Pos, End: edits[0].End,
		Message:        fmt.Sprintf("%d lines end in %s, but %d in %s", len(rest[0].at), rest[0].name, len(common.at), common.name),
		SuggestedFixes: fix("end all lines with "+common.name, edits...),
	})
}

// count returns the offsets of each kind of line end.
func count(text []byte) []ending {
	lf, crlf, cr := ending{name: "LF", text: "\n"}, ending{name: "CRLF", text: "\r\n"}, ending{name: "CR", text: "\r"}
	for i, b := range text {
		switch {
		case b == '\r' && i+1 < len(text) && text[i+1] == '\n':
			crlf.at = append(crlf.at, i)
		case b == '\r':
			cr.at = append(cr.at, i)
		case b == '\n' && (i == 0 || text[i-1] != '\r'):
			lf.at = append(lf.at, i)
		}
	}
	return []ending{lf, crlf, cr}
}
