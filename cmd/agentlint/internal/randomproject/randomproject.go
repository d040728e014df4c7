// Package randomproject makes and changes projects by chance, for tests that hold what is said of them against a memory of them.
package randomproject

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/caching"
)

// parts are what files are put together from: they import one another, and have faults and suppressions.
var parts = map[string][]string{
	".py": {
		"import torch\n", "from a import fit\n", "import b\n", "from c import *\n", "import numpy as np\n",
		"def fit(model=[]):\n    for epoch in range(3):\n        loss = model()\n        loss.backward()\n", "torch.manual_seed(0)\n", "fit()\n",
		"try:\n    b.fit()\nexcept:\n    pass\n", "def f(x=[]):  # agentlint: ignore[mutable-default-arg] -- tested\n    return x\n",
		"# agentlint: disable[bare-except] -- tested\n", "# agentlint: enable[bare-except]\n", "x = 1  # noqa: E501\n", "if (\n", "é = 'ü'\n", "\xff\n",
	},
	".ipynb": {"not a notebook", `{"cells":[{"cell_type":"code","metadata":{},"outputs":[],"execution_count":1,"source":["import torch\n","def f(x=[]):\n","    pass\n"]}],"metadata":{},"nbformat":4,"nbformat_minor":5}`},
	".md":    {"---\nname: x\n---\n", "See [this](a.py) and [that](../gone.md).\n", "Run `make train`.\n", "```python\ntry:\n    pass\nexcept:\n    pass\n```\n"},
	".yaml":  {"learning_rate: 0.1\n", "epochs: 3\n", "batch_size: 8\n", "# agentlint: ignore[config-type] -- tested\n"},
	".txt":   {"torch>=2.6\n", "numpy\n"},
}

// Files are the paths of the files that a project starts with.
var Files = []string{"a.py", "b.py", "c.py", "sub/a.py", "n.ipynb", ".github/agents/x.agent.md", "AGENTS.md", "train.yaml", "requirements.txt"}

var settingTexts = []string{
	"rules: {bare-except: off}\n",
	"rules: {bare-except: note}\n",
	"overrides: [{paths: [a.py], rules: {bare-except: off}}]\n",
	"overrides: [{paths: [a.py, b.py], rules: {bare-except: note}}]\n",
	"select: [exceptions]\n",
	"select: [exceptions]\noverrides: [{paths: [sub], select: [missing-seed]}]\n",
}

// New makes a project the working directory, and returns a place for its cache.
func New(t *testing.T, random *rand.Rand) (cacheDir string) {
	t.Chdir(t.TempDir())
	t.Setenv(caching.OffVariable, "")
	for _, name := range Files {
		writeRandom(t, random, name)
	}
	return t.TempDir()
}

// Disturb changes, adds, removes or renames a file, or says something else in a setting.
func Disturb(t *testing.T, random *rand.Rand) {
	t.Helper()
	name := Files[random.IntN(len(Files))]
	switch random.IntN(6) {
	case 0:
		_ = os.Remove(name) // it may be gone already
	case 1:
		_ = os.Rename("c.py", "b.py")
	case 2:
		if err := os.WriteFile(".agentlint.yaml", []byte(settingTexts[random.IntN(len(settingTexts))]), 0o600); err != nil {
			t.Fatal(err)
		}
	default:
		writeRandom(t, random, name)
	}
}

// Text puts together a text for a file of the project.
func Text(random *rand.Rand, name string) string {
	all := parts[filepath.Ext(name)]
	var text strings.Builder
	for range 1 + random.IntN(2*len(all)) {
		text.WriteString(all[random.IntN(len(all))])
	}
	return text.String()
}

func writeRandom(t *testing.T, random *rand.Rand, name string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(Text(random, name)), 0o600); err != nil {
		t.Fatal(err)
	}
}
