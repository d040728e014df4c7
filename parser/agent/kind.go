package agent

import (
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/agentlint/agentlint/internal/glob"
)

// A Kind is a format of agent definition, which hosts tell by a file's path.
type Kind string

// The kinds of definition.
const (
	CustomAgent         Kind = "custom-agent"         // GitHub Copilot and VS Code
	ClaudeAgent         Kind = "claude-agent"         // Claude Code subagent, of a project or a plugin
	OpenCodeAgent       Kind = "opencode-agent"       // OpenCode
	CursorAgent         Kind = "cursor-agent"         // Cursor subagent
	ChatMode            Kind = "chat-mode"            // VS Code's name for custom agents before 1.106
	Prompt              Kind = "prompt"               // VS Code prompt file
	Instructions        Kind = "instructions"         // path-specific instructions of Copilot
	CopilotInstructions Kind = "copilot-instructions" // repository-wide instructions of Copilot
	Skill               Kind = "skill"                // SKILL.md of agentskills.io
	AgentsMD            Kind = "agents-md"            // AGENTS.md of agents.md
	ClaudeMD            Kind = "claude-md"            // CLAUDE.md
	ClaudeRule          Kind = "claude-rule"          // a file of .claude/rules
	CursorRule          Kind = "cursor-rule"          // an .mdc file
	Template            Kind = "template"             // a definition with placeholders, from which a generator makes agents
)

// String returns the kind's name.
func (k Kind) String() string { return string(k) }

// HasFrontmatter reports whether hosts look for frontmatter in files of this kind.
func (k Kind) HasFrontmatter() bool {
	return k != AgentsMD && k != ClaudeMD && k != CopilotInstructions
}

// HasHandoffs reports whether some host shows the handoffs of definitions of this kind, or of those made from it.
func (k Kind) HasHandoffs() bool { return k == CustomAgent || k == ChatMode || k == Template }

// formats says which paths hold which kind; the first that matches counts.
// Sources: https://docs.github.com/en/copilot/reference/custom-agents-configuration,
// https://code.visualstudio.com/docs/agent-customization/overview, https://code.claude.com/docs/en/sub-agents,
// https://opencode.ai/docs/agents/, https://cursor.com/docs/context/rules, https://agentskills.io/specification.
var formats = []struct {
	kind    Kind
	pattern string
}{
	{Skill, "**/SKILL.md"},
	{AgentsMD, "**/AGENTS.md"},
	{ClaudeMD, "**/{CLAUDE,CLAUDE.local}.md"},
	{CopilotInstructions, "**/.github/copilot-instructions.md"},
	{Template, "**/agent-templates/**/*.md"},
	{Template, "**/templates/**/*.agent.md"},
	{ChatMode, "**/*.chatmode.md"},
	{ChatMode, "**/.github/chatmodes/*.md"},
	{Prompt, "**/*.prompt.md"},
	{Prompt, "**/.github/prompts/**/*.md"},
	{Instructions, "**/*.instructions.md"},
	{Instructions, "**/.github/instructions/**/*.md"},
	{CustomAgent, "**/*.agent.md"},
	{CustomAgent, "**/.github/agents/*.md"},
	{ClaudeAgent, "**/.claude/agents/**/*.md"},
	{ClaudeRule, "**/.claude/rules/**/*.md"},
	{CursorAgent, "**/.cursor/agents/**/*.md"},
	{CursorRule, "**/*.mdc"},
	{OpenCodeAgent, "**/{.opencode,opencode}/{agent,agents}/**/*.md"},
}

// patterns are those of formats.
var patterns = sync.OnceValue(func() *glob.Set {
	all := make([]string, len(formats))
	for i, f := range formats {
		all[i] = f.pattern
	}
	return glob.Must(all...)
})

// prose are folders whose agents folder is more likely about agents than full of them.
var prose = []string{"docs", "doc", "website", "site", "content", "src", "test", "tests", "testdata"}

// Kinds returns the kinds that paths tell, each once.
func Kinds() []Kind {
	var kinds []Kind
	for _, f := range formats {
		if !slices.Contains(kinds, f.kind) {
			kinds = append(kinds, f.kind)
		}
	}
	return kinds
}

// Classify returns the kind of definition at a slash-separated path, and whether there is one.
// A README beside definitions is none.
func Classify(name string) (Kind, bool) {
	if ext := path.Ext(name); ext != ".md" && ext != ".mdc" {
		return "", false
	}
	if strings.HasPrefix(strings.ToLower(path.Base(name)), "readme.") {
		return "", false
	}
	if i := patterns().First(name); i >= 0 {
		return formats[i].kind, true
	}
	if isPluginAgent(name) {
		return ClaudeAgent, true
	}
	return "", false
}

// isPluginAgent recognises agents/x.md in a plugin's root, the one location without a telling name of its own.
func isPluginAgent(name string) bool {
	folders := strings.Split(path.Dir(name), "/")
	return folders[len(folders)-1] == "agents" &&
		!slices.ContainsFunc(folders, func(folder string) bool { return slices.Contains(prose, folder) })
}

// Stem returns what a host takes from path to name a definition: the file's name without its extensions,
// and for SKILL.md the folder's name.
func Stem(name string) string {
	base := path.Base(name)
	if base == "SKILL.md" {
		return path.Base(path.Dir(name))
	}
	base = strings.TrimSuffix(strings.TrimSuffix(base, ".md"), ".mdc")
	for _, suffix := range []string{".agent", ".chatmode", ".prompt", ".instructions"} {
		base = strings.TrimSuffix(base, suffix)
	}
	return base
}
