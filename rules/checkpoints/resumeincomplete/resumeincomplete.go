// Package resumeincomplete defines the rule resume-incomplete.
package resumeincomplete

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/program"
)

//go:embed resumeincomplete.md
var page string

// Rule reports resumed training that leaves part of its checkpoint.
var Rule = &lint.Rule{
	ID:         "resume-incomplete",
	Severity:   lint.Warning,
	Page:       page,
	Boundaries: []string{"resume"},
	Requires:   []*analysis.Analyzer{program.Analyzer},
	Run:        run,
}

func run(pass *analysis.Pass) {
	for entry := range program.Of(pass).Entries() {
		for i := range entry.Trainings {
			check(pass, entry, &entry.Trainings[i])
		}
	}
}

func check(pass *analysis.Pass, entry *program.Entry, t *program.Training) {
	left, ok := entry.Unrestored(t)
	if !ok {
		return
	}
	var names []string
	for _, part := range left.Parts {
		names = append(names, "the "+string(part))
	}
	pass.ReportRangef(left.At, "the checkpoint holds %s, but resuming does not restore it", wording.List(names, "and"))
}
