package repository

import (
	"strconv"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
)

// atLeast matches the lower bound of a requirement: torch>=2.6, torch==2.7.1, torch~=2.6.0
// (https://packaging.python.org/en/latest/specifications/version-specifiers/).
var atLeast = pattern.New(`^[A-Za-z0-9._-]+(?:\[[^\]]*\])?\s*\(?.*?(?:>=|===?|~=|>)\s*(\d+)(?:\.(\d+))?`)

// RequiresAtLeast reports whether the repository's files of requirements ask for a package, and all that do for the
// version or a later one.
func (r *Repository) RequiresAtLeast(name string, major, minor int) bool {
	found := false
	for _, file := range r.names() {
		for _, requirement := range r.requirementsIn(file) {
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
	}
	return found
}

// reaches reports whether a version given as text is major.minor or later; no minor version counts as 0.
func reaches(majorText, minorText string, major, minor int) bool {
	x, _ := strconv.Atoi(majorText)
	y, _ := strconv.Atoi(minorText)
	return x > major || x == major && y >= minor
}
