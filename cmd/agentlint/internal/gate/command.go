package gate

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"github.com/agentlint/agentlint/policy/forbid"
	"github.com/agentlint/agentlint/report/inert"
)

// Forbidden says what is to become of a tool that would run a command or write files: what the settings forbid is refused, or only told where
// they give it a lower severity than error. Paths of the tool are relative to dir.
func (g *Guard) Forbidden(dir string, args json.RawMessage) (v Verdict) {
	if len(g.Commands) == 0 {
		return v
	}
	var lines []string
	found := func(r *forbid.Forbid, found string) {
		lines = append(lines, inert.Text(r.Says(found)))
		if v.Decision = cmp.Or(v.Decision, Tell); cmp.Or(r.Severity, "error") == "error" {
			v.Decision = Deny
		}
	}
	what := "command"
	if text := commandOf(args); text != "" {
		g.Commands.Shell(text, found)
	}
	if len(lines) == 0 {
		what = "edit"
		for path := range g.Proposed(dir, args) {
			g.Commands.Written(path, found)
		}
	}
	if len(lines) > 0 {
		slices.Sort(lines)
		v.Reason = "agentlint: the settings forbid this " + what + ":\n" + strings.Join(slices.Compact(lines), "\n")
	}
	return v
}

// commandOf returns the command of a shell that a tool would run: a text, or as Codex has it the words of a program and its arguments;
// "" if it is no such tool.
func commandOf(args json.RawMessage) string {
	var in struct {
		Command json.RawMessage `json:"command"`
	}
	if json.Unmarshal(Unquoted(args), &in) != nil {
		return ""
	}
	text, words := "", []string(nil)
	if json.Unmarshal(in.Command, &text) == nil || json.Unmarshal(in.Command, &words) != nil {
		return text
	}
	for i, w := range words {
		if w, err := syntax.Quote(w, syntax.LangBash); err == nil {
			words[i] = w
		}
	}
	return strings.Join(words, " ")
}
