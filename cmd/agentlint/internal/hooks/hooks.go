// Package hooks writes into the settings of hosts that they run agentlint as a hook, beside what is there.
package hooks

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/lint/tree"
)

// command is what a host runs.
const command = "agentlint hook"

// A host is where a host keeps its hooks, and which events agentlint hears of there.
type host struct {
	file   string
	style  style
	events []event
}

// An event is one that agentlint hears of, with the tools that it is about; "" for all or none.
type event struct{ name, tools string }

// A style is the shape in which a host has its hooks.
type style int

const (
	grouped style = iota // {"hooks": {EVENT: [{"matcher": TOOLS, "hooks": [{"type": "command", "command": …}]}]}}
	flat                 // {"version": 1, "hooks": {EVENT: [{"type": "command", "matcher": TOOLS, "bash": …, "powershell": …}]}}
	plain                // {"version": 1, "hooks": {EVENT: [{"command": …, "matcher": TOOLS}]}}
)

// hosts are facts of https://code.claude.com/docs/en/hooks, https://developers.openai.com/codex/hooks,
// https://docs.github.com/en/copilot/reference/hooks-configuration, https://code.visualstudio.com/docs/agents/reference/hooks-reference,
// which reads the files of GitHub Copilot, too, and https://cursor.com/docs/hooks; checked 2026-12-01.
var hosts = map[string]host{
	"claude": {".claude/settings.json", grouped, []event{
		{"SessionStart", ""}, {"PreToolUse", "Bash|Edit|Write|MultiEdit|NotebookEdit"}, {"PostToolUse", "Edit|Write|MultiEdit|NotebookEdit"}, {"Stop", ""},
	}},
	"codex": {".codex/hooks.json", grouped, []event{
		{"SessionStart", ""}, {"UserPromptSubmit", ""}, {"PreToolUse", "Bash|apply_patch|Edit|Write"}, {"PostToolUse", "apply_patch|Edit|Write"}, {"Stop", ""},
	}},
	"copilot": copilot, "vscode": copilot,
	"cursor": {".cursor/hooks.json", plain, []event{
		{"sessionStart", ""}, {"beforeSubmitPrompt", ""}, {"preToolUse", "Shell|Write|Delete"}, {"postToolUse", "Write|Delete"}, {"stop", ""},
	}},
}

var copilot = host{".github/hooks/agentlint.json", flat, []event{{"sessionStart", ""}, {"preToolUse", ""}, {"postToolUse", ""}, {"agentStop", ""}}}

// Names are the hosts that there are hooks for.
func Names() []string { return []string{"claude", "codex", "copilot", "vscode", "cursor"} }

// Write has a host run agentlint in a project at a directory. It returns the file in which that is said, and whether it had to be changed.
func Write(disk *tree.Tree, root, name string) (file string, isNew bool, err error) {
	h, ok := hosts[name]
	if !ok {
		return "", false, fmt.Errorf("--hooks: there is no host %q; there are %s", name, strings.Join(Names(), ", "))
	}
	path := filepath.Join(root, filepath.FromSlash(h.file))
	data, err := disk.ReadFile(path)
	put := disk.Replace
	if errors.Is(err, fs.ErrNotExist) {
		data, err, put = []byte("{}"), nil, disk.Create
	}
	if err != nil {
		return h.file, false, err
	}
	next, err := h.merge(data)
	if err != nil {
		return h.file, false, fmt.Errorf("%s: %w; it was left as it is", h.file, err)
	}
	if next == nil {
		return h.file, false, nil
	}
	return h.file, true, put(path, next)
}

// merge returns the text of a host's file with what is missing in it; nil if nothing is.
func (h host) merge(data []byte) ([]byte, error) {
	var top object
	if err := json.Unmarshal(data, &top); err != nil {
		return nil, fmt.Errorf("it can't be read as JSON (%w)", err)
	}
	var all object
	if raw := top.get("hooks"); raw != nil {
		if err := json.Unmarshal(raw, &all); err != nil {
			return nil, errors.New("hooks is no object")
		}
	}
	changed := false
	for _, e := range h.events {
		var entries []json.RawMessage
		if raw := all.get(e.name); raw != nil && json.Unmarshal(raw, &entries) != nil {
			return nil, fmt.Errorf("hooks.%s is no list", e.name)
		}
		if slices.ContainsFunc(entries, func(entry json.RawMessage) bool { return strings.Contains(string(entry), command) }) {
			continue
		}
		entry, err := json.Marshal(h.entry(e))
		if err != nil {
			return nil, err
		}
		list, err := json.Marshal(append(entries, entry))
		if err != nil {
			return nil, err
		}
		all.set(e.name, list)
		changed = true
	}
	if !changed {
		return nil, nil
	}
	if h.style != grouped && top.get("version") == nil {
		top.set("version", []byte("1"))
	}
	raw, err := json.Marshal(all)
	if err != nil {
		return nil, err
	}
	top.set("hooks", raw)
	out, err := json.MarshalIndent(top, "", "  ")
	return append(out, '\n'), err
}

// entry is what a host's file says of one event.
func (h host) entry(e event) object {
	var entry object
	put := func(key string, value any) {
		raw, err := json.Marshal(value)
		if err == nil && string(raw) != `""` {
			entry.set(key, raw)
		}
	}
	switch h.style {
	case grouped:
		put("matcher", e.tools)
		put("hooks", []map[string]any{{"type": "command", "command": command, "timeout": 30}})
	case flat:
		put("type", "command")
		put("matcher", e.tools)
		put("bash", command)
		put("powershell", command)
		put("timeoutSec", 30)
	case plain:
		put("command", command)
		put("matcher", e.tools)
	}
	return entry
}
