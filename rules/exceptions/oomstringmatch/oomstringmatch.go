// Package oomstringmatch defines the rule oom-string-match.
package oomstringmatch

import (
	_ "embed"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/handler"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
)

//go:embed oomstringmatch.md
var page string

// Rule reports tests for running out of memory by the text of an exception.
var Rule = &lint.Rule{
	ID:        "oom-string-match",
	Severity:  lint.Note,
	Fix:       lint.UnsafeFixes,
	Craft:     true,
	Page:      page,
	Enforces:  []match.Pattern{match.Do("catch", "specific exception")},
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	f := python.Of(pass)
	torch := torchName(f)
	if torch == "" {
		return
	}
	for comparison := range f.All(python.ComparisonOperator) {
		if h, ok := handler.OOMTest(comparison); ok && !isOneOfMany(comparison) {
			pass.Report(analysis.Diagnostic{
				Pos: comparison.Pos(), End: comparison.End(),
				Message:        "the text of an exception is searched for \"out of memory\"; catch torch.OutOfMemoryError instead",
				SuggestedFixes: fix(comparison, h, torch),
			})
		}
	}
}

// torchName returns the name that the file gives torch, or "".
func torchName(f *python.File) string {
	for b := range f.Imports {
		if b.Target == "torch" {
			return b.Name.Text()
		}
	}
	return ""
}

// isOneOfMany reports whether the test stands beside others for errors that have no class of their own, such as CUDNN_STATUS.
func isOneOfMany(comparison python.Node) bool {
	for or := comparison.Parent(); or.Kind() == python.BooleanOperator; or = or.Parent() {
		for s := range or.All(python.StringContent) {
			if or.Token(python.KwOr).Exists() && !strings.Contains(strings.ToLower(s.Text()), "memory") {
				return true
			}
		}
	}
	return false
}

// fix tests for the class where the text was tested. torch.cuda has it since PyTorch 1.13, torch itself since 2.5.
func fix(comparison python.Node, h handler.Handler, torch string) []analysis.SuggestedFix {
	if comparison.Token(python.KwNotIn).Exists() {
		return nil
	}
	test := "isinstance(" + h.Name.Text() + ", " + torch + ".cuda.OutOfMemoryError)"
	return lint.UnsafeFix("test for its class", analysis.TextEdit{Pos: comparison.Pos(), End: comparison.End(), NewText: []byte(test)})
}
