// Package unlistedtool defines the rule unlisted-tool.
package unlistedtool

import (
	_ "embed"
	"path"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/kind"
)

//go:embed unlistedtool.md
var page string

// Rule reports #tool: references to tools that the definition does not list.
var Rule = &lint.Rule{
	ID:       "unlisted-tool",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

// reference matches what VS Code takes for a tool's name.
// Source: https://code.visualstudio.com/docs/agent-customization/custom-agents
var reference = pattern.New(`#tool:([\w/.*-]*\w)`)

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	tools := f.Field("tools")
	if tools == nil || len(tools.Value.Items) == 0 || !slices.Contains([]kind.Kind{kind.CustomAgent, kind.ChatMode, kind.Prompt}, f.Kind) {
		return
	}
	listed := newTools(tools.Value.Items)
	for _, m := range reference.FindAllStringSubmatchIndex(f.Text(f.Body), -1) {
		name := agent.Range{Start: f.Body.Start + m[2], End: f.Body.Start + m[3]}
		if !f.InCode(name) && !listed.cover(strings.ToLower(f.Text(name))) {
			pass.ReportRangef(f.Range(name), "the definition's tools do not include %q", f.Text(name))
		}
	}
}

// tools are those that a definition lists, in lower case.
type tools struct {
	names map[string]bool // without their sets
	sets  map[string]bool // what stands before a slash, or the whole
	all   bool
}

func newTools(items []agent.Value) *tools {
	t := &tools{names: map[string]bool{}, sets: map[string]bool{}}
	for _, item := range items {
		entry := strings.ToLower(item.Text())
		set := strings.TrimSuffix(entry, "*")
		t.names[path.Base(entry)] = true
		t.sets[strings.TrimSuffix(set, "/")] = true
		t.all = t.all || set == ""
	}
	return t
}

// cover reports whether a tool is listed by its name, with or without its tool set, or by its whole set. In code, VS Code
// looks for no references.
func (t *tools) cover(tool string) bool {
	if t.all || t.names[path.Base(tool)] {
		return true
	}
	for i, b := range []byte(tool) {
		if b == '/' && t.sets[tool[:i]] {
			return true
		}
	}
	return false
}
