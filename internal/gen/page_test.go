package main

import (
	"strings"
	"testing"

	"github.com/agentlint/agentlint/internal/precision"
	"github.com/agentlint/agentlint/lint"
)

func TestPutPrecision(t *testing.T) {
	figures := &precision.Figures{Read: 2, Repositories: 1, Real: 2, Until: "2026-11"}
	written := "## Precision\n\nFindings in code that was not written for agentlint, judged as its owner would: 2 reviewed in 1 repository: 2 real, 0 wrong (2026-11).\n"
	for _, page := range []string{"# a\n\n## Fix\n\nRepair it.\n", "# a\n\n## Fix\n\nRepair it.\n\n## Sources\n\n* b\n"} {
		got := putPrecision(page, figures)
		if want := "# a\n\n## Fix\n\nRepair it.\n\n" + written; got[:len(want)] != want {
			t.Errorf("got %q, want %q at the front", got, want)
		}
		if again := putPrecision(got, figures); again != got {
			t.Errorf("got %q, then %q", got, again)
		}
		if back := putPrecision(got, nil); back != page {
			t.Errorf("got %q without figures, want %q", back, page)
		}
	}
}

func TestPutFix(t *testing.T) {
	const page = "# a\n\n## Fix\n\nRepair it.\n\nMore.\n\nFix: safe\n\n## Sources\n\n* b\n"
	if got := putFix(page, lint.SafeFixes, ""); got != page {
		t.Errorf("got %q, want what was there", got)
	}
	got := putFix(page, "", "")
	if want := strings.Replace(page, "Fix: safe", "Fix: none", 1); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := putFix("# a\n\n## Fix\n\nRepair it.\n", lint.UnsafeFixes, ""); !strings.HasSuffix(got, "Repair it.\n\nFix: unsafe\n") {
		t.Errorf("got %q, want the line at the end", got)
	}
}

func TestPutStatus(t *testing.T) {
	r := rule{status: lint.Preview, aliases: []string{"old-name"}}
	const page = "# a\n\n## Fix\n\nRepair it.\n\nFix: safe\n"
	got := putFix(page, lint.SafeFixes, r.life())
	if want := page + "\nStatus: preview; it runs only with `--preview`, or if it is named; formerly `old-name`, which still works\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if again := putFix(got, lint.SafeFixes, r.life()); again != got {
		t.Errorf("got %q, then %q", got, again)
	}
	if back := putFix(got, lint.SafeFixes, (&rule{}).life()); back != page {
		t.Errorf("got %q of a stable rule, want %q", back, page)
	}
}
