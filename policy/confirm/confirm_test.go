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
	return confirm.Entry{Fingerprint: b.Fingerprint(), Bullet: text, Tier: tier, From: confirm.Places{"a.md"}}
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

// keepsNone is for definitions that have no other bullet.
func keepsNone(*confirm.Entry) bool { return false }

// unread is for definitions that were all looked at.
func unread(string) bool { return false }

func TestAddCopies(t *testing.T) {
	of := func(from, tier string, rules ...string) confirm.Entry {
		e := entry("Train on test data", tier)
		e.From, e.Rules = confirm.Places{from}, rules
		return e
	}
	var list confirm.List
	for _, e := range []confirm.Entry{of("a.md", "", "r1"), of("b.md", "never", "r1"), of("c.md", "never", "r2"), of("b.md", "never"), of("d.md", "ask first")} {
		list.Add(e)
	}
	want := of("b.md", "never", "r1", "r2")
	want.From = confirm.Places{"b.md", "c.md"}
	if diff := cmp.Diff(confirm.List{want}, list); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	text := update(t, list, "", keepsNone)
	if !strings.Contains(text, "    from:\n      - b.md\n      - c.md\n") {
		t.Errorf("of several definitions it says\n%s", text)
	}
	text = update(t, confirm.List{of("b.md", "never", "r1")}, text, keepsNone)
	if !strings.Contains(text, "    from: b.md\n") || !strings.Contains(text, "- r2") {
		t.Errorf("of one definition left, with the rules that were confirmed, it says\n%s", text)
	}
}

func update(t *testing.T, list confirm.List, old string, keeps func(*confirm.Entry) bool) string {
	t.Helper()
	out, err := list.Update([]byte(old), keeps, unread)
	if err != nil {
		t.Fatal(err)
	}
	again, err := list.Update(out, keeps, unread)
	if err != nil || string(again) != string(out) {
		t.Errorf("written again, it is another file: %v\n%s\n%s", err, out, again)
	}
	return string(out)
}

func TestUpdateWithoutPolicy(t *testing.T) {
	list := confirm.List{entry("Use random seeds: all", "always")}
	got := update(t, list, "ignore: naming\n\n# of somebody\nforbid: []\n", keepsNone)
	want := "ignore: naming\n\n# of somebody\nforbid: []\n\n# What the bullets of agent definitions come to. agentlint policy --write adds to it, and keeps what is changed here.\n" +
		"policy:\n  \"" + list[0].Fingerprint + "\":\n    bullet: 'Use random seeds: all'\n    tier: always\n    from: a.md\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := update(t, nil, "ignore: naming\n", keepsNone); got != "ignore: naming\n" {
		t.Errorf("got %q", got)
	}
}

// What a person has written stays as it is: other keys, remarks, order, and what an entry of the same bullet says.
func TestUpdateKeeps(t *testing.T) {
	seeds, logs, drawn := entry("Use random seeds", "always"), entry("Log the loss", "always"), entry("Draw plots", "always")
	moved := entry("Save checkpoints", "never")
	moved.Rules, moved.Severity = []string{"no-checkpoint"}, "error"
	old := `# settings of the team
policy:
    # nobody is here at night
    ask: deny
    topics: [seed] # and others later
    "` + logs.Fingerprint + `":
        from: a.md
        bullet: Log the loss
        tier: always
        severity: note # for now
    protected:
        - data/**

    # --- seeds ---

    # for the paper
    "` + seeds.Fingerprint + `": {bullet: Use random seeds, tier: always, from: a.md, rules: [missing-seed]}
    "` + moved.Fingerprint + `":
        bullet: Save checkpoints
        tier: ask first
        from: a.md
        rules: [no-resume]
        severity: warning
    # of a bullet that nobody has
    "000000000001":
        bullet: x
        from: gone.md
    # of a bullet that is in a definition
    "000000000002":
        bullet: by hand
        from: a.md
        rules: [bare-except]

# what is next
ignore: naming
`
	want := strings.NewReplacer("    # of a bullet that nobody has\n    \"000000000001\":\n        bullet: x\n        from: gone.md\n", "",
		"tier: ask first", "tier: never", "        bullet: Save checkpoints\n        tier: ask first\n        from: a.md\n        rules: [no-resume]\n        severity: warning\n",
		"      bullet: Save checkpoints\n      tier: never\n      from: a.md\n      rules:\n        - no-resume\n      severity: warning\n    \""+drawn.Fingerprint+"\":\n      bullet: Draw plots\n      tier: always\n      from: a.md\n",
	).Replace(old)
	got := update(t, confirm.List{seeds, logs, moved, drawn}, old, func(e *confirm.Entry) bool { return e.From[0] == "a.md" })
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	crlf := strings.ReplaceAll(old, "\n", "\r\n")
	got = update(t, confirm.List{seeds, logs, moved, drawn}, crlf, func(e *confirm.Entry) bool { return e.From[0] == "a.md" })
	if diff := cmp.Diff(strings.ReplaceAll(want, "\n", "\r\n"), got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestUpdateForms(t *testing.T) {
	list := confirm.List{entry("Use seeds", "always")}
	added := "  \"" + list[0].Fingerprint + "\":\n    bullet: Use seeds\n    tier: always\n    from: a.md\n"
	for old, want := range map[string]string{
		"policy:\n":                             "policy:\n" + added,
		"policy:":                               "policy:\n" + added,
		"policy: {}\nignore: x\n":               "policy:\n" + added + "ignore: x\n",
		"policy: {ask: deny}\n\n# a\nignore: x": "policy:\n  ask: deny\n" + added + "\n# a\nignore: x\n",
		"policy: {\n  ask: deny,\n  topics: [seed]\n}\nignore: x\n": "policy:\n  ask: deny\n  topics: [seed]\n" + added + "ignore: x\n",
		"policy:\n  # none yet\nignore: x\n":                        "policy:\n  # none yet\n" + added + "ignore: x\n",
	} {
		if diff := cmp.Diff(want, update(t, list, old, keepsNone)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", old, diff)
		}
	}
	for _, old := range []string{"policy: [a]\n", "policy: 3\n", "policy: {\n"} {
		if _, err := list.Update([]byte(old), keepsNone, unread); err == nil {
			t.Errorf("%q can be updated", old)
		}
	}
}

func FuzzUpdate(f *testing.F) {
	list := confirm.List{entry("Use seeds", "always")}
	for _, seed := range []string{"policy:\n  ask: deny\n", "policy: {a: b}\n", "a: |\n  policy:\npolicy:\n\t- x", "policy:\n  k: |\n    # x\n   # y\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, old string) {
		first, err := list.Update([]byte(old), func(*confirm.Entry) bool { return true }, unread)
		if err != nil {
			return
		}
		second, err := list.Update(first, func(*confirm.Entry) bool { return true }, unread)
		if err != nil || string(first) != string(second) {
			t.Errorf("written again, it is another file: %v\n%q\n%q", err, first, second)
		}
	})
}
