package host

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/kind"
)

func overrideWith(t *testing.T, content string) error {
	t.Helper()
	before := hosts
	t.Cleanup(func() { hosts = before })
	return Override(fstest.MapFS{"a.yaml": {Data: []byte(content)}, "notes.txt": {Data: []byte("no facts")}})
}

func TestOverride(t *testing.T) {
	err := overrideWith(t, `
name: vscode
files:
  - kinds: [custom-agent]
    unknown: rejected
    limits: {body-chars: 100}
    keys:
      triggers: {types: [list], items: [string]}
      name: {types: [string], required: true}
    faults:
      unquoted-colon: {loads: false}
  - kinds: [opencode-agent]
    identity: filename
    unknown: ignored
    keys: {}
`)
	if err != nil {
		t.Fatal(err)
	}
	s := ByName("vscode").Schema(kind.CustomAgent)
	if !s.Keys["name"].Required || !s.Keys["triggers"].Accepts(agent.List) || s.Keys["handoffs"].Types == nil {
		t.Errorf("keys: %+v", s.Keys)
	}
	if s.Unknown != Rejected || s.Identity != NamedByKey || s.Limits.BodyChars != 100 || s.Faults["unquoted-colon"].Loads {
		t.Errorf("schema: %+v", s)
	}
	if other := ByName("vscode").Schema(kind.OpenCodeAgent); other == nil || other.Host != ByName("vscode") {
		t.Errorf("added schema: %+v", other)
	}
}

func TestOverrideAddsAHost(t *testing.T) {
	if err := overrideWith(t, "name: mine\nfiles:\n  - {kinds: [custom-agent], identity: name, unknown: ignored, keys: {}}\n"); err != nil {
		t.Fatal(err)
	}
	var readers []string
	for _, s := range For(kind.CustomAgent) {
		readers = append(readers, s.Host.Title)
	}
	if diff := cmp.Diff([]string{"Copilot CLI", "GitHub cloud agent", "mine", "VS Code"}, readers); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestOverrideErrorsHaveAPlace(t *testing.T) {
	tests := map[string]string{
		"name: [":                                "a.yaml:1:",
		"title: x\n":                             "a.yaml:1:1: it needs the name",
		"name: x\ncolour: red\n":                 "a.yaml:2:1: ",
		"name: x\nfiles: 3\n":                    "a.yaml:2:8: ",
		"name: x\nfiles:\n  - {keys: {}}\n":      "a.yaml:3:5: it needs the kinds",
		"name: x\nfiles:\n  - kinds: [agents]\n": `a.yaml:3:13: there is no "agents"`,
		"name: x\nfiles:\n  - kinds: [skill]\n    keys: {a: {}}\n":                              `a.yaml:4:12: "a" needs the types`,
		"name: x\nfiles:\n  - kinds: [skill]\n    keys: {a: {types: [text]}}\n":                 `a.yaml:4:24: there is no "text"`,
		"name: x\nfiles:\n  - kinds: [skill]\n    keys: {a: {types: [string], pattern: '('}}\n": "a.yaml:4:42: error parsing regexp",
		"name: x\nfiles:\n  - kinds: [skill]\n    unknown: dropped\n":                           `a.yaml:4:14: there is no "dropped"`,
	}
	for content, want := range tests {
		if err := overrideWith(t, content); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: got %v, want %s…", content, err, want)
		}
	}
	if ByName("x") != nil {
		t.Error("a file with errors changed the facts")
	}
}
