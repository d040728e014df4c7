package server

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// connect starts the server, and the official client for it.
func connect(t *testing.T) *mcp.ClientSession {
	t.Helper()
	ours, theirs := mcp.NewInMemoryTransports()
	server, err := (&tools{ctx: t.Context()}).server().Connect(t.Context(), ours, nil)
	if err != nil {
		t.Fatal(err)
	}
	client, err := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, nil).Connect(t.Context(), theirs, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = client.Close()
		_ = server.Close()
	})
	return client
}

// TestMCPWithTheOfficialClient has a file checked by a client that validates what it is told.
func TestMCPWithTheOfficialClient(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("train.py", []byte("import torch\ntry:\n    f()\nexcept:\n    pass\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	client := connect(t)
	for tool, err := range client.Tools(t.Context(), nil) {
		if err != nil {
			t.Fatal(err)
		}
		if tool.Description == "" || !tool.Annotations.ReadOnlyHint {
			t.Errorf("%s: %+v", tool.Name, tool)
		}
	}
	result, err := client.CallTool(t.Context(), &mcp.CallToolParams{Name: "check", Arguments: map[string]any{"paths": []string{"train.py"}}})
	if err != nil || result.IsError {
		t.Fatal(result, err)
	}
	if text := result.Content[0].(*mcp.TextContent).Text; !strings.Contains(text, "train.py:4:1: warning: ") {
		t.Error(text)
	}
	said, err := json.Marshal(result.StructuredContent)
	if err != nil {
		t.Fatal(err)
	}
	var out struct {
		Report struct {
			Findings []struct{ Rule string }
		}
	}
	if err := json.Unmarshal(said, &out); err != nil || len(out.Report.Findings) == 0 || out.Report.Findings[0].Rule != "bare-except" {
		t.Errorf("%v in %s", err, said)
	}
}

// TestMCPTellsOfPrograms asks what a script does, what the boundaries say, and what has changed.
func TestMCPTellsOfPrograms(t *testing.T) {
	t.Chdir(t.TempDir())
	write := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("train.py", "import torch\ntorch.manual_seed(1)\nmodel = torch.nn.Linear(2, 2)\n")
	write(".github/agents/trainer.md", "---\nname: trainer\ndescription: Trains models when asked to\n---\n\n## Boundaries\n\n### Ask First\n- Changing model architecture\n- Adjusting the learning rate schedule\n")
	for _, args := range [][]string{{"init", "-q", "-b", "main"}, {"add", "."}, {"-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "-m", "one"}} {
		if out, err := exec.Command("git", args...).CombinedOutput(); err != nil {
			t.Skipf("git: %v: %s", err, out)
		}
	}
	write("train.py", "import torch\ntorch.manual_seed(1)\nmodel = torch.nn.Linear(2, 3)\n")
	client := connect(t)
	for _, call := range []struct {
		tool, want string
		args       map[string]any
	}{
		{"story", "(train.py:2:1)", map[string]any{"path": "train.py"}},
		{"policy", "trainer.md:9: Ask First: Changing model architecture; topics: architecture", map[string]any{}},
		{"policy", "There are no such boundaries", map[string]any{"topic": "seed"}},
		{"diff", "train.py:3:9: model architecture: Linear(out_features=2) → Linear(out_features=3)", map[string]any{}},
		{"diff", "Nothing has changed", map[string]any{"head": "HEAD"}},
	} {
		result, err := client.CallTool(t.Context(), &mcp.CallToolParams{Name: call.tool, Arguments: call.args})
		if err != nil || result.IsError {
			t.Fatal(call.tool, result, err)
		}
		if text := result.Content[0].(*mcp.TextContent).Text; !strings.Contains(text, call.want) {
			t.Errorf("%s %v: %s", call.tool, call.args, text)
		}
	}
}
