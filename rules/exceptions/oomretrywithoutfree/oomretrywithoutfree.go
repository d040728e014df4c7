// Package oomretrywithoutfree defines the rule oom-retry-without-free.
package oomretrywithoutfree

import (
	_ "embed"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/handler"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
)

//go:embed oomretrywithoutfree.md
var page string

// Rule reports loops that go on after running out of memory with the memory still taken.
var Rule = &lint.Rule{
	ID:        "oom-retry-without-free",
	Severity:  lint.Warning,
	Page:      page,
	Enforces:  []match.Pattern{match.Do("close", "gpu memory")},
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer, handler.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	for _, h := range handler.Of(pass) {
		if catchesOOM(h) {
			check(pass, &h, h, h.Body)
		}
	}
	for branch := range python.Of(pass).All(python.IfStatement) {
		condition := branch.Child(python.ConditionField)
		if h, ok := testsOOM(condition); ok {
			check(pass, condition, h, branch.Child(python.ConsequenceField))
		}
	}
}

func catchesOOM(h handler.Handler) bool {
	for _, t := range h.Types {
		if strings.HasSuffix(t.Text(), "OutOfMemoryError") {
			return true
		}
	}
	return false
}

// testsOOM returns the clause of which a condition asks whether it caught that memory ran out.
func testsOOM(condition python.Node) (handler.Handler, bool) {
	if h, ok := handler.OOMTest(condition); ok {
		return h, true
	}
	for comparison := range condition.All(python.ComparisonOperator) {
		if h, ok := handler.OOMTest(comparison); ok {
			return h, true
		}
	}
	return handler.Handler{}, false
}

// check reports code that runs when memory has run out, if the loop around it goes on and nothing in that is freed.
func check(pass *analysis.Pass, at analysis.Range, h handler.Handler, code python.Node) {
	loop := h.Clause.Loop()
	if !loop.Exists() || leaves(code) || raisesInTheEnd(h.Body) {
		return
	}
	for n := range loop.Child(python.BodyField).All() {
		if !h.Guards.Contains(n) && frees(n) {
			return
		}
	}
	pass.ReportRangef(at, "the loop continues after running out of memory without freeing any: the next step runs out, too")
}

// leaves reports whether code may end the loop: it raises, returns, breaks or exits.
func leaves(code python.Node) bool {
	for n := range code.Walk(python.FunctionDefinition, python.ClassDefinition) {
		if n.Is(python.RaiseStatement, python.ReturnStatement, python.BreakStatement) ||
			n.Kind() == python.Call && strings.HasSuffix(n.Child(python.FunctionField).Text(), "exit") {
			return true
		}
	}
	return false
}

// raisesInTheEnd reports whether a clause ends the loop whatever it does before that.
func raisesInTheEnd(body python.Node) bool {
	return body.LastChild().Is(python.RaiseStatement, python.ReturnStatement, python.BreakStatement)
}

var freeing = pattern.New(`(?i)empty_cache|zero_grad|collect$|free|clear|release|reset|clean|recover|oom|out_of_memory`)

// frees reports whether n gives up references to tensors, or calls something that by its name does.
func frees(n python.Node) bool {
	switch n.Kind() {
	case python.DeleteStatement:
		return true
	case python.Assignment:
		return n.Child(python.RightField).Kind() == python.None
	case python.Call:
		return freeing.MatchString(n.Child(python.FunctionField).Text())
	}
	return false
}
