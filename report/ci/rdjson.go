package ci

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/address"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/report"
	"github.com/agentlint/agentlint/report/inert"
)

// rdMaxLine is the length in bytes that a line must not reach: reviewdog takes a longer one for the end of its input.
const rdMaxLine = 60_000

// The parts of the Reviewdog Diagnostic Format that agentlint writes:
// https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
type rdDiagnostic struct {
	Message     string         `json:"message"`
	Location    rdLocation     `json:"location"`
	Severity    string         `json:"severity"`
	Source      *rdSource      `json:"source,omitempty"`
	Code        rdCode         `json:"code"`
	Suggestions []rdSuggestion `json:"suggestions,omitempty"`
	Related     []rdRelated    `json:"related_locations,omitempty"`
}

type rdSource struct {
	Name string `json:"name"`
	URL  string `json:"url,omitempty"`
}

type rdCode struct {
	Value string `json:"value"`
	URL   string `json:"url,omitempty"`
}

type rdLocation struct {
	Path  string  `json:"path"`
	Range rdRange `json:"range"`
}

type rdRange struct {
	Start rdPosition `json:"start"`
	End   rdPosition `json:"end"` // exclusive
}

type rdPosition struct {
	Line   int `json:"line"`
	Column int `json:"column,omitempty"` // from 1, in bytes of UTF-8
}

// An rdSuggestion is one way to mend a finding: the range becomes the text.
type rdSuggestion struct {
	Range rdRange `json:"range"`
	Text  string  `json:"text"`
}

type rdRelated struct {
	Message  string     `json:"message"`
	Location rdLocation `json:"location"`
}

// rdTool is who made the diagnostics.
func rdTool() *rdSource { return &rdSource{Name: "agentlint", URL: address.Home()} }

// RDJSON writes a report for reviewdog, as one object. Messages are Markdown, for reviewdog puts them into comments as they are.
func RDJSON(w io.Writer, r report.Report) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, `{"source":%s,"diagnostics":[`, report.Encode(rdTool(), ""))
	sources := r.Sources()
	report.WriteList(out, r.Result.Findings, func(f *lint.Finding) any { return diagnostic(f, sources) })
	out.WriteString("]}\n")
	return out.Flush()
}

// RDJSONL writes a report for reviewdog, a diagnostic a line. A line too long for it goes without fixes and related places.
func RDJSONL(w io.Writer, r report.Report) error {
	out := bufio.NewWriter(w)
	sources := r.Sources()
	for i := range r.Result.Findings {
		d := diagnostic(&r.Result.Findings[i], sources)
		d.Source = rdTool()
		line := report.Encode(d, "")
		if len(line) >= rdMaxLine {
			d.Suggestions, d.Related = nil, nil
			line = report.Encode(d, "")
		}
		out.Write(line)
		out.WriteByte('\n')
	}
	return out.Flush()
}

func diagnostic(f *lint.Finding, sources func(string) *source.File) rdDiagnostic {
	file := sources(f.Path)
	d := rdDiagnostic{
		Message:  comment(report.Shorten(inert.Text(f.Located() + f.Citation()))),
		Location: rdLocation{f.Path, toRDRange(file, f.Start, f.End)},
		Severity: rdSeverity(f.Severity),
		Code:     rdCode{f.Rule.ID, report.PageURL(f.Rule)},
	}
	for _, fix := range f.Fixes {
		if s, ok := suggestion(file, fix); ok {
			d.Suggestions = append(d.Suggestions, s)
		}
	}
	for _, r := range f.Places() {
		location := rdLocation{r.Path, toRDRange(sources(r.Path), r.Start, r.End)}
		d.Related = append(d.Related, rdRelated{comment(report.Shorten(inert.Text(r.Message))), location})
	}
	return d
}

// suggestion joins the edits of a fix, since each suggestion is offered on its own. It is false for a fix that is not safe,
// as suggestions are taken with one click, and for one that the file no longer fits.
func suggestion(file *source.File, fix lint.Fix) (rdSuggestion, bool) {
	if file == nil || !fix.Safe || len(fix.Edits) == 0 {
		return rdSuggestion{}, false
	}
	edits := slices.SortedStableFunc(slices.Values(fix.Edits), func(a, b lint.Edit) int { return a.Start - b.Start })
	start, end := edits[0].Start, edits[0].Start
	var text strings.Builder
	for _, e := range edits {
		if e.Start < end || e.End < e.Start || e.End > len(file.Text) {
			return rdSuggestion{}, false
		}
		text.Write(file.Text[end:e.Start])
		text.WriteString(e.New)
		end = e.End
	}
	return rdSuggestion{toRDRange(file, file.Position(start), file.Position(end)), text.String()}, true
}

// toRDRange returns a range of a file, or only its lines if the file can't be read any more.
func toRDRange(file *source.File, start, end source.Position) rdRange {
	column := func(p source.Position) int {
		if file == nil {
			return 0
		}
		return max(1, p.Offset-file.LineStart(p.Line)+1)
	}
	return rdRange{rdPosition{start.Line, column(start)}, rdPosition{end.Line, column(end)}}
}

// rdSeverity is reviewdog's word for a severity.
func rdSeverity(s lint.Severity) string {
	if s == lint.Note {
		return "INFO"
	}
	return strings.ToUpper(string(s))
}
