// Package html writes a report as one page for a browser, with the handoffs of agents as drawings.
package html

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/address"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/report"
	"github.com/agentlint/agentlint/report/inert"
)

const (
	htmlMaxFindings = 10_000
	htmlMany        = 500  // findings from which on a browser lays out only those it shows
	htmlMaxBars     = 10   // in a chart; the rest is one bar
	htmlBarWidth    = 1000 // of the longest bar, in units of its drawing
)

//go:embed style.css
var htmlStyle string

//go:embed script.js
var htmlScript string

// An htmlPage is what the page shows. All text from files in it is visible.
type htmlPage struct {
	Policy         string
	Home, Version  string
	Found, Looked  string
	Severities     []htmlCount
	Boundaries     []htmlBar
	Families       []htmlBar
	Rules          []htmlCount
	Drawings       []htmlDrawing
	Files          []htmlFile
	Failures       []htmlFailure
	Shown, LeftOut int
	Many           bool
	Unbound        int // findings that break no bullet of a definition
}

type htmlCount struct {
	Name  string
	Count int
}

// An htmlBar counts the findings of one kind. Its parts are drawn side by side.
type htmlBar struct {
	htmlCount
	Parts  []htmlPart
	counts map[lint.Severity]int
}

type htmlPart struct {
	Severity string
	Count    int
	X, Width int
}

type htmlFile struct {
	ID, Path string
	Findings []htmlFinding
}

type htmlFinding struct {
	ID                     string
	Severity, Rule, Family string
	URL                    string
	Place, Message         string
	Help                   []htmlSpan
	Fixable                bool
	Line                   int
	Excerpt                *htmlExcerpt
	Related                []htmlRelated
}

// An htmlSpan is a part of a sentence in Markdown.
type htmlSpan struct {
	Text string
	Code bool
}

type htmlExcerpt struct{ Before, Marked, After string }

type htmlRelated struct{ Place, Message string }

type htmlFailure struct{ Path, Message string }

// Write writes a page for people: charts, the handoffs between agents, and the findings of each file, which can be filtered.
// The page is one file that loads nothing. Of more than 10,000 findings it shows the worst, and says so.
func Write(w io.Writer, r report.Report) error {
	out := bufio.NewWriter(w)
	content, p := newHTMLPage(r), page{w: out}
	if p.all(&content); p.err != nil {
		return p.err
	}
	return out.Flush()
}

func newHTMLPage(r report.Report) htmlPage {
	findings := report.Worst(r.Result, htmlMaxFindings)
	page := htmlPage{
		Policy:  policy(),
		Home:    address.Home(),
		Version: r.Version,
		Found:   report.Found(r.Result), Looked: report.Looked(r.Result),
		Boundaries: bars(r.Result, bullets),
		Families:   bars(r.Result, func(f *lint.Finding) []string { return []string{f.Rule.Family} }),
		Files:      htmlFiles(findings, r),
		Shown:      len(findings), LeftOut: len(r.Result.Findings) - len(findings), Many: len(findings) > htmlMany,
	}
	for i := range r.Result.Findings {
		if len(r.Result.Findings[i].Breaks) == 0 {
			page.Unbound++
		}
	}
	for _, s := range report.Severities {
		page.Severities = append(page.Severities, htmlCount{string(s), r.Result.Count(s)})
	}
	for _, c := range report.ByRule(findings) {
		page.Rules = append(page.Rules, htmlCount{c.Rule.ID, c.Findings})
	}
	for _, n := range report.Failures(r.Result) {
		page.Failures = append(page.Failures, htmlFailure{inert.Text(n.Path), inert.Text(n.Message)})
	}
	if r.Result.Graphs != nil {
		page.Drawings = drawings(r.Result.Graphs())
	}
	return page
}

// policy lets the page use its own style and script and nothing else.
// Source: https://www.w3.org/TR/CSP3/#grammardef-hash-source
func policy() string {
	hash := func(text string) string {
		sum := sha256.Sum256([]byte(text))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	return fmt.Sprintf("default-src 'none'; style-src %s; script-src %s; base-uri 'none'; form-action 'none'", hash(htmlStyle), hash(htmlScript))
}

// bullets names the bullets that a finding breaks.
func bullets(f *lint.Finding) (names []string) {
	for _, b := range f.Breaks {
		names = append(names, inert.Text(fmt.Sprintf("%s (%s:%d)", b.Text, b.Path, b.Start.Line)))
	}
	return names
}

// bars counts findings by names that they have, most first.
func bars(r *lint.Result, names func(*lint.Finding) []string) []htmlBar {
	byName := map[string]*htmlBar{}
	for i := range r.Findings {
		f := &r.Findings[i]
		for _, name := range names(f) {
			if byName[name] == nil {
				byName[name] = newBar(name)
			}
			byName[name].add(f.Severity, 1)
		}
	}
	sorted := slices.SortedFunc(maps.Values(byName), func(a, b *htmlBar) int {
		return cmp.Or(b.Count-a.Count, cmp.Compare(a.Name, b.Name))
	})
	return draw(joinLast(sorted))
}

func newBar(name string) *htmlBar {
	return &htmlBar{htmlCount: htmlCount{Name: name}, counts: map[lint.Severity]int{}}
}

func (b *htmlBar) add(s lint.Severity, n int) {
	b.counts[s] += n
	b.Count += n
}

// joinLast makes one bar of those that are too many.
func joinLast(sorted []*htmlBar) []*htmlBar {
	if len(sorted) <= htmlMaxBars {
		return sorted
	}
	last := sorted[htmlMaxBars-1:]
	rest := newBar(fmt.Sprintf("%d others", len(last)))
	for _, b := range last {
		for s, n := range b.counts {
			rest.add(s, n)
		}
	}
	return append(slices.Clone(sorted[:htmlMaxBars-1]), rest)
}

// draw gives each bar its parts, to the scale of the longest.
func draw(sorted []*htmlBar) []htmlBar {
	longest := 1
	for _, b := range sorted {
		longest = max(longest, b.Count)
	}
	bars := make([]htmlBar, len(sorted))
	for i, b := range sorted {
		x := 0
		for _, s := range report.Severities {
			if n := b.counts[s]; n > 0 {
				part := htmlPart{string(s), n, x, max(1, n*htmlBarWidth/longest)}
				b.Parts = append(b.Parts, part)
				x += part.Width
			}
		}
		bars[i] = *b
	}
	return bars
}

func htmlFiles(findings []*lint.Finding, r report.Report) []htmlFile {
	var files []htmlFile
	excerpts := report.NewExcerpts(r.Sources())
	n := 0
	for path, findings := range report.ByFile(findings) {
		file := htmlFile{ID: fmt.Sprintf("file%d", len(files)+1), Path: inert.Text(path)}
		for _, f := range findings {
			n++
			shown := newHTMLFinding(f)
			shown.ID = fmt.Sprintf("finding%d", n)
			if e, line, ok := excerpts.Of(f); ok {
				shown.Excerpt, shown.Line = &htmlExcerpt{e.Before, e.Marked, e.After}, line
			}
			file.Findings = append(file.Findings, shown)
		}
		files = append(files, file)
	}
	return files
}

func newHTMLFinding(f *lint.Finding) htmlFinding {
	shown := htmlFinding{
		Severity: string(f.Severity), Rule: f.Rule.ID, Family: f.Rule.Family, URL: report.PageURL(f.Rule),
		Place: report.InFile(f), Line: f.Start.Line,
		Message: inert.Text(f.Message), Help: spans(f.Rule.Help()), Fixable: report.HasSafeFix(f),
	}
	for _, r := range f.Places() {
		shown.Related = append(shown.Related, htmlRelated{report.Place(r.Path, r.Start), inert.Text(r.Message)})
	}
	return shown
}

// spans parts a sentence into what stands between backquotes and what does not.
func spans(markdown string) []htmlSpan {
	var all []htmlSpan
	for i, text := range strings.Split(inert.Text(markdown), "`") {
		if text != "" {
			all = append(all, htmlSpan{text, i%2 == 1})
		}
	}
	return all
}
