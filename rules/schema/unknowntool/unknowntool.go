// Package unknowntool defines the rule unknown-tool.
package unknowntool

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/host"
)

//go:embed unknowntool.md
var page string

// Rule reports tools that have another name.
var Rule = &lint.Rule{
	ID:       "unknown-tool",
	Agnix:    []string{"CC-AG-009", "CC-AG-010"},
	Severity: lint.Note,
	Fix:      lint.SafeFixes,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	hosts := makers(f)
	spelling := wording.NewSpeller(tools(hosts))
	for _, key := range []string{"tools", "disallowedTools", "allowed-tools", "disallowed-tools"} {
		field := f.Field(key)
		if field == nil || field.Recovered || len(hosts) == 0 {
			continue
		}
		names := f.Names(field.Value)
		reportRenamed(pass, hosts, *field, names)
		if key == "tools" && reportNone(pass, hosts, *field, names) {
			continue
		}
		reportRetired(pass, hosts, *field, names)
		for _, name := range names {
			if _, retired := retired(hosts, name); retired {
				continue
			}
			if tool, _, _ := strings.Cut(name.Text, "("); !known(hosts, tool) && !foreign(tool) {
				nearest, _ := spelling.Nearest(tool)
				reportUnknown(pass, hosts, name.Range, tool, nearest)
			}
		}
	}
}

// makers returns the hosts that f is made for and whose tools are known.
func makers(f *agent.File) []*host.Host {
	var hosts []*host.Host
	for _, schema := range host.Reading(f) {
		if schema.Native(f.Kind) && schema.Host.Tools != nil {
			hosts = append(hosts, schema.Host)
		}
	}
	return hosts
}

// reportRetired reports all tools of a field that a host has no more.
func reportRetired(pass *analysis.Pass, hosts []*host.Host, field agent.Field, names []agent.Name) {
	var gone []string
	at := field.Key
	for _, name := range names {
		today, ok := retired(hosts, name)
		if !ok {
			continue
		}
		if len(gone) == 0 {
			at = name.Range
		}
		if today != "" {
			today = " (today " + today + ")"
		}
		gone = append(gone, name.Text+today)
	}
	if len(gone) > 0 {
		lint.Reportf(pass, agent.Of(pass).Range(at), lint.Warning, "%s no longer has these tools: %s", hosts[0].Title, wording.Some(gone, "and"))
	}
}

// retired returns what takes the place of a tool that a host has no more, and whether it is such a tool.
func retired(hosts []*host.Host, name agent.Name) (today string, ok bool) {
	tool, _, _ := strings.Cut(name.Text, "(")
	for _, h := range hosts {
		if today, ok = h.Tools.Retired[tool]; ok {
			return today, true
		}
	}
	return "", false
}

// reportNone reports a list of tools none of which there is, so that the agent starts with no tool at all or not at all.
func reportNone(pass *analysis.Pass, hosts []*host.Host, field agent.Field, names []agent.Name) bool {
	if !isClosed(hosts) || len(names) == 0 || slices.ContainsFunc(names, func(n agent.Name) bool {
		tool, _, _ := strings.Cut(n.Text, "(")
		_, retired := hosts[0].Tools.Retired[tool]
		return known(hosts, tool) || retired || foreign(tool)
	}) {
		return false
	}
	var all []string
	for _, n := range names {
		all = append(all, fmt.Sprintf("%q", n.Text))
	}
	lint.Reportf(pass, agent.Of(pass).Range(field.Value.Range), lint.Warning, "%s has none of these tools, so the agent can do nothing: %s",
		hosts[0].Title, wording.Some(all, "and"))
	return true
}

func isClosed(hosts []*host.Host) bool { return len(hosts) == 1 && hosts[0].Name == "claude" }

func known(hosts []*host.Host, tool string) bool {
	return slices.ContainsFunc(hosts, func(h *host.Host) bool { return h.Tools.Knows(tool) || h.Tools.Renamed[tool] != nil })
}

// foreign reports whether the name is one of a server's or an extension's tool: mcp__git__log, git/log, git.log, git/*.
func foreign(tool string) bool {
	return strings.HasPrefix(tool, "mcp_") || strings.ContainsAny(tool, "/.*:${ ")
}

// tools returns the names of all tools of some hosts.
func tools(hosts []*host.Host) (names []string) {
	for _, h := range hosts {
		names = append(names, h.Tools.Names...)
	}
	return names
}

// reportUnknown reports a tool that looks like a slip, "" for none, or that is certainly none: Claude Code's servers bring only mcp__ tools.
func reportUnknown(pass *analysis.Pass, hosts []*host.Host, at agent.Range, tool, nearest string) {
	var titles []string
	for _, h := range hosts {
		titles = append(titles, h.Title)
	}
	closed := isClosed(hosts)
	switch where := agent.Of(pass).Range(at); {
	case nearest != "" && (closed || wording.Same(tool, nearest) || len(tool) > 4):
		pass.ReportRangef(where, "%s has no tool %q; did you mean %q?", wording.List(titles, "and"), tool, nearest)
	case closed:
		pass.ReportRangef(where, "%s has no tool %q, as of %s", titles[0], tool, hosts[0].Tools.Checked)
	}
}

// reportRenamed reports all former names of a field at once.
func reportRenamed(pass *analysis.Pass, hosts []*host.Host, field agent.Field, names []agent.Name) {
	var changes []string
	var edits []analysis.TextEdit
	for _, name := range names {
		for _, h := range hosts {
			today := h.Tools.Renamed[name.Text]
			if today == nil {
				continue
			}
			changes = append(changes, fmt.Sprintf("%s is %s", name.Text, wording.List(today, "and")))
			if r, ok := agent.Of(pass).Literal(name.Range, name.Text); ok && len(today) == 1 {
				where := agent.Of(pass).Range(r)
				edits = append(edits, analysis.TextEdit{Pos: where.Pos(), End: where.End(), NewText: []byte(today[0])})
			}
		}
	}
	if len(changes) == 0 {
		return
	}
	at := agent.Of(pass).Range(field.Key)
	d := analysis.Diagnostic{Pos: at.Pos(), End: at.End(), Message: "renamed tools in VS Code: " + strings.Join(changes, ", ")}
	if len(edits) > 0 {
		d.SuggestedFixes = lint.SafeFix("write the current names", edits...)
	}
	pass.Report(d)
}
