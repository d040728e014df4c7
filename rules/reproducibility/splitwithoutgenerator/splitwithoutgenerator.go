// Package splitwithoutgenerator defines the rule split-without-generator.
package splitwithoutgenerator

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/facts"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/seeding"
)

//go:embed splitwithoutgenerator.md
var page string

// Rule reports random splits and shuffles of data sets that nothing seeds.
var Rule = &lint.Rule{
	ID:       "split-without-generator",
	Severity: lint.Note,
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Enforces: []match.Pattern{
		match.Do("set", "seed"),
		match.Do("have", "reproducibility").Alone(),
		match.Do("have", "reproducibility").With("seed"),
		match.Do("split", "split").With("seed"),
		match.Do("split", "data").With("seed"),
	},
	Snippets: true,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Notes:    func(s *story.Story) []program.Note { return program.Draws(s, seeding.ShuffledBy) },
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, draw := range program.Of(pass).Unseeded(pass.Analyzer) {
		argument := "seed"
		if strings.HasPrefix(draw.Name, "torch.") {
			argument = "generator"
		}
		pass.Report(analysis.Diagnostic{
			Pos: draw.At.Pos(), End: draw.At.End(),
			Message: fmt.Sprintf("%s splits or orders the data differently in every run: it has no %s",
				draw.Name[strings.LastIndexByte(draw.Name, '.')+1:], argument),
			SuggestedFixes: fix(draw, argument),
		})
	}
}

// fix gives a call a seed after its last argument: other rows go into other parts then.
func fix(draw program.Draw, argument string) []analysis.SuggestedFix {
	value := map[string]string{"seed": "42", "generator": "torch.Generator().manual_seed(42)"}[argument]
	isImported := slices.ContainsFunc(draw.At.File.Imports, func(i facts.Import) bool { return i.Name == "torch" && i.Target == "torch" })
	if draw.Call == nil || draw.Call.Last == 0 || argument == "generator" && !isImported || strings.HasPrefix(draw.Name, "?") {
		return nil
	}
	return lint.UnsafeFix("pass "+argument+"="+value, analysis.TextEdit{
		Pos: draw.After().Pos(), End: draw.After().Pos(), NewText: []byte(", " + argument + "=" + value),
	})
}
