package unreaddefinition

import (
	"fmt"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/kind"
)

// reportPlace reports a definition where no host looks, and says where one would.
func reportPlace(pass *analysis.Pass, f *agent.File) {
	place := kind.PlaceOf(f.Source.Path)
	if place == nil || place.Frontmatter && !isDefinition(f, place) {
		return
	}
	at := f.Range(agent.Range{})
	if place.Doubt != "" {
		lint.Reportf(pass, at, lint.Note, "%s", place.Doubt)
		return
	}
	pass.ReportRangef(at, "no host reads this file: %s", reading(place))
}

// reading says who would read the file where.
func reading(place *kind.Place) string {
	verb, preposition := "looks", "in"
	if strings.Contains(place.Looks, " and ") {
		verb = "look"
	}
	if strings.HasPrefix(place.Instead, "a name ") || strings.HasPrefix(place.Instead, "the name ") {
		preposition = "under"
	}
	return fmt.Sprintf("%s %s for %s %s %s", place.Looks, verb, what(place), preposition, place.Instead)
}

// isDefinition reports whether the file is meant as what the place's neighbours are, and is no document beside them.
func isDefinition(f *agent.File, place *kind.Place) bool {
	if place.Meant == kind.Skill || place.Meant.IsAgent() || place.Meant == "codex-agent" {
		_, ok := kind.Sniff(f.Source.Text)
		return ok
	}
	return len(f.Fields()) > 0
}

// what names what should be in the place.
func what(place *kind.Place) string {
	switch place.Meant {
	case kind.Skill:
		return "a skill"
	case kind.ClaudeCommand:
		return "commands"
	case kind.ClaudeRule, kind.CursorRule:
		return "rules"
	case kind.OutputStyle:
		return "output styles"
	case kind.Prompt:
		return "prompts"
	case kind.Instructions, kind.CopilotInstructions:
		return "instructions"
	}
	return "agents"
}
