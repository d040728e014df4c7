package terminal

import (
	"strings"
	"testing"

	"github.com/agentlint/agentlint/report/reporttest"
)

func TestUseColor(t *testing.T) {
	for _, test := range []struct {
		flag, env string
		terminal  bool
		want      bool
	}{
		{"auto", "", true, true},
		{"auto", "", false, false},
		{"", "", true, true},
		{"always", "NO_COLOR=1", false, true},
		{"never", "FORCE_COLOR=1", true, false},
		{"auto", "NO_COLOR=1", true, false},
		{"auto", "NO_COLOR=", true, true},
		{"auto", "NO_COLOR=1 FORCE_COLOR=1", true, false},
		{"auto", "FORCE_COLOR=1 TERM=dumb", false, true},
		{"auto", "FORCE_COLOR=0", false, false},
		{"auto", "CLICOLOR_FORCE=1 CLICOLOR=0", false, true},
		{"auto", "CLICOLOR_FORCE=0", true, true},
		{"auto", "TERM=dumb", true, false},
		{"auto", "CLICOLOR=0", true, false},
		{"auto", "CLICOLOR=1", false, false},
		{"auto", "GITHUB_ACTIONS=true", false, true},
		{"auto", "GITHUB_ACTIONS=true CLICOLOR=0", false, false},
	} {
		env := func(name string) string {
			for _, pair := range strings.Fields(test.env) {
				if value, ok := strings.CutPrefix(pair, name+"="); ok {
					return value
				}
			}
			return ""
		}
		if got := UseColor(test.flag, env, test.terminal); got != test.want {
			t.Errorf("--color=%s %s terminal=%v: %v", test.flag, test.env, test.terminal, got)
		}
	}
}

// Colours are the report's choice alone: the environment of the process has no say.
func TestColorIsTheReports(t *testing.T) {
	for _, noColor := range []string{"", "1"} {
		t.Setenv("NO_COLOR", noColor)
		r := reporttest.Sample
		for _, r.Color = range []bool{false, true} {
			if got := strings.Contains(reporttest.Render(t, Text, r), "\x1b["); got != r.Color {
				t.Errorf("NO_COLOR=%q, Color %v: coloured %v", noColor, r.Color, got)
			}
		}
	}
}
