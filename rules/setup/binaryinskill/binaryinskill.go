// Package binaryinskill defines the rule binary-in-skill.
package binaryinskill

import (
	_ "embed"
	"path"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/workspace"
	"github.com/agentlint/agentlint/workspace/repository"
)

//go:embed binaryinskill.md
var page string

// Rule reports programs and archives that a skill brings.
var Rule = &lint.Rule{
	ID:       "binary-in-skill",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{workspace.Analyzer, repository.Analyzer},
	Run:      run,
}

// endings are those of compiled programs, libraries and archives. Documents that are archives, such as .docx, are not among them.
var endings = []string{
	".exe", ".dll", ".so", ".dylib", ".com", ".msi", ".scr", ".pyc", ".pyo", ".pyd", ".class", ".jar", ".war", ".apk", ".app", ".deb", ".rpm", ".dmg",
	".wasm", ".node", ".o", ".a", ".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".7z", ".rar", ".whl",
}

func run(pass *analysis.Pass) {
	skills := map[string]*workspace.Definition{}
	for _, d := range workspace.Of(pass).Definitions {
		if d.Kind == kind.Skill && !d.Beside {
			skills[path.Dir(d.Path)] = d
		}
	}
	if len(skills) == 0 {
		return
	}
	found := map[*workspace.Definition][]string{}
	for _, name := range repository.Of(pass).Files(endings...) {
		for dir := path.Dir(name); ; dir = path.Dir(dir) {
			if d := skills[dir]; d != nil && dir != "." {
				found[d] = append(found[d], strings.TrimPrefix(name, dir+"/"))
				break
			}
			if dir == path.Dir(dir) || strings.HasSuffix(dir, "..") {
				break
			}
		}
	}
	for _, d := range workspace.Of(pass).Definitions {
		if names := found[d]; len(names) > 0 {
			pass.ReportRangef(d.Range(agent.Range{}), "the skill brings what nobody can read before it runs or is unpacked: %s", wording.Some(names, "and"))
		}
	}
}
