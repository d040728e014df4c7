// Package duplicateexcept defines the rule duplicate-except.
package duplicateexcept

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/handler"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/python"
)

//go:embed duplicateexcept.md
var page string

// Rule reports exceptions that are caught twice by one try statement.
var Rule = &lint.Rule{
	ID:       "duplicate-except",
	Severity: lint.Warning,
	Noqa: []string{
		"B014", "B025", "duplicate-handler-exception", "duplicate-try-block-exception", "E0701", "bad-except-order",
		"W0705", "duplicate-except",
	},
	Page:      page,
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer, handler.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	caught := map[python.Node]map[string]python.Node{} // by try statement, what earlier clauses catch by name
	for _, h := range handler.Of(pass) {
		try := h.Clause.Parent()
		reportRepeated(pass, &h)
		for _, t := range h.Types {
			earlier, ok := caught[try][canonical(t)]
			if !ok {
				earlier, ok = covering(t, caught[try])
			}
			if ok {
				pass.Report(analysis.Diagnostic{
					Pos: t.Pos(), End: t.End(),
					Message: t.Text() + " never gets here: an earlier clause catches " + earlier.Text(),
					Related: []analysis.RelatedInformation{{Pos: earlier.Pos(), End: earlier.End(), Message: "the earlier clause"}},
				})
			}
		}
		if caught[try] == nil {
			caught[try] = map[string]python.Node{}
		}
		add(caught[try], h.Types)
	}
}

// add puts exceptions among those that are caught, unless the same one is there.
func add(caught map[string]python.Node, exceptions []python.Node) {
	for _, t := range exceptions {
		if name := canonical(t); name != "" && !caught[name].Exists() {
			caught[name] = t
		}
	}
}

// reportRepeated reports the exceptions that a clause names beside the same or a base class of theirs.
func reportRepeated(pass *analysis.Pass, h *handler.Handler) {
	named := map[string]python.Node{}
	add(named, h.Types)
	var repeated []string
	for _, t := range h.Types {
		if _, ok := covering(t, named); ok || canonical(t) != "" && named[canonical(t)] != t {
			repeated = append(repeated, t.Text())
		}
	}
	if len(repeated) == 0 {
		return
	}
	list := h.Clause.FirstChild()
	if list.Kind() == python.AsPattern {
		list = list.FirstChild()
	}
	lint.Reportf(pass, list, lint.Note, "%s is redundant: other exceptions in the list include it", wording.List(repeated, "and"))
}

// covering returns which of the exceptions is a base class of t and not the same.
func covering(t python.Node, exceptions map[string]python.Node) (python.Node, bool) {
	for _, name := range bases(t) {
		if other, ok := exceptions[name]; ok && name != canonical(t) {
			return other, true
		}
	}
	return python.Node{}, false
}
