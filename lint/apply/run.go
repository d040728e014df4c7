package apply

import (
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/profile"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/workspace"
	"github.com/agentlint/agentlint/workspace/repository"
)

// Run runs rules over a value, as far as they are to run on the file at hand.
func (w *Worker) Run(rules []*lint.Rule, analyzer *analysis.Analyzer, value any) {
	for _, rule := range rules {
		if w.Policy.Runs(rule) {
			w.runAnyway(rule, analyzer, value)
		}
	}
}

// RunOnSyntax is [Worker.Run] on new syntax, of which nothing is derived yet.
func (w *Worker) RunOnSyntax(rules []*lint.Rule, analyzer *analysis.Analyzer, value any) {
	clear(w.derived)
	w.Run(rules, analyzer, value)
}

// runAnyway runs one rule whatever is set for the file at hand; a panic becomes a notice that names the rule.
func (w *Worker) runAnyway(rule *lint.Rule, analyzer *analysis.Analyzer, value any) {
	if w.Ctx.Err() != nil {
		return
	}
	pass := w.pass(rule)
	pass.ResultOf[analyzer] = value
	pass.ResultOf[pass.Analyzer] = w.Policy.OptionsOf(rule)
	run, requires := rule.Run, rule.Requires
	if analyzer == program.Analyzer && rule.Stories != nil {
		run, requires = rule.Stories, []*analysis.Analyzer{analyzer, repository.Analyzer}
	}
	w.Guard(rule, func() {
		for _, required := range requires {
			switch required {
			case analyzer:
			case repository.Analyzer:
				pass.ResultOf[required] = w.Around
			default:
				pass.ResultOf[required] = w.derive(required, pass)
			}
		}
		defer w.Config.Profile.Start(stageOf(analyzer), rule.ID)()
		run(pass)
	})
}

// stageOf returns the stage of a run in which rules that require an analyzer run.
func stageOf(a *analysis.Analyzer) profile.Stage {
	if a == program.Analyzer || a == workspace.Analyzer {
		return profile.ProjectRules
	}
	return profile.FileRules
}

// derive runs an analyzer that builds on the syntax at hand, once for all rules.
func (w *Worker) derive(a *analysis.Analyzer, pass *analysis.Pass) any {
	if result, ok := w.derived[a]; ok {
		return result
	}
	stop := w.Config.Profile.Start(profile.SharedAnalysis, a.Name)
	result, err := a.Run(pass)
	stop()
	if err != nil {
		panic(err) // an analyzer that the driver should have supplied
	}
	w.derived[a] = result
	return result
}

// nowhere is the package of every pass: go/analysis says that there is one, and rules have no use for it.
var nowhere = types.NewPackage("file", "file")

// pass returns the worker's pass for a rule: one, used again for each file.
func (w *Worker) pass(rule *lint.Rule) *analysis.Pass {
	if pass := w.passes[rule]; pass != nil {
		return pass
	}
	analyzer := rule.Analyzer()
	pass := &analysis.Pass{
		Analyzer: analyzer,
		Fset:     w.Set,
		Pkg:      nowhere,
		ResultOf: map[*analysis.Analyzer]any{},
		Report:   func(d analysis.Diagnostic) { w.take(rule, d) },
	}
	w.passes[rule] = pass
	return pass
}
