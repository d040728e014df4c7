// Package settings reads what a project has configured: .agentlint.yaml, or the table tool.agentlint of pyproject.toml.
//
// The settings of a file are those of the nearest directory above it that has some, up to one with root: true or the
// root of the repository. Nothing is merged but what extends names: a project can see all that holds for a folder in
// one file.
package settings

import (
	"fmt"
	"path"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/agentlint/agentlint/lint"
)

// Names are the files that are looked for in a directory, the first that is there counts.
var Names = []string{".agentlint.yaml", ".agentlint.yml", "pyproject.toml"}

// Settings are what one file of settings says, with what it extends.
type Settings struct {
	Path      string // slash-separated, as it was found
	Root      bool   // no directory above is looked at
	Select    []string
	Ignore    []string
	Rules     map[string]*Rule
	Overrides []Override
	Training  []string // globs of directories whose Python is training code whatever it imports
	Exclude   []string // globs of paths that are not looked at
	Hosts     []string // the hosts whose faults count; empty for all
	Kinds     []KindOf
	FailOn    string
}

// A Rule is what is set for one rule.
type Rule struct {
	Severity lint.Severity // empty for the rule's own
	Off      bool
	Options  any // of the type of the rule's Options, or nil
}

// An Override holds for some paths only, over what stands above it.
type Override struct {
	Paths  []string // globs, relative to the directory of the settings
	Select []string
	Ignore []string
	Rules  map[string]*Rule
}

// A KindOf says that the definitions at some paths are of a kind that their paths do not tell.
type KindOf struct {
	Paths string // a glob
	Kind  string
}

// An Error is a fault in a file of settings.
type Error struct {
	Path         string
	Line, Column int // 1-based, column in code points
	Message      string
}

// Error says where the fault is and what to do.
func (e *Error) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s", e.Path, e.Line, e.Column, e.Message)
}

// dir is the directory that the settings' globs are relative to.
func (s *Settings) dir() string { return path.Dir(s.Path) }

// Policy returns what holds for a file: which rules run on it, how severe and with which options.
func (s *Settings) Policy(all []*lint.Rule, file string) *lint.Policy {
	p := lint.NewPolicy()
	s.apply(p, all, s.Select, s.Ignore, s.Rules)
	for _, o := range s.Overrides {
		if s.matches(o.Paths, file) {
			s.apply(p, all, o.Select, o.Ignore, o.Rules)
		}
	}
	return p
}

// overriding tells which overrides hold for a file: a byte for each.
func (s *Settings) overriding(file string) string {
	which := make([]byte, len(s.Overrides))
	for i, o := range s.Overrides {
		if s.matches(o.Paths, file) {
			which[i] = 1
		}
	}
	return string(which)
}

func (s *Settings) apply(p *lint.Policy, all []*lint.Rule, selected, ignored []string, rules map[string]*Rule) {
	for _, r := range all {
		if len(selected) > 0 {
			p.Switch(r, selects(selected, r))
		}
		if selects(ignored, r) {
			p.Switch(r, false)
		}
		set := rules[r.ID]
		if set == nil {
			continue
		}
		p.Switch(r, !set.Off)
		if set.Severity != "" {
			p.SetSeverity(r, set.Severity)
		}
		if set.Options != nil {
			p.SetOptions(r, set.Options)
		}
	}
}

// selects reports whether one of the selectors (a rule, a family, a glob of rules, or all) names a rule.
func selects(selectors []string, r *lint.Rule) bool {
	for _, s := range selectors {
		ok, err := path.Match(s, r.ID)
		if s == "all" && !r.Off || s == r.Family && !r.Off || s == r.ID || ok && err == nil && !r.Off {
			return true
		}
	}
	return false
}

func (s *Settings) matches(globs []string, file string) bool {
	rel := file
	if dir := s.dir(); dir != "." {
		rel = strings.TrimPrefix(file, dir+"/")
	}
	for _, g := range globs {
		if doublestar.MatchUnvalidated(g, rel) || doublestar.MatchUnvalidated(strings.TrimSuffix(g, "/")+"/**", rel) {
			return true
		}
	}
	return false
}

// Excludes reports whether a file is not to be looked at.
func (s *Settings) Excludes(file string) bool { return s.matches(s.Exclude, file) }

// IsTraining reports whether a file is in one of the training directories.
func (s *Settings) IsTraining(file string) bool { return s.matches(s.Training, file) }

// KindOf returns the kind of definition that is set for a file, or "".
func (s *Settings) KindOf(file string) string {
	for _, k := range s.Kinds {
		if s.matches([]string{k.Paths}, file) {
			return k.Kind
		}
	}
	return ""
}
