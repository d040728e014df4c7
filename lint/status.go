package lint

import "slices"

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

// runsByDefault reports whether the rule runs where nothing is said of it.
func (r *Rule) runsByDefault(previews bool) bool {
	return !r.Off && (r.Status == Stable || r.Status == Preview && previews)
}

// IsIncluded reports whether families, globs and all include the rule: others have to be named.
func (r *Rule) IsIncluded() bool { return !r.Off && r.Status != Deprecated }
