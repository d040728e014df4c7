// Package duplicateheading defines the rule duplicate-heading.
package duplicateheading

import (
	_ "embed"
	"fmt"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/body"
)

//go:embed duplicateheading.md
var page string

// Rule reports headings that stand twice.
var Rule = &lint.Rule{
	ID:       "duplicate-heading",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

// A heading is what makes two headings the same.
type heading struct {
	parent int // index of the section around it, or -1
	level  int
	title  string // in lower case
}

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	first := map[heading]body.Section{}
	for _, section := range f.Sections {
		if section.Level > 2 {
			continue
		}
		key := heading{section.Parent, section.Level, strings.ToLower(section.Title)}
		earlier, ok := first[key]
		if !ok {
			first[key] = section
			continue
		}
		report(pass, f, section, earlier)
	}
}

func report(pass *analysis.Pass, f *agent.File, section, earlier body.Section) {
	at, there := f.Range(section.Heading), f.Range(earlier.Heading)
	pass.Report(analysis.Diagnostic{
		Pos: at.Pos(), End: at.End(),
		Message: fmt.Sprintf("duplicate heading %q; first used on line %d",
			section.Title, f.Source.Position(earlier.Heading.Start).Line),
		Related: []analysis.RelatedInformation{{Pos: there.Pos(), End: there.End(), Message: "the first section with that name"}},
	})
}
