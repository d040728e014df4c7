package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"text/tabwriter"

	"github.com/agentlint/agentlint/internal/pattern"
)

// print writes what came of the fixes: a table by rule, how their files differ by design, and what is wrong.
func (p *proof) print(out io.Writer, verbose bool) {
	kind := "safe fixes"
	if p.unsafe {
		kind = "all fixes"
	}
	fmt.Fprintf(out, "%s: %d Python files, %d notebooks, %d definitions and %d files of data, of which %d changed", kind,
		p.files["Python"], p.files["notebooks"], p.files["definitions"], p.files["data"], p.changed)
	fmt.Fprintf(out, "; %d comparisons left out, since CPython compiled or JSON read nothing before\n", p.uncompared)
	t := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "rule\tfixes\tfiles\tequal\tby design\twrong\t")
	for _, id := range sortedKeys(p.tally) {
		c := p.tally[id]
		fmt.Fprintf(t, "%s\t%d\t%d\t%d\t%d\t%d\t\n", id, c.fixes, c.files, c.equal, c.design, c.wrong)
	}
	_ = t.Flush()
	fmt.Fprintln(out, "\nwhat differs by rule, the most common first:")
	for _, id := range sortedKeys(p.tally) {
		printMost(out, id, p.tally[id].differences, 4)
	}
	printMost(out, "findings added by a comparison with other files", p.comparing, len(p.comparing))
	reasons := map[string]int{}
	for _, w := range p.withdrawn {
		reasons[w.Finding.Rule.ID+": "+numbers.ReplaceAllString(w.Reason, "#")]++
		if verbose {
			fmt.Fprintf(out, "withdrawn: %s:%d: %s: %s\n", w.Finding.Path, w.Finding.Start.Line, w.Finding.Rule.ID, w.Reason)
		}
	}
	printMost(out, "withdrawn", reasons, 30)
	fmt.Fprintf(out, "\n%d wrong\n", len(p.faults))
	for _, f := range p.faults {
		fmt.Fprintf(out, "%s: %s:\n    %s\n", f.file, f.rule, f.what)
	}
	fmt.Fprintln(out)
}

// numbers are what moves in a message when lines do.
var numbers = pattern.New(`\d+`)

func printMost(out io.Writer, title string, counts map[string]int, most int) {
	if len(counts) == 0 {
		return
	}
	keys := slices.SortedFunc(slices.Values(sortedKeys(counts)), func(a, b string) int { return cmp.Compare(counts[b], counts[a]) })
	fmt.Fprintf(out, "  %s:\n", title)
	for _, key := range keys[:min(most, len(keys))] {
		fmt.Fprintf(out, "    %d × %s\n", counts[key], key)
	}
}

// shorten returns a difference that can be printed among others.
func shorten(what string) string {
	if runes := []rune(what); len(runes) > 160 {
		return string(runes[:160]) + "…"
	}
	return what
}
