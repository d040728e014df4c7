package main

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/engine"
	"github.com/agentlint/agentlint/lint/profile"
	"github.com/agentlint/agentlint/lint/request"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/report"
	"github.com/agentlint/agentlint/report/formats"
	"github.com/agentlint/agentlint/rules"
)

// The benchmarks of stages run over a small tree that they generate, or over the Python files in BENCH_CORPUS. The time of
// a stage, or of a family of rules, is what the profile of a whole run says; allocations are those of the whole run.

func BenchmarkDiscover(b *testing.B) {
	files := layOut(b)
	for b.Loop() {
		if found := find(b, files.dir); len(found) != files.files {
			b.Fatalf("found %d files of %d", len(found), files.files)
		}
	}
}

func BenchmarkStage(b *testing.B) {
	files := layOut(b)
	for _, stage := range []profile.Stage{profile.Reading, profile.Parsing, profile.ExtractingFacts, profile.Linking} {
		b.Run(string(stage), func(b *testing.B) { benchmarkRun(b, files, rules.All, stage) })
	}
}

// BenchmarkRules has a benchmark for each family of rules: what these cost, with the analyses that they share.
func BenchmarkRules(b *testing.B) {
	files := layOut(b)
	families := map[string][]*lint.Rule{}
	var names []string
	for _, rule := range rules.All {
		if families[rule.Family] == nil {
			names = append(names, rule.Family)
		}
		families[rule.Family] = append(families[rule.Family], rule)
	}
	slices.Sort(names)
	for _, name := range names {
		b.Run(name, func(b *testing.B) {
			benchmarkRun(b, files, families[name], profile.FileRules, profile.SharedAnalysis, profile.ProjectRules)
		})
	}
}

func BenchmarkReport(b *testing.B) {
	files := layOut(b)
	cfg := request.Config{Root: files.dir, Files: find(b, files.dir), Rules: rules.All, AllPython: true}
	result, err := engine.Run(b.Context(), cfg)
	if err != nil {
		b.Fatal(err)
	}
	r := report.Report{Result: result, Rules: rules.All, Root: files.dir, Source: func(path string) *source.File {
		text, err := os.ReadFile(filepath.Join(files.dir, path))
		if err != nil {
			b.Fatal(err)
		}
		return source.New(path, text)
	}}
	for _, name := range formats.Names() {
		b.Run(name, func(b *testing.B) {
			format, _ := formats.ByName(name)
			for b.Loop() {
				if err := format(io.Discard, r); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// benchmarkRun checks the files with some rules, and reports how long the stages took.
func benchmarkRun(b *testing.B, files tree, with []*lint.Rule, stages ...profile.Stage) {
	cfg := request.Config{Root: files.dir, Files: find(b, files.dir), Rules: with, AllPython: true, Profile: profile.New()}
	runs := 0
	for b.Loop() {
		if _, err := engine.Run(b.Context(), cfg); err != nil {
			b.Fatal(err)
		}
		runs++
	}
	var took time.Duration
	for _, cost := range cfg.Profile.Costs() {
		if slices.Contains(stages, cost.Stage) {
			took += cost.Time
		}
	}
	b.ReportMetric(float64(took.Nanoseconds())/float64(runs), "ns/op")
}

func layOut(b *testing.B) tree {
	b.Helper()
	c := generatedCode(100)
	if dir := os.Getenv("BENCH_CORPUS"); dir != "" {
		var err error
		if c, err = codeBelow(dir); err != nil {
			b.Fatal(err)
		}
	}
	dir := b.TempDir()
	files, err := c.layOut(dir, len(c.files))
	if err != nil {
		b.Fatal(err)
	}
	if _, err := generatedDefinitions(50).layOut(filepath.Join(dir, "definitions"), 50); err != nil {
		b.Fatal(err)
	}
	files.files += 50
	return files
}

func find(b *testing.B, dir string) []discover.Entry {
	b.Helper()
	wanted := func(path string) bool { return filepath.Ext(path) == ".py" || filepath.Ext(path) == ".md" }
	entries, _, err := discover.Find(b.Context(), nil, discover.Options{Root: dir, Want: wanted})
	if err != nil {
		b.Fatal(err)
	}
	return entries
}
