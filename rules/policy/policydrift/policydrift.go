// Package policydrift defines the rule policy-drift.
package policydrift

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/policy/bullet"
	"github.com/agentlint/agentlint/policy/confirm"
)

//go:embed policydrift.md
var page string

// Rule reports definitions that no longer say what was confirmed of them.
var Rule = &lint.Rule{
	ID:       "policy-drift",
	Severity: lint.Error,
	Page:     page,
	Options:  confirm.List(nil),
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	confirmed := lint.Options[confirm.List](pass)
	if len(confirmed) == 0 {
		return
	}
	f := agent.Of(pass)
	for _, d := range confirmed.Drifts(f.Source.Path, bullet.Of(f)) {
		was := wording.Short(d.Entry.Bullet)
		switch d.Kind {
		case confirm.Removed:
			pass.ReportRangef(f.Range(agent.Range{Start: f.Body.Start, End: f.Body.Start}),
				"the bullet %q was confirmed and is no longer here; restore it, or take it out of the settings", was)
		case confirm.Softened:
			pass.ReportRangef(f.Range(d.Bullet.Range), "the bullet %q was confirmed under %q and is weaker now%s; restore it, or confirm it again",
				was, d.Entry.Tier, underNow(d.Bullet))
		case confirm.Changed:
			pass.ReportRangef(f.Range(d.Bullet.Range), "the bullet %q was confirmed and has been reworded; restore it, or confirm it again", was)
		}
	}
}

func underNow(b *bullet.Bullet) string {
	if b.Tier == 0 {
		return ", as advice"
	}
	return ", under " + confirm.TierOf(b)
}
