// Package mcpshellwrapper defines the rule mcp-shell-wrapper.
package mcpshellwrapper

import (
	_ "embed"
	"path"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/mcp"
)

//go:embed mcpshellwrapper.md
var page string

// Rule reports servers that are started through a shell.
var Rule = &lint.Rule{
	ID:       "mcp-shell-wrapper",
	Agnix:    []string{"MCP-019"},
	Severity: lint.Note,
	Page:     page,
	Requires: []*analysis.Analyzer{mcp.Analyzer},
	Run:      run,
}

// shells are commands that run a text, by the options that say so.
var shells = map[string][]string{
	"sh": {"-c", "-lc", "-ic"}, "bash": {"-c", "-lc", "-ic"}, "zsh": {"-c", "-lc", "-ic"}, "dash": {"-c"}, "fish": {"-c"},
	"cmd": {"/c", "/C"}, "powershell": {"-c", "-Command", "-command"}, "pwsh": {"-c", "-Command", "-command"},
}

func run(pass *analysis.Pass) {
	f := mcp.Of(pass)
	for i := range f.Servers {
		words := f.Servers[i].Command
		if len(words) < 3 {
			continue
		}
		shell := strings.TrimSuffix(path.Base(strings.ReplaceAll(words[0].Text(), `\`, "/")), ".exe")
		if !slices.Contains(shells[shell], words[1].Text()) || shell == "cmd" && !strings.ContainsAny(words[2].Text(), " &|") {
			continue // cmd /c npx is how Windows starts a script
		}
		pass.ReportRangef(f.Range(words[2].Range), "%s %s hides what is started; use the program as the command", shell, words[1].Text())
	}
}
