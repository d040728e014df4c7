package server

import (
	"cmp"
	"os"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/check"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/report"
	"github.com/agentlint/agentlint/report/inert"
)

// enter makes dir the working directory, as cd does: what it was called goes before what its symbolic links lead to.
func enter(dir string) error {
	if err := os.Chdir(dir); err != nil {
		return err
	}
	return os.Setenv("PWD", dir)
}

// unchecked says of each file that was to be checked and was not, or not by all rules, why. No findings are no approval then.
// Of those that were left out on purpose, only the ones that somebody asked for are meant.
func unchecked(r *check.Run) (reasons []string) {
	for _, n := range r.Notices {
		if n.Kind == lint.Failed || n.Kind != lint.Outdated && isAskedFor(r, n.Path) {
			what := "not checked: "
			if n.Kind == lint.NotFollowed {
				what = "its training is not followed: "
			}
			reasons = append(reasons, what+check.About(n)+inert.Text(cutText(n.Message, maxQuotedText))) // a stack may follow
		}
	}
	return reasons
}

// isAskedFor reports whether a file was named, or is the only one.
func isAskedFor(r *check.Run, path string) bool {
	return slices.ContainsFunc(r.Files, func(f discover.Entry) bool { return f.Path == path && (f.Explicit || len(r.Files) == 1) })
}

// keepWorst leaves the limit worst findings, the worst first, and returns how many it took out.
func keepWorst(r *check.Run, limit int) (omitted int) {
	slices.SortStableFunc(r.Findings, func(a, b lint.Finding) int { return cmp.Compare(b.Severity.Rank(), a.Severity.Rank()) })
	omitted = max(0, len(r.Findings)-limit)
	r.Findings = r.Findings[:len(r.Findings)-omitted]
	return omitted
}

// asText returns a run in a format.
func asText(r *check.Run, format report.Format) string {
	var text strings.Builder
	_ = format(&text, r.Report()) // a strings.Builder takes all
	return text.String()
}
