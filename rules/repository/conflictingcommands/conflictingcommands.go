// Package conflictingcommands defines the rule conflicting-commands.
package conflictingcommands

import (
	_ "embed"
	"fmt"
	"path"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/workspace"
)

//go:embed conflictingcommands.md
var page string

// Rule reports instruction files of one folder that run the same task with different package managers.
var Rule = &lint.Rule{
	ID:       "conflicting-commands",
	Agnix:    []string{"XP-004"},
	Severity: lint.Note,
	Page:     page,
	Requires: []*analysis.Analyzer{workspace.Analyzer},
	Run:      run,
}

// managers are the tools that run a package.json's scripts. A repository has a lock file of one of them.
var managers = []string{"npm", "pnpm", "yarn", "bun"}

func run(pass *analysis.Pass) {
	var seen []*workspace.Definition
	for _, d := range workspace.Of(pass).Definitions {
		if d.Kind != kind.AgentsMD && d.Kind != kind.ClaudeMD && d.Kind != kind.CopilotInstructions {
			continue
		}
		for _, other := range seen {
			if scope(other) == scope(d) && compare(pass, other, d) {
				break
			}
		}
		seen = append(seen, d)
	}
}

// scope returns the folder that an instruction file is about.
func scope(d *workspace.Definition) string {
	if d.Kind == kind.CopilotInstructions {
		return path.Dir(path.Dir(d.Path))
	}
	return path.Dir(d.Path)
}

// compare reports the first task that both files run, and never with the same tool; it reports whether there is one.
func compare(pass *analysis.Pass, other, d *workspace.Definition) bool {
	for _, c := range d.Commands {
		theirs, mine := uses(other, c.Task), uses(d, c.Task)
		if len(theirs) == 0 || len(mine) == 0 || slices.ContainsFunc(mine, func(m workspace.Command) bool {
			return slices.ContainsFunc(theirs, func(t workspace.Command) bool { return t.Tool == m.Tool })
		}) {
			continue
		}
		at, first := d.Range(mine[0].Span), other.Range(theirs[0].Span)
		pass.Report(analysis.Diagnostic{
			Pos: at.Pos(), End: at.End(),
			Message: fmt.Sprintf("%q is run with %s here and with %s in %s", c.Task, mine[0].Tool, theirs[0].Tool, other.Path),
			Related: []analysis.RelatedInformation{{Pos: first.Pos(), End: first.End(), Message: "with " + theirs[0].Tool}},
		})
		return true
	}
	return false
}

// uses returns the commands by which a package manager runs the task.
func uses(d *workspace.Definition, task string) []workspace.Command {
	var all []workspace.Command
	for _, c := range d.Commands {
		if c.Task == task && slices.Contains(managers, c.Tool) {
			all = append(all, c)
		}
	}
	return all
}
