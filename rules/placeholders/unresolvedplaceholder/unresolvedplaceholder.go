// Package unresolvedplaceholder defines the rule unresolved-placeholder.
package unresolvedplaceholder

import (
	"bytes"
	_ "embed"
	"path"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/kind"
)

//go:embed unresolvedplaceholder.md
var page string

// Rule reports placeholders that were never filled in.
var Rule = &lint.Rule{
	ID:       "unresolved-placeholder",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	open := slices.DeleteFunc(slices.Clone(f.Placeholders), func(p agent.Placeholder) bool { return p.Where == agent.InCodeBlock })
	if !isLoaded(f) || bytes.Contains(f.Source.Text, []byte("{% ")) || // whose braces are Jinja's
		slices.ContainsFunc(open, func(p agent.Placeholder) bool { return documents(f, p) }) {
		return
	}
	forms := formsIn(f)
	isTemplate := slices.ContainsFunc(open, func(p agent.Placeholder) bool { return asks(f, p) })
	for _, p := range open {
		switch {
		case strings.Contains(p.Name, "-") || forms[p.Name]: // SEC-TEMP-N is no identifier
		case isTemplate:
			lint.Reportf(pass, f.Range(p.Range), lint.Note, "placeholder %s is not filled in yet, although the text asks for that", f.Text(p.Range))
		default:
			pass.ReportRangef(f.Range(p.Range), "placeholder %s was never filled in", f.Text(p.Range))
		}
	}
}

// parameterised are the kinds in which an author leaves values to the agent or to whoever calls it.
var parameterised = []kind.Kind{kind.Skill, kind.Prompt, kind.Instructions, kind.Template}

// isLoaded reports whether a host reads f as it stands, with nothing to fill it in before.
func isLoaded(f *agent.File) bool {
	return !slices.Contains(parameterised, f.Kind) && !strings.Contains(path.Dir(f.Source.Path), "template")
}

var (
	// generic matches names that stand for any name.
	generic = pattern.New(`(?i)^(double_braces|(placeholder|token|variable|var|param|parameter)s?(_?names?)?)$`)
	// aboutPlaceholders matches lines that explain placeholders.
	aboutPlaceholders = pattern.New(`(?i)placeholder|syntax|braces|macro|mustache|handlebars|jinja|substitut`)
)

// documents reports whether p stands for placeholders in general, or on a line about them: such a file explains how
// templates are written, or has the agent fill them in.
func documents(f *agent.File, p agent.Placeholder) bool {
	line := f.Source.Around(p.Range.Start)
	return generic.MatchString(p.Name) || aboutPlaceholders.Match(line) && aboutPlaceholders.Match(braces.ReplaceAll(line, nil))
}

// filling matches lines that ask whoever installs the definition to fill placeholders in.
var filling = pattern.New(`(?i)\btemplate\b|\b(?:fill|replace|customi[sz]e)\b`)

// asks reports whether p is on a line that asks for it to be filled in.
func asks(f *agent.File, p agent.Placeholder) bool {
	return filling.Match(braces.ReplaceAll(f.Source.Around(p.Range.Start), nil))
}

// braces matches placeholders of any content.
var braces = pattern.New(`\{\{.*?\}\}`)

// formsIn returns the names that the agent itself is to fill in: somewhere they are a part of a longer one
// (report-{{date}}.md), or stand in a code block that is no command.
func formsIn(f *agent.File) map[string]bool {
	forms := map[string]bool{}
	for _, p := range f.Placeholders {
		isForm := p.Range.Start > 0 && strings.IndexByte(glue, f.Source.Text[p.Range.Start-1]) >= 0
		if p.Where == agent.InCodeBlock {
			isForm = !slices.Contains(shells, p.Language)
		}
		if isForm {
			forms[p.Name] = true
		}
	}
	return forms
}

// shells are the languages of commands.
var shells = []string{"bash", "sh", "shell", "console", "zsh", "powershell"}

// glue are the characters that tie a placeholder to the path or name before it.
const glue = "-_/.}"
