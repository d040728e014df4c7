package program

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/agentlint/agentlint/program/clone"
)

const copied = `
    images = batch["image"].to(device)
    labels = batch["label"].to(device)
    images = (images - images.mean()) / images.std()
    return model(images, labels)
`

// places prints where clones stand, a line each: file:offset, without the statements.
func places(clones []clone.Clone) (out []string) {
	for _, c := range clones {
		var at []string
		for _, p := range c.Places {
			at = append(at, p.File.Path)
		}
		out = append(out, fmt.Sprintf("%d in %s", c.Statements, strings.Join(at, " ")))
	}
	return out
}

func TestClones(t *testing.T) {
	tests := []struct {
		name, files string
		want        []string
	}{
		{"in one file", "-- a.py --\nimport torch\ndef a():" + copied + "def b():" + copied, []string{"4 in a.py a.py"}},
		{"in a folder", "-- a.py --\nimport torch\ndef a():" + copied + "-- b.py --\nimport torch\ndef b():" + copied, []string{"4 in a.py b.py"}},
		{"the header is the same too", "-- a.py --\nimport torch\ndef a():" + copied + "-- b.py --\nimport torch\ndef a():" + copied, []string{"5 in a.py b.py"}},
		{"other annotations", "-- a.py --\nimport torch\ndef a(x, y=1):" + copied + "-- b.py --\nimport torch\ndef a(x: int, y: list[int] = 1) -> None:" + copied, []string{"5 in a.py b.py"}},
		{"other literals", "-- a.py --\nimport torch\ndef a():" + copied + "def b():" + strings.ReplaceAll(copied, "image\"", "x\""), []string{"4 in a.py a.py"}},
		{"other names", "-- a.py --\nimport torch\ndef a():" + copied + "def b():" + strings.ReplaceAll(copied, "labels", "y"), nil},
		{"in a test", "-- a.py --\nimport torch\ndef a():" + copied + "-- test_a.py --\nimport torch\ndef b():" + copied, nil},
		{"no training code", "-- a.py --\ndef a():" + copied + "def b():" + copied, nil},
		{"three times in a row", "-- a.py --\nimport torch\ndef a():" + copied + "def b():" + copied + "def c():" + copied, []string{"4 in a.py a.py a.py"}},
		{"over and over", "-- a.py --\nimport torch\n" + strings.Repeat("step(model, batch)\n", 12), []string{"6 in a.py a.py"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, places(linked(t, tt.files).Clones(4, 20))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// BenchmarkClones holds the search to time that grows with the program only: all of it stands twice, and most many times.
func BenchmarkClones(b *testing.B) {
	var archive strings.Builder
	for i := range 200 {
		fmt.Fprintf(&archive, "-- f%d.py --\nimport torch\ndef f%d():%s", i, i/2, strings.Repeat(copied, 50))
	}
	p := linked(b, archive.String())
	for b.Loop() {
		p.Clones(6, 60)
	}
}
