// Package hiddeninstruction defines the rule hidden-instruction.
package hiddeninstruction

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/shell"
)

//go:embed hiddeninstruction.md
var page string

// Rule reports instructions that a model reads and a person who sees the page does not.
var Rule = &lint.Rule{
	ID:       "hidden-instruction",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

var (
	// overrides matches what sets other instructions aside.
	overrides = pattern.New(`(?i)\b(?:ignore|disregard|forget|override)\s+(?:all\s+|any\s+|the\s+|your\s+|these\s+)*(?:previous|prior|above|earlier|preceding|other|system)\s+(?:instructions?|rules?|prompts?|messages?|directions?)\b`)
	// conceals matches what keeps something from the user.
	conceals = pattern.New(`(?i)\b(?:do\s+not|don't|never|without)\s+(?:tell|telling|mention|mentioning|reveal|revealing|inform|informing|notify|notifying|show|showing|ask|asking|alert|alerting)\w*\s+(?:(?:this|it|that|anything)\s+)?(?:to\s+)?(?:the\s+|your\s+)?(?:user|human|developer|operator|owner)s?\b`)
	// definition matches a link definition that hides a text: [//]: # (text).
	definition = pattern.New(`(?m)^ {0,3}\[(?://|_|comment|\s*)\]:\s*(?:#|<>|\S+)\s*(["'(].*["')])\s*$`)
	// command matches a line of a comment that starts a program which reaches the network.
	command = pattern.New(`(?m)^[\s$>!` + "`" + `]*((?:curl|wget|bash|sh|eval|sudo|source|cat|env|tar)\s[^\n]*)`)
)

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	comments, _ := f.Outline()
	for _, c := range comments {
		check(pass, f, c.Range, "an HTML comment")
	}
	for _, m := range definition.FindAllSubmatchIndex(f.Source.Text[f.Body.Start:f.Body.End], -1) {
		check(pass, f, agent.Range{Start: f.Body.Start + m[2], End: f.Body.Start + m[3]}, "a link definition")
	}
}

func check(pass *analysis.Pass, f *agent.File, at agent.Range, where string) {
	text := f.Text(at)
	switch {
	case overrides.MatchString(text):
		pass.ReportRangef(f.Range(at), "%s, invisible to readers of the page, overrides other instructions", where)
	case conceals.MatchString(text):
		pass.ReportRangef(f.Range(at), "%s, invisible to readers of the page, asks the agent to hide something from the user", where)
	default:
		for _, m := range command.FindAllStringSubmatch(text, -1) {
			c := shell.Command{Text: m[1]}
			if keys, _ := c.SendsKeys(); keys != "" || c.RunsDownload() != "" {
				pass.ReportRangef(f.Range(at), "%s, invisible to readers of the page, contains a command that runs a download or sends keys", where)
				return
			}
		}
	}
}
