// Package checkpointnotperiodic defines the rule checkpoint-not-periodic.
package checkpointnotperiodic

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story/checkpoint"
	"github.com/agentlint/agentlint/program/value"
)

//go:embed checkpointnotperiodic.md
var page string

// Rule reports training that is only saved at the end or on improvement.
var Rule = &lint.Rule{
	ID:       "checkpoint-not-periodic",
	Severity: lint.Warning,
	Page:     page,
	Enforces: []match.Pattern{match.Do("save", "checkpoint").With("interval")},
	Lacks:    "checkpoint every few epochs",
	Snippets: true,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      report,
}

func report(pass *analysis.Pass) {
	for all := range program.Of(pass).Trainings() {
		check(pass, all)
	}
}

func check(pass *analysis.Pass, all []program.Told) {
	for _, t := range all {
		if savesItself(t) || checkpoint.IsShort(t.Story, t.Training) {
			return
		}
		if saves := checkpoint.Of(t.Story, t.Training); saves.Periodic() || checkpoint.IsSaved(t.Story, t.Training) == value.Open && t.Training.By == framework.Keras {
			return
		}
	}
	t, severity := all[0], lint.Owed(all)
	if t.Training.By == framework.Keras {
		severity = lint.Note // its fits are mostly of minutes
	}
	switch saves := checkpoint.Of(t.Story, t.Training); {
	case len(saves.All) == 0:
	case saves.Afterwards:
		lint.Unknown(pass, t.At(), "unknown whether checkpoints are saved regularly: the code that may save is not available")
	case saves.Any(func(c *checkpoint.Checkpoint) bool { return c.InLoop && c.When.Is(checkpoint.OnImprovement) }):
		lint.Reportf(pass, t.At(), lint.Note, "checkpoints are only saved when a metric improves; also save one every few epochs to resume from")
	case saves.Any(func(c *checkpoint.Checkpoint) bool { return c.When.Is(checkpoint.OnFailure) }):
		lint.Reportf(pass, t.At(), severity, "nothing is saved during training unless it fails; save a checkpoint every few epochs")
	default:
		lint.Reportf(pass, t.At(), severity, "nothing is saved before training ends; save a checkpoint every few epochs")
	}
}

// savesItself reports whether what runs a training saves at intervals of its own accord, or is not known not to.
func savesItself(t program.Told) bool {
	switch by := t.Training.By; by {
	case "", framework.Keras, framework.FastAI, framework.Agent:
		return false
	case framework.HFTrainer, framework.Lightning:
		_, off := checkpoint.NotSaving(t.Story, by)
		return !off
	}
	return true
}
