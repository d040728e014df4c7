package modules

import (
	"path"
	"strings"
	"testing"
)

// tree lists the folders of some files.
func tree(files ...string) *Index {
	folders := map[string][]string{}
	for _, f := range files {
		folders[path.Dir(f)] = append(folders[path.Dir(f)], path.Base(f))
		for d := path.Dir(f); d != "."; d = path.Dir(d) {
			folders[path.Dir(d)] = append(folders[path.Dir(d)], path.Base(d)+"/")
		}
	}
	return New(func(dir string) []string { return folders[dir] })
}

func TestFind(t *testing.T) {
	x := tree("train.py", "lib/__init__.py", "lib/model.py", "src/loops/run.py", "src/loops/loops.py", "src/loops/deep/a.py", "src/core/__init__.py",
		"names/space/x.py", "torch_geometric/__init__.py", "examples/gcn.py", "utils.py", "examples/utils/readme.md")
	tests := []struct{ why, script, from, name, want string }{
		{"a file beside the script", "train.py", "train.py", "utils", "utils.py"},
		{"a package", "train.py", "train.py", "lib", "lib/__init__.py"},
		{"a module of a package", "train.py", "train.py", "lib.model", "lib/model.py"},
		{"relative to a package", "train.py", "lib/__init__.py", ".model", "lib/model.py"},
		{"relative to the package above", "train.py", "src/loops/deep/a.py", "..run", "src/loops/run.py"},
		{"a package of a src folder", "train.py", "train.py", "core", "src/core/__init__.py"},
		{"pkg.pkg beside the script, which is no package itself", "src/loops/run.py", "src/loops/run.py", "loops.loops", "src/loops/loops.py"},
		{"the repository's own package before a library", "examples/gcn.py", "examples/gcn.py", "torch_geometric", "torch_geometric/__init__.py"},
		{"a file further out before a folder without __init__.py", "examples/gcn.py", "examples/gcn.py", "utils", "utils.py"},
		{"a folder without __init__.py", "train.py", "train.py", "names.space", "names/space/"},
		{"nothing of the repository", "train.py", "train.py", "numpy", ""},
	}
	for _, test := range tests {
		t.Run(test.why, func(t *testing.T) {
			m, ok := x.Find(test.script, test.from, test.name)
			got := m.File
			if got == "" && m.Dir != "" {
				got = m.Dir + "/"
			}
			if got != test.want || ok != (test.want != "") {
				t.Errorf("%s from %s is %q, want %q", test.name, test.from, got, test.want)
			}
		})
	}
}

func TestFindListsAFolderOnce(t *testing.T) {
	lists := map[string]int{}
	x := New(func(dir string) []string { lists[dir]++; return []string{"a.py"} })
	for range 3 {
		x.Find("a.py", "a.py", "b.c")
		x.Find("a.py", "a.py", "a")
	}
	for dir, n := range lists {
		if n > 1 {
			t.Errorf("%s is listed %d times", strings.TrimSpace(dir), n)
		}
	}
}
