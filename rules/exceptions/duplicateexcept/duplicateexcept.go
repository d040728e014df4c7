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
	ID:        "duplicate-except",
	Severity:  lint.Warning,
	Noqa:      []string{"B014", "B025"},
	Page:      page,
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer, handler.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	caught := map[python.Node][]python.Node{} // by try statement, what earlier clauses catch
	for _, h := range handler.Of(pass) {
		try := h.Clause.Parent()
		reportRepeated(pass, &h)
		for _, t := range h.Types {
			if earlier, ok := covering(t, caught[try]); ok {
				pass.Report(analysis.Diagnostic{
					Pos: t.Pos(), End: t.End(),
					Message: t.Text() + " never gets here: an earlier clause catches " + earlier.Text(),
					Related: []analysis.RelatedInformation{{Pos: earlier.Pos(), End: earlier.End(), Message: "the earlier clause"}},
				})
			}
		}
		caught[try] = append(caught[try], h.Types...)
	}
}

// reportRepeated reports the exceptions that a clause names beside the same or a base class of theirs.
func reportRepeated(pass *analysis.Pass, h *handler.Handler) {
	var kept []python.Node
	var repeated []string
	for i, t := range h.Types {
		if _, ok := covering(t, append(kept[:len(kept):len(kept)], broader(t, h.Types[i+1:])...)); ok {
			repeated = append(repeated, t.Text())
		} else {
			kept = append(kept, t)
		}
	}
	if len(repeated) == 0 {
		return
	}
	list := h.Clause.FirstChild()
	if list.Kind() == python.AsPattern {
		list = list.FirstChild()
	}
	lint.Reportf(pass, list, lint.Note, "%s need not be named: other exceptions in the list include it", wording.List(repeated, "and"))
}

// broader returns those of the exceptions that include t and are not the same.
func broader(t python.Node, exceptions []python.Node) (out []python.Node) {
	for _, other := range exceptions {
		if canonical(other) != canonical(t) {
			out = append(out, other)
		}
	}
	return out
}

// covering returns which of the exceptions is t or a base class of it.
func covering(t python.Node, exceptions []python.Node) (python.Node, bool) {
	for _, name := range bases(t) {
		for _, other := range exceptions {
			if canonical(other) == name {
				return other, true
			}
		}
	}
	return python.Node{}, false
}
