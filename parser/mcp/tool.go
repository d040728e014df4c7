package mcp

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/config"
)

// A Tool is an entry of a definition's tools that comes from an MCP server.
type Tool struct {
	Server string
	Range  config.Range // of the entry
}

// builtIn are the sets that tools of hosts are named by: edit/editFiles, and servers that hosts bring along.
// Sources: https://docs.github.com/en/copilot/reference/custom-agents-configuration,
// https://code.visualstudio.com/docs/copilot/reference/copilot-vscode-features.
var builtIn = []string{
	"agent", "azure", "browser", "copilot", "custom-agent", "edit", "editfiles", "execute", "extensions", "fetch", "git", "github",
	"githubrepo", "ide", "new", "notebook", "openbrowser", "playwright", "problems", "read", "runcommands", "runnotebooks", "runtasks",
	"search", "shell", "terminal", "testing", "tests", "todo", "todos", "usages", "vscode", "web",
}

var (
	claudeTool  = pattern.New(`^mcp__(.+?)(?:__.*)?$`)
	copilotTool = pattern.New(`^([\w-]+)/(?:\*|[\w-]+)$`) // that of an extension or a registry has a dot or two slashes
)

// Tools returns the tools of a definition that come from MCP servers by their names: mcp__server__tool and server/tool.
func (f *File) Tools() []Tool {
	if f.definition == nil {
		return nil
	}
	field := f.definition.Field("tools")
	if field == nil || field.Recovered {
		return nil
	}
	entries := field.Value.Items
	if field.Value.Type() == config.String {
		entries = []config.Value{field.Value}
	}
	var all []Tool
	for _, entry := range entries {
		for text := range strings.SplitSeq(entry.Text(), ",") {
			if server := serverOf(strings.TrimSpace(text)); server != "" && !slices.Contains(builtIn, strings.ToLower(server)) {
				all = append(all, Tool{server, entry.Range})
			}
		}
	}
	return all
}

func serverOf(tool string) string {
	if m := claudeTool.FindStringSubmatch(tool); m != nil {
		return m[1]
	}
	if m := copilotTool.FindStringSubmatch(tool); m != nil {
		return m[1]
	}
	return ""
}
