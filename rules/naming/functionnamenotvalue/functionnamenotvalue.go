// Package functionnamenotvalue defines the rule function-name-not-value.
package functionnamenotvalue

import (
	_ "embed"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/naming"
	"github.com/agentlint/agentlint/lint/routine"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
)

//go:embed functionnamenotvalue.md
var page string

// Rule reports functions that return a value and are named after a procedure.
var Rule = &lint.Rule{
	ID:        "function-name-not-value",
	Severity:  lint.Note,
	Page:      page,
	Enforces:  []match.Pattern{match.Do("use", "return value")},
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	for function := range routine.Named(python.Of(pass)) {
		name := function.Child(python.NameField)
		words := naming.Words(name.Text())
		if len(words) < 2 || !slices.Contains(procedural, words[0]) || naming.IsVague(words) {
			continue
		}
		if values, mayEnd := routine.Results(function); len(values) > 0 && !mayEnd && !areStatuses(values) {
			pass.ReportRangef(name, "%q returns a value that its name does not mention", name.Text())
		}
	}
}

// procedural are verbs that promise an action and no result.
var procedural = []string{"do", "run", "perform", "process", "execute", "handle"}

// areStatuses reports whether all values only say how the action went.
func areStatuses(values []python.Node) bool {
	return !slices.ContainsFunc(values, func(v python.Node) bool {
		name := strings.ToLower(v.Text())
		return !v.Is(python.True, python.False, python.Integer, python.UnaryOperator) && !slices.Contains(statuses, name) && name != "self"
	})
}

var statuses = []string{"success", "succeeded", "ok", "status", "returncode", "return_code", "exit_code", "exitcode", "rc", "ret", "err", "error"}
