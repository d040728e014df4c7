package unreaddefinition

import (
	"fmt"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/workspace"
)

// misplaced reports a definition where no host looks, and says where one would. What is doubtful is returned, to be said once for a
// folder.
func misplaced(pass *analysis.Pass, d *workspace.Definition) []analysis.Diagnostic {
	place := kind.PlaceOf(d.Path)
	if place == nil || place.Frontmatter && !isDefinition(d, place) {
		return nil
	}
	at := d.Range(agent.Range{})
	if place.Doubt != "" {
		return []analysis.Diagnostic{{Pos: at.Pos(), End: at.End(), Message: place.Doubt, Category: string(lint.Note)}}
	}
	pass.ReportRangef(at, "no host reads this file: %s", reading(place))
	return nil
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
func isDefinition(d *workspace.Definition, place *kind.Place) bool {
	if place.Meant == kind.Skill || place.Meant.IsAgent() || place.Meant == "codex-agent" {
		var keys []string
		for _, key := range d.Keys {
			keys = append(keys, key.Name)
		}
		_, ok := kind.SniffKeys(keys)
		return ok
	}
	return len(d.Keys) > 0
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
