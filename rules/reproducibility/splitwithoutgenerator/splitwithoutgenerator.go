// Package splitwithoutgenerator defines the rule split-without-generator.
package splitwithoutgenerator

import (
	_ "embed"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/seeding"
)

//go:embed splitwithoutgenerator.md
var page string

// Rule reports random splits and shuffles of data sets that nothing seeds.
var Rule = &lint.Rule{
	ID:       "split-without-generator",
	Severity: lint.Note,
	Page:     page,
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
		pass.ReportRangef(draw.At, "%s divides or orders the data differently in every run: it has no %s",
			draw.Name[strings.LastIndexByte(draw.Name, '.')+1:], argument)
	}
}
