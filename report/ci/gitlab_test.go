package ci

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/agentlint/agentlint/report"
	"github.com/agentlint/agentlint/report/reporttest"
)

func fingerprints(t *testing.T, r report.Report) (all []string) {
	t.Helper()
	var issues []gitlabIssue
	if err := json.Unmarshal([]byte(reporttest.Render(t, GitLab, r)), &issues); err != nil {
		t.Fatal(err)
	}
	for _, issue := range issues {
		all = append(all, issue.Fingerprint)
	}
	return all
}

// GitLab shows one finding a fingerprint.
func TestFingerprintsAreUnique(t *testing.T) {
	got := fingerprints(t, reporttest.Many(50, 50, 50))
	slices.Sort(got)
	if n := len(slices.Compact(got)); n != 150 {
		t.Errorf("%d fingerprints of 150 findings", n)
	}
}

// A finding is the same one when lines above it come or go.
func TestFingerprintsStay(t *testing.T) {
	at := func(text string) []string {
		b := reporttest.NewBuilder(map[string]string{"a.py": text})
		b.Add(reporttest.BareExcept, "a.py", "x", "m")
		b.Add(reporttest.BareExcept, "a.py", "y", "m")
		return fingerprints(t, b.Report)
	}
	if diff := cmp.Diff(at("x y\n"), at("\n\nx\ny\n")); diff != "" {
		t.Error(diff)
	}
}
