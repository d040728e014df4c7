// Package kind tells which kind of agent definition a file is: by its place, by the skill or plugin that it is part of, or by
// the keys of its frontmatter.
package kind

import "slices"

// A Kind is a format of agent definition, which hosts tell by a file's path.
type Kind string

// The kinds of definition.
const (
	CustomAgent         Kind = "custom-agent"         // GitHub Copilot and VS Code
	ClaudeAgent         Kind = "claude-agent"         // Claude Code subagent
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
	PluginAgent         Kind = "plugin-agent"         // subagent that a plugin of Claude Code brings
	ClaudeCommand       Kind = "claude-command"       // slash command of Claude Code
	OutputStyle         Kind = "output-style"         // output style of Claude Code
	GeminiAgent         Kind = "gemini-agent"         // Gemini CLI subagent
	GeminiMD            Kind = "gemini-md"            // GEMINI.md
	KiroAgent           Kind = "kiro-agent"           // Kiro's custom agent
	CodexAgent          Kind = "codex-agent"          // Codex's custom agent, in TOML
	CodexConfig         Kind = "codex-config"         // Codex's configuration of a project, in TOML
	GeminiCommand       Kind = "gemini-command"       // Gemini CLI's command, in TOML
	KiroSteering        Kind = "kiro-steering"        // a file of .kiro/steering
	WindsurfRule        Kind = "windsurf-rule"        // a file of .windsurf/rules
	CursorCommand       Kind = "cursor-command"       // Cursor's command
	ClineRule           Kind = "cline-rule"           // a file of .clinerules
	RooRule             Kind = "roo-rule"             // a file of .roo/rules
	RooCommand          Kind = "roo-command"          // Roo Code's command
	JunieGuidelines     Kind = "junie-guidelines"     // what Junie reads for each task
	JunieAgent          Kind = "junie-agent"          // Junie's subagent
	QwenAgent           Kind = "qwen-agent"           // Qwen Code's subagent
	AntigravityRule     Kind = "antigravity-rule"     // a file of .agents/rules
	Workflow            Kind = "workflow"             // what Windsurf and Antigravity run as a command
	OpenCodeCommand     Kind = "opencode-command"     // OpenCode's command
	SkillText           Kind = "skill-text"           // a text that a skill brings, of which only the links are checked
	Unread              Kind = "unread"               // where no host looks
	Foreign             Kind = "foreign"              // where a host that is not known here may look
	Candidate           Kind = "candidate"            // a definition if its frontmatter is that of one
)

// String returns the kind's name.
func (k Kind) String() string { return string(k) }

// HasFrontmatter reports whether hosts look for frontmatter in files of this kind.
func (k Kind) HasFrontmatter() bool {
	switch k {
	case AgentsMD, ClaudeMD, GeminiMD, CopilotInstructions, CursorCommand, RooRule, JunieGuidelines, SkillText, Unread, Foreign:
		return false
	}
	return true
}

// IsRead reports whether files of this kind are definitions that some host reads.
func (k Kind) IsRead() bool { return k != SkillText && k != Unread && k != Foreign }

// IsAgent reports whether definitions of this kind are agents that some host offers.
func (k Kind) IsAgent() bool {
	switch k {
	case CustomAgent, ChatMode, ClaudeAgent, PluginAgent, OpenCodeAgent, CursorAgent, GeminiAgent, KiroAgent, QwenAgent, JunieAgent:
		return true
	}
	return false
}

// HasHandoffs reports whether some host shows the handoffs of definitions of this kind, or of those made from it.
func (k Kind) HasHandoffs() bool { return k == CustomAgent || k == ChatMode || k == Template }

// Kinds returns the kinds that a project may say a file is, each once.
func Kinds() []Kind {
	var kinds []Kind
	for _, p := range Places() {
		if p.Kind != "" && !slices.Contains(kinds, p.Kind) {
			kinds = append(kinds, p.Kind)
		}
	}
	return kinds
}

// Classify returns the kind of definition that a slash-separated path tells, and whether there is one. A [Classifier] knows
// what is around the file, too.
func Classify(name string) (Kind, bool) { return new(Classifier).Classify(name) }
