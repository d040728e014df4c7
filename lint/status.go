package lint

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint/wording"
)

// A Status says how far a rule has come.
type Status string

// The statuses.
const (
	Stable     Status = ""           // runs by default
	Preview    Status = "preview"    // is being tried out: runs if it is named, or if a project wants previews
	Deprecated Status = "deprecated" // will not be kept up: runs if it is named
)

// String returns the status as people and programs read it.
func (s Status) String() string {
	if s == Stable {
		return "stable"
	}
	return string(s)
}

// StatusNames are the names of the statuses.
func StatusNames() []string {
	return []string{Stable.String(), Preview.String(), Deprecated.String()}
}

// IsCalled reports whether a name is that of the rule, or one that it had before.
func (r *Rule) IsCalled(name string) bool { return name == r.ID || slices.Contains(r.Aliases, name) }

// FirstName returns the name under which the rule was first known.
func (r *Rule) FirstName() string {
	if len(r.Aliases) > 0 {
		return r.Aliases[0]
	}
	return r.ID
}

// Outdated says what is out of date in calling the rule by a name, "" if nothing is.
func (r *Rule) Outdated(name string) string {
	switch {
	case slices.Contains(r.Aliases, name):
		return Renamed(name, r.ID)
	case name == r.ID && r.Status == Deprecated && r.Instead != "":
		return "the rule " + r.ID + " is deprecated; use " + r.Instead
	case name == r.ID && r.Status == Deprecated:
		return "the rule " + r.ID + " is deprecated"
	}
	return ""
}

// Renamed says what a rule is called now that had another name.
func Renamed(before, now string) string { return "the rule " + before + " is now called " + now }

// HasCode reports whether another linter has this code or name for what the rule reports.
func (r *Rule) HasCode(code string) bool {
	isSame := func(own string) bool { return strings.EqualFold(own, code) }
	return slices.ContainsFunc(r.Noqa, isSame) || slices.ContainsFunc(r.Agnix, isSame)
}

// WithCode returns the rules that report what another linter has this code or name for, and says which these are; none if no rule does.
func WithCode(all []*Rule, code string) (rules []*Rule, says string) {
	var ids []string
	for _, r := range all {
		if r.HasCode(code) {
			rules, ids = append(rules, r), append(ids, r.ID)
		}
	}
	slices.Sort(ids)
	return rules, code + " is another linter's name for " + wording.List(ids, "and")
}

var (
	foreignCode = pattern.New(`^[A-Za-z]{1,5}[0-9]{2,4}$`)                  // E722, PLR0904
	agnixCode   = pattern.New(`^(?i:[a-z]{2,6}(?:-[a-z]{1,4})*-[0-9]{3})$`) // MCP-019, CC-MEM-004
)

// ForeignHint says of a name that no rule has that it looks like a code of another linter, "" if it does not: names of rules here have
// no numbers.
func ForeignHint(name string) string {
	switch {
	case len(name) > 20:
	case agnixCode.MatchString(name), foreignCode.MatchString(name):
		return "; it looks like a code of another linter, and no rule here is like it"
	}
	return ""
}

// runsByDefault reports whether the rule runs where nothing is said of it.
func (r *Rule) runsByDefault(previews bool) bool {
	return !r.Off && (r.Status == Stable || r.Status == Preview && previews)
}

// IsIncluded reports whether families, globs and all include the rule: others have to be named.
func (r *Rule) IsIncluded() bool { return !r.Off && r.Status != Deprecated }
