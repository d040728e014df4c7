// Package commandrunsdownload defines the rule command-runs-download.
package commandrunsdownload

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/shell"
)

//go:embed commandrunsdownload.md
var page string

// Rule reports commands of hooks, MCP servers and definitions that run what they download.
var Rule = &lint.Rule{
	ID:       "command-runs-download",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{shell.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := shell.Of(pass)
	for _, c := range f.Commands {
		if program := c.RunsDownload(); program != "" {
			pass.ReportRangef(f.Range(c), "%s lets %s run whatever the download contains at that time", c.What, program)
		}
	}
}
