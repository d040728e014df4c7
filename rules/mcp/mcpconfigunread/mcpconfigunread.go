// Package mcpconfigunread defines the rule mcp-config-unread.
package mcpconfigunread

import (
	_ "embed"
	"fmt"
	"path"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/mcp"
)

//go:embed mcpconfigunread.md
var page string

// Rule reports MCP configuration that no host reads.
var Rule = &lint.Rule{
	ID:       "mcp-config-unread",
	Severity: lint.Warning,
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Requires: []*analysis.Analyzer{mcp.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := mcp.Of(pass)
	for _, mention := range f.Mentions {
		if !isUnread(mention.Format) || mention.Format.Optional || mention.Denied || !mention.Relative() {
			continue
		}
		at := f.Range(mention.Range)
		pass.Report(analysis.Diagnostic{
			Pos: at.Pos(), End: at.End(),
			Message: message(mention.Format, mention.Format.Name),
			SuggestedFixes: lint.UnsafeFix("name "+mention.Format.Instead[0],
				analysis.TextEdit{Pos: at.Pos(), End: at.End(), NewText: []byte(mention.Format.Instead[0])}),
		})
	}
	if isUnread(f.Format) && f.Top != nil {
		pass.ReportRangef(f.Range(f.Top.Key), "%s", message(f.Format, place(f.Source.Path)))
	}
}

func isUnread(format *mcp.Format) bool { return format != nil && len(format.Hosts) == 0 }

// place returns the last two parts of a path, by which a file is known.
func place(name string) string { return path.Join(path.Base(path.Dir(name)), path.Base(name)) }

func message(format *mcp.Format, name string) string {
	return fmt.Sprintf("no host reads MCP servers from %s; hosts read %s", name, wording.List(format.Instead, "or"))
}
