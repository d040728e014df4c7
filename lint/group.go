package lint

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/agentlint/agentlint/lint/wording"
)

// Group names the training that a finding says lacks something, by its place; "" for other findings.
func (f *Finding) Group() string {
	if f.Rule.Lacks == "" {
		return ""
	}
	return fmt.Sprintf("%s:%d:%d", f.Path, f.Start.Line, f.Start.Column)
}

// A Group is one finding, or several of different rules that say what one training lacks.
type Group []*Finding

// Groups joins the findings that say what one training lacks: notes and others apart, since notes may be left out. A group is where
// the first of it is, and has the worst of it first.
func Groups(findings []Finding) []Group {
	all := make([]*Finding, len(findings))
	for i := range findings {
		all[i] = &findings[i]
	}
	return GroupsOf(all)
}

// GroupsOf is [Groups] of some of the findings.
func GroupsOf(findings []*Finding) []Group {
	type key struct {
		group  string
		isNote bool
	}
	var groups []Group
	at := map[key]int{}
	for _, f := range findings {
		k := key{f.Group(), f.Severity == Note}
		if first, ok := at[k]; ok {
			groups[first] = append(groups[first], f)
			continue
		}
		if k.group != "" {
			at[k] = len(groups)
		}
		groups = append(groups, Group{f})
	}
	for _, g := range groups {
		slices.SortStableFunc(g, func(a, b *Finding) int { return cmp.Compare(b.Severity.Rank(), a.Severity.Rank()) })
	}
	return groups
}

// CountGroups returns how many groups of findings have the severity: as many as a report for people shows.
func (r *Result) CountGroups(s Severity) int {
	n := 0
	for _, g := range Groups(r.Findings) {
		if g.Severity() == s {
			n++
		}
	}
	return n
}

// Severity returns the worst severity of the group.
func (g Group) Severity() Severity { return g[0].Severity }

// Rules returns the names of the rules that found something, in the order of the findings.
func (g Group) Rules() []string {
	names := make([]string, len(g))
	for i, f := range g {
		names[i] = f.Rule.ID
	}
	return names
}

// Message says what is wrong: what all of the group lack, or what its only finding says.
func (g Group) Message() string {
	if len(g) == 1 {
		return g[0].Says()
	}
	var lacks []string
	for _, f := range g {
		lacks = append(lacks, "no "+f.Rule.Lacks)
	}
	return "this training has " + wording.List(lacks, "and") + g.citation()
}

// citation names the first bullet that the findings break, and how many others they do.
func (g Group) citation() string {
	first, seen := "", map[string]bool{}
	for _, f := range g {
		if len(f.Breaks) > 0 && !seen[f.Breaks[0].String()] {
			first = cmp.Or(first, f.Citation())
			seen[f.Breaks[0].String()] = true
		}
	}
	if len(seen) > 1 {
		return fmt.Sprintf("%s and %d more", first, len(seen)-1)
	}
	return first
}
