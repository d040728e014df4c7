// Package instructionchaintoolong defines the rule instruction-chain-too-long.
package instructionchaintoolong

import (
	"bytes"
	_ "embed"
	"path"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/host"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/workspace"
	"github.com/agentlint/agentlint/workspace/repository"
)

//go:embed instructionchaintoolong.md
var page string

// Rule reports an AGENTS.md that a host no longer reads, since those above it have used up what it takes.
var Rule = &lint.Rule{
	ID:       "instruction-chain-too-long",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{workspace.Analyzer, repository.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	all := first(workspace.Of(pass).Definitions)
	most := host.ByName("codex").Schema(kind.AgentsMD).Limits.ReadBytes
	if setsLimit(repository.Of(pass)) {
		return
	}
	for dir, d := range all {
		above, sum := 0, d.Size
		for up := dir; up != "." && up != "/" && path.Base(up) != ".."; {
			if up = path.Dir(up); all[up] != nil {
				above, sum = above+1, sum+all[up].Size
			}
		}
		if above > 0 && sum > most && d.Size <= most {
			pass.ReportRangef(d.Range(agent.Range{}), "with those in the folders above it this has %d bytes, and Codex reads %d of all together: what is over is cut off here", sum, most)
		}
	}
}

// first returns the file that Codex reads in each folder.
func first(definitions []*workspace.Definition) map[string]*workspace.Definition {
	all := map[string]*workspace.Definition{}
	for _, d := range definitions {
		if dir := path.Dir(d.Path); d.Kind == kind.AgentsMD && (all[dir] == nil || path.Base(d.Path) == "AGENTS.override.md") {
			all[dir] = d
		}
	}
	return all
}

// setsLimit reports whether the project's configuration sets another limit.
func setsLimit(files *repository.Repository) bool {
	text, _ := files.Content(path.Join(files.Root(), ".codex/config.toml"), 1<<16)
	return bytes.Contains(text, []byte("project_doc_max_bytes"))
}
