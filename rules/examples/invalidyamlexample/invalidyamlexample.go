// Package invalidyamlexample defines the rule invalid-yaml-example.
package invalidyamlexample

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/source"
)

//go:embed invalidyamlexample.md
var page string

// Rule reports examples of YAML that do not parse.
var Rule = &lint.Rule{
	ID:       "invalid-yaml-example",
	Severity: lint.Note,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

// sketch matches what is YAML only after something was filled in or left out: an ellipsis, <name>, {{name}}, {name},
// [Name of it], @name, "a" | "b"; and a second document, which is often Markdown below its frontmatter.
var sketch = pattern.New(`\.\.\.|…|<[^>\n]+>|\{\{|\{%|\{\w+\}|\[[A-Za-z][^\],]*\][ \t]*\S|: @|" \| "|(?m)^---[ \t]*$`)

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	for _, fence := range f.Fences {
		if fence.Language != "yaml" && fence.Language != "yml" || !fence.Closed {
			continue
		}
		text, mapping := f.Extract(fence)
		if sketch.Match(text) {
			continue
		}
		parsed := config.Parse(source.New(f.Source.Path, text), config.YAML)
		for _, problem := range parsed.Problems {
			if problem.Kind == config.SyntaxFault {
				at := agent.Range{Start: mapping.Start(problem.Range.Start), End: mapping.End(problem.Range.End)}
				pass.ReportRangef(f.Range(at), "this example is not YAML: %s", problem.Message)
			}
		}
	}
}
