package kind

import (
	"path"
	"slices"
	"strings"
)

// A Reason says why no host known here loads a file that looks like a definition.
type Reason string

// The reasons.
const (
	UnknownHost  Reason = "in the folder of an unknown host"
	AmongTests   Reason = "among sources, tests or documents"
	OutsideHosts Reason = "outside the folders of all hosts"
)

// Why returns why no known host loads a file that is [Foreign], which is the path of.
func (c *Classifier) Why(name string) Reason {
	rel := c.rel(name)
	switch {
	case hasFolder(rel, isHidden):
		return UnknownHost
	case path.Base(name) == "SKILL.md", places().paths.First(name) >= 0:
		return AmongTests
	}
	return OutsideHosts
}

// folders are what customary folders hold, by their names.
var folders = map[string]string{
	"agents": "agent", "agent": "agent", "commands": "command", "skills": "skill", "rules": "rule", "modes": "mode", "prompts": "prompt", "workflows": "workflow",
}

// What names what the text of a file that is [Foreign] looks like, such as "agent", and is "" if that is no definition.
func What(name string, text []byte) string {
	kind, ok := Sniff(text)
	if !ok {
		return ""
	}
	parts := strings.Split(strings.ToLower(path.Dir(name)), "/")
	slices.Reverse(parts)
	for _, folder := range parts {
		if what := folders[folder]; what != "" {
			return what
		}
	}
	switch {
	case path.Base(name) == "SKILL.md", kind == Skill:
		return "skill"
	case strings.HasSuffix(name, ".prompt.md"):
		return "prompt"
	case kind == Instructions, kind == CursorRule:
		return "rule"
	case kind.IsAgent() && kind != ClaudeAgent, strings.HasSuffix(name, ".agent.md"):
		return "agent"
	}
	return "definition"
}

// isForeign reports whether a file that no place tells may still be a definition: where a host that is not known here would look for
// one, among tests, or in no host's folder. Its content decides.
func isForeign(name, rel string) bool {
	if path.Ext(name) != ".md" || isReadme(name) {
		return false
	}
	if hasFolder(rel, isHidden) {
		return isInCustomary(rel)
	}
	return places().paths.First(name) >= 0 || !hasFolder(rel, func(folder string) bool { return slices.Contains(prose, folder) })
}

// isInCustomary reports whether a file is below a folder of a customary name, in one whose name starts with a dot.
func isInCustomary(rel string) bool {
	isInHidden := false
	return hasFolder(rel, func(folder string) bool {
		isInHidden = isInHidden || isHidden(folder)
		return isInHidden && folders[folder] != ""
	})
}
