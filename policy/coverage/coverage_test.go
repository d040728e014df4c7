package coverage_test

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/policy"
	"github.com/agentlint/agentlint/policy/coverage"
	"github.com/agentlint/agentlint/policy/forbid"
	"github.com/agentlint/agentlint/policy/match"
)

const definition = `# Trainer of PyTorch models, epoch by epoch

## Never
- Train on test data
- Use ` + "`pickle.load()`" + `
- Write to ` + "`data/raw/`" + `
- Pass ` + "`shuffle=False`" + `
- Run ` + "`git push --force`" + `
- Use print statements
- Commit secrets
- Break the line length
- Guess what the user wants
- Frobnicate

## Ask First
- Deleting old logs
`

func TestOf(t *testing.T) {
	rules := []*lint.Rule{{ID: "train-on-test-data", Enforces: []match.Pattern{match.Avoid("train", "").With("test data")}}, {ID: "other", Enforces: []match.Pattern{match.Do("set", "seed")}}}
	root := fstest.MapFS{"pyproject.toml": {Data: []byte("[tool.ruff.lint]\n")}, ".github/workflows/ci.yml": {}}
	f := agent.Parse(source.New(".github/agents/a.agent.md", []byte(definition)), kind.CustomAgent)
	table := coverage.Of(policy.NewDefinition(f, rules), forbid.List{{Call: "frob", Bullet: "frobnicate"}}, coverage.Tools(root))
	got := map[string]string{}
	for _, row := range table.Rows {
		text := string(row.Status)
		switch {
		case row.Forbid != nil:
			text += ": " + row.Forbid.What()
		case len(row.Tools) > 0:
			text += ": " + row.Tools[0]
		case row.Reason != "":
			text += ": " + row.Reason
		}
		got[row.Bullet.Text] = text
	}
	want := map[string]string{
		"Train on test data":        "enforced",
		"Use `pickle.load()`":       "could-be: pickle.load",
		"Write to `data/raw/`":      "enforced",
		"Pass `shuffle=False`":      "could-be: shuffle=False",
		"Run `git push --force`":    "could-be: git push --force",
		"Use print statements":      "could-be: builtins.print",
		"Commit secrets":            "not-checkable: a scanner of secrets could tell, such as gitleaks; none is set up here",
		"Break the line length":     "other-tool: ruff (pyproject.toml)",
		"Guess what the user wants": "not-checkable: it is about how the agent works, which no file shows",
		"Frobnicate":                "enforced",
		"Deleting old logs":         "not-checkable: no topic of changes is about it; the topics are in docs/policy.md",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"other"}, coverage.Unmentioned(rules, nil, []coverage.Table{table})); diff != "" {
		t.Errorf("rules that no bullet mentions (-want +got):\n%s", diff)
	}
}
