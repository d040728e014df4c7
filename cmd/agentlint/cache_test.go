package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/lsp"
	"github.com/agentlint/agentlint/parser/source"
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
		flags := [][]string{
			{}, {"--all-python"}, {"--strict"}, {"--select", "all"}, {"--config", "rules.mutable-default-arg=note"}, {"a.py"}, {"--ignore-suppressions"},
			{"sub"}, {"b.py", "n.ipynb"}, {".github"}, {"--diff"}, {"--diff", "--unsafe-fixes"}, {"--diff", "a.py"},
		}
		args := append([]string{"--format=json", "--fail-on=never"}, flags[max(0, random.IntN(2*len(flags))-len(flags))]...)
		cold := outcomeOf(t, append(args, "--no-cache"))
		if warm := outcomeOf(t, append(args, "--cache-dir", cacheDir)); warm != cold {
			t.Fatalf("step %d, %v: with the cache\n%s\nwithout\n%s", step, args, warm, cold)
		}
	}
}

// Servers that have seen a project before, and hooks that find what they have kept, say of it what new ones say that keep nothing,
// whatever was done to it.
func TestServersAreCold(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	cacheDir := newRandomProject(t, random)
	t.Setenv(cacheDirVariable, cacheDir)
	warm, warmTools := newLanguageServer(), &tools{ctx: t.Context()}
	for step := range 40 {
		for range random.IntN(3) {
			disturb(t, random)
		}
		open := map[string]*document{}
		for range random.IntN(3) {
			name := projectFiles[random.IntN(len(projectFiles))]
			open[name] = documentOf(t, name, randomText(random, name))
		}
		name := projectFiles[random.IntN(len(projectFiles))]
		doc := documentOf(t, name, randomText(random, name))
		open[name] = doc
		what := map[string]func(s *languageServer, tools *tools) string{
			"lsp": func(s *languageServer, _ *tools) string {
				s.documents = open
				return s.saidOf(t, doc, &check{suppressions: ignoreFlags{reason: ignoreReason}})
			},
			"lsp's fixes": func(s *languageServer, _ *tools) string {
				s.documents = open
				return s.saidOf(t, doc, &check{fixes: fixFlags{fix: true}})
			},
			"hook after": func(*languageServer, *tools) string { return hookSays(t, "PostToolUse", name, "") },
			"hook before": func(*languageServer, *tools) string {
				return hookSays(t, "PreToolUse", name, string(doc.text.Text))
			},
			"mcp":           func(_ *languageServer, m *tools) string { return mcpSays(t, m, checkArguments{}) },
			"mcp of a file": func(_ *languageServer, m *tools) string { return mcpSays(t, m, checkArguments{Paths: []string{name}}) },
			"mcp of content": func(_ *languageServer, m *tools) string {
				return mcpSays(t, m, checkArguments{Filename: name, Content: "import torch\n" + string(doc.text.Text)})
			},
		}
		for _, who := range slices.Sorted(maps.Keys(what)) {
			t.Setenv(noCacheVariable, "1")
			cold := what[who](newLanguageServer(), &tools{ctx: t.Context()})
			t.Setenv(noCacheVariable, "")
			if got := what[who](warm, warmTools); got != cold {
				t.Fatalf("step %d, %s: with a memory\n%s\nwithout\n%s", step, who, got, cold)
			}
		}
	}
}

func documentOf(t *testing.T, name, text string) *document {
	t.Helper()
	abs, err := filepath.Abs(name)
	if err != nil {
		t.Fatal(err)
	}
	return &document{uri: lsp.URI(abs), path: abs, text: source.New(abs, []byte(text))}
}

// saidOf is all that a check of a document comes to: findings, fixes, and where comments go.
func (s *languageServer) saidOf(t *testing.T, doc *document, c *check) string {
	t.Helper()
	var said strings.Builder
	run, err := s.inquire(t.Context(), doc, c)
	if fmt.Fprintln(&said, err); run == nil {
		return said.String()
	}
	doc.run = run
	for _, f := range run.Findings {
		fmt.Fprintln(&said, f.Rule.ID, f.Severity, f.Message, f.Start, f.End, f.Related, f.Fixes)
		for _, action := range s.suppressions(doc, f) {
			fmt.Fprintln(&said, action.Title, action.Edit)
		}
	}
	if run.fixed != nil {
		for _, change := range run.fixed.Changes {
			fmt.Fprintln(&said, change.Path, change.Fixed, string(change.New))
		}
		fmt.Fprintln(&said, run.fixed.Withdrawn)
	}
	fmt.Fprintln(&said, run.Notices, run.Checked, run.Skipped, run.Failed, run.Suppressed)
	return said.String()
}

func hookSays(t *testing.T, event, name, content string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	abs := filepath.Join(dir, name)
	said, err := json.Marshal(map[string]any{
		"hook_event_name": event, "cwd": dir, "tool_input": map[string]any{"file_path": abs, "content": content},
	})
	if err != nil {
		t.Fatal(err)
	}
	answer, err := json.Marshal(answerHook(t.Context(), bytes.NewReader(said)))
	return fmt.Sprint(string(answer), err)
}

func mcpSays(t *testing.T, m *tools, args checkArguments) string {
	t.Helper()
	_, answer, err := m.check(t.Context(), nil, args)
	said, _ := json.Marshal(answer)
	return fmt.Sprint(string(said), err)
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

// randomText puts together a text for a file of the project.
func randomText(random *rand.Rand, name string) string {
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
	if err := os.WriteFile(name, []byte(randomText(random, name)), 0o600); err != nil {
		t.Fatal(err)
	}
}

// outcomeOf is all that a run says, and how it ends.
func outcomeOf(t *testing.T, args []string) string {
	var stdout, stderr strings.Builder
	code := run(t.Context(), args, &stdout, &stderr)
	return fmt.Sprintf("%s%s%d", &stdout, &stderr, code)
}
