// Package duplicatejsonkey defines the rule duplicate-json-key.
package duplicatejsonkey

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/source"
)

//go:embed duplicatejsonkey.md
var page string

// Rule reports keys that an example of JSON sets twice.
var Rule = &lint.Rule{
	ID:       "duplicate-json-key",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	for _, fence := range f.Fences {
		if fence.Language != "json" && fence.Language != "jsonc" {
			continue
		}
		text, mapping := f.Extract(fence)
		for _, problem := range config.Parse(source.New(f.Source.Path, text), config.JSONC).Problems {
			if problem.Kind == config.DuplicateKey {
				at := agent.Range{Start: mapping.Start(problem.Range.Start), End: mapping.End(problem.Range.End)}
				pass.ReportRangef(f.Range(at), "%s; only the last one counts", problem.Message)
			}
		}
	}
}
