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
)

//go:embed unreaddefinition.md
var page string

// Rule reports definitions under names that no host looks for.
var Rule = &lint.Rule{
	ID:       "unread-definition",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

// endings are what the names of files in a folder for them must end in.
// Sources: https://code.visualstudio.com/docs/agent-customization/custom-instructions,
// https://code.visualstudio.com/docs/agent-customization/prompt-files.
var endings = map[kind.Kind]string{kind.Instructions: ".instructions.md", kind.Prompt: ".prompt.md"}

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	if f.Kind == kind.Unread {
		reportPlace(pass, f)
		return
	}
	ending, ok := endings[f.Kind]
	if !ok || strings.HasSuffix(f.Source.Path, ending) || len(f.Fields()) == 0 {
		return // without frontmatter it may be for a person or a workflow to read
	}
	pass.ReportRangef(f.Range(f.Frontmatter.Range), "no host reads this file: its name must end in %q, as in %q",
		ending, strings.TrimSuffix(path.Base(f.Source.Path), ".md")+ending)
}
