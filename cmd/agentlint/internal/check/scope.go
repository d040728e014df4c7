package check

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/rules"
)

// A scope tells what a run has looked for. A run over some of the files, or of some rules, says nothing about the rest.
type scope struct {
	*Run
	isWhole   bool // nothing that the baseline is about was left out
	allPython bool
	named     []string                  // what the run was over: absolute paths of files and directories
	entries   map[string]discover.Entry // files of the run, by absolute path
	troubled  map[string]bool           // files that were not checked, or not by every rule
	rules     map[string]*lint.Rule
}

func newScope(run *Run, f *baselineFile, args []string, allPython bool) *scope {
	s := &scope{
		Run: run, isWhole: coversRoot(args) && run.Failed == 0, allPython: allPython,
		entries: map[string]discover.Entry{}, troubled: map[string]bool{}, rules: map[string]*lint.Rule{},
	}
	for _, arg := range args {
		s.named = append(s.named, run.Absolute(strings.TrimSuffix(arg, "...")))
	}
	if len(args) == 0 {
		s.named = append(s.named, run.root)
	}
	for k := range f.entries {
		s.isWhole = s.isWhole && s.isNamed(f.absolute(k.Path))
	}
	for _, file := range run.Files {
		s.entries[file.Abs] = file
	}
	for _, n := range run.Notices {
		s.troubled[n.Path] = s.troubled[n.Path] || n.Kind != lint.Outdated
	}
	for _, rule := range rules.All {
		s.rules[rule.ID] = rule
	}
	return s
}

// covers reports whether the run would have found what the rule with an ID has to say about a file.
func (s *scope) covers(id, abs string) bool {
	rule, exists := s.rules[id]
	file, isChecked := s.entries[abs]
	switch {
	case !isChecked:
		return isGone(abs) && s.isNamed(abs) && (!exists || s.runs(rule, s.Files...))
	case s.troubled[file.Path]:
		return false
	case !exists:
		return true
	case !s.runs(rule, file):
		return false
	case rule.SeesManyFiles() && !s.isWhole:
		return false
	case !isPython(abs) || s.training[file.Path] || s.Training[file.Path]:
		return true
	}
	return rule.AnyPython && (file.Explicit || s.allPython)
}

func isPython(name string) bool { return source.IsPython(name) || source.IsNotebook(name) }

// isNamed reports whether a path is what the run was over, or below it.
func (s *scope) isNamed(abs string) bool {
	return slices.ContainsFunc(s.named, func(name string) bool {
		rel, err := filepath.Rel(name, abs)
		return err == nil && filepath.IsLocal(rel)
	})
}

// runs reports whether a rule runs on one of the files.
func (s *scope) runs(rule *lint.Rule, files ...discover.Entry) bool {
	return slices.ContainsFunc(files, func(file discover.Entry) bool {
		on, _, _ := s.policies[file.Path].Of(rule)
		return on
	})
}
