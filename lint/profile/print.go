package profile

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"text/tabwriter"
	"time"
)

// Print prints how long the stages and the rules of a run took, the most expensive first, with the number of findings by the IDs of
// rules; nothing without a profile.
func (p *Profile) Print(w io.Writer, findings map[string]int) {
	if p == nil {
		return
	}
	costs := p.Costs()
	stages := byStage(costs)
	table := newCostTable(w, stages)
	fmt.Fprint(table, "time\tshare\tcalls\t\t  stage\n")
	for _, stage := range stages {
		table.row(stage, "", string(stage.Stage))
		for _, c := range costs {
			if c.Stage == stage.Stage && c.Name == TreeSitter {
				table.row(c, "", fmt.Sprintf("%s (part of %s)", c.Name, c.Stage))
			}
		}
	}
	fmt.Fprint(table, "time\tshare\tcalls\tfindings\t  rule\n")
	for _, c := range costs {
		switch c.Stage {
		case SharedAnalysis:
			table.row(c, "", c.Name+" (shared by rules)")
		case FileRules, ProjectRules:
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

func newCostTable(w io.Writer, stages []Cost) costTable {
	t := costTable{Writer: tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)}
	for _, stage := range stages {
		t.total += stage.Time
	}
	return t
}

func (t costTable) row(c Cost, findings, what string) {
	share := 100 * c.Time.Seconds() / t.total.Seconds()
	fmt.Fprintf(t, "%.2f ms\t%.1f %%\t%d\t%s\t  %s\n", c.Time.Seconds()*1000, share, c.Calls, findings, what)
}

// byStage sums up costs: one for each stage, the most expensive first.
func byStage(costs []Cost) []Cost {
	var stages []Cost
	for _, c := range costs {
		i := slices.IndexFunc(stages, func(s Cost) bool { return s.Stage == c.Stage })
		if i < 0 {
			i = len(stages)
			stages = append(stages, Cost{Stage: c.Stage})
		}
		stages[i].Time += c.Time
		stages[i].Calls += c.Calls
	}
	slices.SortStableFunc(stages, func(a, b Cost) int { return cmp.Compare(b.Time, a.Time) })
	return stages
}
