// Package undeclaredplaceholder defines the rule undeclared-placeholder.
package undeclaredplaceholder

import (
	_ "embed"
	"fmt"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/kind"
)

//go:embed undeclaredplaceholder.md
var page string

// Options are what a project may set.
type Options struct {
	Names []string `yaml:"names"` // the placeholders that the generator fills in
}

// Rule reports placeholders of a template that nothing will fill in.
var Rule = &lint.Rule{
	ID:       "undeclared-placeholder",
	Severity: lint.Warning,
	Page:     page,
	Options:  Options{},
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	if f.Kind != kind.Template {
		return
	}
	declared := slices.Clone(lint.Options[Options](pass).Names)
	for _, p := range f.DeclaredPlaceholders() {
		declared = append(declared, p.Name)
	}
	if len(declared) == 0 {
		return
	}
	known := map[string]bool{}
	for _, name := range declared {
		known[name] = true
	}
	spelling := wording.NewSpeller(declared)
	for _, p := range f.Placeholders {
		if p.Where != agent.InCodeBlock && !known[p.Name] {
			pass.ReportRangef(f.Range(p.Range), "%s is not declared%s", f.Text(p.Range), suggestion(p.Name, spelling))
		}
	}
}

func suggestion(name string, spelling *wording.Speller) string {
	if nearest, ok := spelling.Nearest(name); ok {
		return fmt.Sprintf("; did you mean {{%s}}?", nearest)
	}
	return ", so nothing fills it in"
}
