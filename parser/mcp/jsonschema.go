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
		"command": text("the program that starts the server"), "args": words("its arguments"), "env": texts("environment variables"),
		"url": text("URL of a running server"), "headers": texts("HTTP headers"),
	}
	if f.Command == config.List {
		server["command"] = words("the program that starts the server, and its arguments")
	}
	if len(f.Types) > 0 {
		server["type"] = map[string]any{"enum": f.Types, "description": "transport between the host and the server"}
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
