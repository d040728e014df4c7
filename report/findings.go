package report

import (
	"cmp"
	"iter"
	"slices"

	"github.com/agentlint/agentlint/lint"
)

// A RuleCount is how many findings a rule has.
type RuleCount struct {
	Rule     *lint.Rule
	Findings int
}

// ByRule counts findings by rule: most first, then by ID.
func ByRule(findings []*lint.Finding) []RuleCount {
	index := map[string]int{}
	var counts []RuleCount
	for _, f := range findings {
		i, ok := index[f.Rule.ID]
		if !ok {
			i = len(counts)
			index[f.Rule.ID] = i
			counts = append(counts, RuleCount{Rule: f.Rule})
		}
		counts[i].Findings++
	}
	slices.SortFunc(counts, func(a, b RuleCount) int {
		return cmp.Or(b.Findings-a.Findings, cmp.Compare(a.Rule.ID, b.Rule.ID))
	})
	return counts
}

// Severities are all severities, worst first.
var Severities = []lint.Severity{lint.Error, lint.Warning, lint.Note}

// Worst returns the limit worst findings, in their order.
func Worst(r *lint.Result, limit int) []*lint.Finding {
	room, left := map[lint.Severity]int{}, limit
	for _, s := range Severities {
		room[s] = min(left, r.Count(s))
		left -= room[s]
	}
	findings := make([]*lint.Finding, 0, limit-left)
	for i := range r.Findings {
		f := &r.Findings[i]
		if room[f.Severity] > 0 {
			room[f.Severity]--
			findings = append(findings, f)
		}
	}
	return findings
}

// ByFile returns the findings of each file, which stand together.
func ByFile(findings []*lint.Finding) iter.Seq2[string, []*lint.Finding] {
	return func(yield func(string, []*lint.Finding) bool) {
		for len(findings) > 0 {
			name, n := findings[0].Path, 1
			for n < len(findings) && findings[n].Path == name {
				n++
			}
			if !yield(name, findings[:n]) {
				return
			}
			findings = findings[n:]
		}
	}
}

// All returns all findings in their order.
func All(r *lint.Result) []*lint.Finding { return Worst(r, len(r.Findings)) }

// Failures returns the notices of files that could not be checked.
func Failures(r *lint.Result) []lint.Notice {
	return slices.DeleteFunc(slices.Clone(r.Notices), func(n lint.Notice) bool { return n.Kind != lint.Failed })
}

// HasSafeFix reports whether the finding can be mended without changing what the file means.
func HasSafeFix(f *lint.Finding) bool {
	return slices.ContainsFunc(f.Fixes, func(fix lint.Fix) bool { return fix.Safe })
}
