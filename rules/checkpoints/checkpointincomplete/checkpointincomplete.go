// Package checkpointincomplete defines the rule checkpoint-incomplete.
package checkpointincomplete

import (
	_ "embed"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/framework"
)

//go:embed checkpointincomplete.md
var page string

// Rule reports checkpoints that a training can't be resumed from.
var Rule = &lint.Rule{
	ID:         "checkpoint-incomplete",
	Severity:   lint.Warning,
	Page:       page,
	Boundaries: []string{"checkpoint", "all necessary info"},
	Snippets:   true,
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
	if setting, ok := entry.SavingModelOnly(t.By); ok {
		lint.Reportf(pass, setting.At, lint.Note, "%s leaves the optimizer out of the checkpoints, so the run can't be resumed from them", setting.Text)
	}
	if t.By != "" || !slices.Contains(t.RNG, framework.Torch) {
		return
	}
	gap, unknown := entry.Incomplete(t)
	switch {
	case unknown:
		lint.Unknown(pass, t.At, "can't tell whether the checkpoints are complete: what they hold is put together elsewhere")
	case len(gap.Missing) == 0:
	case gap.Weights:
		lint.Reportf(pass, gap.At, severity(entry, gap), "only the model's weights are saved: a resumed run lacks %s", missing(gap))
	default:
		lint.Reportf(pass, gap.At, severity(entry, gap), "the checkpoint lacks %s: a resumed run goes on differently", missing(gap))
	}
}

// severity is a note if the run can be resumed nearly as it was, or by custom is not.
func severity(entry *program.Entry, gap program.Gap) lint.Severity {
	essential := slices.ContainsFunc(gap.Missing, func(p framework.Part) bool { return p != framework.Scaler && p != framework.Best })
	if !essential || entry.Unsupervised() {
		return lint.Note
	}
	return lint.Warning
}

func missing(gap program.Gap) string {
	var names []string
	for _, part := range gap.Missing {
		names = append(names, "the "+string(part))
	}
	return wording.List(names, "and")
}
