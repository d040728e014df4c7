package server

import (
	"encoding/json"
	"fmt"
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
	} {
		for _, name := range []string{"PreToolUse", "PostToolUse", "Stop", ""} {
			f.Add(name, input)
		}
	}
	f.Fuzz(func(t *testing.T, name, input string) {
		quoted, err := json.Marshal(name)
		if err != nil {
			t.Fatal(err)
		}
		event := fmt.Sprintf(`{"hook_event_name": %s, "session_id": "s", "cwd": %s, "tool_input": %s}`, quoted, dir, input)
		answer, err := json.Marshal(answerHook(t.Context(), strings.NewReader(event)))
		if err != nil || strings.Contains(string(answer), `"deny"`) {
			t.Errorf("%s is answered by %s, %v", event, answer, err)
		}
	})
}
