// Package unlistedplugin defines the rule unlisted-plugin.
package unlistedplugin

import (
	_ "embed"
	"path"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/workspace"
	"github.com/agentlint/agentlint/workspace/repository"
)

//go:embed unlistedplugin.md
var page string

// Rule reports plugins in the folder of a marketplace's plugins that it does not list.
var Rule = &lint.Rule{
	ID:       "unlisted-plugin",
	Severity: lint.Note,
	Page:     page,
	Requires: []*analysis.Analyzer{workspace.Analyzer, repository.Analyzer},
	Run:      run,
}

// manifest is where Claude Code looks for that of a plugin, from its folder.
const manifest = "/.claude-plugin/plugin.json"

func run(pass *analysis.Pass) {
	listed := map[string]bool{}              // folders of plugins, by any marketplace
	last := map[string]workspace.SetupFile{} // the last plugin from a folder of several, by that folder
	of := map[string]*workspace.Setup{}      // the marketplace that lists it
	for _, s := range workspace.Of(pass).Setups {
		for _, f := range s.Files {
			if f.Use == workspace.AsPlugin {
				root, folder := f.Paths[0], path.Dir(f.Paths[0])
				listed[root], last[folder], of[folder] = true, f, s
			}
		}
	}
	if len(listed) == 0 {
		return
	}
	left := map[string][]string{}
	for _, name := range repository.Of(pass).Files(".json") {
		root, isManifest := strings.CutSuffix(name, manifest)
		if folder := path.Dir(root); isManifest && !listed[root] && of[folder] != nil && root != "." && folder != "." {
			left[folder] = append(left[folder], path.Base(root))
		}
	}
	for folder, names := range left {
		slices.Sort(names)
		lint.Reportf(pass, of[folder].Range(last[folder].Span), lint.Note, "no marketplace lists %s, which %s in %s as well, so nobody can install %s",
			wording.Some(names, "and"), verb(names), folder, object(names))
	}
}

func verb(names []string) string {
	if len(names) == 1 {
		return "is"
	}
	return "are"
}

func object(names []string) string {
	if len(names) == 1 {
		return "it"
	}
	return "them"
}
