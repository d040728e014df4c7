// Package lint is what rules, the engine that runs them (lint/engine) and reports have in common: rules and what is set for them, and
// what a run finds. It knows no rule by name.
package lint

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint/suppress"
	"github.com/agentlint/agentlint/policy/bullet"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/workspace"
)

// A Rule is a go/analysis analyzer with what go/analysis has not: a hyphenated ID, a severity, a page and options.
type Rule struct {
	ID        string                            // kebab-case, naming the fault: bare-except
	Severity  Severity                          // of a finding, unless the rule or the user says otherwise
	Fix       FixKind                           // which fixes it has
	Status    Status                            // how far it has come; stable if nothing is said
	Aliases   []string                          // names that it had before, the oldest first: they work as its ID does
	Instead   string                            // what to use instead of a deprecated rule: a name, or some words
	Page      string                            // the rule's page in Markdown, embedded from its folder
	Lacks     string                            // what a training has not where the rule finds something: "seed"; "" for rules about what it has
	Enforces  []match.Pattern                   // what bullets of definitions demand that this rule enforces
	Options   any                               // a struct with the defaults of what a project may set, or nil
	Off       bool                              // runs only if a project selects it by name
	AnyPython bool                              // makes sense in Python that trains nothing
	Craft     bool                              // is about how code is written: what it finds where no training comes to is a note
	Taste     bool                              // is a matter of taste in a program that is whole: with Craft, what it finds is a note but in code that stands alone
	Noqa      []string                          // codes and names that ruff, flake8 and pylint have for the same fault: their comments suppress it
	Agnix     []string                          // codes that agnix has for what the rule reports
	Snippets  bool                              // a project rule that also judges each fenced example on its own
	Requires  []*analysis.Analyzer              // what Run reads with a package's Of(pass): python, agent, program, workspace …
	Notes     func(*story.Story) []program.Note // what a project rule keeps of each story, to ask the program about all of them; nil for nothing
	Run       func(*analysis.Pass)
	Stories   func(*analysis.Pass) // what a file rule finds besides in a program; it reads [program.Of]; nil for nothing

	Family string // the folder the rule's folder is in: exceptions; set by the generated list
	Since  string // the release that first has it: 0.1.0; set by the generated list
}

// Analyzer returns a new analyzer that is the rule as go/analysis sees it. Its name is the ID without hyphens, since names
// there are Go identifiers.
func (r *Rule) Analyzer() *analysis.Analyzer {
	return &analysis.Analyzer{
		Name:     strings.ReplaceAll(r.ID, "-", ""),
		Doc:      r.Page,
		Requires: r.Requires,
		Run: func(pass *analysis.Pass) (any, error) {
			r.Run(pass)
			return nil, nil
		},
	}
}

// Clone returns a copy of the rule that can be given other options.
func (r *Rule) Clone() *Rule {
	c := *r
	return &c
}

// Matches reports whether a name is that of the rule or of its family, or a glob of one of them: style, exceptions/*, mcp-*.
func (r *Rule) Matches(name string) bool { return r.Subject().Matches(name) }

// SeesOneFile reports whether what the rule finds in a file follows from that file alone. What it finds in a program does
// not, and whether a comment suppresses something depends on all rules.
func (r *Rule) SeesOneFile() bool {
	return !r.SeesManyFiles() && !slices.Contains(r.Requires, suppress.Analyzer)
}

// SeesManyFiles reports whether the rule is about a program, or about the definitions of a workspace.
func (r *Rule) SeesManyFiles() bool {
	return r.Stories != nil || slices.Contains(r.Requires, program.Analyzer) || slices.Contains(r.Requires, workspace.Analyzer)
}

// Meets reports whether the rule enforces what a bullet of a definition in a field demands, or is named by it.
func (r *Rule) Meets(b *bullet.Bullet, demands []bullet.Demand, in match.Field) bool {
	if slices.ContainsFunc(b.Named, r.IsCalled) {
		return true
	}
	return slices.ContainsFunc(r.Enforces, func(p match.Pattern) bool {
		return slices.ContainsFunc(demands, func(d bullet.Demand) bool { return p.Meets(&d, in) })
	})
}

// Options returns what the project has set for the rule that pass runs, or the rule's defaults.
// T is the type of the rule's Options.
func Options[T any](pass *analysis.Pass) T {
	return pass.ResultOf[pass.Analyzer].(T)
}

// Subject returns the names by which comments suppress what the rule finds.
func (r *Rule) Subject() suppress.Subject {
	return suppress.Subject{ID: r.ID, Family: r.Family, Aliases: r.Aliases, Noqa: r.Noqa}
}
