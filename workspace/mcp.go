package workspace

import (
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/mcp"
)

// An MCP is what one file says about MCP servers.
type MCP struct {
	Path       string
	Base       int         `json:"-"` // base of the file in the run's token.FileSet
	Shared     bool        // it is configuration that a host reads, for all agents of a project
	Project    string      // if it is Shared: the project's folder, which ends in a slash, or ""
	Servers    []MCPServer // that it configures, in order
	Used       []MCPServer // that its tools come from, without definition, in order
	References []MCPReference
}

// An MCPServer is a server's name in a file.
type MCPServer struct {
	Name       string
	Definition string       // its configuration, without white space; "" if it has none here
	Span       config.Range // of the name
}

// An MCPReference is a configuration file that a definition refers its reader to.
type MCPReference struct {
	Path string // relative to the repository's root
	Span config.Range
}

// DefineMCP takes the facts from what a file says about MCP servers, nil if it says nothing.
func DefineMCP(f *mcp.File) *MCP {
	m := &MCP{Path: f.Source.Path, Base: f.Base}
	if f.Format != nil && len(f.Format.Paths) > 0 && len(f.Format.Hosts) > 0 {
		m.Shared, m.Project = true, strings.TrimSuffix(strings.TrimSuffix(m.Path, "c"), f.Format.Name) // opencode.jsonc
	}
	for _, server := range f.Servers {
		entry := MCPServer{Name: server.Name, Span: server.Key}
		if server.Named {
			m.Used = append(m.Used, entry)
			continue
		}
		entry.Definition = canonical(server.Value)
		m.Servers = append(m.Servers, entry)
	}
	for _, tool := range f.Tools() {
		m.Used = append(m.Used, MCPServer{Name: tool.Server, Span: tool.Range})
	}
	for _, mention := range f.Mentions {
		if mention.Exists && !mention.Denied && mention.Relative() && len(mention.Format.Hosts) > 0 {
			m.References = append(m.References, MCPReference{mention.Path, mention.Range})
		}
	}
	if len(m.Servers)+len(m.Used)+len(m.References) == 0 {
		return nil
	}
	return m
}

// canonical writes what starts a server or connects to it, so that two that do the same are equal.
func canonical(server config.Value) string {
	var out strings.Builder
	for _, name := range []string{"command", "args", "url"} {
		if field := server.Field(name); field != nil {
			for _, v := range append([]config.Value{field.Value}, field.Value.Items...) {
				out.WriteString(v.Text() + "\n")
			}
		}
	}
	return out.String()
}

// WithBase returns it for another base: a copy that shares all else. It returns nil for nil.
func (m *MCP) WithBase(base int) *MCP { return withBase(m, func(m *MCP) { m.Base = base }) }

// Range returns a span of the file as positions in the run's token.FileSet, for reports.
func (m *MCP) Range(s config.Range) analysis.Range { return s.At(m.Base) }
