// Package report writes what a run found, one file a format.
//
// A format is a function of a [Report] alone: the same report gives the same bytes on every machine.
package report

import (
	"cmp"
	"io"
	"iter"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/source"
)

// home is where the project lives; rule pages are below it.
const home = "https://github.com/agentlint/agentlint"

// A Report is what a run found, with what a format needs to show it.
type Report struct {
	Result  *lint.Result
	Rules   []*lint.Rule                   // all that could run, in order of ID
	Version string                         // agentlint's version, such as 0.1.0
	Source  func(path string) *source.File // a file with findings, nil if it can't be read any more; may itself be nil
	Root    string                         // absolute directory that paths are relative to
	// Repository is the absolute directory that code scanning takes paths to be relative to; Root if empty.
	Repository string
	Color      bool // colours, in text and concise only; see UseColor
	Links      bool // rules lead to their pages, on terminals that know OSC 8; in text and concise only
	Quiet      bool // findings only, without a summary; in text only
	NotesAside bool // notes are counted and not shown; in text only
}

// A Format writes a report. The error is the writer's.
type Format func(io.Writer, Report) error

var formats = map[string]Format{
	"azure":      Azure,
	"checkstyle": Checkstyle,
	"concise":    Concise,
	"github":     GitHub,
	"gitlab":     GitLab,
	"html":       HTML,
	"json":       JSON,
	"jsonl":      JSONL,
	"junit":      JUnit,
	"markdown":   Markdown,
	"rdjson":     RDJSON,
	"rdjsonl":    RDJSONL,
	"sarif":      SARIF,
	"text":       Text,
}

// ByName returns the format a user asked for.
func ByName(name string) (Format, bool) {
	format, ok := formats[name]
	return format, ok
}

// Names returns the names of all formats, sorted.
func Names() []string { return slices.Sorted(maps.Keys(formats)) }

// sources returns a reader of the report's files that keeps the last one:
// findings come file by file, and a file's line index is worth keeping.
func (r Report) sources() func(path string) *source.File {
	if r.Source == nil {
		return func(string) *source.File { return nil }
	}
	var path string
	var file *source.File
	return func(p string) *source.File {
		if p != path || file == nil {
			path, file = p, r.Source(p)
		}
		return file
	}
}

// top is the directory that hosts of code take paths to be relative to.
func (r Report) top() string { return filepath.ToSlash(cmp.Or(r.Repository, r.Root)) }

// absolute returns a path of the report as an absolute one, with slashes.
func (r Report) absolute(name string) string {
	if path.IsAbs(name) || filepath.IsAbs(filepath.FromSlash(name)) {
		return name
	}
	return path.Join(filepath.ToSlash(r.Root), name)
}

// inRepository returns a path relative to the repository, or as it is if it lies elsewhere.
func (r Report) inRepository(name string) string {
	if rel, ok := below(r.top(), r.absolute(name)); ok {
		return rel
	}
	return name
}

// below returns a slash-separated path relative to a directory, if it lies below it.
func below(dir, name string) (string, bool) {
	if dir == "" {
		return path.Clean(name), !strings.HasPrefix(path.Clean(name), "../")
	}
	return strings.CutPrefix(name, strings.TrimSuffix(dir, "/")+"/")
}

// severities are all severities, worst first.
var severities = []lint.Severity{lint.Error, lint.Warning, lint.Note}

// worst returns the limit worst findings, in their order.
func worst(r *lint.Result, limit int) []*lint.Finding {
	room, left := map[lint.Severity]int{}, limit
	for _, s := range severities {
		room[s] = min(left, r.Count(s))
		left -= room[s]
	}
	findings := make([]*lint.Finding, 0, limit-left)
	for i := range r.Findings {
		f := &r.Findings[i]
		if room[f.Severity] > 0 {
			room[f.Severity]--
			findings = append(findings, f)
		}
	}
	return findings
}

// byFile returns the findings of each file, which stand together.
func byFile(findings []*lint.Finding) iter.Seq2[string, []*lint.Finding] {
	return func(yield func(string, []*lint.Finding) bool) {
		for len(findings) > 0 {
			name, n := findings[0].Path, 1
			for n < len(findings) && findings[n].Path == name {
				n++
			}
			if !yield(name, findings[:n]) {
				return
			}
			findings = findings[n:]
		}
	}
}

// all returns all findings in their order.
func all(r *lint.Result) []*lint.Finding { return worst(r, len(r.Findings)) }

// failures returns the notices of files that could not be checked.
func failures(r *lint.Result) []lint.Notice {
	return slices.DeleteFunc(slices.Clone(r.Notices), func(n lint.Notice) bool { return n.Kind != lint.Failed })
}

// PageURL returns where a rule's page can be read.
func PageURL(rule *lint.Rule) string {
	folder := strings.ReplaceAll(rule.ID, "-", "")
	return home + "/blob/main/" + path.Join("rules", rule.Family, folder, folder+".md")
}

// hasSafeFix reports whether the finding can be mended without changing what the file means.
func hasSafeFix(f *lint.Finding) bool {
	return slices.ContainsFunc(f.Fixes, func(fix lint.Fix) bool { return fix.Safe })
}
