// Package settings reads what a project has configured: .agentlint.yaml, or the table tool.agentlint of pyproject.toml.
//
// The settings of a file are those of the nearest directory above it that has some, up to the root of the repository or,
// outside one, up to a directory whose settings say root: true. Nothing is merged but what extends names: a project can see
// all that holds for a folder in one file.
package settings

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/agentlint/agentlint/lint"
)

// Names are the files that are looked for in a directory; the first that is there and has settings counts.
var Names = []string{".agentlint.yaml", ".agentlint.yml", "agentlint.yaml", ".agentlint.toml", "pyproject.toml"}

// Settings are what one file of settings says, with what it extends.
type Settings struct {
	Path      string // slash-separated, as it was found
	Root      bool   // the project starts here, also for runs that start further down
	Choice           // for all files
	Overrides []Override
	Training  []string // globs of directories whose Python is training code whatever it imports
	Exclude   []string // globs of paths that are not looked at
	Include   []string // paths of files and folders that are, even if git ignores them or because of a folder's name they would not be
	Hosts     []string // the hosts whose faults count; empty for all
	Kinds     []KindOf
	FailOn    string
}

// A Choice is which rules run, and how.
type Choice struct {
	Select []string // what runs, in place of what does by default; nil for no change
	Extend []string // what runs, too; of a command line only
	Ignore []string
	Rules  map[string]*Rule
}

// A Rule is what is set for one rule.
type Rule struct {
	Severity lint.Severity // empty for the rule's own
	Off      bool
	Options  any // of the type of the rule's Options, or nil
}

// An Override holds for some paths only, over what stands above it.
type Override struct {
	Paths []string // globs, relative to the directory of the settings
	Choice
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

// extend puts what the settings say over what their bases say, of which the last comes over the others. Lists that take away
// or hold for some paths are added to; the rest is replaced.
func (s *Settings) extend(bases []*Settings) {
	for _, base := range slices.Backward(bases) {
		if s.Select == nil {
			s.Select = base.Select
		}
		if s.Training == nil {
			s.Training = base.Training
		}
		if s.Hosts == nil {
			s.Hosts = base.Hosts
		}
		s.FailOn = cmp.Or(s.FailOn, base.FailOn)
		s.Ignore = slices.Concat(base.Ignore, s.Ignore)
		s.Exclude = slices.Concat(base.Exclude, s.Exclude)
		s.Include = slices.Concat(base.Include, s.Include)
		s.Overrides = slices.Concat(base.Overrides, s.Overrides) // the last that matches counts
		s.Kinds = slices.Concat(s.Kinds, base.Kinds)             // the first that matches counts
		rules := maps.Clone(base.Rules)
		maps.Copy(rules, s.Rules)
		s.Rules = rules
	}
}

// dir is the directory that the settings' globs are relative to.
func (s *Settings) dir() string { return path.Dir(s.Path) }

// Policy returns what holds for a file: which rules run on it, how severe and with which options.
func (s *Settings) Policy(all []*lint.Rule, file string) *lint.Policy {
	p := lint.NewPolicy()
	s.apply(p, all)
	for _, o := range s.Overrides {
		if s.matches(o.Paths, file) {
			o.apply(p, all)
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

func (c *Choice) apply(p *lint.Policy, all []*lint.Rule) {
	for _, r := range all {
		if len(c.Select) > 0 {
			p.Switch(r, selects(c.Select, r))
		}
		if selects(c.Extend, r) {
			p.Switch(r, true)
		}
		if selects(c.Ignore, r) {
			p.Switch(r, false)
		}
		set := c.Rules[r.ID]
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

// selects reports whether one of the selectors names a rule. One that is off by default wants to be named itself: neither
// its family, nor a glob, nor all names it.
func selects(selectors []string, r *lint.Rule) bool {
	return slices.ContainsFunc(selectors, func(s string) bool {
		return s == r.ID || !r.Off && (s == "all" || r.Matches(s))
	})
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
