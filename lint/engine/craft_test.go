package engine_test

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/engine"
	"github.com/agentlint/agentlint/lint/request"
	"github.com/agentlint/agentlint/parser/python"
)

// marks reports what is called mark, as a rule about how code is written does.
var marks = &lint.Rule{
	ID: "marks", Severity: lint.Warning, AnyPython: true, Craft: true, Requires: []*analysis.Analyzer{python.Analyzer},
	Run: func(pass *analysis.Pass) {
		for call := range python.Of(pass).All(python.Call) {
			if call.Child(python.FunctionField).Text() == "mark" {
				pass.ReportRangef(call, "marked")
			}
		}
	},
}

const trainingLoop = `import torch
from lib import used
model = torch.nn.Linear(1, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for x in used.data():
    loss = model(x).sum()
    loss.backward()
    optimizer.step()
`

// What is said about how code is written is as bad without rules about programs as with them, and less is followed for it.
func TestCraftAlone(t *testing.T) {
	repository := map[string]string{
		"train/main.py": trainingLoop, "other/main.py": trainingLoop, "lib/__init__.py": "", "lib/used.py": "import torch\ndef data():\n    return mark()\n",
		"lib/unused.py": "import torch\nmark()\n", "tests/test_lib.py": "import torch\nmark()\n", "single/script.py": "import torch\nmark()\n",
	}
	for _, without := range [][]string{nil, {"lib/used.py"}, {"train/main.py", "other/main.py"}, {"lib/used.py", "lib/unused.py", "single/script.py"}} {
		root := t.TempDir()
		var files []discover.Entry
		for _, name := range slices.Sorted(maps.Keys(repository)) {
			if !slices.Contains(without, name) {
				write(t, root, name, repository[name])
				files = append(files, discover.Entry{Path: name, Abs: filepath.Join(root, filepath.FromSlash(name))})
			}
		}
		told := map[bool]int{}
		severities := func(rules ...*lint.Rule) (said []string) {
			result, err := engine.Run(t.Context(), request.Config{Root: root, Rules: rules, Files: files, AllPython: true})
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range result.Findings {
				if f.Rule == marks {
					said = append(said, fmt.Sprintf("%s: %s", f.Path, f.Severity))
				}
			}
			told[len(rules) > 1] = result.Told
			return said
		}
		if diff := cmp.Diff(severities(marks, missing), severities(marks)); diff != "" {
			t.Errorf("without %v (-with rules about programs +alone):\n%s", without, diff)
		}
		if told[false] > told[true] || len(without) == 3 && told[false] > 0 {
			t.Errorf("without %v: %d scripts are followed, and %d with rules about programs", without, told[false], told[true])
		}
	}
}
