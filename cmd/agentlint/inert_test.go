package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/agentlint/agentlint/report/inert"
	"github.com/agentlint/agentlint/report/inert/runnertest"
)

// owned is what a stranger writes wherever a name or text goes.
const owned = "##[error]owned ##vso[task.complete result=Succeeded]owned \x1b[2J\u202e\r::error::owned\n::stop-commands::owned"

// hostileFiles is a project whose files have names and content that runners and terminals would obey.
var hostileFiles = map[string]string{
	"::stop-commands::x.py": "import torch\n::error::a\n",
	"::error::faulty.py": "import torch\n# ::error::owned\n\n\nmodel.load_state_dict(torch.load('" + "##[error]owned ##vso[a.b]owned" + "'))\n" +
		"::notice::owned\n\n\ndef f(x=[]):  # " + strings.ReplaceAll(owned, "\n", " ") + "\n    return x\n\n\ntry:\n    f()\nexcept:\n    pass\n",
	"\u00a0::warning::skipped.py":          "import torch\x00\n",
	"a\n::error::b.py":                     "import torch\ntry:\n    f()\nexcept:\n    pass\n",
	"##[add-mask]c.py":                     "import torch\nfor x in y:\n    loss = model(x)\n    loss.backward()\n    optimizer.step()\n",
	"\x1b]0;owned\a::error::d.ipynb":       "no notebook",
	".github/agents/::error::e.agent.md":   "---\nname: \"::error::owned\\r::error::owned\\n##[error]x\"\ndescription: \"" + "\\e[2J##vso[a.b]x" + "\"\n\"\\n::error::owned\": 1\nhandoffs:\n  - {label: \"##[error]x\\r::error::y\", agent: \"::error::gone\", prompt: x}\n---\n::error::{{owned}}\n",
	".github/agents/a\r::error::.agent.md": "---\nname: [::error::owned\n---\n",
	"bad/.agentlint.yaml":                  "\"\\n::error::owned\": \"\\r##[error]owned\"\n",
	"bad/a.py":                             "import torch\n",
}

// newHostileProject makes a project of hostile files the working directory.
func newHostileProject(t *testing.T) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, content := range hostileFiles {
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
			t.Skip(err) // a file system that has no such names
		}
	}
}

// Whatever agentlint is asked, nothing of what it writes is obeyed by what runs a job, or by a terminal.
func TestNothingIsObeyed(t *testing.T) {
	const stranger = "::error::owned\r::error::owned\n::error::owned##[error]x\x1b[2J"
	for _, args := range [][]string{
		{}, {"--format", "concise"}, {"-q"}, {"-v"}, {"--strict", "--all-python"}, {"--show-files"}, {"--statistics"}, {"--profile-rules"},
		{"--color", "always", "--format", "json"}, {"--format", "jsonl"}, {"--format", "sarif"}, {"--format", "gitlab"}, {"--format", "markdown"},
		{"--format", "html"}, {"--format", "junit"}, {"--format", "checkstyle"}, {"--format", "rdjson"}, {"--format", "rdjsonl"},
		{"--diff", "--unsafe-fixes", "::error::faulty.py"}, {"graph"}, {"graph", "--format", "dot"}, {"graph", "--format", "json"},
		{"trace", "::error::faulty.py", "a\n::error::b.py", "##[add-mask]c.py"},
		{"load", "--host", "vscode", ".github/agents/::error::e.agent.md"},
		{"load", "--host", "vscode", "--format", "json", ".github/agents/::error::e.agent.md"},
		{"config", "show", "::error::faulty.py"}, {"config", "verify", "bad/.agentlint.yaml"}, {"bad"}, {"bad", "--format", "json"},
		{stranger}, {"explain", stranger}, {"load", "--host", stranger, "a.py"}, {"load", "--host", "vscode", stranger}, {"trace", stranger},
		{"--format", stranger}, {"--fail-on", stranger}, {"--select", stranger}, {"--" + stranger}, {"--config", stranger}, {"--baseline", stranger},
		{"--stdin-filename", stranger, "-"}, {"--since", stranger, "--changed"}, {"--cache-dir", stranger, "-v"}, {"schema", stranger}, {"init", stranger},
		{"--write-baseline", "--baseline", "::error::owned.json"}, {"--prune-baseline", "--baseline", "::error::owned.json"},
		{"--fix", "--unsafe-fixes"}, {"--add-ignore", "no reason"}, {"--format", "text=::error::owned/x"},
	} {
		t.Run(strings.Join(args, " "), func(t *testing.T) {
			newHostileProject(t)
			t.Setenv("CI", "1")
			var stdout, stderr bytes.Buffer
			run(t.Context(), args, &stdout, &stderr)
			if stdout.Len()+stderr.Len() == 0 {
				t.Error("nothing is written")
			}
			for name, text := range map[string]string{"standard output": stdout.String(), "standard error": stderr.String()} {
				if obeyed := runnertest.Obeyed(text); len(obeyed) > 0 {
					t.Errorf("commands on %s: %q", name, obeyed)
				}
				hidden := func(r rune) bool { return r != '\n' && r != '\t' && r != inert.EmojiStyle && !unicode.IsGraphic(r) }
				if i := strings.IndexFunc(text, hidden); i >= 0 && args[0] != "--diff" {
					t.Errorf("%q on %s", text[max(0, i-20):i+4], name)
				}
			}
		})
	}
}

// What is made to be read by a shell comes out as it is written.
func TestOwnTextIsLeftAlone(t *testing.T) {
	for _, args := range [][]string{
		{"completion", "bash"}, {"completion", "zsh"}, {"completion", "fish"}, {"completion", "powershell"}, {"--help"}, {"rules", "--format", "markdown"},
	} {
		var plain, stdout, stderr bytes.Buffer
		root := newRoot()
		root.SetArgs(args)
		root.SetOut(&plain)
		if err := root.ExecuteContext(t.Context()); err != nil {
			t.Fatal(err)
		}
		if run(t.Context(), args, &stdout, &stderr); stdout.String() != plain.String() {
			t.Errorf("%v comes out as %q", args, stdout.String())
		}
	}
}
