package server

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// TestMCPWithTheOfficialClient has a file checked by a client that validates what it is told.
func TestMCPWithTheOfficialClient(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("train.py", []byte("import torch\ntry:\n    f()\nexcept:\n    pass\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	ours, theirs := mcp.NewInMemoryTransports()
	server, err := (&tools{ctx: t.Context()}).server().Connect(t.Context(), ours, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	client, err := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, nil).Connect(t.Context(), theirs, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
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
	if text := result.Content[0].(*mcp.TextContent).Text; !strings.Contains(text, "train.py:4:1: error: ") {
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
