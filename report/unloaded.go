package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/lint"
)

// An UnloadedGroup is files that look like the same kind of definition, and that no known host loads for the same reason.
type UnloadedGroup struct {
	What, Why string
	Paths     []string
}

// UnloadedGroups returns the files that no known host loads by what they look like and why, the largest group of all first.
func UnloadedGroups(r *lint.Result) []*UnloadedGroup {
	var groups []*UnloadedGroup
	for _, f := range r.Unloaded {
		i := slices.IndexFunc(groups, func(g *UnloadedGroup) bool { return g.What == f.What && g.Why == f.Why })
		if i < 0 {
			i, groups = len(groups), append(groups, &UnloadedGroup{What: f.What, Why: f.Why})
		}
		groups[i].Paths = append(groups[i].Paths, f.Path)
	}
	slices.SortStableFunc(groups, func(a, b *UnloadedGroup) int { return len(b.Paths) - len(a.Paths) })
	return groups
}

// Unloaded says which files look like definitions that no known host loads, and why, "" if there are none: 3 files look like
// definitions and no host known here loads them: 2 agents in the folder of an unknown host, 1 skill among sources, tests or documents.
func Unloaded(r *lint.Result) string {
	var parts []string
	for _, g := range UnloadedGroups(r) {
		parts = append(parts, Plural(len(g.Paths), g.What)+" "+g.Why)
	}
	switch n := len(r.Unloaded); n {
	case 0:
		return ""
	case 1:
		return "1 file looks like a definition and no host known here loads it: " + parts[0]
	default:
		return fmt.Sprintf("%d files look like definitions and no host known here loads them: %s", n, strings.Join(parts, ", "))
	}
}
