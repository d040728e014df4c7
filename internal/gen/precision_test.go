package main

import (
	"testing"

	"github.com/agentlint/agentlint/internal/precision"
)

func TestTellPrecision(t *testing.T) {
	figures := &precision.Figures{Read: 2, Repositories: 1, Real: 2, Until: "2026-11"}
	told := "## Precision\n\nFindings in code that was not written for agentlint, as its owner would see them: read 2 on 1 repository: 2 real, 0 wrong (2026-11).\n"
	for _, page := range []string{"# a\n\n## Fix\n\nMend it.\n", "# a\n\n## Fix\n\nMend it.\n\n## Sources\n\n* b\n"} {
		got := tellPrecision(page, figures)
		if want := "# a\n\n## Fix\n\nMend it.\n\n" + told; got[:len(want)] != want {
			t.Errorf("got %q, want %q at the front", got, want)
		}
		if again := tellPrecision(got, figures); again != got {
			t.Errorf("got %q, then %q", got, again)
		}
		if back := tellPrecision(got, nil); back != page {
			t.Errorf("got %q without figures, want %q", back, page)
		}
	}
}
