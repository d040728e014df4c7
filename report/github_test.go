package report

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/source"
)

// many returns a report with so many findings of each severity, mixed.
func many(errors, warnings, notes int) Report {
	left := map[lint.Severity]int{lint.Error: errors, lint.Warning: warnings, lint.Note: notes}
	rules := map[lint.Severity]*lint.Rule{lint.Error: bareExcept, lint.Warning: missingDescription, lint.Note: unquoted}
	b := newBuilder(nil)
	for i := 0; left[lint.Error]+left[lint.Warning]+left[lint.Note] > 0; i++ {
		if s := severities[i%3]; left[s] > 0 {
			left[s]--
			at := source.Position{Line: i + 1, Column: 1}
			b.Result.Findings = append(b.Result.Findings, lint.Finding{
				Rule: rules[s], Severity: s, Message: "m", Path: fmt.Sprintf("%03d.py", i/30), Start: at, End: at,
			})
		}
	}
	return b.Report
}

// GitHub drops what is over its limit without a word, so agentlint says it.
func TestGitHubLimit(t *testing.T) {
	for _, test := range []struct {
		errors, warnings, notes int
		want                    map[string]int // commands
		left                    string
	}{
		{0, 0, 0, map[string]int{}, ""},
		{10, 10, 10, map[string]int{"error": 10, "warning": 10, "notice": 10}, ""},
		{11, 2, 0, map[string]int{"error": 10, "warning": 2, "notice": 1}, "1 more finding "},
		{30, 30, 30, map[string]int{"error": 10, "warning": 10, "notice": 10}, "61 more findings "},
	} {
		got := map[string]int{}
		out := render(t, GitHub, many(test.errors, test.warnings, test.notes))
		last := ""
		for line := range strings.Lines(out) {
			level, _, _ := strings.Cut(strings.TrimPrefix(line, "::"), " ")
			got[level]++
			last = line
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%d, %d, %d: %s", test.errors, test.warnings, test.notes, diff)
		}
		if test.left != "" && !strings.HasPrefix(last, "::notice title=agentlint::"+test.left) {
			t.Errorf("ends with %s", last)
		}
	}
}

func TestGitHubIsWorstFirst(t *testing.T) {
	out := render(t, GitHub, many(3, 3, 3))
	if strings.LastIndex(out, "::error") > strings.Index(out, "::warning") || strings.LastIndex(out, "::warning") > strings.Index(out, "::notice") {
		t.Error(out)
	}
}

// Hosts of code take paths to be relative to the repository, wherever agentlint ran.
func TestPathsInRepository(t *testing.T) {
	b := newBuilder(map[string]string{"sub/a.py": "x\n", "../b.py": "x\n", "/opt/c.py": "x\n"})
	b.Root, b.Repository = "/home/ada/project/models", "/home/ada/project"
	for _, path := range []string{"../b.py", "/opt/c.py", "sub/a.py"} {
		b.add(bareExcept, path, "x", "m")
	}
	for name, want := range map[string]string{"github": "file=%s,", "azure": "sourcepath=%s;", "gitlab": `"path":"%s"`} {
		format, _ := ByName(name)
		out := render(t, format, b.Report)
		for _, path := range []string{"models/sub/a.py", "b.py", "/opt/c.py"} {
			if !strings.Contains(out, fmt.Sprintf(want, path)) {
				t.Errorf("%s does not name %s:\n%s", name, path, out)
			}
		}
	}
}
