package config_test

import (
	"strings"
	"testing"

	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/source"
)

func TestTOMLArraysHaveAPlace(t *testing.T) {
	text := "a = 1\nlist = [\"x\", [1, 2], []]\ninline = {b = [{c = 1}, {}]}\nempty = []\n"
	f := config.Parse(source.New("a.toml", []byte(text)), config.TOML)
	for name, want := range map[string]string{"list": `["x", [1`, "inline": `{b = [`, "empty": "["} {
		r := f.Root.Field(name).Value.Range
		if got := text[r.Start:r.End]; !strings.HasPrefix(got, want) {
			t.Errorf("%s is at %q, want %q there", name, got, want)
		}
	}
	nested := f.Root.Field("list").Value.Items[1].Range
	if got := text[nested.Start:nested.End]; got != "1, 2" {
		t.Errorf("the inner list is at %q", got)
	}
}
