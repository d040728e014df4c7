// Package driftedcopies defines the rule drifted-copies.
package driftedcopies

import (
	_ "embed"
	"fmt"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/workspace"
)

//go:embed driftedcopies.md
var page string

// Rule reports copies of one agent, each for another host, that no longer say the same.
var Rule = &lint.Rule{
	ID:       "drifted-copies",
	Severity: lint.Note,
	Page:     page,
	Requires: []*analysis.Analyzer{workspace.Analyzer},
	Run:      run,
}

// A place is where copies of an agent lie: a name below a folder that has the hosts' own folders in it.
type place struct{ folder, name string }

func run(pass *analysis.Pass) {
	first := map[place]*workspace.Definition{}
	for _, d := range workspace.Of(pass).Definitions {
		folder, _, ok := strings.Cut("/"+d.Folder(), "/.")
		if !d.IsAgent() || !ok {
			continue
		}
		at := place{folder, strings.ToLower(agent.Stem(d.Path))}
		if original := first[at]; original == nil {
			first[at] = d
		} else if original.Kind != d.Kind {
			compare(pass, original, d)
		}
	}
}

// leastShared is how many lines copies share for each that differs. Agents that share less were written for their hosts.
const leastShared = 4

// compare reports d if most of its lines, but not all, are those of the original.
func compare(pass *analysis.Pass, original, d *workspace.Definition) {
	shared := shared(original.Lines, d.Lines)
	differ := max(len(original.Lines), len(d.Lines)) - shared
	if differ == 0 || shared < leastShared*differ {
		return
	}
	at := d.Range(d.NameSpan)
	other := original.Range(original.NameSpan)
	pass.Report(analysis.Diagnostic{
		Pos: at.Pos(), End: at.End(),
		Message: fmt.Sprintf("this copy of %s differs in %s", original.Path, lines(differ)),
		Related: []analysis.RelatedInformation{{Pos: other.Pos(), End: other.End(), Message: "the other copy"}},
	})
}

// shared returns the number of lines that are in both.
func shared(a, b []uint32) int {
	count := map[uint32]int{}
	for _, line := range a {
		count[line]++
	}
	n := 0
	for _, line := range b {
		if count[line] > 0 {
			count[line]--
			n++
		}
	}
	return n
}

func lines(n int) string {
	if n == 1 {
		return "1 line"
	}
	return fmt.Sprintf("%d lines", n)
}
