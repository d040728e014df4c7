// Package unreadablesetup defines the rule unreadable-setup.
package unreadablesetup

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/hostfile"
)

//go:embed unreadablesetup.md
var page string

// Rule reports settings, hooks and manifests that are no JSON.
var Rule = &lint.Rule{
	ID:       "unreadable-setup",
	Severity: lint.Error,
	Page:     page,
	Requires: []*analysis.Analyzer{hostfile.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := hostfile.Of(pass)
	for _, p := range worst(f.Problems) {
		switch {
		case p.Kind == config.DuplicateKey:
			lint.Reportf(pass, f.Range(p.Range), lint.Warning, "%s, and %s reads only the last", p.Message, f.Format.Host)
		case f.Format.Dialect == "gemini" || f.Format.Holds == hostfile.OpenCode: // mcp-invalid-json is about this file
		case p.Kind == config.Comment || p.Kind == config.TrailingComma:
			lint.Reportf(pass, f.Range(p.Range), lint.Warning, "%s, and %s may ignore this file", p.Message, f.Format.Host)
		default:
			pass.ReportRangef(f.Range(p.Range), "%s; %s ignores this file", p.Message, f.Format.Host)
		}
	}
	if len(f.Problems) == 0 && f.Format.Holds != hostfile.Frontmatter && f.Root.Type() != config.Map {
		pass.ReportRangef(f.Range(f.Root.Range), "this is %s, but %s needs an object", f.Root.Type().Indefinite(), f.Format.Host)
	}
}

// worst returns the first problem after which a host can't read on, if there is one, and else all.
func worst(all []config.Problem) []config.Problem {
	for i, p := range all {
		if p.Kind != config.DuplicateKey && p.Kind != config.Comment && p.Kind != config.TrailingComma {
			return all[i : i+1]
		}
	}
	return all
}
