// Package mixedframeworks defines the rule mixed-frameworks.
package mixedframeworks

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/checkpoint"
)

//go:embed mixedframeworks.md
var page string

// Rule reports scripts that train with a framework's loop and with one of their own.
var Rule = &lint.Rule{
	ID:       "mixed-frameworks",
	Severity: lint.Warning,
	Page:     page,
	Enforces: []match.Pattern{match.Do("match", "framework")},
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, s := range program.Of(pass).Stories {
		if first, other, ok := s.Mixed(func(t *story.Training) bool { return names[t.By] != "" }); ok {
			severity := lint.Warning
			if checkpoint.Shows(s) {
				severity = lint.Note // which may show both
			}
			at, beside := s.At(s.Place(other)), s.At(s.Place(first))
			pass.Report(analysis.Diagnostic{
				Pos: at.Pos(), End: at.End(), Category: string(severity),
				Message: names[other.By] + " runs this training, and " + names[first.By] + " another one in this script",
				Related: []analysis.RelatedInformation{{Pos: beside.Pos(), End: beside.End(), Message: "the other one"}},
			})
		}
	}
}

// names are what runs a training of a neural network. Estimators beside them are customary: as baselines, or on features.
var names = map[framework.Loop]string{
	"": "a hand-written loop", framework.Lightning: "Lightning", framework.HFTrainer: "a Hugging Face Trainer",
	framework.Keras: "Keras", framework.FastAI: "fastai",
}
