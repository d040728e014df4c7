// Package checkpointincomplete defines the rule checkpoint-incomplete.
package checkpointincomplete

import (
	_ "embed"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story/checkpoint"
	"github.com/agentlint/agentlint/program/value"
)

//go:embed checkpointincomplete.md
var page string

// Rule reports checkpoints that a training can't be resumed from.
var Rule = &lint.Rule{
	ID:       "checkpoint-incomplete",
	Severity: lint.Warning,
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Enforces: []match.Pattern{
		match.Do("save", "checkpoint").With("training state"),
		match.Do("persist", "training state"),
		match.Do("preserve", "training state"),
		match.Avoid("use", "checkpoint").Without("training state"),
	},
	Snippets: true,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      report,
}

func report(pass *analysis.Pass) {
	for all := range program.Of(pass).Trainings() {
		for _, t := range all {
			if check(pass, t) {
				break
			}
		}
	}
}

// check reports what the checkpoints of a training lack, and whether it has.
func check(pass *analysis.Pass, t program.Told) bool {
	if setting, ok := checkpoint.SavingModelOnly(t.Story, t.Training.By); ok {
		lint.Reportf(pass, t.Story.At(setting.At), lint.Note, "%s omits the optimizer from the checkpoints, so the run can't be resumed from them", setting.Text)
		return true
	}
	gap, lacks := checkpoint.Incomplete(t.Story, t.Training)
	message := "the checkpoint lacks " + missing(gap) + ": a resumed run continues differently"
	if gap.Weights {
		message = "only the model's weights are saved: a resumed run lacks " + missing(gap)
	}
	switch {
	case lacks == value.Open:
		lint.Unknown(pass, t.At(), "unknown whether the checkpoints are complete: their content is assembled elsewhere")
	case lacks == value.Yes:
		at := t.Story.At(gap.At)
		pass.Report(analysis.Diagnostic{
			Pos: at.Pos(), End: at.End(), Category: string(severity(t, gap)), Message: message, SuggestedFixes: fix(t, gap),
		})
	}
	return lacks == value.Yes
}

// severity is a note if the run can be resumed nearly as it was, or nothing resumes from the checkpoint, or it is not meant to produce a model.
func severity(t program.Told, gap checkpoint.Gap) lint.Severity {
	essential := slices.ContainsFunc(gap.Missing, func(p framework.Part) bool { return p != framework.Scaler && p != framework.Best })
	if !essential || !gap.Resumed || !t.Owes() {
		return lint.Note
	}
	return lint.Warning
}

func missing(gap checkpoint.Gap) string {
	var names []string
	for _, part := range gap.Missing {
		names = append(names, "the "+string(part))
	}
	return wording.List(names, "and")
}
