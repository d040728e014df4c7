package ci

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/agentlint/agentlint/report"
	"github.com/agentlint/agentlint/report/reporttest"
)

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
		out := reporttest.Render(t, GitHub, reporttest.Many(test.errors, test.warnings, test.notes))
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
	out := reporttest.Render(t, GitHub, reporttest.Many(3, 3, 3))
	if strings.LastIndex(out, "::error") > strings.Index(out, "::warning") || strings.LastIndex(out, "::warning") > strings.Index(out, "::notice") {
		t.Error(out)
	}
}

// Hosts of code take paths to be relative to the repository, wherever agentlint ran.
func TestPathsInRepository(t *testing.T) {
	b := reporttest.NewBuilder(map[string]string{"sub/a.py": "x\n", "../b.py": "x\n", "/opt/c.py": "x\n"})
	b.Root, b.Repository = "/home/ada/project/models", "/home/ada/project"
	for _, path := range []string{"../b.py", "/opt/c.py", "sub/a.py"} {
		b.Add(reporttest.BareExcept, path, "x", "m")
	}
	for want, format := range map[string]report.Format{"file=%s,": GitHub, "sourcepath=%s;": Azure, `"path":"%s"`: GitLab} {
		out := reporttest.Render(t, format, b.Report)
		for _, path := range []string{"models/sub/a.py", "b.py", "/opt/c.py"} {
			if !strings.Contains(out, fmt.Sprintf(want, path)) {
				t.Errorf("%s does not name %s:\n%s", want, path, out)
			}
		}
	}
}
