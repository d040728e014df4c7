// Package unreaddefinition defines the rule unread-definition.
package unreaddefinition

import (
	_ "embed"
	"path"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/workspace"
)

//go:embed unreaddefinition.md
var page string

// Rule reports definitions under names that no host looks for.
var Rule = &lint.Rule{
	ID:       "unread-definition",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{workspace.Analyzer},
	Run:      run,
}

// endings are what the names of files in a folder for them must end in.
// Sources: https://code.visualstudio.com/docs/agent-customization/custom-instructions,
// https://code.visualstudio.com/docs/agent-customization/prompt-files.
var endings = map[kind.Kind]string{kind.Instructions: ".instructions.md", kind.Prompt: ".prompt.md"}

func run(pass *analysis.Pass) {
	workspace.ReportPerFolder(pass, func(d *workspace.Definition) []analysis.Diagnostic {
		if d.Kind == kind.Unread {
			return misplaced(pass, d)
		}
		misnamed(pass, d)
		return nil
	})
}

// misnamed reports a file with frontmatter in a folder where hosts look for another ending.
func misnamed(pass *analysis.Pass, d *workspace.Definition) {
	ending, ok := endings[d.Kind]
	if !ok || strings.HasSuffix(d.Path, ending) || len(d.Keys) == 0 {
		return // without frontmatter it may be for a person or a workflow to read
	}
	pass.ReportRangef(d.Range(agent.Range{End: len("---")}), "no host reads this file: its name must end in %q, as in %q",
		ending, strings.TrimSuffix(path.Base(d.Path), ".md")+ending)
}
