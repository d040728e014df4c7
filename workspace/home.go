package workspace

import (
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/agent/kind"
)

// IsAtHome reports whether the definition is about the repository that it is in.
func (d *Definition) IsAtHome() bool { return IsAtHome(d.Kind, d.Path) }

// IsAtHome reports whether a definition is about the repository that it is in: it describes it, or is in the folder where some host
// looks for the project's own. Others are shipped to other projects, and so are templates.
func IsAtHome(k kind.Kind, path string) bool {
	switch k {
	case kind.Template:
		return false
	case kind.AgentsMD, kind.ClaudeMD, kind.CopilotInstructions:
		return !template.MatchString(path)
	}
	return strings.HasPrefix(path, ".") || strings.Contains(path, "/.")
}

// template matches folders whose files are copied elsewhere.
var template = pattern.New(`(?i)(?:^|/)(?:templates?|examples?|fixtures)/`)
