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
	if tools == nil || len(tools.Value.Items) == 0 || !slices.Contains([]agent.Kind{agent.CustomAgent, agent.ChatMode, agent.Prompt}, f.Kind) {
		return
	}
	var listed []string
	for _, item := range tools.Value.Items {
		listed = append(listed, strings.ToLower(item.Text()))
	}
	for _, m := range reference.FindAllStringSubmatchIndex(f.Text(f.Body), -1) {
		name := agent.Range{Start: f.Body.Start + m[2], End: f.Body.Start + m[3]}
		if !isCode(f, name) && !covers(listed, strings.ToLower(f.Text(name))) {
			pass.ReportRangef(f.Range(name), "%q is not among the tools of the definition", f.Text(name))
		}
	}
}

// isCode reports whether r stands in code, where VS Code looks for no references.
func isCode(f *agent.File, r agent.Range) bool {
	return f.InFence(r) ||
		slices.ContainsFunc(f.CodeSpans, func(span agent.CodeSpan) bool { return span.Range.Contains(r) })
}

// covers reports whether a tool is listed by its name, with or without its tool set, or by its whole set.
func covers(listed []string, tool string) bool {
	return slices.ContainsFunc(listed, func(entry string) bool {
		set := strings.TrimSuffix(entry, "*")
		return path.Base(entry) == path.Base(tool) || set == "" || strings.HasPrefix(tool, strings.TrimSuffix(set, "/")+"/")
	})
}
