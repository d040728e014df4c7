package style

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestMessage(t *testing.T) {
	for message, faults := range map[string]int{
		"the statement behind this one is never reached": 1,
		"%q stands twice":                    1,
		"Nothing is seeded":                  1,
		"nothing is seeded.":                 1,
		strings.Repeat("long ", 21):          1,
		"%q appears twice":                   0,
		"YAML reads this as a comment":       0,
		"VS Code does not know the key %q":   0,
		"this file, mended anew, is no file": 2,
	} {
		if got := Message(message); len(got) != faults {
			t.Errorf("%q: got %q, want %d faults", message, got, faults)
		}
	}
}

// TestPages holds the guides and the pages of rules to the house style.
func TestPages(t *testing.T) {
	for _, glob := range []string{"*.md", "docs/*.md", "rules/*/*/*.md", ".github/*.md"} {
		pages, err := filepath.Glob(filepath.Join("../..", glob))
		if err != nil {
			t.Fatal(err)
		}
		for _, page := range pages {
			if filepath.Base(page) == "THIRD_PARTY_LICENSES.md" {
				continue
			}
			text, err := os.ReadFile(page)
			if err != nil {
				t.Fatal(err)
			}
			prose := Prose(string(text))
			if filepath.Base(page) == "contributing.md" {
				prose, _, _ = strings.Cut(prose, "\n## House style\n") // which names the words
			}
			for _, fault := range Words(prose) {
				t.Errorf("%s: %s", page, fault)
			}
		}
	}
}
