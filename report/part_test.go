package report

import (
	"testing"

	"github.com/agentlint/agentlint/lint"
)

// A report that somebody has edited may name findings that it does not have.
func TestUniteIgnoresFindingsThatAreNotThere(t *testing.T) {
	part := &Part{Index: 1, Count: 1, Trains: true, IfAlone: []int{-1, 7}, Renamed: []Move{{Finding: -1}, {Finding: 7}}}
	r := Unite([]*Part{part}, [][]lint.Finding{{{Rule: &lint.Rule{ID: "missing-seed"}, Severity: lint.Warning}}})
	if len(r.Findings) != 1 || r.Findings[0].Severity != lint.Warning {
		t.Errorf("Unite() = %v, want the finding as it was", r.Findings)
	}
}
