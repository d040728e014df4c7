package repository

import (
	"slices"
	"strconv"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
)

// atLeast matches the lower bound of a requirement: torch>=2.6, torch==2.7.1, torch~=2.6.0, torch^2.6 of Poetry
// (https://packaging.python.org/en/latest/specifications/version-specifiers/).
var atLeast = pattern.New(`^[A-Za-z0-9._-]+(?:\[[^\]]*\])?\s*\(?.*?(?:>=|===?|~=|>|\^)\s*(\d+)(?:\.(\d+))?`)

// RequiresAtLeast reports whether the repository's files of requirements ask for a package, and all that do for the
// version or a later one.
func (r *Repository) RequiresAtLeast(name string, major, minor int) bool {
	return r.Ask(Question{requiresAtLeast, name, major, minor})
}

func (r *Repository) requiresAtLeast(name string, major, minor int) bool {
	found := false
	for _, requirement := range r.requirements() {
		requirement = strings.TrimSpace(requirement)
		if distribution.FindString(requirement) != name {
			continue
		}
		m := atLeast.FindStringSubmatch(requirement)
		if m == nil || !reaches(m[1], m[2], major, minor) {
			return false
		}
		found = true
	}
	return found
}

// requires reports whether one of the requirements of a package is as is says of its text, without a comment or a marker.
func (r *Repository) requires(name string, is func(requirement string) bool) bool {
	return slices.ContainsFunc(r.requirements(), func(requirement string) bool {
		requirement = strings.TrimSpace(requirement)
		if canonical(distribution.FindString(requirement)) != name {
			return false
		}
		requirement, _, _ = strings.Cut(requirement, "#")
		requirement, _, _ = strings.Cut(requirement, ";")
		return is(requirement)
	})
}

// bound matches one limit of a requirement: >=1.8, ==1.12.1, =1.12 of conda, ^1.12 of Poetry.
var bound = pattern.New(`(>=|<=|={1,3}|~=|!=|<|>|\^|~)\s*v?(\d+)(?:\.(\d+))?`)

// AllowsBelow reports whether one of the repository's requirements says by a version that it takes a package that is older
// than major.minor. One that names no version, or only the latest that will do, is for what is new.
func (r *Repository) AllowsBelow(name string, major, minor int) bool {
	return r.Ask(Question{allowsBelow, name, major, minor})
}

func (r *Repository) allowsBelow(name string, major, minor int) bool {
	return r.requires(name, func(requirement string) bool { return isBelow(requirement, major, minor) })
}

// StaysBelow reports whether the repository's requirements keep a package below major.minor, as far as they name a version: an installation
// of today gets an older one, too.
func (r *Repository) StaysBelow(name string, major, minor int) bool {
	return r.Ask(Question{staysBelow, name, major, minor})
}

func (r *Repository) staysBelow(name string, major, minor int) bool {
	isOpen := func(requirement string) bool {
		return bound.MatchString(requirement) && !isCapped(requirement, major, minor)
	}
	return !r.requires(name, isOpen) && r.requires(name, func(requirement string) bool { return isCapped(requirement, major, minor) })
}

// capped matches the same with what is after it: ~=2.5.0 allows no 2.6, but ~=2.5 does.
var capped = pattern.New(bound.String() + `(\.\d+)?`)

// isCapped reports whether no version that a requirement allows is major.minor or later.
func isCapped(requirement string, major, minor int) bool {
	for _, m := range capped.FindAllStringSubmatch(requirement, -1) {
		reached := reaches(m[2], m[3], major, minor)
		isOlder := !reaches(m[2], "", major, 0) // of an earlier major version
		switch m[1] {
		case "!=", ">", ">=":
			reached = true
		case "<":
			reached = reached && reaches(m[2], m[3], major, minor+1)
		case "^":
			reached = !isOlder
		case "~=":
			reached = reached || !isOlder && m[4] == ""
		}
		if !reached {
			return true
		}
	}
	return false
}

// canonical is what PyPI calls a package that conda has another name for, with the channel if need be.
func canonical(name string) string {
	if name == "pytorch" {
		return "torch"
	}
	return name
}

func isBelow(requirement string, major, minor int) bool {
	hasLower, isEnough, isOld := false, false, false
	for _, m := range bound.FindAllStringSubmatch(requirement, -1) {
		reached := reaches(m[2], m[3], major, minor)
		switch m[1] {
		case "!=":
		case "<":
			isOld = isOld || !reached || !reaches(m[2], m[3], major, minor+1)
		case "<=":
			isOld = isOld || !reached
		default:
			hasLower, isEnough = true, isEnough || reached
		}
	}
	return isOld || hasLower && !isEnough
}

// reaches reports whether a version given as text is major.minor or later; no minor version counts as 0.
func reaches(majorText, minorText string, major, minor int) bool {
	x, _ := strconv.Atoi(majorText)
	y, _ := strconv.Atoi(minorText)
	return x > major || x == major && y >= minor
}
