package check

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"text/tabwriter"
	"time"

	"github.com/agentlint/agentlint/lint"
)

// printProfile prints how long the stages and the rules of a run took, the most expensive first; nothing without a profile.
func printProfile(w io.Writer, profile *lint.Profile, run *Run) {
	if profile == nil || run == nil {
		return
	}
	costs := profile.Costs()
	stages := byStage(costs)
	findings := map[string]int{}
	for i := range run.Findings {
		findings[run.Findings[i].Rule.ID]++
	}
	table := newCostTable(w, stages)
	fmt.Fprint(table, "time\tshare\tcalls\t\t  stage\n")
	for _, stage := range stages {
		table.row(stage, "", string(stage.Stage))
		for _, c := range costs {
			if c.Stage == stage.Stage && c.Name == lint.TreeSitter {
				table.row(c, "", fmt.Sprintf("%s (part of %s)", c.Name, c.Stage))
			}
		}
	}
	fmt.Fprint(table, "time\tshare\tcalls\tfindings\t  rule\n")
	for _, c := range costs {
		switch c.Stage {
		case lint.SharedAnalysis:
			table.row(c, "", c.Name+" (shared by rules)")
		case lint.FileRules, lint.ProjectRules:
			table.row(c, strconv.Itoa(findings[c.Name]), c.Name)
		}
	}
	_ = table.Flush() // there is no other place to say that standard error is gone
}

// A costTable writes costs as rows, with their shares of all the time there is.
type costTable struct {
	*tabwriter.Writer
	total time.Duration
}

func newCostTable(w io.Writer, stages []lint.Cost) costTable {
	t := costTable{Writer: tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)}
	for _, stage := range stages {
		t.total += stage.Time
	}
	return t
}

func (t costTable) row(c lint.Cost, findings, what string) {
	share := 100 * c.Time.Seconds() / t.total.Seconds()
	fmt.Fprintf(t, "%.2f ms\t%.1f %%\t%d\t%s\t  %s\n", c.Time.Seconds()*1000, share, c.Calls, findings, what)
}

// byStage sums up costs: one for each stage, the most expensive first.
func byStage(costs []lint.Cost) []lint.Cost {
	var stages []lint.Cost
	for _, c := range costs {
		i := slices.IndexFunc(stages, func(s lint.Cost) bool { return s.Stage == c.Stage })
		if i < 0 {
			i = len(stages)
			stages = append(stages, lint.Cost{Stage: c.Stage})
		}
		stages[i].Time += c.Time
		stages[i].Calls += c.Calls
	}
	slices.SortStableFunc(stages, func(a, b lint.Cost) int { return cmp.Compare(b.Time, a.Time) })
	return stages
}
