package tell

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/agentlint/agentlint/program/story/storytest"
)

var update = flag.Bool("update", false, "rewrite the stories in testdata/stories as they are told now; read every line before you commit them")

// TestStories tells the stories of whole programs. Each archive holds a program, whose script comes first, and its story.
func TestStories(t *testing.T) {
	archives, err := filepath.Glob("../../../testdata/stories/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no stories: %v", err)
	}
	for _, name := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			got := told(archive)
			i := slices.IndexFunc(archive.Files, func(f txtar.File) bool { return f.Name == "story" })
			switch {
			case *update && i < 0:
				archive.Files = append(archive.Files, txtar.File{Name: "story", Data: []byte(got)})
			case *update:
				archive.Files[i].Data = []byte(got)
			case i < 0:
				t.Fatal("the archive has no story")
			default:
				if diff := cmp.Diff(string(archive.Files[i].Data), got); diff != "" {
					t.Error(diff)
				}
				return
			}
			if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// told writes the story of an archive's program, with a line of the source for each sentence.
func told(archive *txtar.Archive) string {
	s := storytest.Tell(archive)
	var b strings.Builder
	for _, line := range Lines(s) {
		b.WriteString(strings.Repeat("  ", line.Depth) + line.Text)
		if line.At.File >= 0 {
			name := s.Record.Files[line.At.File]
			i := slices.IndexFunc(archive.Files, func(f txtar.File) bool { return f.Name == name })
			fmt.Fprintf(&b, " (%s:%d)", name, 1+strings.Count(string(archive.Files[i].Data[:line.At.Span.Start]), "\n"))
		}
		b.WriteString("\n")
	}
	fmt.Fprintf(&b, "%d trainings\n", len(s.Trainings))
	return b.String()
}
