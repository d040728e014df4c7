// Package frontmatter reports what the parser found wrong with a definition's frontmatter: the problem, the hosts that
// lose the definition over it, and a fix that was tried.
package frontmatter

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/host"
)

// Report reports the problems of one kind: as errors if a host is known that loses the definition over them, not at all
// if every host reads it all the same, and as warnings otherwise.
func Report(pass *analysis.Pass, kind agent.ProblemKind) {
	f := agent.Of(pass)
	outcomes := map[string]Outcome{} // by fault
	for _, p := range f.Problems {
		if p.Kind != kind {
			continue
		}
		name := fault(f, p)
		outcome, known := outcomes[name]
		switch {
		case known:
		case isHidden(kind):
			outcome = withoutKeys(f)
		default:
			outcome = OutcomeOf(f, name, isSyntax(kind))
		}
		outcomes[name] = outcome
		report(pass, f, p, outcome)
	}
}

func report(pass *analysis.Pass, f *agent.File, p agent.Problem, outcome Outcome) {
	if outcome.Harmless {
		return
	}
	at := f.Range(p.Range)
	pass.Report(analysis.Diagnostic{
		Pos: at.Pos(), End: at.End(),
		Category:       string(outcome.Severity()),
		Message:        p.Message + outcome.String(),
		SuggestedFixes: fixes(f, p),
	})
}

// fault returns the name that the problem has among the facts about hosts. Those that quote a line with a colon look at
// the line of a top-level key only, so a value of several lines is as good as unindented.
func fault(f *agent.File, p agent.Problem) string {
	if field := f.FieldAt(p.Range); p.Kind == agent.UnquotedColon && field != nil && strings.ContainsAny(f.Text(field.Range()), "\r\n") {
		return string(agent.UnindentedLine)
	}
	return string(p.Kind)
}

// isSyntax reports whether the YAML does not parse.
func isSyntax(kind agent.ProblemKind) bool {
	return slices.Contains([]agent.ProblemKind{agent.TabIndent, agent.UnquotedColon, agent.BareAsterisk,
		agent.UnindentedLine, agent.InvalidYAML}, kind)
}

// isHidden reports whether hosts see no keys at all.
func isHidden(kind agent.ProblemKind) bool {
	return slices.Contains([]agent.ProblemKind{agent.UnclosedFrontmatter, agent.TextBeforeFrontmatter,
		agent.MalformedFence}, kind)
}

// An Outcome is what the hosts that read a definition make of a fault in it.
type Outcome struct {
	Lost     []string // hosts that can't load the file
	Read     []string // hosts that can, each with its condition
	Harmless bool     // every host can, without a condition
}

// OutcomeOf returns what the hosts of f make of a fault, by the name it has among their facts. If syntax is true, hosts
// of which nothing is known about that fault do what they do with invalid YAML.
func OutcomeOf(f *agent.File, fault string, syntax bool) Outcome {
	schemas := host.Reading(f)
	o := Outcome{Harmless: len(schemas) > 0}
	for _, s := range schemas {
		fate, known := s.Faults[fault]
		if !known && syntax {
			fate, known = s.Faults[string(agent.InvalidYAML)]
		}
		o.Harmless = o.Harmless && known && fate.Loads && fate.Note == ""
		switch {
		case known && fate.Loads:
			o.Read = append(o.Read, strings.TrimSpace(s.Host.Title+" can "+fate.Note))
		case known:
			o.Lost = append(o.Lost, s.Host.Title)
		}
	}
	return o
}

// withoutKeys returns what the hosts of f make of it when they see none of its keys.
func withoutKeys(f *agent.File) (o Outcome) {
	for _, s := range host.Reading(f) {
		for _, key := range s.Keys {
			if key.Required && !slices.Contains(o.Lost, s.Host.Title) {
				o.Lost = append(o.Lost, s.Host.Title)
			}
		}
	}
	return o
}

// Severity returns how bad the outcome is.
func (o Outcome) Severity() lint.Severity {
	if len(o.Lost) > 0 {
		return lint.Error
	}
	return lint.Warning
}

// String returns the outcome as the end of a message, or "" if none is known.
func (o Outcome) String() string {
	clauses := o.Read
	if len(o.Lost) > 0 {
		clauses = append([]string{wording.Few(o.Lost, "and") + " can't load the file"}, o.Read...)
	} else if len(o.Read) > 0 {
		clauses = append([]string{"strict readers can't load the file"}, o.Read...)
	}
	if len(clauses) == 0 {
		return ""
	}
	return ": " + strings.Join(clauses, "; ")
}

// fixes returns the problem's repair as a fix.
func fixes(f *agent.File, p agent.Problem) []analysis.SuggestedFix {
	repair := f.Repair(p)
	if repair == nil {
		return nil
	}
	edits := make([]analysis.TextEdit, len(repair.Edits))
	for i, e := range repair.Edits {
		at := f.Range(e.Range)
		edits[i] = analysis.TextEdit{Pos: at.Pos(), End: at.End(), NewText: []byte(e.New)}
	}
	if repair.Safe {
		return lint.SafeFix(repair.Message, edits...)
	}
	return lint.UnsafeFix(repair.Message, edits...)
}
