// Package mixedframeworks defines the rule mixed-frameworks.
package mixedframeworks

import (
	"cmp"
	_ "embed"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/framework"
)

//go:embed mixedframeworks.md
var page string

// Rule reports scripts that train with a framework's loop and with one of their own.
var Rule = &lint.Rule{
	ID:         "mixed-frameworks",
	Severity:   lint.Warning,
	Page:       page,
	Boundaries: []string{"match the training framework style", "training framework patterns"},
	Requires:   []*analysis.Analyzer{program.Analyzer},
	Run:        run,
}

func run(pass *analysis.Pass) {
	for entry := range program.Of(pass).Entries() {
		check(pass, entry)
	}
}

// check reports the first training of an entry's own file that something else runs than the one before it.
func check(pass *analysis.Pass, entry *program.Entry) {
	trainings := slices.DeleteFunc(slices.Clone(entry.Trainings), func(t program.Training) bool {
		return t.At.File != entry.File || names[t.By] == ""
	})
	slices.SortFunc(trainings, func(a, b program.Training) int { return cmp.Compare(a.At.Span.Start, b.At.Span.Start) })
	for i := range trainings {
		first, other := &trainings[0], &trainings[i]
		if other.By != first.By {
			pass.Report(analysis.Diagnostic{
				Pos: other.At.Pos(), End: other.At.End(),
				Message: names[other.By] + " runs this training, and " + names[first.By] + " another one of this script",
				Related: []analysis.RelatedInformation{{Pos: first.At.Pos(), End: first.At.End(), Message: "the other one"}},
			})
			return
		}
	}
}

// names are what runs a training of a neural network. Estimators beside them are customary: as baselines, or on features.
var names = map[framework.Loop]string{
	"": "a loop of its own", framework.Lightning: "Lightning", framework.HFTrainer: "a Trainer of Hugging Face",
	framework.Keras: "Keras", framework.FastAI: "fastai",
}
