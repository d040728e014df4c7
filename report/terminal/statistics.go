package terminal

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/report"
)

// A tally is what stands in one row of the statistics.
type tally struct {
	rule     *lint.Rule
	severity lint.Severity
}

// Statistics writes for people how many findings each rule has, most first, in place of the findings, then the summary.
// [*] marks rules with findings that --fix mends.
func Statistics(w io.Writer, r report.Report) error {
	counts, fixes := map[tally]int{}, map[tally]bool{}
	for i := range r.Result.Findings {
		f := &r.Result.Findings[i]
		t := tally{f.Rule, f.Severity}
		counts[t]++
		fixes[t] = fixes[t] || report.HasSafeFix(f)
	}
	rows := slices.SortedFunc(maps.Keys(counts), func(a, b tally) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a.rule.ID, b.rule.ID), b.severity.Rank()-a.severity.Rank())
	})
	p := newPrinter(w, r)
	for _, t := range rows {
		mark := "   "
		if fixes[t] {
			mark = "[*]"
		}
		fmt.Fprintf(p, "%6d  %s  %s  %s\n", counts[t], p.severity[t.severity].Sprintf("%-7s", t.severity), mark, p.rule.Sprint(p.link(t.rule)))
	}
	if !r.Quiet {
		if len(rows) > 0 {
			p.WriteByte('\n')
		}
		p.summary(r.Result)
	}
	return p.Flush()
}
