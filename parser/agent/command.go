package agent

import (
	"slices"

	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/shell"
)

// Commands returns the commands whose output a host puts into the definition before a model reads it: !`git status`.
// Sources: https://code.claude.com/docs/en/skills, https://opencode.ai/docs/commands/, read on 2026-08-22.
func (f *File) Commands() []shell.Command {
	if !slices.Contains([]kind.Kind{kind.Skill, kind.ClaudeCommand, kind.OpenCodeCommand}, f.Kind) {
		return nil
	}
	var all []shell.Command
	for _, span := range f.CodeSpans {
		if at := span.Range.Start - 1; at >= 0 && f.Source.Text[at] == '!' {
			all = append(all, shell.Command{Text: f.Text(span.Content), Range: span.Content, What: "the definition"})
		}
	}
	return all
}
