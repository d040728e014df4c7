// Package confignoseed defines the rule config-no-seed.
package confignoseed

import (
	_ "embed"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/hyperparam"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/facts"
)

//go:embed confignoseed.md
var page string

// Rule reports training configurations without a seed.
var Rule = &lint.Rule{
	ID:       "config-no-seed",
	Severity: lint.Warning,
	Page:     page,
	Enforces: []match.Pattern{
		match.Do("set", "seed"),
		match.Do("have", "reproducibility").Alone(),
		match.Do("have", "reproducibility").With("seed"),
	},
	Snippets: true,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Notes:    program.MissingSeeds,
	Run:      run,
}

func run(pass *analysis.Pass) {
	p := program.Of(pass)
	for _, c := range p.Configs {
		if c.Sets(hyperparam.Seed) || c.Composed || slices.ContainsFunc(c.Settings, isOfTrainer) {
			continue
		}
		if c.Snippet {
			pass.ReportRangef(c.Range(c.At), "this training configuration sets no seed")
		} else if at, ok := seedReadFrom(pass, c); ok {
			pass.Report(analysis.Diagnostic{
				Pos: c.Range(c.At).Pos(), End: c.Range(c.At).End(),
				Message: "this configuration sets no seed, but the script that loads it reads one",
				Related: []analysis.RelatedInformation{{Pos: at.Pos(), End: at.End(), Message: "the seed is read here"}},
			})
		}
	}
}

// seedReadFrom returns where a seed is read from a configuration, by a script that was followed or by what its code looks like.
func seedReadFrom(pass *analysis.Pass, c *facts.Config) (facts.Range, bool) {
	p := program.Of(pass)
	if at, ok := p.SeedReadFrom(c); ok {
		return at, true
	}
	return p.SeedMissingFrom(pass.Analyzer, c)
}

// isOfTrainer recognises settings of the Trainer of transformers, which seeds with 42 unless it is told otherwise.
// Source: https://huggingface.co/docs/transformers/main_classes/trainer#transformers.TrainingArguments.seed
func isOfTrainer(s facts.ConfigSetting) bool {
	return s.Key() == "num_train_epochs" || s.Key() == "per_device_train_batch_size"
}
