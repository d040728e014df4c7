// Package mcpmissingfield defines the rule mcp-missing-field.
package mcpmissingfield

import (
	_ "embed"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/mcp"
)

//go:embed mcpmissingfield.md
var page string

// Rule reports servers without what a host needs to reach them.
var Rule = &lint.Rule{
	ID:       "mcp-missing-field",
	Agnix:    []string{"MCP-009", "MCP-010", "MCP-011"},
	Severity: lint.Error,
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Requires: []*analysis.Analyzer{mcp.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := mcp.Of(pass)
	if f.Format == nil || len(f.Format.Hosts) == 0 {
		return
	}
	for i := range f.Servers {
		if s := &f.Servers[i]; !s.Named && s.Value.Type() == config.Map {
			checkReach(pass, f, s)
			checkType(pass, f, s)
			checkRequired(pass, f, s)
			checkValues(pass, f, s)
		}
	}
}

// checkReach reports a server that can neither be started nor connected to.
func checkReach(pass *analysis.Pass, f *mcp.File, s *mcp.Server) {
	command, url, kind := s.Field("command"), s.Field("url"), s.Field("type")
	switch {
	case command == nil && url == nil && !isOverride(f, s):
		pass.ReportRangef(f.Range(s.Key), "%q has neither a command nor a URL", s.Name)
	case command == nil && url != nil && kind == nil && f.Format.RemoteNeedsType != "":
		at := f.Range(url.Key)
		pass.Report(analysis.Diagnostic{
			Pos: f.Range(s.Key).Pos(), End: f.Range(s.Key).End(),
			Message: f.Format.RemoteNeedsType + " drops " + wording.Quoted([]string{s.Name})[0] + `: a server with a URL needs a type, "http" or "sse"`,
			SuggestedFixes: lint.UnsafeFix(`add the type "http"`,
				analysis.TextEdit{Pos: at.Pos(), End: at.Pos(), NewText: typeBefore(f, url)}),
		})
	}
}

// isOverride reports whether the entry switches a server on or off that is configured elsewhere.
func isOverride(f *mcp.File, s *mcp.Server) bool {
	return f.Format.Optional && (s.Field("enabled") != nil || len(s.Value.Fields) == 0)
}

// typeBefore returns the field type, as it is written before another one.
func typeBefore(f *mcp.File, next *config.Field) []byte {
	if len(f.Format.Kinds) == 0 {
		return []byte(`"type": "http", `)
	}
	line := f.Source.LineStart(f.Source.Position(next.Key.Start).Line)
	return []byte("type: http\n" + string(f.Source.Text[line:next.Key.Start]))
}

// checkType reports a type that the hosts do not know, or that goes with another field.
func checkType(pass *analysis.Pass, f *mcp.File, s *mcp.Server) {
	kind := s.Field("type")
	if kind == nil || len(f.Format.Types) == 0 {
		return
	}
	name := kind.Value.Text()
	local := slices.Contains([]string{"local", "stdio"}, name)
	switch {
	case !slices.Contains(f.Format.Types, name):
		lint.Reportf(pass, f.Range(kind.Value.Range), severity(f), "%s does not support servers of type %q, only %s%s",
			wording.List(f.Format.Hosts, "or"), name, wording.List(f.Format.Types, "and"), refuses(f))
	case local && s.Field("command") == nil && s.Field("url") != nil:
		pass.ReportRangef(f.Range(s.Key), "%q has no command, which a server of type %q needs", s.Name, name)
	case !local && s.Field("url") == nil && s.Field("command") != nil && name != "sdk":
		pass.ReportRangef(f.Range(s.Key), "%q has no URL, which a server of type %q needs", s.Name, name)
	}
}

// checkRequired reports what the documentation of a host asks for in every server.
func checkRequired(pass *analysis.Pass, f *mcp.File, s *mcp.Server) {
	for _, name := range f.Format.Required {
		if s.Field(name) == nil && !isOverride(f, s) {
			lint.Reportf(pass, f.Range(s.Key), severity(f), "%q has no %s, which %s requires%s", s.Name, name, f.Format.Hosts[0], refuses(f))
		}
	}
}
