package kind

import (
	"bytes"
	"slices"

	"github.com/agentlint/agentlint/internal/pattern"
)

var topKey = pattern.New(`(?m)^([A-Za-z][\w-]*):`)

// telling are the keys that only one kind of definition has, in the order in which they are looked for.
var telling = []struct {
	kind Kind
	keys []string
}{
	{Foreign, []string{"providerId", "modelId"}}, // of Cline's SDK
	{Instructions, []string{"applyTo"}},
	{CursorRule, []string{"globs", "alwaysApply"}},
	{CustomAgent, []string{"handoffs", "target", "mcp-servers", "agents", "infer", "user-invocable"}},
	{GeminiAgent, []string{"kind", "max_turns", "timeout_mins"}},
	{KiroAgent, []string{"includeMcpJson", "allowedTools", "toolsSettings", "includePowers"}},
	{OpenCodeAgent, []string{"mode", "permission", "permissions", "temperature", "top_p", "steps"}},
	{CursorAgent, []string{"readonly", "is_background"}},
	{Skill, []string{"license", "allowed-tools", "compatibility"}},
}

// Sniff returns what kind of definition a text is by the keys of its frontmatter, and whether it is one: it has a name and a
// description, or keys that only one kind has.
func Sniff(text []byte) (Kind, bool) { return SniffKeys(frontmatterKeys(text)) }

// SniffKeys is [Sniff] of the frontmatter's keys.
func SniffKeys(keys []string) (Kind, bool) {
	has := func(key string) bool { return slices.Contains(keys, key) }
	isNamed := has("name") && has("description")
	for _, t := range telling {
		if slices.ContainsFunc(t.keys, has) && (isNamed || t.kind == Instructions || t.kind == CursorRule) {
			return t.kind, t.kind != Foreign
		}
	}
	return ClaudeAgent, isNamed
}

// HasFrontmatter reports whether a text begins with keys between fences.
func HasFrontmatter(text []byte) bool { return len(frontmatterKeys(text)) > 0 }

// frontmatterKeys returns the names at the start of the lines between the first two fences, whether or not that is YAML.
func frontmatterKeys(text []byte) (keys []string) {
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
	rest, ok := bytes.CutPrefix(bytes.TrimLeft(text, "\r\n"), []byte("---"))
	if !ok {
		return nil
	}
	if end := bytes.Index(rest, []byte("\n---")); end >= 0 {
		rest = rest[:end]
	} else {
		return nil
	}
	for _, m := range topKey.FindAllSubmatch(rest, -1) {
		keys = append(keys, string(m[1]))
	}
	return keys
}
