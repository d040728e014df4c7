// Package missingsetupfile defines the rule missing-setup-file.
package missingsetupfile

import (
	_ "embed"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/workspace"
	"github.com/agentlint/agentlint/workspace/repository"
)

//go:embed missingsetupfile.md
var page string

// Rule reports paths in manifests, and in the commands of hooks, at which there is nothing.
var Rule = &lint.Rule{
	ID:       "missing-setup-file",
	Severity: lint.Error,
	Page:     page,
	Requires: []*analysis.Analyzer{workspace.Analyzer, repository.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	files := repository.Of(pass)
	for _, s := range workspace.Of(pass).Setups {
		for _, f := range s.Files {
			if !slices.ContainsFunc(f.Paths, files.Exists) {
				report(pass, s, f)
			}
		}
	}
}

func report(pass *analysis.Pass, s *workspace.Setup, f workspace.SetupFile) {
	at := s.Range(f.Span)
	switch f.Use {
	case workspace.AsPlugin:
		pass.ReportRangef(at, "there is no folder %q; %s can't install this plugin", f.Text, s.Host)
	case workspace.AsPart:
		lint.Reportf(pass, at, lint.Warning, "there is no %q, which %q lists; %s loads the plugin without it", f.Text, f.What, s.Host)
	default:
		lint.Reportf(pass, at, lint.Warning, "there is no script %s, so %s fails whenever %s runs it", f.Text, f.What, s.Host)
	}
}
