package policy_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/policy"
	"github.com/agentlint/agentlint/rules"
)

// titles are what bullets of a tier stand under.
var titles = map[string]string{"always": "## Always\n\n- ", "ask first": "## Ask First\n\n- ", "never": "## Never\n\n- ", "advice": "## Notes\n\n- ", "pitfall": "## Pitfalls\n\n| Pitfall | Fix |\n|---|---|\n| "}

// enforcedBy returns what enforces a bullet of a definition for somebody who trains models.
func enforcedBy(tier, text string) []string {
	text = "# Trainer\n\nTrains with PyTorch: the learning rate, the validation set and other hyperparameters are in the config.\n\n" + titles[tier] + text
	if tier == "pitfall" {
		text += " | See the guide |"
	}
	var all []string
	for _, b := range policy.Of(agent.Parse(source.New(".github/agents/a.agent.md", []byte(text+"\n")), kind.CustomAgent), rules.All) {
		all = append(all, append(b.Rules, b.Topics...)...)
	}
	return all
}

// TestBullets looks for what enforces the bullets of testdata/bullets.tsv.
func TestBullets(t *testing.T) {
	data, err := os.ReadFile("testdata/bullets.tsv")
	if err != nil {
		t.Fatal(err)
	}
	found, wanted := 0, 0
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(strings.TrimSpace(line), "\t")
		tier, text, want := fields[0], fields[1], strings.Split(fields[2], "|")
		text, isUnknown := strings.CutPrefix(text, "~")
		got := enforcedBy(tier, text)
		isFound := slices.ContainsFunc(want, func(name string) bool { return slices.Contains(got, name) })
		switch {
		case fields[2] == "-" && len(got) > 0:
			t.Errorf("%s: %q is enforced by %v, and should not be", tier, text, got)
		case slices.Contains(want, "-"):
		case isFound == isUnknown:
			t.Errorf("%s: %q is enforced by %v, want one of %v (known as not found: %v)", tier, text, got, want, isUnknown)
		default:
			if wanted++; isFound {
				found++
			}
		}
	}
	if t.Logf("%d of %d bullets are found", found, wanted); found*100 < wanted*90 {
		t.Errorf("%d of %d bullets are found, want 90 %%", found, wanted)
	}
}
