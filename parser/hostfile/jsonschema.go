package hostfile

import (
	"maps"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/parser/agent/host"
	"github.com/agentlint/agentlint/parser/config"
)

// FormatsOf returns the formats of files that a host reads and that have no schema of their own, in the order in which they count: those
// of hooks, settings, plugins and marketplaces.
func FormatsOf(h *host.Host) (all []*Format) {
	for _, f := range Formats() {
		if f.Kind == "" && strings.HasPrefix(h.Title, f.Host) {
			all = append(all, f)
		}
	}
	return all
}

// JSONSchema returns what is known of the format as a JSON Schema for editors (https://json-schema.org/draft/2020-12). It leaves
// keys open that it does not know.
func (f *Format) JSONSchema() map[string]any {
	var schema map[string]any
	switch f.Holds {
	case Plugin:
		schema = manifestSchema()
	case Marketplace:
		schema = marketplaceSchema(f.Needs)
	case Modes:
		schema = modesSchema()
	default:
		schema = object("", map[string]any{})
		for name, setting := range f.Settings() {
			schema["properties"].(map[string]any)[name] = setting.schema()
		}
	}
	if d := dialects()[f.Dialect]; d != nil && f.Holds != Plugin {
		schema["properties"].(map[string]any)["hooks"] = d.schema()
	}
	schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	schema["title"] = f.Name + " of " + f.Host
	schema["$comment"] = "as of " + f.Checked + "; source: " + f.Source
	return schema
}

func object(about string, properties map[string]any, required ...string) map[string]any {
	schema := map[string]any{"type": "object", "properties": properties}
	if about != "" {
		schema["description"] = about
	}
	if len(required) > 0 {
		schema["required"] = required
	}
	return schema
}

func list(about string, items any) map[string]any {
	return map[string]any{"type": "array", "description": about, "items": items}
}

func value(about string, types ...config.Type) map[string]any {
	names := make([]string, len(types))
	for i, t := range types {
		names[i] = host.JSONType(t)
	}
	return map[string]any{"type": names, "description": about}
}

// manifestAbout says what each key of a manifest is for.
var manifestAbout = map[string]string{
	"name": "name of the plugin", "version": "version of the plugin (semantic versioning)", "description": "purpose of the plugin",
	"homepage": "documentation of the plugin", "repository": "URL of the source", "license": "an SPDX identifier",
	"author": "author of the plugin", "keywords": "search keywords", "commands": "files or folders with commands",
	"agents": "files with agents", "skills": "folders with skills", "hooks": "files with hooks, or the hooks",
	"mcpServers": "files with MCP servers, or the servers", "lspServers": "files with language servers, or the servers",
	"outputStyles": "files or folders with output styles",
}

func manifestSchema() map[string]any {
	properties := map[string]any{}
	for key, types := range ManifestTypes {
		properties[key] = value(manifestAbout[key], types...)
	}
	return object("", properties, "name")
}

func marketplaceSchema(needs []string) map[string]any {
	entry := manifestSchema()
	entry["properties"].(map[string]any)["source"] = value("source of the plugin: a folder in the marketplace, or an object", config.String, config.Map)
	entry["required"] = []string{"name", "source"}
	return object("", map[string]any{
		"name":     value("name of the marketplace", config.String),
		"owner":    object("maintainer", map[string]any{"name": value("of the owner", config.String), "email": value("of the owner", config.String)}, "name"),
		"metadata": value("further information", config.Map),
		"plugins":  list("the plugins in the marketplace", entry),
	}, needs...)
}

func modesSchema() map[string]any {
	text := func(about string) map[string]any { return value(about, config.String) }
	mode := object("", map[string]any{
		"slug": text("identifier of the mode: letters, digits and hyphens"), "name": text("shown to users"),
		"roleDefinition": text("description of the mode"), "whenToUse": text("when to use the mode"), "description": text("shown to users"),
		"customInstructions": text("further instructions"), "groups": value("groups of tools: read, edit, command, mcp and modes", config.List),
	}, "slug", "name", "roleDefinition", "groups")
	return object("", map[string]any{"customModes": list("the modes of the project", mode)}, "customModes")
}

// schema describes hooks.
func (d *Dialect) schema() map[string]any {
	hook := d.hookSchema()
	if d.Nested {
		hook = object("", map[string]any{
			"matcher": value("what the event must match: a name or a regular expression", config.String),
			"hooks":   list("what runs", hook),
		}, "hooks")
	}
	events := map[string]any{}
	for _, event := range d.Events {
		events[event] = list("hooks that run at "+event, hook)
	}
	return object("hooks by event", events)
}

// hookAbout says what the keys of a hook are for.
var hookAbout = map[string]string{
	"command": "the command", "bash": "the command on Linux and macOS", "powershell": "the command on Windows", "windows": "the command on Windows",
	"linux": "the command on Linux", "osx": "the command on macOS", "url": "the address that the event is sent to", "server": "the MCP server",
	"tool": "the tool of the MCP server", "prompt": "what the model is asked about the event",
}

func (d *Dialect) hookSchema() map[string]any {
	properties := map[string]any{
		"type":    map[string]any{"enum": slices.Sorted(maps.Keys(d.Types)), "description": "how the hook runs"},
		"timeout": value("timeout in seconds", config.Int, config.Float),
	}
	for _, needs := range d.Types {
		for _, need := range needs {
			for key := range strings.SplitSeq(need, "|") {
				properties[key] = value(hookAbout[key], config.String)
			}
		}
	}
	if d.Typed {
		return object("", properties, "type")
	}
	return object("", properties)
}
