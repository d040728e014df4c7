// Package mcpconfigunread defines the rule mcp-config-unread.
package mcpconfigunread

import (
	_ "embed"
	"fmt"

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
			Message: message(mention.Format),
			SuggestedFixes: lint.UnsafeFix("name "+mention.Format.Instead[0],
				analysis.TextEdit{Pos: at.Pos(), End: at.End(), NewText: []byte(mention.Format.Instead[0])}),
		})
	}
	if isUnread(f.Format) && f.Top != nil {
		pass.ReportRangef(f.Range(f.Top.Key), "%s", message(f.Format))
	}
}

func isUnread(format *mcp.Format) bool { return format != nil && len(format.Hosts) == 0 }

func message(format *mcp.Format) string {
	return fmt.Sprintf("no host reads MCP servers from %s; hosts read %s", format.Name, wording.List(format.Instead, "or"))
}
