package engine

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/agentlint/agentlint/lint/request"
)

func TestRepositoryOfARunInAFolder(t *testing.T) {
	top := t.TempDir()
	for name, content := range map[string]string{
		".gitignore": "logs/\n*.tmp\n", "docs/a.md": "", "app/train.py": "", "app/Makefile": "train:\n",
	} {
		file := filepath.Join(top, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(top, ".git"), 0o755); err != nil {
		t.Fatal(err)
	}
	r := newRun(request.Config{Root: filepath.Join(top, "app")}).around()
	for name, want := range map[string]bool{
		"train.py": true, "../docs/a.md": true, "../docs/b.md": false, "docs/a.md": false,
		"../logs/run/a.txt": true, "../x.tmp": true, "../../elsewhere": true,
	} {
		if got := r.Exists(name); got != want {
			t.Errorf("Exists(%q) = %v", name, got)
		}
	}
	if files := r.TaskFiles(); len(files) != 1 || files[0].Path != "Makefile" {
		t.Errorf("task files: %+v", files)
	}
}
