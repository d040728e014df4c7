// Package duplicatename defines the rule duplicate-name.
package duplicatename

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/workspace"
)

//go:embed duplicatename.md
var page string

// Rule reports agents that a host can not tell apart.
var Rule = &lint.Rule{
	ID:       "duplicate-name",
	Severity: lint.Error,
	Page:     page,
	Requires: []*analysis.Analyzer{workspace.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, graph := range workspace.Of(pass).Graphs() {
		byName, byFile := map[string]*workspace.Definition{}, map[string]*workspace.Definition{}
		for _, d := range graph.Agents {
			switch d.Kind {
			case kind.ClaudeAgent, kind.PluginAgent, kind.CursorAgent, kind.GeminiAgent:
				check(pass, byName, d.Name, d, "name", lint.Error)
			case kind.CustomAgent:
				if !check(pass, byFile, agent.Stem(d.Path), d, "file name", lint.Error) {
					check(pass, byName, d.Name, d, "name", lint.Warning)
				}
			}
		}
	}
}

// hosts says who goes by what, and what becomes of the second definition.
var hosts = map[kind.Kind]map[string]string{
	kind.ClaudeAgent: {"name": "; Claude Code loads only one of them"},
	kind.PluginAgent: {"name": "; Claude Code loads only one of them"},
	kind.GeminiAgent: {"name": "; Gemini CLI loads only one of them"},
	kind.CursorAgent: {"name": "; Cursor loads only one of them"},
	kind.CustomAgent: {
		"file name": "; GitHub identifies agents by file name without extensions, and loads only one",
		"name":      ", so VS Code can't distinguish handoffs to them",
	},
}

// check reports d if seen has another definition of the same identity, and remembers it if not.
func check(pass *analysis.Pass, seen map[string]*workspace.Definition, identity string, d *workspace.Definition, what string, severity lint.Severity) bool {
	first := seen[identity]
	if first == nil {
		seen[identity] = d
		return false
	}
	at, other := d.Range(d.NameSpan), first.Range(first.NameSpan)
	pass.Report(analysis.Diagnostic{
		Pos: at.Pos(), End: at.End(), Category: string(severity),
		Message: fmt.Sprintf("%s also has the %s %q%s", first.Path, what, identity, hosts[d.Kind][what]),
		Related: []analysis.RelatedInformation{{Pos: other.Pos(), End: other.End(), Message: "the other agent"}},
	})
	return true
}
