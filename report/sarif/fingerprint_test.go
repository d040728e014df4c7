package sarif

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/agentlint/agentlint/parser/source"
)

// The first two are from the action's own tests:
// https://github.com/github/codeql-action/blob/main/src/fingerprints.test.ts
func TestLineHashes(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string
	}{
		{"", []string{"c129715d7a2bc9a3:1"}},
		{" a\nb\n  \t\tc\n d", []string{"271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"}},
		{" a\r\nb\r\n  \t\tc\r\n d", []string{"271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"}},
		{" a\rb\r  \t\tc\r d", []string{"271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"}},
	} {
		hashes := maps.Collect(lineHashes([]byte(test.text)))
		var got []string
		for _, line := range slices.Sorted(maps.Keys(hashes)) {
			got = append(got, hashes[line])
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%q: %s", test.text, diff)
		}
	}
}

// Lines alike for the next hundred units differ in their count.
func TestLineHashesCountRepeats(t *testing.T) {
	hashes := maps.Collect(lineHashes([]byte(strings.Repeat("x\n", 200))))
	first, _, _ := strings.Cut(hashes[1], ":")
	if hashes[1] != first+":1" || hashes[2] != first+":2" || hashes[150] != first+":150" {
		t.Errorf("lines 1, 2 and 150 have %s, %s and %s", hashes[1], hashes[2], hashes[150])
	}
}

func TestLineHashesStopEarly(*testing.T) {
	for line := range lineHashes([]byte(strings.Repeat("x\n", 200))) {
		if line == 3 {
			break
		}
	}
}

// Every line has a hash, under the number that the rest of agentlint gives it.
func FuzzLineHashes(f *testing.F) {
	for _, text := range []string{"", "a\nb", "\r\n\r \n", "😀\r\xff\n\u2028", strings.Repeat("long ", 80)} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		lines := source.File{Text: text}
		hashes := maps.Collect(lineHashes(text))
		if len(hashes) != lines.LineCount() || hashes[1] == "" || hashes[len(hashes)] == "" {
			t.Errorf("%d hashes for %d lines", len(hashes), lines.LineCount())
		}
	})
}
