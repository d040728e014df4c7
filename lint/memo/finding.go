package memo

import (
	"slices"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/apply"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/program/code"
)

// A keptSaid is what was said.
type keptSaid struct {
	Findings []keptFinding
	Notices  []lint.Notice
	Trained  []string
	Stakes   []apply.Stake
}

// A keptFinding is a Finding with its rule by number.
type keptFinding struct {
	Rule       int
	Severity   lint.Severity
	Message    string
	Path       string
	Start, End source.Position
	Cell       lint.Cell
	Related    []lint.Related
	Fixes      []lint.Fix
	Tries      code.Span
}

// numbered returns findings as they are kept.
func numbered(rules *apply.Rules, findings []lint.Finding) []keptFinding {
	kept := make([]keptFinding, len(findings))
	for i, f := range findings {
		kept[i] = keptFinding{rules.Number(f.Rule), f.Severity, f.Message, f.Path, f.Start, f.End, f.Cell, f.Related, f.Fixes, f.Tries}
	}
	return kept
}

// found returns findings as they were.
func found(rules *apply.Rules, kept []keptFinding) []lint.Finding {
	findings := make([]lint.Finding, len(kept))
	for i, k := range kept {
		findings[i] = lint.Finding{
			Rule: rules.Numbered(k.Rule), Severity: k.Severity, Message: k.Message, Path: k.Path, Start: k.Start, End: k.End,
			Cell: k.Cell, Related: k.Related, Fixes: k.Fixes, Tries: k.Tries,
		}
	}
	return findings
}

// kept returns what is said as it is kept.
func kept(rules *apply.Rules, said *apply.Said) keptSaid {
	return keptSaid{numbered(rules, said.Findings), slices.Clone(said.Notices), said.Trained, said.Stakes}
}

// said returns what was kept as it was said.
func (k *keptSaid) said(rules *apply.Rules) apply.Said {
	return apply.Said{Findings: found(rules, k.Findings), Notices: slices.Clone(k.Notices), Trained: k.Trained, Stakes: k.Stakes}
}
