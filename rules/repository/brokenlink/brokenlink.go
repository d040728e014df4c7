// Package brokenlink defines the rule broken-link.
package brokenlink

import (
	_ "embed"
	"path"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/workspace"
	"github.com/agentlint/agentlint/workspace/repository"
)

//go:embed brokenlink.md
var page string

// Rule reports links and imports in a definition that lead to no file.
var Rule = &lint.Rule{
	ID:       "broken-link",
	Agnix:    []string{"CC-MEM-001", "REF-001", "REF-002"},
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{workspace.Analyzer, repository.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	files := repository.Of(pass)
	for _, d := range workspace.Of(pass).Definitions {
		if d.Kind == kind.Template || d.Kind == kind.SkillText && templates.MatchString(d.Path) {
			continue // its links are those of the files that are made from it
		}
		for _, ref := range d.References {
			if !isExample(ref.Path) && isBroken(files, d, ref) {
				report(pass, d, ref)
			}
		}
	}
}

// templates matches texts of a skill that are copied elsewhere.
var templates = pattern.New(`(?i)(?:^|/)(?:templates?|assets)/|template[^/]*$`)

// example matches paths that only show what a path looks like.
var example = pattern.New(`(?i)path/to/|\bYYYY\b|\bXXX|\byour[-_]|\bmy[-_]|\.\.\.|(^|/)(foo|bar|example|filename|file)[./]`)

func isExample(name string) bool { return example.MatchString(name) }

// isBroken reports whether nothing is at the path, neither beside the definition nor from the root of the repository.
func isBroken(files *repository.Repository, d *workspace.Definition, ref workspace.Reference) bool {
	beside, fromRoot := path.Join(path.Dir(d.Path), ref.Path), path.Join(files.Root(), ref.Path)
	if d.Kind == kind.SkillText && isInSkill(files, d, ref) {
		return false
	}
	if ref.Form == workspace.ByMention && isAbove(files, d, ref) {
		return false
	}
	return !files.Exists(beside) && (strings.HasPrefix(ref.Path, "..") || !files.Exists(fromRoot))
}

// isInSkill reports whether the path leads to a file from the root of the skill that a text is part of, as the specification has it.
// Source: https://agentskills.io/specification#file-references, read on 2026-08-09.
func isInSkill(files *repository.Repository, d *workspace.Definition, ref workspace.Reference) bool {
	for dir := path.Dir(d.Path); dir != "." && dir != "/" && !strings.HasPrefix(dir, ".."); dir = path.Dir(dir) {
		if files.Exists(path.Join(dir, "SKILL.md")) {
			return files.Exists(path.Join(dir, ref.Path))
		}
	}
	return false
}

// isAbove reports whether a folder above the skill, such as the root of its plugin, has the file.
func isAbove(files *repository.Repository, d *workspace.Definition, ref workspace.Reference) bool {
	for dir := path.Dir(path.Dir(d.Path)); dir != "." && dir != "/" && !strings.HasPrefix(dir, ".."); dir = path.Dir(dir) {
		if files.Exists(path.Join(dir, ref.Path)) {
			return true
		}
	}
	return false
}

func report(pass *analysis.Pass, d *workspace.Definition, ref workspace.Reference) {
	if ref.Form == workspace.ByMention {
		pass.ReportRangef(d.Range(ref.Span), "the skill has no file %q", ref.Path)
		return
	}
	if ref.Form == workspace.ByDirection {
		lint.Reportf(pass, d.Range(ref.Span), lint.Note, "there is no document %q", ref.Path)
		return
	}
	if ref.Form == workspace.ByImport {
		pass.ReportRangef(d.Range(ref.Span), "the import of %q has no effect: there is no such file", ref.Path)
		return
	}
	pass.ReportRangef(d.Range(ref.Span), "the link to %q leads nowhere: there is no such file", ref.Path)
}
