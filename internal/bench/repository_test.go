package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestRepository holds the module that most files import, and the script that imports most, to be found.
func TestRepository(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"lib/pkg/__init__.py": "", "lib/pkg/core.py": "import os\n", "lib/pkg/a.py": "from .core import x\n", "lib/pkg/b.py": "import pkg.core\n",
		"lib/run.py":   "from pkg import a, b\nif __name__ == '__main__':\n    a.go()\n",
		"lib/alone.py": "if __name__ == '__main__':\n    pass\n",
		"notes/a.txt":  "no Python\n",
	} {
		if err := create(filepath.Join(dir, filepath.FromSlash(name)), []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	all, err := repositoriesBelow(dir)
	if err != nil || len(all) != 1 || all[0].name != "lib" || len(all[0].files) != 6 {
		t.Fatalf("repositoriesBelow = %+v, %v", all, err)
	}
	if name, err := all[0].mostImported(); name != "pkg/core.py" || err != nil {
		t.Errorf("mostImported = %q, %v", name, err)
	}
	if name, err := all[0].entryScript(); name != "run.py" || err != nil {
		t.Errorf("entryScript = %q, %v", name, err)
	}
	if err := os.RemoveAll(filepath.Join(dir, "lib")); err != nil {
		t.Fatal(err)
	}
	if _, err := repositoriesBelow(dir); err == nil {
		t.Error("there is no repository, and repositoriesBelow does not say so")
	}
}

func TestPercentile(t *testing.T) {
	values := []float64{20, 3, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19}
	if got := percentile(values, 95); got != 19 {
		t.Errorf("the 95th percentile of 1 to 20 = %v", got)
	}
	if got := percentile([]float64{7}, 95); got != 7 {
		t.Errorf("that of one value = %v", got)
	}
}

// TestParsed holds the number of parses to be found in what agentlint tells of its stages.
func TestParsed(t *testing.T) {
	profile := "         time   share  calls            stage\n   1397.26 ms   4.0 %   1344            parse\n     12.00 ms   0.2 %      3            tree-sitter (part of parse)\n"
	if found := parsed.FindStringSubmatch(profile); found == nil || found[1] != "1344" {
		t.Errorf("found %q", found)
	}
}
