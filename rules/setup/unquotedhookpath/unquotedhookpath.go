// Package unquotedhookpath defines the rule unquoted-hook-path.
package unquotedhookpath

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/hostfile"
	"github.com/agentlint/agentlint/parser/shell"
)

//go:embed unquotedhookpath.md
var page string

// Rule reports hooks whose command the shell splits if the folder of the plugin or project has a space in its name.
var Rule = &lint.Rule{
	ID:       "unquoted-hook-path",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{hostfile.Analyzer},
	Run:      run,
}

// folders are the variables that stand for a folder on a user's machine, and what that is the folder of. Claude Code's own validation
// warns of the first one.
// Sources: https://code.claude.com/docs/en/hooks, https://code.claude.com/docs/en/plugins-reference.
var folders = []struct {
	variable, of string
	severity     lint.Severity
}{
	{"CLAUDE_PLUGIN_ROOT", "plugin", lint.Warning},
	{"CLAUDE_PROJECT_DIR", "project", lint.Note},
}

func run(pass *analysis.Pass) {
	f := hostfile.Of(pass)
	if f.Format.Dialect != "claude" {
		return
	}
	for _, folder := range folders {
		var first config.Range
		count := 0
		for _, group := range f.Groups() {
			for _, hook := range group.Hooks {
				command := hook.Field("command")
				if command == nil || hook.Field("args") != nil || !shell.Splits(command.Value.Text(), folder.variable) {
					continue // with args, no shell runs it
				}
				if count++; count == 1 {
					first = command.Value.Range
				}
			}
		}
		if count > 0 {
			lint.Reportf(pass, f.Range(first), folder.severity, "${%s} is not in quotes, so the hook fails if the %s's folder has a space in its name%s",
				folder.variable, folder.of, others(count-1))
		}
	}
}

func others(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(" (and in %s here)", wording.Count(n, "other hook"))
}
