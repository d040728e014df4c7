package engine_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/cache"
	"github.com/agentlint/agentlint/lint/request"
	"github.com/agentlint/agentlint/program"
)

// together are rules that see all files of a program, each by facts of another kind.
var together = []*lint.Rule{
	{ID: "coupled", Severity: lint.Warning, Requires: []*analysis.Analyzer{program.Analyzer}, Run: func(pass *analysis.Pass) {
		for _, c := range program.Of(pass).Couplings() {
			pass.ReportRangef(c.At, "%s knows %v", c.Name, c.To)
		}
	}},
	{ID: "copied", Severity: lint.Warning, Requires: []*analysis.Analyzer{program.Analyzer}, Run: func(pass *analysis.Pass) {
		for _, c := range program.Of(pass).Clones(3, 6) {
			pass.ReportRangef(c.Places[0], "%d statements again in %s", c.Statements, c.Places[1].File.Path)
		}
	}},
	{ID: "loaded", Severity: lint.Warning, Requires: []*analysis.Analyzer{program.Analyzer}, Run: func(pass *analysis.Pass) {
		for _, l := range program.Of(pass).TorchLoads() {
			pass.ReportRangef(l.At, "weights_only is %q", l.WeightsOnly)
		}
	}},
	{ID: "unread", Severity: lint.Warning, Requires: []*analysis.Analyzer{program.Analyzer}, Notes: program.Settings, Run: func(pass *analysis.Pass) {
		for _, u := range program.Of(pass).UnreadSettings(pass.Analyzer) {
			pass.ReportRangef(u.At, "nothing reads %s", u.Name)
		}
	}},
	seeds, missing,
}

// What all files of a program come to is the same after any edit, whether or not it was kept what rules found before.
func TestEditsOfAProgram(t *testing.T) {
	const block = "    a = x + 1\n    b = a * x\n    c = a - b\n    return c\n"
	start := map[string]string{
		"lib.py":    "import torch\n\nclass Net:\n    def go(self):\n        return 1\n\ndef one(x):\n" + block,
		"other.py":  "import torch\nimport lib\n\nclass User:\n    def use(self):\n        return lib.Net().go()\n\ndef two(x):\n" + block,
		"load.py":   "import torch\n\ndef load(path):\n    return torch.load(path)\n",
		"train.py":  "import argparse\nimport lib\nimport load\nimport other\np = argparse.ArgumentParser()\np.add_argument('--depth')\nargs = p.parse_args()\n" + fmt.Sprintf(script, "a"),
		"common.py": "def data():\n    return [1]\n", "help_a.py": "names = []\n",
		"far/more.py": "import torch\nx = 1\n", "near.py": "import lib\nx = 1\n",
	}
	edits := [][3]string{
		{"near.py", "x = 1", "x = 2"},
		{"near.py", "x = 2", "# what follows is elsewhere\nx = 2\ny = 3"},
		{"other.py", "import lib\n", "import lib\n\n# further down\n"},
		{"lib.py", "    def go", "    # further down, too\n    def go"},
		{"lib.py", "c = a - b", "c = a + b"},
		{"lib.py", "c = a + b", "c = a - b"},
		{"load.py", "torch.load(path)", "torch.load(path, weights_only=True)"},
		{"common.py", "return [1]", "return print(1) or [1]"},
		{"near.py", "y = 3", "depth = args.depth"},
		{"train.py", "p.add_argument('--depth')", "# an option\np.add_argument('--depth')"},
		{"near.py", "depth = args.depth", "other_ = lib.Net()"},
		{"near.py", "import lib\n", "import lib, far.more\n"},
		{"lib.py", "class Net", "class Mesh"},
		{"lib.py", "class Mesh", "class Net"},
	}
	for _, kept := range []request.Cache{{Live: request.NewLive()}, {Dir: cache.Dir(t.TempDir())}} {
		root := t.TempDir()
		var names []string
		for name, text := range start {
			write(t, root, name, text)
			names = append(names, name)
		}
		check := func() {
			cfg := over(root, names, &kept)
			cfg.Rules = together
			if cold := cfg; len(places(run(t, cold))) < 5 {
				t.Fatalf("too little is found: %q", places(run(t, cold)))
			}
			sameAsCold(t, cfg)
		}
		check()
		for _, e := range edits {
			text, err := os.ReadFile(filepath.Join(root, e[0]))
			if err != nil || !strings.Contains(string(text), e[1]) {
				t.Fatalf("%s has no %q (%v)", e[0], e[1], err)
			}
			write(t, root, e[0], strings.Replace(string(text), e[1], e[2], 1))
			check()
			if t.Failed() {
				t.Fatalf("after %q", e)
			}
		}
	}
}
