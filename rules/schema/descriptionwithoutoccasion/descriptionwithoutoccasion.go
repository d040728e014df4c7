// Package descriptionwithoutoccasion defines the rule description-without-occasion.
package descriptionwithoutoccasion

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/kind"
)

//go:embed descriptionwithoutoccasion.md
var page string

// Rule reports descriptions that hosts choose by and that say what, but not when.
var Rule = &lint.Rule{
	ID:       "description-without-occasion",
	Severity: lint.Note,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

// occasion matches the words that say when something is for use.
var occasion = pattern.New(`(?i)\b(?:us(?:e|ed|eful|ing)|when|whenever|where|if|before|after|during|while|once|until|upon|on (?:any|each|every)|trigger\w*|invok\w*|proactive\w*|ask\w*|need\w*|want\w*|request\w*|mention\w*|requir\w*|must|should|responsible|for (?:any|all|every|tasks?|questions?))\b`)

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	field := f.Field("description")
	switch f.Kind {
	case kind.ClaudeAgent, kind.PluginAgent, kind.OpenCodeAgent, kind.GeminiAgent, kind.CursorAgent, kind.QwenAgent, kind.JunieAgent, kind.Skill:
	default:
		return
	}
	if field == nil || field.Recovered || field.Value.Type() != agent.String || f.Field("when_to_use") != nil || isManual(f) {
		return
	}
	if text := field.Value.Text(); text != "" && isLatin(text) && !occasion.MatchString(text) {
		pass.ReportRangef(f.Range(field.Value.Range), "the description says what this is but not when to use it, and hosts choose by that")
	}
}

// isManual reports whether only people start what the file defines.
func isManual(f *agent.File) bool {
	field := f.Field("disable-model-invocation")
	return field != nil && field.Value.Text() == "true"
}

// isLatin reports whether the words are in a script that the pattern is for.
func isLatin(text string) bool {
	for _, r := range text {
		if r > 0x24F && (r < 0x2000 || r > 0x2BFF) && r < 0x1F000 {
			return false
		}
	}
	return true
}
