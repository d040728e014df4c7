package apply

import (
	"errors"
	"fmt"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program/code"
)

// report turns a diagnostic into a finding.
func (w *Worker) report(rule *lint.Rule, d analysis.Diagnostic) {
	if w.message != d.Message {
		w.message = oneLine(d.Message)
	}
	f := lint.Finding{Rule: rule, Severity: rule.Severity, Message: w.message}
	if d.Category != "" {
		f.Severity = lint.Severity(d.Category)
	}
	f.Path, f.Start, f.End = w.Places.Of(d.Pos, d.End)
	policy := w.Policy
	if f.Path != w.Path { // a project rule's
		policy = w.Config.PolicyOf(f.Path)
	}
	if !policy.Runs(rule) {
		return
	}
	f.Cell = w.Places.Cell(f.Path, f.Start.Offset)
	for _, related := range d.Related {
		if lint.IsTried(related) {
			f.Tries = w.offsets(related)
			continue
		}
		r := lint.Related{Message: strings.Clone(related.Message)}
		r.Path, r.Start, r.End = w.Places.Of(related.Pos, related.End)
		f.Related = append(f.Related, r)
	}
	for _, fix := range d.SuggestedFixes {
		if fix, ok := w.fix(f.Path, fix); ok && !slices.ContainsFunc(f.Fixes, func(other lint.Fix) bool { return slices.Equal(other.Edits, fix.Edits) }) {
			f.Fixes = append(f.Fixes, fix)
		}
	}
	f.Severity = policy.SeverityOf(rule, f.Severity)
	if w.Relax != nil {
		w.Relax(&f)
	}
	w.Tell(f)
}

// offsets returns where in the code of its file something is.
func (w *Worker) offsets(at analysis.RelatedInformation) code.Span {
	base := token.Pos(w.Set.File(at.Pos).Base())
	return code.Span{Start: int32(at.Pos - base), End: int32(at.End - base)}
}

// fix turns a suggested fix into one with offsets in the file that it is for. There is none if that can't have one of the
// edits.
func (w *Worker) fix(name string, fix analysis.SuggestedFix) (out lint.Fix, ok bool) {
	message, isUnsafe := lint.CutUnsafe(fix.Message)
	out = lint.Fix{Message: message, Safe: !isUnsafe}
	for _, edit := range fix.TextEdits {
		where, start, end := w.Places.Of(edit.Pos, edit.End)
		e, ok := lint.Edit{Start: start.Offset, End: end.Offset, New: string(edit.NewText)}, where == name
		if plan, isPlan := lint.CutPlan(e.New); ok && isPlan {
			e, ok = w.Places.Plan(name, e.Start, e.End, plan)
		} else if ok {
			e.Start, e.End, e.New, ok = w.Places.Edit(name, e.Start, e.End, e.New)
		}
		if !ok {
			return lint.Fix{}, false
		}
		out.Edits = append(out.Edits, e)
	}
	return out, true
}

// Tell takes a finding, unless there are too many of them in its file.
func (w *Worker) Tell(f lint.Finding) {
	if w.told[f.Path]++; w.told[f.Path] > maxFindings {
		w.overflow(f.Path)
		return
	}
	w.Said.Findings = append(w.Said.Findings, f)
}

// maxFindings is how many findings of a file are told. They take some kB each, and nobody looks at more.
const maxFindings = 50_000

// errEnough is what ends a rule that finds more.
var errEnough = errors.New("enough")

// overflow notes that there are more findings than are told. A rule about the file at hand ends.
func (w *Worker) overflow(path string) {
	if path == w.Path {
		w.Said.Overflows = true // which counts if it turns out that the findings do
		panic(errEnough)
	}
	if w.told[path] == maxFindings+1 {
		w.Said.Notices = append(w.Said.Notices, TooManyFindings(path))
	}
}

// TooManyFindings says that there are more findings in a file than are told.
func TooManyFindings(path string) lint.Notice {
	return lint.Notice{Kind: lint.Failed, Path: path, Message: fmt.Sprintf("over %d findings; further ones are not reported", maxFindings)}
}

// HasFailed reports whether one of the notices is of a failure.
func HasFailed(notices []lint.Notice) bool {
	return slices.ContainsFunc(notices, func(n lint.Notice) bool { return n.Kind == lint.Failed })
}

// oneLine returns a copy of a message on one line: what it quotes may have several.
func oneLine(message string) string {
	if !strings.ContainsAny(message, "\r\n") {
		return strings.Clone(message)
	}
	return strings.Join(strings.Fields(message), " ")
}
