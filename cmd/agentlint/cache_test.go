package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// parts are what files of TestWarmIsCold are put together from: they import one another, and have faults and suppressions.
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

var projectFiles = []string{"a.py", "b.py", "c.py", "sub/a.py", "n.ipynb", ".github/agents/x.agent.md", "AGENTS.md", "train.yaml", "requirements.txt"}

var settingTexts = []string{
	"rules: {bare-except: off}\n",
	"rules: {bare-except: note}\n",
	"overrides: [{paths: [a.py], rules: {bare-except: off}}]\n",
	"overrides: [{paths: [a.py, b.py], rules: {bare-except: note}}]\n",
	"select: [exceptions]\n",
	"select: [exceptions]\noverrides: [{paths: [sub], select: [missing-seed]}]\n",
}

// Whatever is done to a project, a run with a cache says what one without does.
func TestWarmIsCold(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	cacheDir := newRandomProject(t, random)
	for step := range 40 {
		for range random.IntN(3) {
			disturb(t, random)
		}
		flags := [][]string{{}, {"--all-python"}, {"--strict"}, {"--select", "all"}, {"--config", "rules.mutable-default-arg=note"}, {"a.py"}, {"--ignore-suppressions"}}
		args := append([]string{"--format=json", "--fail-on=never"}, flags[max(0, random.IntN(2*len(flags))-len(flags))]...)
		cold := outcomeOf(t, append(args, "--no-cache"))
		if warm := outcomeOf(t, append(args, "--cache-dir", cacheDir)); warm != cold {
			t.Fatalf("step %d, %v: with the cache\n%s\nwithout\n%s", step, args, warm, cold)
		}
	}
}

// Runs at the same time over one project and one cache all say the same.
func TestRunsAtTheSameTime(t *testing.T) {
	cacheDir := newRandomProject(t, rand.New(rand.NewPCG(3, 4)))
	want := outcomeOf(t, []string{"--format=json", "--no-cache"})
	var group sync.WaitGroup
	for i := range 4 {
		group.Go(func() {
			for j := range 5 {
				args := []string{"--format=json", "--cache-dir", cacheDir}
				if (i+j)%2 == 0 {
					args = append(args, "--config", "rules.bare-except=on") // its own run, the same pack
				}
				if got := outcomeOf(t, args); got != want {
					t.Errorf("got\n%s\nwant\n%s", got, want)
				}
			}
		})
	}
	group.Wait()
}

// newRandomProject makes a project the working directory, and returns a place for its cache.
func newRandomProject(t *testing.T, random *rand.Rand) (cacheDir string) {
	t.Chdir(t.TempDir())
	t.Setenv(noCacheVariable, "")
	for _, name := range projectFiles {
		writeRandom(t, random, name)
	}
	return t.TempDir()
}

// disturb changes, adds, removes or renames a file, or says something else in a setting.
func disturb(t *testing.T, random *rand.Rand) {
	t.Helper()
	name := projectFiles[random.IntN(len(projectFiles))]
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

func writeRandom(t *testing.T, random *rand.Rand, name string) {
	t.Helper()
	all := parts[filepath.Ext(name)]
	var text strings.Builder
	for range 1 + random.IntN(2*len(all)) {
		text.WriteString(all[random.IntN(len(all))])
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
}

// outcomeOf is all that a run says, and how it ends.
func outcomeOf(t *testing.T, args []string) string {
	var stdout, stderr strings.Builder
	code := run(t.Context(), args, &stdout, &stderr)
	return fmt.Sprintf("%s%s%d", &stdout, &stderr, code)
}
