// Package monitornotlogged defines the rule monitor-not-logged.
package monitornotlogged

import (
	"cmp"
	_ "embed"
	"fmt"
	"slices"
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
	Fix:      lint.UnsafeFixes,
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
				pass.Report(analysis.Diagnostic{
					Pos: at.Pos(), End: at.End(),
					Message:        fmt.Sprintf("this monitors %q, which nothing here measures%s", w.Metric, instead(w)),
					SuggestedFixes: fix(at, w),
				})
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

// fix monitors the only result that has the same name in other words.
func fix(at analysis.Range, w logging.Watch) []analysis.SuggestedFix {
	found := ""
	for _, name := range w.Measured {
		if strings.Contains(name, "*") || !slices.Equal(words(name), words(w.Metric)) {
			continue
		}
		if found != "" && found != name {
			return nil
		}
		found = name
	}
	if found == "" {
		return nil
	}
	return lint.UnsafeFix(fmt.Sprintf("monitor %q", found), lint.Replacing(at, w.Metric, found))
}

// words are what the name of a result is made of, each in one form and in no order.
func words(name string) (all []string) {
	for _, word := range strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return strings.ContainsRune("_-/. ", r) }) {
		all = append(all, cmp.Or(forms[word], word))
	}
	slices.Sort(all)
	return all
}

// forms are words that mean the same in the names of results.
var forms = map[string]string{"valid": "val", "validation": "val", "accuracy": "acc", "training": "train", "testing": "test"}
