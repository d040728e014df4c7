// Package deadtrigger defines the rule dead-trigger.
package deadtrigger

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/workspace"
	"github.com/agentlint/agentlint/workspace/repository"
)

//go:embed deadtrigger.md
var page string

// Rule reports triggers that nothing in the repository matches.
var Rule = &lint.Rule{
	ID:       "dead-trigger",
	Severity: lint.Note,
	Page:     page,
	Requires: []*analysis.Analyzer{workspace.Analyzer, repository.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	p := &surroundings{Repository: repository.Of(pass), imported: workspace.Of(pass).Packages}
	for _, d := range workspace.Of(pass).Definitions {
		if d.Kind == kind.Template {
			continue // its triggers are about the repositories that agents are made for
		}
		for _, trigger := range d.Triggers {
			if c := parse(trigger.Text); c != nil && !c.holds(p) {
				pass.ReportRangef(d.Range(trigger.Span), "nothing in the repository matches this trigger: there is no %s",
					wording.List(c.wants, "or"))
			}
		}
	}
}
