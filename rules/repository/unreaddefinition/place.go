package unreaddefinition

import (
	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/parser/agent"
)

// reportPlace reports a definition where no host looks, and says where one would.
func reportPlace(pass *analysis.Pass, f *agent.File) {
	place := agent.PlaceOf(f.Source.Path)
	if place == nil || place.Frontmatter && !isDefinition(f, place) {
		return
	}
	pass.ReportRangef(f.Range(agent.Range{}), "no host reads this file: %s looks for %s in %s", place.Looks, what(place), place.Instead)
}

// isDefinition reports whether the file is meant as what the place's neighbours are, and is no document beside them.
func isDefinition(f *agent.File, place *agent.Place) bool {
	if place.Meant == agent.Skill || place.Meant.IsAgent() || place.Meant == "codex-agent" {
		_, ok := agent.Sniff(f.Source.Text)
		return ok
	}
	return len(f.Fields()) > 0
}

// what names what should be in the place.
func what(place *agent.Place) string {
	switch place.Meant {
	case agent.Skill:
		return "a skill"
	case agent.ClaudeCommand:
		return "commands"
	case agent.ClaudeRule, agent.CursorRule:
		return "rules"
	case agent.OutputStyle:
		return "output styles"
	case agent.Prompt:
		return "prompts"
	case agent.Instructions, agent.CopilotInstructions:
		return "instructions"
	}
	return "agents"
}
