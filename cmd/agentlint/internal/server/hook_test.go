package server

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// FuzzHook sends events, which need not be JSON. None makes the hook fail, or refuse something where nothing is forbidden.
func FuzzHook(f *testing.F) {
	top := f.TempDir()
	f.Setenv("AGENTLINT_CACHE_DIR", f.TempDir())
	for path, text := range map[string]string{
		".git/HEAD": "", "train.py": "import torch\nmodel = torch.nn.Linear(2, 2)\n",
		".github/agents/a.md": "---\nname: a\ndescription: Trains models\n---\n\n## Boundaries\n\n### Ask First\n- Changing model architecture\n",
	} {
		if err := os.MkdirAll(filepath.Join(top, filepath.Dir(path)), 0o755); err != nil {
			f.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(top, path), []byte(text), 0o600); err != nil {
			f.Fatal(err)
		}
	}
	dir, err := json.Marshal(top)
	if err != nil {
		f.Fatal(err)
	}
	for _, input := range []string{
		`{"file_path": "train.py", "old_string": "2, 2", "new_string": "2, 3"}`, `{"command": ["bash", "-lc", "git push"]}`,
		`"{\"command\": \"ls\"}"`, `{"command": "*** Begin Patch\n*** Update File: train.py\n@@\n-a\n+b\n*** End Patch"}`,
		`{"file_path": "../../x", "content": 3}`, `[[[`, `null`, "\x00",
		`{"replacements": [{"filePath": "train.py", "oldString": "2, 2", "newString": "3, 2"}]}`, `{"path": "train.py", "insert_line": 1, "new_str": "x"}`,
		`{"filePath": "n.ipynb", "editType": "insert", "cellId": "TOP", "newCode": ["a"]}`, `{"notebook_path": "n.ipynb", "cell_id": "cell-0", "new_source": "x", "edit_mode": "delete"}`,
		`{"edits": [{"old_string": "a", "new_string": "b", "replace_all": true}], "file_path": "train.py"}`,
	} {
		for _, name := range []string{"PreToolUse", "PostToolUse", "Stop", "preToolUse", "postToolUse", "stop", "beforeShellExecution", "afterFileEdit", ""} {
			for format := range eventFormats {
				f.Add(uint8(format), name, input)
			}
		}
	}
	f.Fuzz(func(t *testing.T, format uint8, name, input string) {
		quoted, err := json.Marshal(name)
		if err != nil {
			t.Fatal(err)
		}
		event := strings.NewReplacer("NAME", string(quoted), "DIR", string(dir), "INPUT", input).Replace(eventFormats[int(format)%len(eventFormats)])
		answer, err := json.Marshal(answerHook(t.Context(), strings.NewReader(event)))
		if err != nil || strings.Contains(string(answer), `"deny"`) && !strings.Contains(string(answer), "ask first") {
			t.Errorf("%s is answered by %s, %v", event, answer, err)
		}
	})
}

// eventFormats are events as Claude Code, VS Code, GitHub Copilot, Cursor and Codex send them. The last two take no question for an answer.
var eventFormats = []string{
	`{"hook_event_name": NAME, "session_id": "s", "cwd": DIR, "tool_input": INPUT}`,
	`{"hookEventName": NAME, "sessionId": "s", "timestamp": "2026-12-01T10:30:00.000Z", "cwd": DIR, "tool_input": INPUT}`,
	`{"sessionId": "s", "timestamp": 1, "cwd": DIR, "toolName": NAME, "toolArgs": INPUT}`,
	`{"hook_event_name": NAME, "conversation_id": "s", "workspace_roots": [DIR], "tool_name": "Write", "tool_input": INPUT, "command": NAME, "edits": INPUT, "file_path": "train.py"}`,
	`{"hook_event_name": NAME, "session_id": "s", "turn_id": "t", "cwd": DIR, "tool_input": INPUT}`,
}
