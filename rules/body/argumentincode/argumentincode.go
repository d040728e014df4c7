// Package argumentincode defines the rule argument-in-code.
package argumentincode

import (
	"bytes"
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/body"
	"github.com/agentlint/agentlint/parser/agent/host"
	"github.com/agentlint/agentlint/parser/agent/kind"
)

//go:embed argumentincode.md
var page string

// Rule reports positional parameters in the code of a skill that takes no arguments.
var Rule = &lint.Rule{
	ID:       "argument-in-code",
	Severity: lint.Note,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

var (
	// parameter matches $1 as Claude Code replaces it.
	parameter = pattern.New(`(?:^|[^\\$\w])\$[1-9](?:[^\w]|$)`)
	// argument matches what shows that a definition expects arguments.
	argument = pattern.New(`\$ARGUMENTS|\$\{?[0-9]\b`)
	// languages are those in which $1 means something else.
	languages = []string{"bash", "sh", "shell", "zsh", "awk", "console", "make", "makefile", "perl", "sql", "php"}
)

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	if f.Kind != kind.Skill && f.Kind != kind.ClaudeCommand || f.Field("arguments") != nil || f.Field("argument-hint") != nil || !isOfClaude(f) {
		return
	}
	text := f.Source.Text
	if !parameter.Match(text) {
		return
	}
	var found []agent.Range
	from := f.Body.Start
	for i := range f.Fences {
		fence := &f.Fences[i]
		if fence.Range.Start > from && argument.Match(text[from:fence.Range.Start]) {
			return // it expects some
		}
		from = max(from, fence.Range.End)
		found = append(found, parametersIn(f, fence)...)
	}
	if len(found) == 0 || from < len(text) && argument.Match(text[from:]) {
		return
	}
	name := string(text[found[0].Start:found[0].End])
	pass.ReportRangef(f.Range(found[0]), "Claude Code replaces %s in this code if the %s is given arguments%s", name, what(f.Kind), others(len(found)-1))
}

// isOfClaude reports whether Claude Code reads the file.
func isOfClaude(f *agent.File) bool {
	return slices.ContainsFunc(host.Reading(f), func(s *host.Schema) bool { return s.Host.Name == "claude" })
}

// parametersIn returns where code has positional parameters.
func parametersIn(f *agent.File, fence *body.Fence) (found []agent.Range) {
	if !slices.Contains(languages, strings.ToLower(fence.Language)) {
		return nil
	}
	code := f.Source.Text[fence.Content.Start:fence.Content.End]
	for _, m := range parameter.FindAllIndex(code, -1) {
		at := m[0] + bytes.IndexByte(code[m[0]:m[1]], '$')
		found = append(found, agent.Range{Start: fence.Content.Start + at, End: fence.Content.Start + at + 2})
	}
	return found
}

func what(k kind.Kind) string {
	if k == kind.Skill {
		return "skill"
	}
	return "command"
}

func others(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(" (and %d more below)", n)
}
