package mcpmissingfield

import (
	"cmp"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/mcp"
)

// severity is an error where a wrong server keeps the host from starting at all.
func severity(f *mcp.File) lint.Severity {
	if f.Format.Refuses != "" {
		return lint.Error
	}
	return lint.Warning
}

// refuses says what a host does with a file that has such a server, if it does more than to drop it.
func refuses(f *mcp.File) string {
	if f.Format.Refuses == "" {
		return ""
	}
	return "; " + f.Format.Refuses
}

// checkValues reports values of types that no host takes, and names that the host keeps for itself.
func checkValues(pass *analysis.Pass, f *mcp.File, s *mcp.Server) {
	wanted := map[string]config.Type{
		"command": cmp.Or(f.Format.Command, config.String), "args": config.List, "env": config.Map, "headers": config.Map, "url": config.String,
	}
	for _, field := range s.Value.Fields {
		want, known := wanted[field.Name]
		if got := field.Value.Type(); known && got != want && got != config.Null {
			pass.ReportRangef(f.Range(field.Value.Range), "%q of %q is a %s but must be a %s; %s", field.Name, s.Name, got, want,
				cmp.Or(f.Format.Refuses, f.Format.Readers()+" can't start the server"))
		}
	}
	if slices.Contains(f.Format.Reserved, s.Name) {
		lint.Reportf(pass, f.Range(s.Key), lint.Warning, "%s reserves the name %q for its own server and skips this one", f.Format.Hosts[0], s.Name)
	}
}
