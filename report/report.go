// Package report holds what a run found, and what the formats that write it share. The formats are in the packages below,
// and report/formats knows them by name.
//
// A format is a function of a [Report] alone: the same report gives the same bytes on every machine.
package report

import (
	"cmp"
	"io"
	"path"
	"path/filepath"
	"strings"

	"github.com/agentlint/agentlint/internal/address"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/source"
)

// A Report is what a run found, with what a format needs to show it.
type Report struct {
	Result  *lint.Result
	Rules   []*lint.Rule                   // all that could run, in order of ID
	Version string                         // agentlint's version, such as 0.1.0
	Source  func(path string) *source.File // a file with findings, nil if it can't be read any more; may itself be nil
	Root    string                         // absolute directory that paths are relative to
	// Repository is the absolute directory that code scanning takes paths to be relative to; Root if empty.
	Repository string
	Part       *Part // of a run over a share of the files; nil for one over all
	Color      bool  // colours, in text and concise only; see UseColor
	Links      bool  // rules lead to their pages, on terminals that know OSC 8; in text and concise only
	Quiet      bool  // findings only, without a summary; in text only
	NotesAside bool  // notes are counted and not shown; in text only
}

// A Format writes a report. The error is the writer's.
type Format func(io.Writer, Report) error

// Sources returns a reader of the report's files that keeps the last one:
// findings come file by file, and a file's line index is worth keeping.
func (r Report) Sources() func(path string) *source.File {
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

// Top is the directory that hosts of code take paths to be relative to.
func (r Report) Top() string { return filepath.ToSlash(cmp.Or(r.Repository, r.Root)) }

// Absolute returns a path of the report as an absolute one, with slashes.
func (r Report) Absolute(name string) string {
	if path.IsAbs(name) || filepath.IsAbs(filepath.FromSlash(name)) {
		return name
	}
	return path.Join(filepath.ToSlash(r.Root), name)
}

// InRepository returns a path relative to the repository, or as it is if it lies elsewhere.
func (r Report) InRepository(name string) string {
	if rel, ok := Below(r.Top(), r.Absolute(name)); ok {
		return rel
	}
	return name
}

// Below returns a slash-separated path relative to a directory, if it lies below it.
func Below(dir, name string) (string, bool) {
	if dir == "" {
		return path.Clean(name), !strings.HasPrefix(path.Clean(name), "../")
	}
	return strings.CutPrefix(name, strings.TrimSuffix(dir, "/")+"/")
}

// PageURL returns where a rule's page can be read, "" if it is published nowhere.
func PageURL(rule *lint.Rule) string {
	folder := strings.ReplaceAll(rule.ID, "-", "")
	return address.Rule(rule.ID, path.Join("rules", rule.Family, folder, folder+".md"))
}

// PageLink returns a rule's name in Markdown: as a link if its page is published, else as code.
func PageLink(rule *lint.Rule) string {
	if url := PageURL(rule); url != "" {
		return "[" + rule.ID + "](" + url + ")"
	}
	return "`" + rule.ID + "`"
}
