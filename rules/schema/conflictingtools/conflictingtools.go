// Package conflictingtools defines the rule conflicting-tools.
package conflictingtools

import (
	_ "embed"
	"fmt"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/kind"
)

//go:embed conflictingtools.md
var page string

// Rule reports tools that a definition both allows and denies.
var Rule = &lint.Rule{
	ID:       "conflicting-tools",
	Agnix:    []string{"CC-AG-006"},
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	allowed, denied := f.Field("tools"), f.Field("disallowedTools")
	if f.Kind != kind.ClaudeAgent && f.Kind != kind.PluginAgent || allowed == nil || denied == nil {
		return
	}
	first := map[string]agent.Range{}
	for _, name := range slices.Backward(f.Names(allowed.Value)) {
		first[name.Text] = name.Range
	}
	for _, name := range f.Names(denied.Value) {
		there, ok := first[name.Text]
		if !ok {
			continue
		}
		at, other := f.Range(name.Range), f.Range(there)
		pass.Report(analysis.Diagnostic{
			Pos: at.Pos(), End: at.End(),
			Message: fmt.Sprintf("%q is also in tools, but Claude Code denies it", name.Text),
			Related: []analysis.RelatedInformation{{Pos: other.Pos(), End: other.End(), Message: "allowed here"}},
		})
	}
}
