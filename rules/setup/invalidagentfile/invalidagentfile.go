// Package invalidagentfile defines the rule invalid-agent-file.
package invalidagentfile

import (
	_ "embed"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/agent/host"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/hostfile"
)

//go:embed invalidagentfile.md
var page string

// Rule reports agents in TOML or JSON that a host does not load as they are.
var Rule = &lint.Rule{
	ID:       "invalid-agent-file",
	Severity: lint.Error,
	Page:     page,
	Requires: []*analysis.Analyzer{hostfile.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := hostfile.Of(pass)
	switch f.Format.Holds {
	case hostfile.CodexAgent:
		checkCodex(pass, f)
	case hostfile.OpenCode:
		checkPermission(pass, f, f.Root)
		for _, key := range []string{"agent", "mode"} {
			if agents := f.Root.Field(key); agents != nil {
				for _, entry := range agents.Value.Fields {
					checkOpenCode(pass, f, entry)
				}
			}
		}
	}
}

// required are what an agent of Codex needs.
// Source: https://developers.openai.com/codex/subagents, read on 2026-11-30.
var required = []string{"name", "description", "developer_instructions"}

func checkCodex(pass *analysis.Pass, f *hostfile.File) {
	if len(f.Problems) > 0 {
		return // unreadable-setup is about that
	}
	start := config.Range{Start: f.Root.Range.Start, End: f.Root.Range.Start}
	for _, name := range required {
		switch field := f.Root.Field(name); {
		case field == nil:
			pass.ReportRangef(f.Range(start), "there is no %q, without which Codex does not load the agent", name)
		case field.Value.Type() != config.String:
			pass.ReportRangef(f.Range(field.Key), "%q is a %s, and must be a string; Codex does not load the agent", name, field.Value.Type())
		case field.Value.Text() == "":
			pass.ReportRangef(f.Range(field.Value.Range), "%q is empty, and Codex does not load the agent", name)
		}
	}
}

// checkOpenCode reports values of an agent that OpenCode refuses, by what it takes in the frontmatter of one.
func checkOpenCode(pass *analysis.Pass, f *hostfile.File, entry config.Field) {
	keys := host.ByName("opencode").Schema(kind.OpenCodeAgent).Keys
	for _, name := range []string{"mode", "model"} {
		field := entry.Value.Field(name)
		if field == nil {
			continue
		}
		if fault := keys[name].Fault(field.Value); fault != "" {
			pass.ReportRangef(f.Range(field.Value.Range), "%q of the agent %q %s; OpenCode refuses to start", name, entry.Name, fault)
		}
	}
	checkPermission(pass, f, entry.Value)
}

// checkPermission reports words under permission that OpenCode does not know.
func checkPermission(pass *analysis.Pass, f *hostfile.File, v config.Value) {
	permission := v.Field("permission")
	if permission == nil {
		return
	}
	leaves := host.ByName("opencode").Schema(kind.OpenCodeAgent).Keys["permission"].Leaves
	for key, value := range permission.Value.Scalars() {
		if value.Type() != config.Null && !slices.Contains(leaves, value.Text()) {
			pass.ReportRangef(f.Range(value.Range), "the permission of %q is %q, not %s; OpenCode refuses to start", key, value.Text(), wording.List(leaves, "or"))
		}
	}
}
