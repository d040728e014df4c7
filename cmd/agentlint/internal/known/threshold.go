package known

import (
	"fmt"
	"slices"

	"github.com/agentlint/agentlint/lint"
)

// A Threshold is the lowest severity that makes the exit code 1, or never, as --fail-on says it.
type Threshold string

const never Threshold = "never"

// ThresholdNames are what --fail-on takes.
func ThresholdNames() []string { return append(lint.SeverityNames(), string(never)) }

// ParseThreshold returns what --fail-on says. The error names what it takes.
func ParseThreshold(text string) (Threshold, error) {
	if s, ok := lint.ParseSeverity(text); ok {
		return Threshold(s), nil
	}
	if text != string(never) {
		return "", fmt.Errorf("--fail-on: %q is not valid; use error, warning, note or never", text)
	}
	return never, nil
}

// IsReached reports whether one of some findings is as bad as the threshold, or worse.
func (t Threshold) IsReached(findings []lint.Finding) bool {
	rank := lint.Severity(t).Rank()
	return t != never && slices.ContainsFunc(findings, func(f lint.Finding) bool { return f.Severity.Rank() >= rank })
}
