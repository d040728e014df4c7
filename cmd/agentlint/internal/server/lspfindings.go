package server

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/aymanbagabas/go-udiff"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/check"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/lsp"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/suppress"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/report"
)

// The kinds of action that the server offers.
const (
	quickFix = "quickfix"
	fixAll   = "source.fixAll.agentlint"
)

// notChecked is the code of a diagnostic that says why there are no others.
const notChecked = "not-checked"

// ignoreReason is what a comment that suppresses a finding says until the user says better.
const ignoreReason = "TODO: say why"

// diagnostics are the findings on a document, after why some of it was not checked, if that is so: an editor that shows nothing
// says that all is fine.
func (s *languageServer) diagnostics(doc *document) []lsp.PublishDiagnosticsParams {
	out := make([]lsp.PublishDiagnosticsParams, len(doc.parts))
	add := func(p *part, d lsp.Diagnostic) {
		i := slices.Index(doc.parts, p)
		out[i].Diagnostics = append(out[i].Diagnostics, d)
	}
	for i, p := range doc.parts {
		out[i] = lsp.PublishDiagnosticsParams{URI: p.uri, Version: p.version, Diagnostics: []lsp.Diagnostic{}}
	}
	if len(doc.parts) == 0 {
		return out // a notebook without cells
	}
	for _, reason := range doc.reasons {
		first := doc.parts[0]
		add(first, lsp.Diagnostic{
			Range:    s.encoding.Range(first.text, 0, len(first.text.Line(1))),
			Severity: lsp.Error, Code: notChecked, Source: "agentlint", Message: inertLines(reason),
		})
	}
	for _, g := range lint.Groups(doc.findings()) {
		p, _, _ := doc.locate(g[0].Start.Offset, g[0].End.Offset)
		add(p, s.diagnostic(doc, g))
	}
	return out
}

// partAt returns the part with a URI, nil if there is none.
func (d *document) partAt(uri string) *part {
	for _, p := range d.parts {
		if p.uri == uri {
			return p
		}
	}
	return nil
}

func (d *document) findings() []lint.Finding {
	if d.run == nil {
		return nil
	}
	return d.run.Findings
}

// diagnostic is what an editor shows of findings that belong together: under the name of the first rule, since a diagnostic has one.
func (s *languageServer) diagnostic(doc *document, g lint.Group) lsp.Diagnostic {
	f := *g[0]
	_, at := s.rangeOf(doc, f.Start.Offset, f.End.Offset)
	d := lsp.Diagnostic{
		Range:           at,
		Severity:        map[lint.Severity]int{lint.Error: lsp.Error, lint.Warning: lsp.Warning, lint.Note: lsp.Information}[g.Severity()],
		Code:            f.Rule.ID,
		CodeDescription: lsp.CodeDescription{Href: report.PageURL(f.Rule)}, // none if it is published nowhere; hover has the page
		Source:          "agentlint",
		Message:         g.Message(),
	}
	var related []lint.Related
	for _, f := range g {
		if len(g) > 1 {
			d.Message += fmt.Sprintf("\n%s: %s", f.Rule.ID, f.Says())
		}
		related = append(related, f.Places()...)
	}
	for _, r := range related {
		if at, ok := s.related(doc, f.Path, r); ok {
			d.RelatedInformation = append(d.RelatedInformation, lsp.RelatedInformation{Location: at, Message: r.Message})
		}
	}
	return d
}

// related is where another place that explains a finding is, in this document, whose findings have the given path, or in a file.
func (s *languageServer) related(doc *document, path string, r lint.Related) (at lsp.Location, ok bool) {
	if r.Path == path {
		p, in := s.rangeOf(doc, r.Start.Offset, r.End.Offset)
		return lsp.Location{URI: p.uri, Range: in}, true
	}
	file := doc.run.Source(r.Path)
	if file == nil {
		return at, false
	}
	return lsp.Location{URI: lsp.URI(doc.run.Absolute(r.Path)), Range: s.encoding.Range(file, r.Start.Offset, r.End.Offset)}, true
}

// groupOf returns the findings that are shown together with one of the document's.
func (d *document) groupOf(f lint.Finding) lint.Group {
	for _, g := range lint.Groups(d.findings()) {
		if slices.ContainsFunc(g, func(other *lint.Finding) bool {
			return other.Rule == f.Rule && other.Start == f.Start && other.End == f.End
		}) {
			return g
		}
	}
	return lint.Group{&f}
}

// in are the findings that touch a range in a part of a document.
func (s *languageServer) in(doc *document, uri string, r lsp.Range) (found []lint.Finding) {
	p := doc.partAt(uri)
	if p == nil {
		return nil
	}
	start, end := s.encoding.Offset(p.text, r.Start), s.encoding.Offset(p.text, r.End)
	for _, f := range doc.findings() {
		if in, from, to := doc.locate(f.Start.Offset, f.End.Offset); in == p && from <= end && start <= to {
			found = append(found, f)
		}
	}
	return found
}

// await returns a document when it has been checked as it is, nil if it is not open.
func (s *languageServer) await(ctx context.Context, uri string) *document {
	s.mu.Lock()
	doc := s.holding(uri)
	s.mu.Unlock()
	if doc == nil {
		return nil
	}
	select {
	case <-ctx.Done():
	case <-doc.pending.Done():
	}
	return doc
}

// holding returns the document that has a part with this URI.
func (s *languageServer) holding(uri string) *document {
	if doc := s.documents[uri]; doc != nil {
		return doc
	}
	for _, doc := range s.documents {
		if doc.partAt(uri) != nil {
			return doc
		}
	}
	return nil
}

// hover shows the page of the rule that has a finding at a position.
func (s *languageServer) hover(ctx context.Context, p lsp.HoverParams) (*lsp.Hover, error) {
	doc := s.await(ctx, p.TextDocument.URI)
	if doc == nil {
		return nil, nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	found := s.in(doc, p.TextDocument.URI, lsp.Range{Start: p.Position, End: p.Position})
	if len(found) == 0 {
		return nil, nil
	}
	content := lsp.MarkupContent{Kind: "markdown", Value: found[0].Rule.Page}
	_, at := s.rangeOf(doc, found[0].Start.Offset, found[0].End.Offset)
	return &lsp.Hover{Contents: content, Range: at}, nil
}

// codeActions offers the fixes of the findings in a range, and comments that suppress them.
func (s *languageServer) codeActions(ctx context.Context, p lsp.CodeActionParams) ([]lsp.CodeAction, error) {
	actions := []lsp.CodeAction{}
	doc := s.await(ctx, p.TextDocument.URI)
	if doc == nil {
		return actions, nil
	}
	if only := p.Context.Only; len(only) > 0 {
		if includes(only, fixAll) {
			return s.fixAll(ctx, doc)
		}
		if !includes(only, quickFix) {
			return actions, nil
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range s.in(doc, p.TextDocument.URI, p.Range) {
		actions = append(actions, s.fixes(doc, f)...)
		actions = append(actions, s.suppressions(doc, f)...)
	}
	return actions, nil
}

// includes reports whether one of the kinds of action is the given one, or one that it is of: source includes source.fixAll.
func includes(kinds []string, kind string) bool {
	return slices.ContainsFunc(kinds, func(k string) bool { return strings.HasPrefix(kind+".", k+".") })
}

func (s *languageServer) fixes(doc *document, f lint.Finding) (actions []lsp.CodeAction) {
	for _, fix := range f.Fixes {
		title := capitalised(fix.Message)
		if !fix.Safe {
			title += " (review it: it may change what this does)"
		}
		actions = append(actions, s.action(doc, title, f, fix.Edits, fix.Safe))
	}
	return actions
}

// suppressions offers a comment where the finding is, or one for the whole file if there can be none.
func (s *languageServer) suppressions(doc *document, f lint.Finding) []lsp.CodeAction {
	file := doc.run.Suppressions[f.Path]
	if file == nil || slices.Contains(f.Rule.Requires, suppress.Analyzer) {
		return nil
	}
	wants := []suppress.Want{{Rule: f.Rule.ID, At: f.Start.Offset}}
	title := "Ignore " + f.Rule.ID + " here"
	insertions, left := file.Insert(wants, ignoreReason, false)
	if len(left) > 0 {
		title = "Ignore " + f.Rule.ID + " in this file"
		if insertions, left = file.Insert(wants, ignoreReason, true); len(left) > 0 {
			return nil
		}
	}
	return []lsp.CodeAction{s.action(doc, title, f, check.Edits(insertions), false)}
}

func (s *languageServer) action(doc *document, title string, f lint.Finding, edits []lint.Edit, isPreferred bool) lsp.CodeAction {
	return lsp.CodeAction{
		Title: title, Kind: quickFix, Diagnostics: []lsp.Diagnostic{s.diagnostic(doc, doc.groupOf(f))}, IsPreferred: isPreferred,
		Edit: s.edits(doc, edits),
	}
}

// fixAll offers what --fix would do to a document.
func (s *languageServer) fixAll(ctx context.Context, doc *document) ([]lsp.CodeAction, error) {
	run, err := s.inquire(ctx, doc, &check.Check{Fixes: check.FixFlags{Fix: true}})
	if err != nil || run == nil {
		return []lsp.CodeAction{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	actions := []lsp.CodeAction{}
	for _, change := range run.Fixed.Changes { // at most one
		edit := lsp.WorkspaceEdit{Changes: map[string][]lsp.TextEdit{}}
		fixed := doc.withText(change.New)
		for i, p := range doc.parts {
			if edits := s.difference(p.text, fixed[i]); len(edits) > 0 {
				edit.Changes[p.uri] = edits
			}
		}
		actions = append(actions, lsp.CodeAction{Title: "Apply all safe agentlint fixes", Kind: fixAll, Edit: edit})
	}
	return actions, nil
}

// difference are the edits that make a text another.
func (s *languageServer) difference(from *source.File, to []byte) (edits []lsp.TextEdit) {
	for _, e := range udiff.Bytes(from.Text, to) {
		edits = append(edits, lsp.TextEdit{Range: s.encoding.Range(from, e.Start, e.End), NewText: e.New})
	}
	return edits
}

func capitalised(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}
