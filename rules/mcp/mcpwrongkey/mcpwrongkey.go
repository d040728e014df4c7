// Package mcpwrongkey defines the rule mcp-wrong-key.
package mcpwrongkey

import (
	_ "embed"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/mcp"
)

//go:embed mcpwrongkey.md
var page string

// Rule reports MCP servers under a key that the host does not read.
var Rule = &lint.Rule{
	ID:       "mcp-wrong-key",
	Severity: lint.Error,
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Requires: []*analysis.Analyzer{mcp.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := mcp.Of(pass)
	if f.Format == nil || len(f.Format.Paths) == 0 && !f.Format.Plugin || len(f.Format.Hosts) == 0 || f.Root.Type() != config.Map {
		return
	}
	switch {
	case f.Top == nil:
		reportMissing(pass, f)
	case slices.Contains(f.Format.Others, f.Top.Name):
		lint.Reportf(pass, f.Range(f.Top.Key), lint.Note, "%s read %q here; other hosts read %q",
			f.Format.Readers(), f.Format.Key, f.Top.Name)
	case f.Top.Name != f.Format.Key:
		reportWrong(pass, f)
	case f.Top.Value.Type() == config.List || f.Top.Value.Type() == config.String:
		pass.ReportRangef(f.Range(f.Top.Value.Range), "%q is %s, but %s servers from an object here, by their names", f.Top.Name, f.Top.Value.Type().Indefinite(), reads(f))
	}
}

// reportMissing reports a file with other things than servers.
func reportMissing(pass *analysis.Pass, f *mcp.File) {
	if len(f.Root.Fields) == 0 || len(f.Servers) > 0 || f.Format.Optional {
		return
	}
	pass.ReportRangef(f.Range(f.Root.Fields[0].Key), "%s, which %s from this file, is missing", f.Format.Key, reads(f))
}

func reportWrong(pass *analysis.Pass, f *mcp.File) {
	at := f.Range(f.Top.Key)
	pass.Report(analysis.Diagnostic{
		Pos: at.Pos(), End: at.End(),
		Message:        "the servers are under \"" + f.Top.Name + "\", but " + reads(f) + " \"" + f.Format.Key + "\" from this file",
		SuggestedFixes: rename(f),
	})
}

// rename writes the key that is read; the host then starts the servers, which is for a person to decide. There is no such
// fix for a key that stands twice, or with anything but servers in it.
func rename(f *mcp.File) []analysis.SuggestedFix {
	for i := range f.Root.Fields {
		if field := &f.Root.Fields[i]; field.Name == f.Top.Name && field.Key != f.Top.Key {
			return nil
		}
	}
	for i := range f.Servers {
		if s := &f.Servers[i]; s.Field("command") == nil && s.Field("url") == nil {
			return nil
		}
	}
	at := f.Range(f.Top.Key)
	return lint.UnsafeFix("rename the key to \""+f.Format.Key+"\"",
		analysis.TextEdit{Pos: at.Pos(), End: at.End(), NewText: []byte(`"` + f.Format.Key + `"`)})
}

// reads returns the readers with their verb.
func reads(f *mcp.File) string {
	if strings.Contains(f.Format.Readers(), " and ") {
		return f.Format.Readers() + " read"
	}
	return f.Format.Readers() + " reads"
}
