// Package missingagenttool defines the rule missing-agent-tool.
package missingagenttool

import (
	_ "embed"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/host"
)

//go:embed missingagenttool.md
var page string

// Rule reports agents with subagents that they have no tool to start.
var Rule = &lint.Rule{
	ID:       "missing-agent-tool",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	agents, tools := f.Field("agents"), f.Field("tools")
	if !reads(f, "agents") || agents == nil || tools == nil || tools.Recovered || len(f.Names(agents.Value)) == 0 {
		return
	}
	names := f.Names(tools.Value)
	if len(names) > 0 && !slices.ContainsFunc(names, startsAgents) {
		pass.ReportRangef(f.Range(agents.Key), `"agents" needs the tool "agent", which "tools" does not list; without it, VS Code starts no subagent`)
	}
}

func reads(f *agent.File, key string) bool {
	return slices.ContainsFunc(host.Reading(f), func(s *host.Schema) bool { _, ok := s.Keys[key]; return ok })
}

// startsAgents reports whether a tool, by any of its names, starts subagents.
func startsAgents(tool agent.Name) bool {
	switch strings.ToLower(tool.Text) {
	case "agent", "agent/runsubagent", "runsubagent", "agent/*", "custom-agent", "task", "*":
		return true
	}
	return false
}
