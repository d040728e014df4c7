package engine_test

import (
	"context"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/engine"
	"github.com/agentlint/agentlint/parser/python"
)

// A file in which more is found than is told has failed, and the others have not.
func TestTooManyFindings(t *testing.T) {
	result := run(t, config(map[string]string{"a.py": strings.Repeat("f()\n", 50_001), "b.py": "f()\n", "c.py": ""}, calls))
	count := map[string]int{}
	for _, f := range result.Findings {
		count[f.Path]++
	}
	if count["a.py"] != 50_000 || count["b.py"] != 1 {
		t.Errorf("%v findings are told", count)
	}
	if len(result.Notices) != 1 || result.Failed != 1 || result.Notices[0].Path != "a.py" ||
		result.Notices[0].Message != "over 50000 findings; further ones are not reported" {
		t.Errorf("%d failed: %v", result.Failed, result.Notices)
	}
}

// What is found in a file that turns out to be nobody's business does not make it fail.
func TestTooManyFindingsElsewhere(t *testing.T) {
	cfg := config(map[string]string{"a.py": strings.Repeat("f()\n", 50_001)}, calls)
	cfg.Files = cfg.Files[:1]
	cfg.Files[0].Explicit = false
	if result := run(t, cfg); len(result.Notices)+len(result.Findings) > 0 {
		t.Errorf("%d findings, notices %v", len(result.Findings), result.Notices)
	}
}

// An interrupt is seen between two rules about one file.
func TestInterruptedBetweenRules(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	ran := 0
	rule := func(id string) *lint.Rule {
		return &lint.Rule{ID: id, Severity: lint.Warning, Requires: []*analysis.Analyzer{python.Analyzer}, Run: func(*analysis.Pass) {
			ran++
			cancel()
		}}
	}
	cfg := config(map[string]string{"a.py": "x = 1\n"}, rule("first"), rule("second"))
	cfg.Files = cfg.Files[:1]
	if _, err := engine.Run(ctx, cfg); err == nil || ran != 1 {
		t.Errorf("%d rules ran, and the error is %v", ran, err)
	}
}
