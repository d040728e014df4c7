// Package hookanswerunheard defines the rule hook-answer-unheard.
package hookanswerunheard

import (
	_ "embed"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/hostfile"
)

//go:embed hookanswerunheard.md
var page string

// Rule reports hooks that decide something for an event at which there is nothing to decide.
var Rule = &lint.Rule{
	ID:       "hook-answer-unheard",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{hostfile.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := hostfile.Of(pass)
	dialect := f.Dialect()
	if dialect == nil {
		return
	}
	for _, group := range f.Groups() {
		if !slices.Contains(dialect.Unheard, group.Event.Name) {
			continue
		}
		for _, hook := range group.Hooks {
			if at := answer(hook); at != nil {
				pass.ReportRangef(f.Range(at.Range), "%s does not heed what a hook of %q answers, so this decides nothing", f.Format.Host, group.Event.Name)
			}
		}
	}
}

// decision matches a command that answers.
var decision = pattern.New(`["']?(?:decision|permissionDecision)\\?["']?\s*:|\bexit 2\b`)

// answer returns the value by which a hook decides something, nil if it does not.
func answer(hook config.Value) *config.Value {
	if kind := hook.Field("type"); kind != nil && (kind.Value.Text() == "prompt" || kind.Value.Text() == "agent") {
		return &kind.Value
	}
	if command := hook.Field("command"); command != nil && decision.MatchString(command.Value.Text()) {
		return &command.Value
	}
	return nil
}
