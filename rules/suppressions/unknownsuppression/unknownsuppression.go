// Package unknownsuppression defines the rule unknown-suppression.
package unknownsuppression

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/suppress"
	"github.com/agentlint/agentlint/lint/wording"
)

//go:embed unknownsuppression.md
var page string

// Rule reports suppressions of rules that do not exist.
var Rule = &lint.Rule{
	ID:        "unknown-suppression",
	Severity:  lint.Warning,
	Page:      page,
	AnyPython: true,
	Requires:  []*analysis.Analyzer{suppress.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	f := suppress.Of(pass)
	verbs, names := hints{}, hints{}
	for i := range f.Directives {
		d := &f.Directives[i]
		if !d.IsKnown() {
			pass.ReportRangef(f.Range(d.Range), "there is no directive %q%s", d.Verb, verbs.on(d.Verb, suppress.Verbs))
			continue
		}
		for j := range d.Names {
			if name := &d.Names[j]; !d.Blanket && !name.Known {
				hint := names.on(name.Text, f.Known)
				pass.Report(analysis.Diagnostic{
					Pos: f.Range(name.Range).Pos(), End: f.Range(name.Range).End(),
					Message:        fmt.Sprintf("%q names no rule and no family%s", name.Text, hint),
					SuggestedFixes: fix(f, d, hint),
				})
			}
		}
	}
}

// hints are what words may be misspellings of, as messages say it.
type hints map[string]string

// maxHints is how many words of a file get a hint, which takes a comparison with each candidate. Nobody misspells more.
const maxHints = 1000

// on returns the hint on a word, "" if there is none.
func (h hints) on(word string, candidates []string) string {
	if hint, ok := h[word]; ok || len(h) == maxHints {
		return hint
	}
	h[word] = ""
	if nearest, ok := wording.Nearest(word, candidates); ok {
		h[word] = fmt.Sprintf("; did you mean %q?", nearest)
	}
	return h[word]
}

// fix deletes the comment if it names nothing else, and nothing that is written much like a rule. Another release of
// agentlint may have a rule of that name, so a person decides.
func fix(f *suppress.File, d *suppress.Directive, hint string) []analysis.SuggestedFix {
	if len(d.Names) > 1 || hint != "" || d.Whole.Start == d.Whole.End {
		return nil
	}
	return lint.UnsafeFix("delete the comment", f.Edit(d.Whole, ""))
}
