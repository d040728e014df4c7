// Package byteordermark defines the rule byte-order-mark.
package byteordermark

import (
	"bytes"
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/frontmatter"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/source"
)

//go:embed byteordermark.md
var page string

// Rule reports byte order marks at the start of a definition.
var Rule = &lint.Rule{
	ID:       "byte-order-mark",
	Severity: lint.Error,
	Fix:      lint.SafeFixes,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	if f.Source.Encoding != source.UTF8BOM {
		return
	}
	message, severity := "byte order mark at the start of the file", lint.Note
	if f.Frontmatter != nil {
		outcome := frontmatter.OutcomeOf(f, "byte-order-mark", false)
		message, severity = "byte order mark before the frontmatter"+outcome.String(), outcome.Severity()
	}
	at := f.Range(agent.Range{Start: 0, End: len(source.BOM)})
	pass.Report(analysis.Diagnostic{
		Pos: at.Pos(), End: at.End(), Category: string(severity), Message: message,
		SuggestedFixes: fix(f, at),
	})
}

// fix deletes the mark, unless another follows it, which would be the mark then.
func fix(f *agent.File, at analysis.Range) []analysis.SuggestedFix {
	if bytes.HasPrefix(f.Source.Text[len(source.BOM):], []byte(source.BOM)) {
		return nil
	}
	return lint.SafeFix("delete the byte order mark", analysis.TextEdit{Pos: at.Pos(), End: at.End()})
}
