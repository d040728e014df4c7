package apply

import (
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/request"
	"github.com/agentlint/agentlint/lint/suppress"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/hostfile"
	"github.com/agentlint/agentlint/parser/mcp"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/parser/shell"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/workspace"
)

// Rules are those of a run that run on any of its files, by what they see.
type Rules struct {
	Text      []*lint.Rule // see one file of any kind
	Python    []*lint.Rule // see one Python file
	Agent     []*lint.Rule // see one definition
	Config    []*lint.Rule // see one training configuration
	MCP       []*lint.Rule // see the MCP servers of one configuration file or definition
	Hostfile  []*lint.Rule // see one file of settings, hooks or plugins of a host
	Shell     []*lint.Rule // see the commands of one file that a host runs
	Workspace []*lint.Rule // see all definitions and MCP servers
	Project   []*lint.Rule // see the program
	Comments  []*lint.Rule // see the suppressions of one file, when all other rules have run

	all     []*lint.Rule
	numbers map[*lint.Rule]int // their indexes
}

func sortRules(of *request.Config) *Rules {
	r := &Rules{all: of.Rules, numbers: make(map[*lint.Rule]int, len(of.Rules))}
	kinds := []struct {
		analyzer *analysis.Analyzer
		rules    *[]*lint.Rule
	}{
		{suppress.Analyzer, &r.Comments}, {program.Analyzer, &r.Project}, {workspace.Analyzer, &r.Workspace}, {python.Analyzer, &r.Python},
		{agent.Analyzer, &r.Agent}, {config.Analyzer, &r.Config}, {hostfile.Analyzer, &r.Hostfile}, {shell.Analyzer, &r.Shell},
		{mcp.Analyzer, &r.MCP}, {source.Analyzer, &r.Text},
	}
	policies := policiesOf(of)
	for i, rule := range of.Rules {
		if r.numbers[rule] = i; !policies.run(rule) {
			continue
		}
		if rule.Stories != nil {
			r.Project = append(r.Project, rule)
		}
		for _, kind := range kinds {
			if slices.Contains(rule.Requires, kind.analyzer) {
				*kind.rules = append(*kind.rules, rule)
				break
			}
		}
	}
	return r
}

// Number returns the number of a rule of the run, and [Rules.Numbered] the rule.
func (r *Rules) Number(rule *lint.Rule) int { return r.numbers[rule] }

// Numbered returns the rule that has a number.
func (r *Rules) Numbered(n int) *lint.Rule { return r.all[n] }

// policies are those of several files.
type policies map[*lint.Policy]bool

// policiesOf returns what is set for any of the files of a run, and for those that are no part of it.
func policiesOf(of *request.Config) policies {
	all := policies{of.PolicyOf(""): true}
	for _, file := range of.Files {
		all[of.PolicyOf(file.Path)] = true
	}
	return all
}

// run reports whether a rule runs on one of the files.
func (all policies) run(r *lint.Rule) bool {
	for p := range all {
		if p.Runs(r) {
			return true
		}
	}
	return false
}
