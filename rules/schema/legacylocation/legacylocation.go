// Package legacylocation defines the rule legacy-location.
package legacylocation

import (
	_ "embed"
	"path"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/kind"
)

//go:embed legacylocation.md
var page string

// Rule reports chat modes, which are custom agents by now.
var Rule = &lint.Rule{
	ID:       "legacy-location",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	if f.Kind == kind.ChatMode {
		pass.ReportRangef(f.Range(agent.Range{Start: f.Body.Start, End: f.Body.Start}), "chat modes are custom agents since VS Code 1.106; move the file to %s", today(f.Source.Path))
	}
}

// today returns where the chat mode at name belongs.
func today(name string) string {
	dir := path.Dir(name)
	if path.Base(dir) == "chatmodes" {
		dir = path.Join(path.Dir(dir), "agents")
	}
	return path.Join(dir, agent.Stem(name)+".agent.md")
}
