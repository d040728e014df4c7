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
	Fix:       lint.UnsafeFixes,
	Page:      page,
	AnyPython: true,
	Requires:  []*analysis.Analyzer{suppress.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	f := suppress.Of(pass)
	verbs, names := wording.NewSpeller(suppress.Verbs), wording.NewSpeller(f.Known)
	for i := range f.Directives {
		d := &f.Directives[i]
		if !d.IsKnown() {
			pass.ReportRangef(f.Range(d.Range), "there is no directive %q%s", d.Verb, hint(verbs, d.Verb))
			continue
		}
		for j := range d.Names {
			if name := &d.Names[j]; !d.Blanket && !name.Known {
				hint := hint(names, name.Text)
				pass.Report(analysis.Diagnostic{
					Pos: f.Range(name.Range).Pos(), End: f.Range(name.Range).End(),
					Message:        fmt.Sprintf("%q names no rule and no family%s", name.Text, hint),
					SuggestedFixes: fix(f, d, hint),
				})
			}
		}
	}
}

// hint says what a word may be a misspelling of, "" if nothing.
func hint(spelling *wording.Speller, word string) string {
	if nearest, ok := spelling.Nearest(word); ok {
		return fmt.Sprintf("; did you mean %q?", nearest)
	}
	return ""
}

// fix deletes the comment if it names nothing else, and nothing that is written much like a rule. Another release of
// agentlint may have a rule of that name, so a person decides.
func fix(f *suppress.File, d *suppress.Directive, hint string) []analysis.SuggestedFix {
	if len(d.Names) > 1 || hint != "" || d.Whole.Start == d.Whole.End {
		return nil
	}
	return lint.UnsafeFix("delete the comment", f.Edit(d.Whole, ""))
}
