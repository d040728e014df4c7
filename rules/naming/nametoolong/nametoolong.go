// Package nametoolong defines the rule name-too-long.
package nametoolong

import (
	_ "embed"
	"strings"
	"unicode/utf8"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/routine"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
)

//go:embed nametoolong.md
var page string

// Options are what a project may set.
type Options struct {
	Max int `yaml:"max"` // the most characters that are not reported, underscores around the name aside
}

// Rule reports functions whose names are too long to read at a glance.
var Rule = &lint.Rule{
	ID:        "name-too-long",
	Severity:  lint.Note,
	Page:      page,
	Enforces:  []match.Pattern{match.Do("name", "name").With("length")},
	Options:   Options{Max: 30},
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	most := lint.Options[Options](pass).Max
	for function := range routine.Named(python.Of(pass)) {
		name := function.Child(python.NameField)
		if length := utf8.RuneCountInString(strings.Trim(name.Text(), "_")); length > most {
			pass.ReportRangef(name, "%q has %d characters, over %d", name.Text(), length, most)
		}
	}
}
