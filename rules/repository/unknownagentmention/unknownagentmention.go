// Package unknownagentmention defines the rule unknown-agent-mention.
package unknownagentmention

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/workspace"
)

//go:embed unknownagentmention.md
var page string

// Rule reports mentions of agents that there are not.
var Rule = &lint.Rule{
	ID:       "unknown-agent-mention",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{workspace.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	definitions := workspace.Of(pass).Definitions
	known := map[string]bool{}
	for _, d := range definitions {
		known[strings.ToLower(d.Name)] = true
		known[strings.ToLower(agent.Stem(d.Path))] = true
	}
	groups := groupsOf(definitions)
	for _, d := range definitions {
		siblings := groups[groupOf(d)]
		for _, m := range d.Mentions {
			if siblings != nil && !known[strings.ToLower(m.Name)] {
				siblings.check(pass, d, m)
			}
		}
	}
}

// A group is agents that may speak of one another: those of a folder. The zero group is all agents, of which other definitions
// may speak.
type group struct {
	folder string
	kind   kind.Kind
}

func groupOf(d *workspace.Definition) group {
	if d.IsAgent() || d.Kind == kind.Template {
		return group{d.Folder(), d.Kind}
	}
	return group{}
}

// siblings are the agents of a group.
type siblings struct {
	names    []string       // each once
	count    map[string]int // of agents by name
	spelling *wording.Speller
}

func groupsOf(definitions []*workspace.Definition) map[group]*siblings {
	groups := map[group]*siblings{}
	add := func(g group, name string) {
		if groups[g] == nil {
			groups[g] = &siblings{count: map[string]int{}}
		}
		s := groups[g]
		if s.count[name]++; s.count[name] == 1 {
			s.names = append(s.names, name)
		}
	}
	for _, d := range definitions {
		if g := groupOf(d); g != (group{}) {
			add(g, d.Name)
		}
		if d.IsAgent() {
			add(group{}, d.Name)
		}
	}
	for _, s := range groups {
		s.spelling = wording.NewSpeller(s.names)
	}
	return groups
}

// check reports a mention if the name says that it is an agent's, or is nearly one. Others may be people.
func (s *siblings) check(pass *analysis.Pass, d *workspace.Definition, m workspace.AgentMention) {
	own := d.Name
	if s.count[own] != 1 || groupOf(d) == (group{}) {
		own = "" // it is the name of another, too
	}
	if len(s.names) == 0 || len(s.names) == 1 && s.names[0] == own {
		return
	}
	if nearest, ok := s.spelling.NearestBut(own, m.Name); ok {
		pass.ReportRangef(d.Range(m.Span), "no agent is called %q; did you mean %q?", m.Name, nearest)
	} else if strings.HasSuffix(strings.ToLower(m.Name), "agent") {
		pass.ReportRangef(d.Range(m.Span), "no agent is called %q%s", m.Name, s.but(own))
	}
}

// but lists the agents except one, if they are few.
func (s *siblings) but(own string) string {
	if len(s.names) > 6 {
		return ""
	}
	names := slices.DeleteFunc(slices.Clone(s.names), func(name string) bool { return name == own })
	if len(names) > 5 {
		return ""
	}
	return fmt.Sprintf("; there are %s", wording.List(wording.Quoted(names), "and"))
}
