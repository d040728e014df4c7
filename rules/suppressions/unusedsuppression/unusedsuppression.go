// Package unusedsuppression defines the rule unused-suppression.
package unusedsuppression

import (
	_ "embed"
	"fmt"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/suppress"
)

//go:embed unusedsuppression.md
var page string

// Rule reports suppressions that suppress nothing.
var Rule = &lint.Rule{
	ID:        "unused-suppression",
	Severity:  lint.Warning,
	Fix:       lint.SafeFixes,
	Page:      page,
	AnyPython: true,
	Requires:  []*analysis.Analyzer{suppress.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	f := suppress.Of(pass)
	for i := range f.Directives {
		d := &f.Directives[i]
		if !d.IsKnown() || d.Blanket || f.IsExpired(d) {
			continue
		}
		isUseless := !slices.ContainsFunc(d.Names, func(n suppress.Name) bool { return !isUnused(n) })
		for j := range d.Names {
			if name := &d.Names[j]; isUnused(*name) {
				pass.Report(analysis.Diagnostic{
					Pos: f.Range(name.Range).Pos(), End: f.Range(name.Range).End(),
					Message:        message(d, name.Text),
					SuggestedFixes: fix(f, d, j, isUseless),
				})
			}
		}
	}
}

// isUnused reports whether a name could have suppressed something and did not.
func isUnused(n suppress.Name) bool { return n.Known && n.Ran && !n.Used }

func message(d *suppress.Directive, name string) string {
	if d.Verb == suppress.Enable {
		return fmt.Sprintf("%s is enabled without being disabled above", name)
	}
	return fmt.Sprintf("%s has no finding here to suppress", name)
}

// fix deletes a name, or the comment if none of its names is of use.
func fix(f *suppress.File, d *suppress.Directive, name int, isUseless bool) []analysis.SuggestedFix {
	switch {
	case isUseless && d.Whole.Start == d.Whole.End:
		return nil
	case isUseless:
		return lint.SafeFix("delete the comment", f.Edit(d.Whole, ""))
	}
	r := d.Names[name].Range
	if name > 0 {
		r.Start = d.Names[name-1].Range.End
	} else {
		r.End = d.Names[1].Range.Start
	}
	return lint.SafeFix("delete the name", f.Edit(r, ""))
}
