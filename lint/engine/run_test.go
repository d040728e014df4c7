package engine_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/engine"
	"github.com/agentlint/agentlint/lint/profile"
	"github.com/agentlint/agentlint/lint/request"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/facts"
)

// calls reports every call.
var calls = &lint.Rule{
	ID:        "calls",
	Severity:  lint.Warning,
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer},
	Run: func(pass *analysis.Pass) {
		for call := range python.Of(pass).All(python.Call) {
			pass.ReportRangef(call, "%s is called", call.Child(python.FunctionField).Text())
		}
	},
}

// config is a run over files held in memory, all of them named by the user.
func config(files map[string]string, rules ...*lint.Rule) request.Config {
	cfg := request.Config{
		Root:  "/project",
		Rules: rules,
		Read: func(path string) ([]byte, error) {
			content, ok := files[strings.TrimPrefix(path, "/project/")]
			if !ok {
				return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist}
			}
			return []byte(content), nil
		},
	}
	for _, name := range []string{"a.py", "b.py", "c.py"} {
		cfg.Files = append(cfg.Files, discover.Entry{Path: name, Abs: "/project/" + name, Explicit: true})
	}
	return cfg
}

func run(t *testing.T, cfg request.Config) *lint.Result {
	t.Helper()
	result, err := engine.Run(context.Background(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func places(result *lint.Result) (out []string) {
	for _, f := range result.Findings {
		out = append(out, fmt.Sprintf("%s:%d:%d: %s [%s]", f.Path, f.Start.Line, f.Start.Column, f.Message, f.Rule.ID))
	}
	return out
}

func TestPanickingRuleLeavesTheRest(t *testing.T) {
	broken := &lint.Rule{
		ID:       "broken",
		Severity: lint.Error,
		Requires: []*analysis.Analyzer{python.Analyzer},
		Run: func(pass *analysis.Pass) {
			for call := range python.Of(pass).All(python.Call) {
				panic("can't bear " + call.Text())
			}
		},
	}
	brokenToo := &lint.Rule{
		ID:       "broken-too",
		Requires: []*analysis.Analyzer{program.Analyzer},
		Run:      func(*analysis.Pass) { panic("at the end") },
	}
	files := map[string]string{"a.py": "f()\n", "b.py": "x = 1\n", "c.py": "g()\nh()\n"}
	result := run(t, config(files, broken, calls, brokenToo))

	want := []string{"a.py:1:1: f is called [calls]", "c.py:1:1: g is called [calls]", "c.py:2:1: h is called [calls]"}
	if diff := cmp.Diff(want, places(result)); diff != "" {
		t.Error(diff)
	}
	var notices []string
	for _, n := range result.Notices {
		message, _, _ := strings.Cut(n.Message, "\n")
		notices = append(notices, fmt.Sprintf("%s %s: %s", n.Kind, n.Path, message))
	}
	slices.Sort(notices)
	want = []string{
		"failed a.py: the rule broken panicked: can't bear f()",
		"failed a.py: the rule broken-too panicked: at the end", // on the program that these files are
		"failed c.py: the rule broken panicked: can't bear g()",
	}
	if diff := cmp.Diff(want, notices); diff != "" || result.Failed != 3 || result.Checked != 3 {
		t.Errorf("%s\n%d failed, %d checked, want 3 and 3", diff, result.Failed, result.Checked)
	}
}

func TestFileThatCannotBeRead(t *testing.T) {
	tests := []struct {
		name string
		err  error
		want string
	}{
		{"vanished", &fs.PathError{Op: "open", Path: "/project/b.py", Err: fs.ErrNotExist}, "it vanished while the run was under way"},
		{"forbidden", &fs.PathError{Op: "open", Path: "/project/b.py", Err: fs.ErrPermission}, "can't open it: permission denied"},
		{"broken", errors.New("the disk is on fire"), "the disk is on fire"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			cfg := config(map[string]string{"a.py": "f()\n", "c.py": "g()\n"}, calls)
			read := cfg.Read
			cfg.Read = func(path string) ([]byte, error) {
				if path == "/project/b.py" {
					return nil, test.err
				}
				return read(path)
			}
			result := run(t, cfg)
			if diff := cmp.Diff([]string{"a.py:1:1: f is called [calls]", "c.py:1:1: g is called [calls]"}, places(result)); diff != "" {
				t.Error(diff)
			}
			notices := []lint.Notice{{Kind: lint.Failed, Path: "b.py", Message: test.want}}
			if diff := cmp.Diff(notices, result.Notices); diff != "" {
				t.Error(diff)
			}
			if result.Checked != 2 || result.Skipped != 0 || result.Failed != 1 {
				t.Errorf("%d checked, %d skipped, %d failed", result.Checked, result.Skipped, result.Failed)
			}
		})
	}
}

func TestRunsAtOnce(t *testing.T) {
	rule := calls.Clone()
	files := map[string]string{"a.py": "f()\n", "b.py": "g()\n", "c.py": "h()\n"}
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			result, err := engine.Run(context.Background(), config(files, rule))
			if err != nil || len(result.Findings) != 3 {
				t.Error(places(result), err)
			}
		})
	}
	group.Wait()
}

// A fault of agentlint's own in one file leaves the rest.
func TestPanicOutsideRules(t *testing.T) {
	cfg := config(map[string]string{"a.py": "f()\n", "b.py": "g()\n", "c.py": "h()\n"}, calls)
	cfg.Kind = func(path string) kind.Kind {
		if path == "/project/b.py" {
			panic("out of its depth")
		}
		return ""
	}
	result := run(t, cfg)
	if diff := cmp.Diff([]string{"a.py:1:1: f is called [calls]", "c.py:1:1: h is called [calls]"}, places(result)); diff != "" {
		t.Error(diff)
	}
	if n := result.Notices; len(n) != 1 || n[0].Path != "b.py" || !strings.Contains(n[0].Message, "out of its depth") {
		t.Errorf("notices %+v", n)
	}
}

// What was found before an interrupt is returned, and said not to be all.
func TestCancelledRun(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cfg := config(map[string]string{"a.py": "f()\n", "b.py": "g()\n", "c.py": "h()\n"}, calls)
	cfg.Progress = func(profile.Stage, int, int) { cancel() }
	result, err := engine.Run(ctx, cfg)
	if !errors.Is(err, context.Canceled) || len(result.Findings) == 0 {
		t.Fatalf("error %v, findings %q", err, places(result))
	}
	if n := result.Notices; len(n) != 1 || n[0].Kind != lint.Failed || !strings.HasPrefix(n[0].Message, "interrupted after ") || !strings.Contains(n[0].Message, "there may be more to find") {
		t.Errorf("notices %+v", n)
	}
	if result.Skipped != 0 || result.Failed != 1 {
		t.Errorf("%d skipped, %d failed", result.Skipped, result.Failed)
	}
}

// An interrupt ends a run between two rules about a program, and what the first has found stays.
func TestCancelledBetweenRules(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	about := func(run func(*analysis.Pass)) *lint.Rule {
		return &lint.Rule{ID: "about-programs", Severity: lint.Warning, Requires: []*analysis.Analyzer{program.Analyzer}, Run: run}
	}
	first := about(func(pass *analysis.Pass) {
		f := program.Of(pass).Files()[0]
		pass.ReportRangef(facts.Range{File: f, Span: facts.Span{End: 1}}, "found")
		cancel()
	})
	second := about(func(*analysis.Pass) { t.Error("the next rule runs") })
	result, err := engine.Run(ctx, config(map[string]string{"a.py": "f()\n", "b.py": "g()\n", "c.py": "h()\n"}, first, second))
	if !errors.Is(err, context.Canceled) || len(result.Findings) != 1 {
		t.Errorf("error %v, findings %q", err, places(result))
	}
}

// A file may be another each time that it is read: its findings still have places.
func TestFileChangesDuringRun(t *testing.T) {
	for _, later := range []string{"", "x", "\xff\x00", strings.Repeat("y\n", 100)} {
		seen := map[string]bool{}
		var mu sync.Mutex
		cfg := config(nil, calls)
		cfg.Read = func(path string) ([]byte, error) {
			mu.Lock()
			defer mu.Unlock()
			if seen[path] {
				return []byte(later), nil
			}
			seen[path] = true
			return []byte("import b\nf()\n\n\ng()\n"), nil
		}
		for range 2 {
			for _, f := range run(t, cfg).Findings {
				if f.Start.Line < 1 || f.End.Offset < f.Start.Offset {
					t.Errorf("%+v", f)
				}
			}
		}
	}
}

func TestProgress(t *testing.T) {
	cfg := config(map[string]string{"a.py": "f()\n", "b.py": "", "c.py": ""}, calls)
	var steps, sum atomic.Int64
	cfg.Progress = func(_ profile.Stage, done, total int) {
		steps.Add(1)
		sum.Add(int64(done))
		if total != 3 {
			t.Errorf("total = %d", total)
		}
	}
	run(t, cfg)
	if steps.Load() != 3 || sum.Load() != 1+2+3 {
		t.Errorf("%d steps that add up to %d", steps.Load(), sum.Load())
	}
}
