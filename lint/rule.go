// Package lint is the engine: it finds files, parses each once, runs rules over them and collects findings.
// It knows no rule by name.
package lint

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint/suppress"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/workspace"
)

// A Severity is how bad a finding is. The names are SARIF's levels
// (SARIF 2.1.0 §3.27.10, https://docs.oasis-open.org/sarif/sarif/v2.1.0/).
type Severity string

// The severities, worst first.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Note    Severity = "note"
)

// Rank orders severities: 3 for Error, 2 for Warning, 1 for Note, 0 for anything else.
func (s Severity) Rank() int {
	switch s {
	case Error:
		return 3
	case Warning:
		return 2
	case Note:
		return 1
	}
	return 0
}

// A Rule is a go/analysis analyzer with what go/analysis has not: a hyphenated ID, a severity, a page and options.
type Rule struct {
	ID         string                            // kebab-case, naming the fault: bare-except
	Severity   Severity                          // of a finding, unless the rule or the user says otherwise
	Page       string                            // the rule's page in Markdown, embedded from its folder
	Lacks      string                            // what a training has not where the rule finds something: "seed"; "" for rules about what it has
	Boundaries []string                          // words of a definition's bullets that this rule enforces
	Options    any                               // a struct with the defaults of what a project may set, or nil
	Off        bool                              // runs only if a project selects it by name
	AnyPython  bool                              // makes sense in Python that trains nothing
	Craft      bool                              // is about how code is written: what it finds where no training comes to is a note
	Noqa       []string                          // codes and names that ruff, flake8 and pylint have for the same fault: their comments suppress it
	Snippets   bool                              // a project rule that also judges each fenced example on its own
	Requires   []*analysis.Analyzer              // what Run reads with a package's Of(pass): python, agent, program, workspace …
	Notes      func(*story.Story) []program.Note // what a project rule keeps of each story, to ask the program about all of them; nil for nothing
	Run        func(*analysis.Pass)

	Family string // the folder the rule's folder is in: exceptions; set by the generated list
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
func (r *Rule) Matches(name string) bool { return r.subject().Matches(name) }

// SeesOneFile reports whether what the rule finds in a file follows from that file alone. What it finds in a program does
// not, and whether a comment suppresses something depends on all rules.
func (r *Rule) SeesOneFile() bool {
	return !r.SeesManyFiles() && !slices.Contains(r.Requires, suppress.Analyzer)
}

// SeesManyFiles reports whether the rule is about a program, or about the definitions of a workspace.
func (r *Rule) SeesManyFiles() bool {
	return slices.Contains(r.Requires, program.Analyzer) || slices.Contains(r.Requires, workspace.Analyzer)
}

// Options returns what the project has set for the rule that pass runs, or the rule's defaults.
// T is the type of the rule's Options.
func Options[T any](pass *analysis.Pass) T {
	return pass.ResultOf[pass.Analyzer].(T)
}

// Reportf reports a finding whose severity differs from its rule's.
func Reportf(pass *analysis.Pass, at analysis.Range, severity Severity, format string, args ...any) {
	pass.Report(analysis.Diagnostic{
		Pos: at.Pos(), End: at.End(),
		Category: string(severity),
		Message:  fmt.Sprintf(format, args...),
	})
}

// Owed returns the severity of a finding that a training lacks something, such as a seed or a checkpoint: a warning, and a note if
// none of those that come to its place is meant to produce a model.
func Owed(all []program.Told) Severity {
	if slices.ContainsFunc(all, program.Told.Owes) {
		return Warning
	}
	return Note
}

// Unknown reports, in a strict run only, that a question about the program has no answer, and why: it is a note that
// names what could not be resolved. Otherwise what can't be told is not spoken of.
func Unknown(pass *analysis.Pass, at analysis.Range, format string, args ...any) {
	if program.Of(pass).Strict {
		Reportf(pass, at, Note, format, args...)
	}
}

// unsafe ends the message of a fix that may change what the code or definition does.
const unsafe = " (unsafe)"

// SafeFix returns a fix that leaves the meaning as it is, the fault aside. Its message is a verb phrase: quote the description.
func SafeFix(message string, edits ...analysis.TextEdit) []analysis.SuggestedFix {
	return []analysis.SuggestedFix{{Message: message, TextEdits: edits}}
}

// UnsafeFix returns a fix that a person must look at: it may change what the code or definition does.
func UnsafeFix(message string, edits ...analysis.TextEdit) []analysis.SuggestedFix {
	return SafeFix(message+unsafe, edits...)
}
