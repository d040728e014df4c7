package repository_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/agentlint/agentlint/workspace/repository"
)

func files(contents map[string]string) fstest.MapFS {
	m := fstest.MapFS{}
	for name, content := range contents {
		m[name] = &fstest.MapFile{Data: []byte(content)}
	}
	return m
}

// ignored is what a .gitignore with the pattern *.log leaves out.
func ignored(name string) bool { return strings.HasSuffix(name, ".log") }

func TestExists(t *testing.T) {
	r := repository.New(files(map[string]string{"docs/a.md": "", "app/train.py": "", "node_modules/x/y.md": ""}), "app", nil, ignored)
	for name, want := range map[string]bool{
		"train.py":               true,
		"../docs/a.md":           true,
		"../docs":                true,
		"../docs/":               true,
		"docs/a.md":              false,
		"../docs/b.md":           false,
		"../node_modules/x/y.md": true,
		"../../elsewhere":        true, // nobody knows
		"/docs/a.md":             true, // of the machine
		".":                      true,
		"runs/train.log":         true, // once somebody has trained
		"../docs/\xff":           true, // no path
	} {
		if got := r.Exists(name); got != want {
			t.Errorf("Exists(%q) = %v", name, got)
		}
	}
	if got := r.Root(); got != ".." {
		t.Errorf("Root() = %q", got)
	}
}

func TestGlob(t *testing.T) {
	r := repository.New(files(map[string]string{"runs/1/best.pt": "", "node_modules/x/y.md": ""}), ".", map[string]bool{"node_modules": true}, ignored)
	for pattern, want := range map[string]bool{"**/*.pt": true, "**/runs": true, "*.pt": false, "**/*.md": false} {
		if got := r.Glob(pattern); got != want {
			t.Errorf("Glob(%q) = %v", pattern, got)
		}
	}
}

func TestTaskFiles(t *testing.T) {
	tests := map[string]struct {
		name, content string
		want          []repository.TaskFile
	}{
		"make": {"Makefile", "X := a:b\n.PHONY: all \\\n  lint\nall: build # why: so\n\techo a: b\nbuild test::\ntest-%: x\nY = $(Z:a=b)\nCC ?= gcc\n",
			[]repository.TaskFile{{Runner: "make", Tasks: []string{"all", "lint", "all", "build", "test", "test-*"}}}},
		"computed targets": {"Makefile", "$(OBJECTS): x\nall:\n", []repository.TaskFile{{Runner: "make", Tasks: []string{"all"}, Open: true}}},
		"missing include":  {"Makefile", "-include local.mk\nall:\n", []repository.TaskFile{{Runner: "make", Tasks: []string{"all"}, Open: true}}},
		"npm":              {"package.json", `{"scripts": {"test": "jest", "test:e2e": "x"}}`, []repository.TaskFile{{Runner: "npm", Tasks: []string{"test", "test:e2e"}}}},
		"broken json":      {"package.json", `{`, []repository.TaskFile{{Runner: "npm", Tasks: []string{}}}},
		"just": {"justfile", "set shell := [\"bash\"]\nversion := \"a:b\"\nalias t := test\n\n# a: b\n@test target='a:b': build\n  cargo test: x\nbuild:\n",
			[]repository.TaskFile{{Runner: "just", Tasks: []string{"t", "test", "build"}}}},
		"task": {"Taskfile.yml", "includes:\n  docs: ./docs\ntasks:\n  lint: {cmds: [x], aliases: [l]}\n",
			[]repository.TaskFile{{Runner: "task", Tasks: []string{"default", "lint", "l", "docs", "docs:*"}}}},
		"pyproject": {"pyproject.toml", "[project.scripts]\ntrain = \"a:b\"\n[tool.poe.tasks]\nlint = \"ruff\"\n[tool.hatch.envs.test.scripts]\nrun = \"pytest\"\n",
			[]repository.TaskFile{
				{Runner: "scripts", Tasks: []string{"train"}}, {Runner: "poe", Tasks: []string{"lint"}},
				{Runner: "hatch", Tasks: []string{"run", "test:run"}},
			}},
		"tox": {"tox.ini", "[tox]\nenvlist = py311, lint\n[testenv:docs]\n",
			[]repository.TaskFile{{Runner: "tox", Tasks: []string{"py", "py[0-9]*", "pypy*", "ALL", "docs", "py311", "lint"}}}},
		"nox": {"noxfile.py", "import nox\n\n@nox.session(python=[\"3.12\"])\n@nox.parametrize('x', [1])\ndef tests(session):\n    pass\n\n@nox.session(name=\"type-check\")\ndef types(session):\n    pass\n",
			[]repository.TaskFile{{Runner: "nox", Tasks: []string{"tests", "tests-*", "tests(*", "type-check", "type-check-*", "type-check(*"}}}},
		"none": {"README.md", "test: x", nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			for i := range test.want {
				test.want[i].Path = "../" + test.name
			}
			r := repository.New(files(map[string]string{test.name: test.content, "sub/x": ""}), "sub", nil, ignored)
			if diff := cmp.Diff(test.want, r.TaskFiles(), cmpopts.IgnoreUnexported(repository.TaskFile{})); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// A name may be a glob, look like one, or be so many that only some can be told.
func TestDefines(t *testing.T) {
	r := repository.New(files(map[string]string{"Makefile": "all test-% a[b {c: x\n", "sub/Makefile": strings.Repeat("x% ", 60_000) + ":\n"}), ".", nil, ignored)
	all := r.TaskFiles()
	for task, want := range map[string]bool{"all": true, "test-a": true, "a[b": true, "{c": true, "ab": false, "c": false} {
		if got := all[0].Defines(task); got != want || all[0].Open {
			t.Errorf("Defines(%q) = %v", task, got)
		}
	}
	if !all[1].Open {
		t.Error("a makefile of 60,000 stars has no other targets")
	}
}

// However many patterns there are, there is an end to comparing.
func TestGlobEnds(t *testing.T) {
	many := map[string]string{}
	for i := range 5000 {
		many[fmt.Sprintf("f%d.py", i)] = ""
	}
	r := repository.New(files(many), ".", nil, ignored)
	for i := range 5000 {
		if r.Glob(fmt.Sprintf("g%d", i)) {
			return
		}
	}
	t.Error("5,000 patterns are compared with 5,000 paths")
}

func TestIncludedMakefiles(t *testing.T) {
	r := repository.New(files(map[string]string{
		"Makefile": "include mk/a.mk\nall:\n", "mk/a.mk": "include mk/b.mk\nlint:\n", "loop/Makefile": "include Makefile\nx:\n",
	}), ".", nil, ignored)
	for _, f := range r.TaskFiles() {
		if !f.Defines("lint") && !f.Defines("x") || !f.Open {
			t.Errorf("%+v", f)
		}
	}
}

func TestDependencies(t *testing.T) {
	r := repository.New(files(map[string]string{
		"requirements-dev.txt": "# pins\nTorch==2.1  # gpu\n-r base.txt\ngit+https://x\n",
		"pyproject.toml":       "[project]\ndependencies = [\"scikit_learn>=1\"]\n[dependency-groups]\ndev = [\"pytest\", {include-group = \"x\"}]\n[tool.poetry.group.ml.dependencies]\nlightning = \"*\"\n",
		"setup.py":             "setup(install_requires=['numpy>=1', \"pandas[x]\"])",
		"setup.cfg":            "[options]\ninstall_requires =\n    jax\n    flax; python_version > '3'\nzip_safe = no\n",
		"environment.yml":      "dependencies:\n  - keras=3\n  - pip:\n    - wandb\n",
		"package.json":         `{"devDependencies": {"@angular/core": "1"}}`,
		"Pipfile":              "[packages]\ntimm = \"*\"\n",
	}), ".", nil, ignored)
	want := []string{"@angular/core", "flax", "jax", "keras", "lightning", "numpy", "pandas", "pytest", "scikit-learn", "timm", "torch", "wandb"}
	if diff := cmp.Diff(want, r.Dependencies()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
