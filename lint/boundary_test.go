package lint_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/engine"
	"github.com/agentlint/agentlint/lint/request"
	"github.com/agentlint/agentlint/parser/agent/body"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/parser/source"
)

func TestEnforces(t *testing.T) {
	for _, test := range []struct {
		boundary string
		tier     body.Tier
		bullet   string
		want     bool
	}{
		{"random seed", body.Always, "Use reproducible random seeds", true},
		{"random seed", body.Always, "**Random seed:** set it", true},
		{"random seeds", body.Always, "Set a random seed", true},
		{"random seed", body.Never, "Train without a random-seed", true},
		{"random seed", body.Always, "Use random data and plant a seed", false},
		{"random seed", body.Always, "Use randomly chosen seeds", false},
		{"random seed", body.Always, "Report the random", false},
		{"random seed", body.AskFirst, "Changing random seeds", false},
		{"held-out data", body.Always, "Validate on held-out data during training", true},
		{"validation split", body.Never, "Use all data for training (no validation split)", true},
		{"mutable default", body.Never, "Use mutable default arguments in config functions", true},
		{"loss", body.Always, "Log the losses", false},
		{"", body.Always, "Log the loss", false},
		{"random seed", body.Always, "", false},
	} {
		rule := &lint.Rule{Boundaries: []string{"no such words", test.boundary}}
		if got := rule.Enforces(body.Bullet{Tier: test.tier, Text: test.bullet}); got != test.want {
			t.Errorf("%q in %s: %q: got %v", test.boundary, test.tier, test.bullet, got)
		}
	}
	if new(lint.Rule).Enforces(body.Bullet{Tier: body.Always, Text: "Use random seeds"}) {
		t.Error("a rule without boundaries enforces none")
	}
}

// A rule that finds a fault in an example points at the boundary of the same definition that the example breaks.
func TestExampleAgainstItsDefinition(t *testing.T) {
	const definition = "## Never\n\n- Call `eval`\n- Use eval on data\n\n```python\neval(x)\n```\n"
	eval := &lint.Rule{ID: "eval", Severity: lint.Error, Boundaries: []string{"use eval"}, Requires: []*analysis.Analyzer{python.Analyzer},
		Run: func(pass *analysis.Pass) {
			for call := range python.Of(pass).All(python.Call) {
				pass.ReportRangef(call, "eval is called")
			}
		}}
	result, err := engine.Run(t.Context(), request.Config{
		Files: []discover.Entry{{Path: "a.agent.md", Abs: "/a.agent.md"}},
		Rules: []*lint.Rule{eval},
		Read:  func(string) ([]byte, error) { return []byte(definition), nil },
	})
	if err != nil || len(result.Findings) != 1 {
		t.Fatalf("got %v, %v, want one finding", result, err)
	}
	finding := result.Findings[0]
	if finding.Severity != lint.Warning {
		t.Errorf("got severity %s, want a warning at worst", finding.Severity)
	}
	want := []lint.Related{{
		Message: "the definition itself says: Never: Use eval on data", Path: "a.agent.md",
		Start: source.Position{Line: 4, Column: 3, Offset: 26}, End: source.Position{Line: 4, Column: 19, Offset: 42},
	}}
	if diff := cmp.Diff(want, finding.Related); diff != "" {
		t.Errorf("related places (-want +got):\n%s", diff)
	}
}
