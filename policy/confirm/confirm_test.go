package confirm_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/agentlint/agentlint/parser/agent/body"
	"github.com/agentlint/agentlint/policy/bullet"
	"github.com/agentlint/agentlint/policy/confirm"
)

func entry(text, tier string) confirm.Entry {
	b := bullet.Bullet{Text: text}
	return confirm.Entry{Fingerprint: b.Fingerprint(), Bullet: text, Tier: tier, From: "a.md"}
}

func TestDrifts(t *testing.T) {
	bullets := []bullet.Bullet{
		{Text: "Train on test data", Tier: body.AskFirst},
		{Text: "use **random** seeds", Tier: body.Always},
		{Text: "Log the loss of each epoch", Tier: body.Always},
		{Text: "Keep it simple"},
	}
	list := confirm.List{
		entry("Train on test data", "never"), entry("Use random seeds", "always"), entry("Log the loss of each step", "always"),
		entry("Delete old checkpoints", "never"), entry("Keep it simple", ""),
	}
	var got []string
	for _, d := range list.Drifts("sub/a.md", bullets) {
		got = append(got, string(d.Kind)+" "+d.Entry.Bullet)
	}
	want := []string{"softened Train on test data", "changed Log the loss of each step", "removed Delete old checkpoints"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("drifts (-want +got):\n%s", diff)
	}
	if drifts := list.Drifts("b.md", nil); drifts != nil {
		t.Errorf("another definition drifts: %v", drifts)
	}
}

func TestWrite(t *testing.T) {
	list := confirm.List{entry("Use random seeds: all", "always")}
	old := "ignore: naming\npolicy:\n  old: x\n\n# of somebody\nforbid: []\n"
	first, err := list.Write([]byte(old))
	if err != nil {
		t.Fatal(err)
	}
	second, err := list.Write(first)
	if err != nil || string(first) != string(second) {
		t.Errorf("written again, it is another file: %v\n%s\n%s", err, first, second)
	}
	for _, want := range []string{"ignore: naming\n", "# of somebody\nforbid: []\n", "bullet: 'Use random seeds: all'"} {
		if !strings.Contains(string(first), want) {
			t.Errorf("no %q in\n%s", want, first)
		}
	}
	if strings.Contains(string(first), "old: x") {
		t.Errorf("what was there is kept:\n%s", first)
	}
}

// What a person has set of a bullet stays.
func TestMerge(t *testing.T) {
	old := entry("Use random seeds", "always")
	old.Severity, old.Rules = "note", []string{"missing-seed"}
	now := entry("Use random seeds", "always")
	now.Severity, now.Rules = "error", []string{"missing-seed", "seed-after-use"}
	if got := (confirm.List{old}).Merge(confirm.List{now}); got[0].Severity != "note" || len(got[0].Rules) != 1 {
		t.Errorf("got %+v", got)
	}
}
