package imports

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/agentlint/agentlint/program/facts"
)

func TestDivide(t *testing.T) {
	tests := []struct {
		name    string
		files   string // path: imports; several apart by semicolons
		configs string // paths
		want    []string
	}{
		{"a folder", "a/x.py: ;a/y.py: ;b/z.py: ", "", []string{"a/x.py a/y.py", "b/z.py"}},
		{"an import from beside", "main.py: a.x;a/x.py: ;b/z.py: ", "", []string{"a/x.py main.py", "b/z.py"}},
		{"an import from above", "a/b/x.py: .., ..y;a/y.py: ;z/z.py: ", "", []string{"a/b/x.py a/y.py", "z/z.py"}},
		{"a src folder", "scripts/train.py: pkg.rng;src/pkg/rng.py: ", "", []string{"scripts/train.py src/pkg/rng.py"}},
		{"a star import", "a/x.py: b.y.*;b/y.py: ", "", []string{"a/x.py b/y.py"}},
		{"what others import keeps apart what they do not", "a/x.py: torch;b/y.py: torch", "", []string{"a/x.py", "b/y.py"}},
		{"a package in the way of a module", "a.py: ;a/__init__.py: ;b/z.py: a", "", []string{"a.py", "a/__init__.py b/z.py"}},
		{"a configuration beside its script", "a/x.py: yaml;b/y.py: ", "a/c.yaml", []string{"a/c.yaml a/x.py", "b/y.py"}},
		{"a configuration in a folder of them", "a/x.py: yaml;b/y.py: yaml", "a/conf/c.yaml", []string{"a/conf/c.yaml a/x.py", "b/y.py"}},
		{"a configuration at the top of two projects", "a/x.py: yaml;b/y.py: yaml", "c.yaml", []string{"a/x.py b/y.py c.yaml"}},
		{"a configuration that nothing near loads", "p/a/x.py: ;q/y.py: yaml", "p/a/c.yaml", []string{"p/a/x.py", "q/y.py", "- p/a/c.yaml"}},
		{"no code", "", "a/c.yaml", []string{"- a/c.yaml"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, division(Divide(outlines(tt.files), configsAt(tt.configs), nil))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// outlines returns files of which only imports are known.
func outlines(text string) (files []*facts.Facts) {
	for line := range strings.SplitSeq(text, ";") {
		name, imports, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		f := &facts.Facts{Path: name, Functions: []facts.Function{{}}}
		for target := range strings.SplitSeq(imports, ",") {
			if target = strings.TrimSpace(target); target != "" {
				f.Imports = append(f.Imports, facts.Import{Name: facts.LastPart(target), Target: target})
			}
		}
		files = append(files, f)
	}
	slices.SortFunc(files, func(a, b *facts.Facts) int { return strings.Compare(a.Path, b.Path) })
	return files
}

func configsAt(names string) (configs []*facts.Config) {
	for _, name := range strings.Fields(names) {
		configs = append(configs, &facts.Config{Path: name})
	}
	return configs
}

// division prints groups, a line each, and configurations that are in none.
func division(d *Division) (out []string) {
	for _, g := range d.Groups {
		var names []string
		for _, f := range g.Files {
			names = append(names, f.Path)
		}
		for _, c := range g.Configs {
			names = append(names, c.Path)
		}
		slices.Sort(names)
		out = append(out, strings.Join(names, " "))
	}
	for _, c := range d.Unread {
		out = append(out, "- "+c.Path)
	}
	return out
}
