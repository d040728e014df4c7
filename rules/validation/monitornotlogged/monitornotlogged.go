// Package monitornotlogged defines the rule monitor-not-logged.
package monitornotlogged

import (
	_ "embed"
	"fmt"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/logging"
)

//go:embed monitornotlogged.md
var page string

// Rule reports results that a callback or setting goes by and that the training does not have.
var Rule = &lint.Rule{
	ID:       "monitor-not-logged",
	Severity: lint.Error,
	Page:     page,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	seen := map[story.Range]bool{}
	for _, s := range program.Of(pass).Stories {
		for _, w := range logging.UnmeasuredWatches(s) {
			at := s.At(w.At)
			if !seen[at] {
				seen[at] = true
				pass.ReportRangef(at, "this monitors %q, which nothing here measures%s", w.Metric, instead(w))
			}
		}
	}
}

// instead names a result that may be meant.
func instead(w logging.Watch) string {
	var names []string
	for _, name := range w.Measured {
		if !strings.Contains(name, "*") {
			names = append(names, name)
		}
	}
	if near, ok := wording.Nearest(w.Metric, names); ok {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return ""
}
