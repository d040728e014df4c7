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

// Rule reports agents, commands and configurations in TOML or JSON that a host does not load as they are.
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
	case hostfile.Definition:
		checkSchema(pass, f)
	case hostfile.OpenCode:
		checkPermission(pass, f, f.Root)
		checkOpenCode(pass, f)
	case hostfile.Modes:
		checkModes(pass, f)
	}
}

// checkSchema reports what is wrong by the host's schema, and keys that look like a known one misspelt.
func checkSchema(pass *analysis.Pass, f *hostfile.File) {
	for _, fault := range f.Faults() {
		severity := lint.Warning
		if fault.Refused {
			severity = lint.Error
		}
		lint.Reportf(pass, f.Range(fault.Range), severity, "%s", fault.Message)
	}
	schema := f.Format.Schema()
	for _, field := range f.Root.Fields {
		if _, ok := schema.Keys[field.Name]; ok {
			continue
		}
		if nearest, ok := wording.Nearest(field.Name, schema.Names()); ok && f.Root.Field(nearest) == nil {
			lint.Reportf(pass, f.Range(field.Key), lint.Warning, "%s does not know the key %q; did you mean %q?", f.Format.Host, field.Name, nearest)
		}
	}
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
