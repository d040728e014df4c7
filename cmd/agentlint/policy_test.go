package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// What agentlint policy --format json writes is as its schema says.
func TestPolicySchema(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile(filepath.Join("..", "..", "report", "schema", "policy.json"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	text := "# Trainer for PyTorch, by epoch\n\n## Never\n\n- Train on test data\n- Commit secrets\n- Use `eval()`\n\n## Ask First\n\n- Changing the loss function\n"
	if err := os.WriteFile(filepath.Join(dir, "AGENTS.md"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	var out, notices bytes.Buffer
	if code := run(t.Context(), []string{"policy", "--format", "json"}, &out, &notices); code != exitClean {
		t.Fatalf("exit code %d: %s", code, notices.String())
	}
	value, err := jsonschema.UnmarshalJSON(&out)
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(value); err != nil {
		t.Error(err)
	}
}
