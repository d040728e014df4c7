// Package strayfile defines the rule stray-file.
package strayfile

import (
	_ "embed"
	"path"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
)

//go:embed strayfile.md
var page string

// Rule reports files in an agents folder that are no agents.
var Rule = &lint.Rule{
	ID:       "stray-file",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

// documents are names that files have which are about a folder.
var documents = []string{"agents", "changelog", "claude", "contributing", "index", "license", "notes", "overview", "template", "todo"}

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	titles := loaders(f.Source.Path)
	if f.Frontmatter == nil && len(titles) > 0 && slices.Contains(documents, strings.ToLower(agent.Stem(f.Source.Path))) {
		pass.ReportRangef(f.Range(agent.Range{}), "%s is not an agent, but %s", path.Base(f.Source.Path), titles)
	}
}

// loaders says which hosts take a file at name for an agent, whatever it is called, or "".
func loaders(name string) string {
	switch dir := path.Dir(name); {
	case path.Base(dir) == "agents" && path.Base(path.Dir(dir)) == ".github":
		return "VS Code and Copilot CLI load every .md file in this folder as one"
	case path.Base(dir) == "agents" && path.Base(path.Dir(dir)) == ".opencode", path.Base(dir) == "agent" && path.Base(path.Dir(dir)) == ".opencode":
		return "OpenCode loads every .md file in this folder as one"
	}
	return ""
}
