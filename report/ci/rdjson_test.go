package ci

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/report/reporttest"
)

// A suggestion is offered on its own, so all edits of a fix are in it.
func TestSuggestions(t *testing.T) {
	text := "é = [1, 2]\r\nnext\n"
	for _, test := range []struct {
		name string
		fix  lint.Fix
		want []rdSuggestion
	}{
		{"one edit", lint.Fix{Safe: true, Edits: []lint.Edit{{Start: 0, End: 2, New: "e"}}},
			[]rdSuggestion{{rdRange{rdPosition{1, 1}, rdPosition{1, 3}}, "e"}}},
		{"two edits, out of order", lint.Fix{Safe: true, Edits: []lint.Edit{{Start: 10, End: 11, New: ")"}, {Start: 5, End: 6, New: "("}}},
			[]rdSuggestion{{rdRange{rdPosition{1, 6}, rdPosition{1, 12}}, "(1, 2)"}}},
		{"over lines", lint.Fix{Safe: true, Edits: []lint.Edit{{Start: 10, End: 17, New: "]\r\n"}}},
			[]rdSuggestion{{rdRange{rdPosition{1, 11}, rdPosition{2, 5}}, "]\r\n"}}},
		{"unsafe", lint.Fix{Edits: []lint.Edit{{Start: 0, End: 2, New: "e"}}}, nil},
		{"no edits", lint.Fix{Safe: true}, nil},
		{"overlapping", lint.Fix{Safe: true, Edits: []lint.Edit{{Start: 0, End: 5, New: "a"}, {Start: 3, End: 6, New: "b"}}}, nil},
		{"after the end", lint.Fix{Safe: true, Edits: []lint.Edit{{Start: 0, End: 99, New: "a"}}}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := reporttest.NewBuilder(map[string]string{"a.py": text})
			b.Add(reporttest.BareExcept, "a.py", "next", "m")
			b.Result.Findings[0].Fixes = []lint.Fix{test.fix}
			var got rdDiagnostic
			if err := json.Unmarshal([]byte(reporttest.Render(t, RDJSONL, b.Report)), &got); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, got.Suggestions); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Reviewdog reads no further than a line of 64 KiB, and says nothing.
func TestLinesForReviewdogAreShort(t *testing.T) {
	b := reporttest.NewBuilder(map[string]string{"a.py": "x\n"})
	b.Add(reporttest.BareExcept, "a.py", "x", strings.Repeat("\x1b", 100_000))
	b.Result.Findings[0].Fixes = []lint.Fix{{Safe: true, Edits: []lint.Edit{{Start: 0, End: 1, New: strings.Repeat("y", 100_000)}}}}
	if n := len(reporttest.Render(t, RDJSONL, b.Report)); n > 64*1024 {
		t.Errorf("a line of %d bytes", n)
	}
	if out := reporttest.Render(t, RDJSON, b.Report); !strings.Contains(out, "suggestions") {
		t.Error("an object has no such limit")
	}
}
