// Package uselesstry defines the rule useless-try.
package uselesstry

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/handler"
	"github.com/agentlint/agentlint/parser/python"
)

//go:embed uselesstry.md
var page string

// Rule reports try statements whose clauses all raise what they caught at once.
var Rule = &lint.Rule{
	ID:        "useless-try",
	Severity:  lint.Note,
	Noqa:      []string{"TRY203", "useless-try-except", "W0706", "try-except-raise"},
	Page:      page,
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer, handler.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	useful := map[python.Node]bool{} // try statements with a clause that does something
	for _, h := range handler.Of(pass) {
		if !isUseless(&h) {
			useful[h.Clause.Parent()] = true
		}
	}
	for _, h := range handler.Of(pass) {
		if !useful[h.Clause.Parent()] {
			pass.ReportRangef(&h, "this clause only re-raises what it caught")
		}
	}
}

// isUseless reports whether the first thing that the clause does is to raise what it caught, as it is.
func isUseless(h *handler.Handler) bool {
	first := h.Body.FirstChild()
	raised := first.FirstChild()
	return first.Kind() == python.RaiseStatement && !first.Token(python.KwFrom).Exists() &&
		(!raised.Exists() || h.IsCaught(raised))
}
