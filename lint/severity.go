package lint

// A Severity is how bad a finding is. The names are SARIF's levels
// (SARIF 2.1.0 §3.27.10, https://docs.oasis-open.org/sarif/sarif/v2.1.0/).
type Severity string

// The severities, worst first.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Note    Severity = "note"
)

// Rank orders severities: 3 for Error, 2 for Warning, 1 for Note, 0 for anything else.
func (s Severity) Rank() int {
	switch s {
	case Error:
		return 3
	case Warning:
		return 2
	case Note:
		return 1
	}
	return 0
}

// AtMost returns the less severe of two.
func (s Severity) AtMost(limit Severity) Severity {
	if s.Rank() > limit.Rank() {
		return limit
	}
	return s
}

// ParseSeverity returns the severity that a user names. Editors and other linters say info for what is a note here.
func ParseSeverity(name string) (s Severity, ok bool) {
	if name == "info" {
		name = string(Note)
	}
	return Severity(name), Severity(name).Rank() > 0
}

// SeverityNames are the names of the severities, worst first.
func SeverityNames() []string { return []string{string(Error), string(Warning), string(Note)} }
