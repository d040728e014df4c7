package mcp

import (
	"slices"

	"github.com/agentlint/agentlint/parser/config"
)

// FormatOf returns the first format of a file in which a host, by its Title, reads MCP servers, nil for none.
func FormatOf(title string) *Format {
	for _, f := range formats() {
		if len(f.Paths) > 0 && slices.Contains(f.Hosts, title) {
			return f
		}
	}
	return nil
}

// JSONSchema returns what is known of the format as a JSON Schema for editors (https://json-schema.org/draft/2020-12). It leaves
// keys open that it does not know.
func (f *Format) JSONSchema() map[string]any {
	text := func(about string) map[string]any { return map[string]any{"type": "string", "description": about} }
	texts := func(about string) map[string]any {
		return map[string]any{"type": "object", "description": about, "additionalProperties": map[string]any{"type": "string"}}
	}
	words := func(about string) map[string]any {
		return map[string]any{"type": "array", "description": about, "items": map[string]any{"type": "string"}}
	}
	server := map[string]any{
		"command": text("the program that starts the server"), "args": words("what it is given"), "env": texts("variables that it is given"),
		"url": text("where a server is that runs already"), "headers": texts("what is sent along to it"),
	}
	if f.Command == config.List {
		server["command"] = words("the program that starts the server, and what it is given")
	}
	if len(f.Types) > 0 {
		server["type"] = map[string]any{"enum": f.Types, "description": "how the host speaks to the server"}
	}
	one := map[string]any{"type": "object", "properties": server}
	if len(f.Required) > 0 {
		one["required"] = f.Required
	}
	schema := map[string]any{
		"$schema": "https://json-schema.org/draft/2020-12/schema", "$comment": "as of " + f.Checked + "; source: " + f.Source,
		"title": "MCP servers in " + f.Name, "type": "object",
		"properties": map[string]any{f.Key: map[string]any{"type": "object", "description": "the servers, by their names", "additionalProperties": one}},
	}
	if !f.Optional && !f.Bare {
		schema["required"] = []string{f.Key}
	}
	return schema
}
