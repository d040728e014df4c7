// Package unstablehash defines the rule unstable-hash.
package unstablehash

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/seeding"
)

//go:embed unstablehash.md
var page string

// Rule reports hashes of strings that decide something and differ from process to process.
var Rule = &lint.Rule{
	ID:       "unstable-hash",
	Severity: lint.Warning,
	Page:     page,
	Enforces: []match.Pattern{match.Do("have", "reproducibility").Alone(), match.Do("have", "reproducibility").With("seed")},
	Snippets: true,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	known := map[story.Range]bool{}
	for _, s := range program.Of(pass).Stories {
		for _, place := range seeding.UnstableHashes(s) {
			if at := s.At(place); !known[at] {
				known[at] = true
				pass.ReportRangef(at, "the hash of a string differs in every process; use a stable one, such as zlib.crc32(text.encode())")
			}
		}
	}
}
