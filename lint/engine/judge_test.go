package engine_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/cache"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/request"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// seeds reports, at the start of each script, which files it comes to and which of them seed.
var seeds = &lint.Rule{
	ID: "seeds", Severity: lint.Warning, Requires: []*analysis.Analyzer{program.Analyzer},
	Run: func(pass *analysis.Pass) {
		for _, s := range program.Of(pass).Stories {
			var at []string
			for i := range s.Steps {
				if s.Steps[i].Kind == story.Seed {
					at = append(at, s.Record.Files[s.Steps[i].Event.At.File])
				}
			}
			pass.ReportRangef(s.At(value.Place{}), "%s comes to %v and is seeded in %v", s.Record.Script, s.Record.Files, at)
		}
	},
}

// script is one that trains, with a helper of its own, one of all scripts, and one that is not there.
const script = `
import torch
import yaml
import common
import help_%[1]s
try:
    import extra_%[1]s
except ImportError:
    pass

for name in yaml.safe_load(open("conf_%[1]s.yaml"))["names"]:
    torch.manual_seed(yaml.safe_load(open("all.yaml"))["seed"])

model = torch.nn.Linear(2, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for x in common.data():
    optimizer.zero_grad()
    model(x).sum().backward()
    optimizer.step()
`

// scripts makes three scripts of one program, and returns their files.
func scripts(t *testing.T, root string) (names []string) {
	t.Helper()
	write(t, root, "all.yaml", "seed: 1\n")
	write(t, root, "common.py", "def data():\n    return [1]\n")
	for _, name := range []string{"a", "b", "c"} {
		write(t, root, name+".py", fmt.Sprintf(script, name))
		write(t, root, "help_"+name+".py", "names = []\n")
		names = append(names, name+".py", "help_"+name+".py")
	}
	return append(names, "common.py")
}

// After a change those scripts are followed anew that touch what has changed, and no others.
func TestChangeJudgesWhatTouchesIt(t *testing.T) {
	const seed = "import torch\ntorch.manual_seed(1)\n"
	tests := []struct {
		why, name, text string // a file that is written; with no text it is removed
		isNew           bool
		want            int
	}{
		{why: "nothing"},
		{why: "a script", name: "a.py", text: seed + fmt.Sprintf(script, "a"), want: 1},
		{why: "what one script imports", name: "help_b.py", text: "import torch\ndef seed():\n    torch.manual_seed(1)\n", want: 2}, // which may seed by itself
		{why: "what all import", name: "common.py", text: "def data():\n    return [1, 2]\n", want: 3},
		{why: "a folder that nothing looks for", name: "new/plain.py", text: "x = 1\n", isNew: true},
		{why: "a module that one has looked for", name: "extra_c.py", text: "names = []\n", isNew: true, want: 1},
		{why: "a folder that would be one", name: "extra_b/__init__.py", text: "names = []\n", isNew: true, want: 1},
		{why: "a configuration that one has looked for", name: "conf_a.yaml", text: "names: [a]\n", want: 1},
		{why: "a configuration that all read", name: "all.yaml", text: "seed: 2\n", want: 3},
		{why: "one that all read is no mapping any more", name: "all.yaml", text: "- seed\n", want: 3},
		{why: "a configuration that nothing reads", name: "other.yaml", text: "seed: 1\n"},
		{why: "a file that nothing reads", name: "a.txt", text: "text"},
	}
	for _, kept := range []func() request.Cache{
		func() request.Cache { return request.Cache{Live: request.NewLive()} },
		func() request.Cache { return request.Cache{Dir: cache.Dir(t.TempDir())} },
	} {
		for _, test := range tests {
			t.Run(test.why, func(t *testing.T) {
				root, memory := t.TempDir(), kept()
				names := scripts(t, root)
				if cold := run(t, over(root, names, &memory)); cold.Told != 3 || len(cold.Findings) < 3 {
					t.Fatalf("%d scripts are followed at first:\n%q", cold.Told, places(cold))
				}
				if test.name != "" {
					write(t, root, test.name, test.text)
				}
				if test.isNew {
					names = append(names, test.name)
				}
				warm, cold := run(t, over(root, names, &memory)), run(t, over(root, names, nil))
				if diff := cmp.Diff(places(cold), places(warm)); diff != "" {
					t.Errorf("(-cold +warm):\n%s", diff)
				}
				if warm.Told != test.want {
					t.Errorf("%d scripts are followed anew, want %d", warm.Told, test.want)
				}
			})
		}
	}
}

// A module that was there, and that a script had come to, is gone.
func TestModuleIsRemoved(t *testing.T) {
	root, memory := t.TempDir(), request.Cache{Dir: cache.Dir(t.TempDir())}
	names := scripts(t, root)
	write(t, root, "extra_a.py", "import torch\ntorch.manual_seed(1)\n")
	run(t, over(root, append(slices.Clone(names), "extra_a.py"), &memory))
	if err := os.Remove(filepath.Join(root, "extra_a.py")); err != nil {
		t.Fatal(err)
	}
	warm, cold := run(t, over(root, names, &memory)), run(t, over(root, names, nil))
	if diff := cmp.Diff(places(cold), places(warm)); diff != "" || warm.Told != 1 {
		t.Errorf("%d scripts are followed anew (-cold +warm):\n%s", warm.Told, diff)
	}
}

// over is a run over files on disk.
func over(root string, names []string, kept *request.Cache) request.Config {
	cfg := request.Config{Root: root, Rules: []*lint.Rule{seeds, missing}, Cache: kept}
	for _, name := range slices.Sorted(slices.Values(names)) {
		cfg.Files = append(cfg.Files, discover.Entry{Path: name, Abs: filepath.Join(root, name)})
	}
	return cfg
}
