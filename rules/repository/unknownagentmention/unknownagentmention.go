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
	"github.com/agentlint/agentlint/program"
)

//go:embed unknownagentmention.md
var page string

// Rule reports mentions of agents that there are not.
var Rule = &lint.Rule{
	ID:       "unknown-agent-mention",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	definitions := program.Of(pass).Definitions
	known := map[string]bool{}
	for _, d := range definitions {
		known[strings.ToLower(d.Name)] = true
		known[strings.ToLower(agent.Stem(d.Path))] = true
	}
	for _, d := range definitions {
		unknown := slices.DeleteFunc(slices.Clone(d.Mentions), func(m program.AgentMention) bool { return known[strings.ToLower(m.Name)] })
		if len(unknown) == 0 {
			continue
		}
		siblings := siblings(definitions, d)
		if len(siblings) == 0 {
			continue
		}
		for _, m := range unknown {
			check(pass, d, m, siblings)
		}
	}
}

// siblings returns the names of the agents that the reader of d can turn to: those of its folder, or all if d is no agent
// itself.
func siblings(definitions []*program.Definition, d *program.Definition) []string {
	var names []string
	for _, other := range definitions {
		near := other.Folder() == d.Folder() && other.Kind == d.Kind || other.IsAgent() && !d.IsAgent() && d.Kind != agent.Template
		if other != d && near && (other.IsAgent() || other.Kind == agent.Template) && !slices.Contains(names, other.Name) {
			names = append(names, other.Name)
		}
	}
	return names
}

// check reports a mention if the name says that it is an agent's, or is nearly one. Others may be people.
func check(pass *analysis.Pass, d *program.Definition, m program.AgentMention, siblings []string) {
	if nearest, ok := wording.Nearest(m.Name, siblings); ok {
		pass.ReportRangef(d.Range(m.Span), "no agent is called %q; did you mean %q?", m.Name, nearest)
	} else if strings.HasSuffix(strings.ToLower(m.Name), "agent") {
		pass.ReportRangef(d.Range(m.Span), "no agent is called %q%s", m.Name, others(siblings))
	}
}

// others lists the agents that there are, if they are few.
func others(siblings []string) string {
	if len(siblings) > 5 {
		return ""
	}
	return fmt.Sprintf("; there are %s", wording.List(wording.Quoted(siblings), "and"))
}
