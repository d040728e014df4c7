package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/agentlint/agentlint/parser/agent/kind"
	parser "github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/parser/source"
)

// TestGeneratedFiles holds what is generated to be the same each time, without a fault of syntax, and found.
func TestGeneratedFiles(t *testing.T) {
	for i := range 200 {
		text := python(i)
		if !bytes.Equal(text, python(i)) {
			t.Fatalf("Python file %d differs from itself", i)
		}
		if f := parser.NewParser().Parse(source.New("a.py", text), text, nil); f.Status != parser.Clean {
			t.Fatalf("Python file %d has a fault of syntax:\n%s", i, text)
		}
	}
	for _, f := range generatedDefinitions(50).files {
		if k, ok := kind.Classify(f.path); !ok || k != kind.ClaudeAgent {
			t.Errorf("%s is not a definition", f.path)
		}
	}
}

// TestLayOut holds each copy of a file to be another text, in a folder of its own.
func TestLayOut(t *testing.T) {
	dir := t.TempDir()
	tree, err := generatedCode(3).layOut(dir, 8)
	if err != nil || tree.files != 8 || tree.copies != 3 {
		t.Fatalf("layOut = %+v, %v", tree, err)
	}
	texts := map[string]bool{}
	for _, copied := range []string{"copy0", "copy1", "copy2"} {
		text, err := os.ReadFile(filepath.Join(dir, copied, "package0", "part1.py"))
		if err != nil {
			t.Fatal(err)
		}
		texts[string(text)] = true
	}
	if len(texts) != 3 {
		t.Errorf("there are %d different texts of 3 copies", len(texts))
	}
}

func TestConcatenate(t *testing.T) {
	dir := t.TempDir()
	tree, err := generatedCode(5).concatenate(dir, 2, 50_000)
	if err != nil || tree.mb < 0.1 {
		t.Fatalf("concatenate = %+v, %v", tree, err)
	}
	for _, name := range []string{"file0.py", "file1.py"} {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Size() < 50_000 {
			t.Errorf("%s has %d bytes, %v", name, info.Size(), err)
		}
	}
}

func TestBelow(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a/x.py", "a/y.py", "b/z.py", "b/readme.txt"} {
		if err := create(filepath.Join(dir, filepath.FromSlash(name)), nil); err != nil {
			t.Fatal(err)
		}
	}
	c, err := codeBelow(dir)
	if err != nil || len(c.files) != 3 {
		t.Errorf("codeBelow found %d files, %v", len(c.files), err)
	}
	if _, err := definitionsBelow(dir); err == nil {
		t.Error("there are no definitions, and definitionsBelow does not say so")
	}
}

func TestFigures(t *testing.T) {
	if got := newFigure([]float64{3, 1, 2, 10}); got != (figure{2.5, 1, 10}) {
		t.Errorf("newFigure = %v", got)
	}
	ours, other := series{samples: []sample{{wall: 1}, {wall: 3}}}, series{samples: []sample{{wall: 2}, {wall: 2}}}
	if got := ratio(ours, other, wall); got != (figure{1, 0.5, 1.5}) {
		t.Errorf("ratio = %v", got)
	}
}

func TestVerdict(t *testing.T) {
	figures := map[string]figure{"wall": {median: 0.5}, "MB": {median: 70}}
	tests := []struct {
		targets        []target
		words, verdict string
	}{
		{nil, "", ""},
		{[]target{{"wall", 0.75}}, "wall ≤ 0.75", "met"},
		{[]target{{"wall", 0.75}, {"MB", 60}}, "wall ≤ 0.75, ≤ 60 MB", "missed"},
	}
	for _, test := range tests {
		if words, verdict := verdict(test.targets, figures); words != test.words || verdict != test.verdict {
			t.Errorf("verdict(%v) = %q, %q; want %q, %q", test.targets, words, verdict, test.words, test.verdict)
		}
	}
}

func TestMeasure(t *testing.T) {
	shell := func(script string) command { return command{name: "it", argv: []string{"sh", "-c", script}, failed: 2} }
	if s, err := shell("exit 1").measure(t.Context()); err != nil || s.wall <= 0 {
		t.Errorf("a program that found something: %+v, %v", s, err)
	}
	if _, err := shell("echo what; echo why >&2; exit 2").measure(t.Context()); err == nil || !strings.HasSuffix(err.Error(), "why") {
		t.Errorf("a program that failed: %v", err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	if _, err := shell("exec sleep 10").measure(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a program that hangs: %v", err)
	}
}

// TestReportSaysWhatIsMissing holds a row without an answer to be told, with the reason.
func TestReportSaysWhatIsMissing(t *testing.T) {
	b := &bench{tools: toolbox{missing: map[string]error{"ruff": errors.New("no network")}}, trees: map[string]tree{}}
	var p page
	p.add(b.compare(row{what: "cold", peer: "ruff"}))
	p.add(b.compare(row{what: "warm", cached: true}))
	var text strings.Builder
	if err := p.write(&text); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"- cold: ruff could not be installed: no network", "- warm: this agentlint keeps no cache"} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("the report lacks %q", want)
		}
	}
}
