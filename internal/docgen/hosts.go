package main

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/parser/agent/host"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/hostfile"
	"github.com/agentlint/agentlint/parser/mcp"
)

// where returns the places in which a host looks for files of a kind.
func where(h *host.Host, k kind.Kind) string {
	var paths []string
	for _, p := range kind.Places() {
		if p.Kind == k && slices.Contains(p.Hosts, h.Name) {
			path := "`" + p.Path + "`"
			if p.Found == kind.ByPlugin {
				path += " of a plugin"
			}
			paths = append(paths, path)
		}
	}
	for _, f := range hostfile.Formats() {
		if f.Kind == k && f.Reader == h.Name {
			paths = append(paths, "`"+f.Paths[0]+"`")
		}
	}
	if paths == nil {
		return "where the settings say"
	}
	return strings.Join(paths, ", ")
}

// keys returns the keys that a host reads, as Markdown.
func keys(s *host.Schema) string {
	var all []string
	for _, name := range s.Names() {
		key, shown := s.Keys[name], "`"+name+"`"
		switch {
		case key.Required:
			shown = "**" + shown + "**"
		case key.Ignored || key.Deprecated:
			shown = "(" + shown + ")"
		}
		all = append(all, shown)
	}
	if all == nil {
		return "none"
	}
	return strings.Join(all, ", ")
}

// formats returns the files by which a host is set up and whose keys no schema says.
func formats(h *host.Host) (all []*hostfile.Format) {
	for _, f := range hostfile.Formats() {
		if f.Kind == "" && strings.HasPrefix(h.Title, f.Host) {
			all = append(all, f)
		}
	}
	return all
}

// servers returns the files in which a host looks for MCP servers.
func servers(h *host.Host) (all []*mcp.Format) {
	for _, f := range mcp.Formats() {
		if slices.Contains(f.Hosts, h.Title) && len(f.Paths) > 0 {
			all = append(all, f)
		}
	}
	return all
}

// heading writes the name of a host as a heading: without its article, if it has one.
func heading(title string) string { return strings.TrimPrefix(title, "the ") }
