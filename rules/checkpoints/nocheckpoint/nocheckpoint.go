// Package nocheckpoint defines the rule no-checkpoint.
package nocheckpoint

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/checkpoint"
	"github.com/agentlint/agentlint/program/value"
)

//go:embed nocheckpoint.md
var page string

// Rule reports training that leaves nothing behind.
var Rule = &lint.Rule{
	ID:       "no-checkpoint",
	Severity: lint.Warning,
	Page:     page,
	Enforces: []match.Pattern{match.Do("save", "checkpoint")},
	Lacks:    "checkpoint",
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      check,
}

func check(pass *analysis.Pass) {
	unsaved := map[*story.Story]lacking{} // what is saved is the script's business: one finding is enough
	var order []*story.Story
	for all := range program.Of(pass).Trainings() {
		first := lacking{all, all[0], value.No}
		for _, t := range all {
			first.saved = value.Either(first.saved, checkpoint.IsSaved(t.Story, t.Training))
		}
		if first.saved == value.Yes {
			continue
		}
		known, ok := unsaved[first.Story]
		if !ok {
			order = append(order, first.Story)
		}
		if !ok || first.tries() < known.tries() {
			unsaved[first.Story] = first
		}
	}
	for _, s := range order {
		report(pass, unsaved[s])
	}
}

// A lacking is a training that is not known to be saved.
type lacking struct {
	all []program.Told
	program.Told
	saved value.Truth
}

// tries is how many loops are around a training: what is trained for each fold is less worth keeping than what comes after.
func (l lacking) tries() int { return len(l.Training.Around()) }

func report(pass *analysis.Pass, t lacking) {
	setting, off := checkpoint.NotSaving(t.Told.Story, t.Training.By)
	switch {
	case t.saved == value.Open:
		lint.Unknown(pass, t.At(), "unknown whether this training is saved: that is decided elsewhere")
	case off:
		lint.Reportf(pass, t.At(), severity(t), "%s turns off checkpoints, and nothing else saves the model", setting)
	default:
		lint.Reportf(pass, t.At(), severity(t),
			"training saves nothing, so a crash loses it all; save a checkpoint every few epochs (looked in %s)", t.Searched())
	}
}

// severity is a note where little is lost: a short run, a model that is fitted at once, or what is tried out by editing the script.
func severity(t lacking) lint.Severity {
	if by := t.Training.By; by == framework.Estimator || by == framework.Boosting || !checkpoint.TakesOptions(t.Told.Story) {
		return lint.Note
	}
	return lint.Owed(t.all)
}
