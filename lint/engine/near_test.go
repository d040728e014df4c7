package engine_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/cache"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/engine"
	"github.com/agentlint/agentlint/lint/request"
)

// In a large program only what is near a file is looked at to find out whether a training comes to it, and the answer is that which all of
// it gives: with the calls of the scripts that import it, with these scripts alone if they import much, and as it is kept.
func TestNear(t *testing.T) {
	for _, imported := range []int{1, 70} { // files that each of these scripts imports
		root := t.TempDir()
		repository := map[string]string{"lib/used.py": "import torch\ndef data():\n    return mark()\n", "lib/unused.py": "import torch\nmark()\n", "lib/__init__.py": ""}
		all := ""
		for i := range 70 {
			name := fmt.Sprintf("other%02d", i)
			repository["lib/"+name+".py"] = "import torch\ntorch.manual_seed(1)\n"
			if i < imported {
				all += "import lib." + name + "\n"
			}
		}
		repository["lib/train.py"] = all + trainingLoop
		repository["lib/look.py"] = all + "from lib import used, unused\nprint(used.data())\n"
		var files []discover.Entry
		for name, text := range repository {
			write(t, root, name, text)
			files = append(files, discover.Entry{Path: name, Abs: filepath.Join(root, filepath.FromSlash(name))})
		}
		slices.SortFunc(files, func(a, b discover.Entry) int { return strings.Compare(a.Path, b.Path) })
		severities := func(kept *request.Cache, rules ...*lint.Rule) (said []string) {
			result, err := engine.Run(t.Context(), request.Config{Root: root, Rules: rules, Files: files, Cache: kept})
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range result.Findings {
				if f.Rule == marks {
					said = append(said, fmt.Sprintf("%s: %s", f.Path, f.Severity))
				}
			}
			return said
		}
		want := severities(nil, marks, missing)
		if diff := cmp.Diff([]string{"lib/unused.py: note", "lib/used.py: warning"}, want); diff != "" {
			t.Errorf("%d files are imported (-want +all):\n%s", imported, diff)
		}
		kept := request.Cache{Dir: cache.Dir(t.TempDir())}
		for _, kept := range []*request.Cache{nil, &kept, &kept} {
			if diff := cmp.Diff(want, severities(kept, marks)); diff != "" {
				t.Errorf("%d files are imported (-all +near):\n%s", imported, diff)
			}
		}
	}
}

// Of a file that no training near it comes to it matters whether there is one elsewhere in the large program: the answer is that of all of it.
func TestNearNothing(t *testing.T) {
	root := t.TempDir()
	repository := map[string]string{"train.py": strings.ReplaceAll(trainingLoop, "from lib import used", "import used"), "used.py": "import torch\ndef data():\n    return []\n"}
	all := ""
	for i := range 70 {
		name := fmt.Sprintf("other%02d", i)
		repository[name+".py"] = "import torch\ntorch.manual_seed(1)\n"
		all += "import " + name + "\n"
	}
	repository["all.py"] = all + "import train\n"
	repository["train.py"] += "import near\n"
	repository["near.py"] = "import torch\n"
	repository["marked.py"] = "import torch\nimport near\nmark()\n"
	var files []discover.Entry
	for name, text := range repository {
		write(t, root, name, text)
		files = append(files, discover.Entry{Path: name, Abs: filepath.Join(root, name)})
	}
	slices.SortFunc(files, func(a, b discover.Entry) int { return strings.Compare(a.Path, b.Path) })
	kept := request.Cache{Dir: cache.Dir(t.TempDir())}
	for _, c := range []struct {
		kept  *request.Cache
		rules []*lint.Rule
	}{{nil, []*lint.Rule{marks, missing}}, {nil, []*lint.Rule{marks}}, {&kept, []*lint.Rule{marks}}, {&kept, []*lint.Rule{marks}}} {
		result, err := engine.Run(t.Context(), request.Config{Root: root, Rules: c.rules, Files: files, Cache: c.kept})
		if err != nil {
			t.Fatal(err)
		}
		at := slices.IndexFunc(result.Findings, func(f lint.Finding) bool { return f.Rule == marks })
		if at < 0 || result.Findings[at].Severity != lint.Note {
			t.Errorf("with %d rules: %v", len(c.rules), result.Findings)
		}
	}
}
