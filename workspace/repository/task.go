package repository

import (
	"path"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/glob"
	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/config"
)

// A Runner is what runs commands that a repository defines by name.
type Runner string

// The runners.
const (
	Make    Runner = "make"
	NPM     Runner = "npm" // and pnpm, yarn and bun: all read package.json
	Just    Runner = "just"
	GoTask  Runner = "task"
	Tox     Runner = "tox"
	Nox     Runner = "nox"
	Poe     Runner = "poe"
	Taskipy Runner = "taskipy"
	PDM     Runner = "pdm"
	Hatch   Runner = "hatch"
	Scripts Runner = "scripts" // programs that installing the project gives
)

// A TaskFile is what one file defines for one runner.
type TaskFile struct {
	Path   string // relative to the root of the run
	Runner Runner
	Tasks  []string // in the order of the file; * stands for any text
	Open   bool     // it may define more than can be read from it: it includes files or computes names

	names map[string]bool // Tasks as they are written
	globs *glob.Set       // likewise, with what * stands for
}

// Defines reports whether the file defines the task, as far as it can be read.
func (f *TaskFile) Defines(task string) bool { return f.names[task] || f.globs.Match(task) }

// index makes Defines quick. A file with more names than can be told apart quickly may define any.
func (f *TaskFile) index() {
	f.names = map[string]bool{}
	var globs []string
	for _, task := range f.Tasks {
		if f.names[task] = true; strings.ContainsAny(task, `*?[{\`) && glob.Check(task) == nil {
			globs = append(globs, task)
		}
	}
	var err error
	if f.globs, err = glob.New(globs...); err != nil {
		f.globs, f.Open = new(glob.Set), true
	}
}

// TaskFiles returns the files that define commands, by path.
func (r *Repository) TaskFiles() []TaskFile { return r.tasks() }

func (r *Repository) readTasks() []TaskFile {
	var all []TaskFile
	for _, name := range r.names() {
		for _, f := range r.tasksIn(name) {
			f.Path = r.fromRun(name)
			f.Open = f.Open || r.isUnreadable(name)
			f.index()
			all = append(all, f)
		}
	}
	return all
}

// tasksIn returns what the file at a path in the repository defines.
func (r *Repository) tasksIn(name string) []TaskFile {
	switch path.Base(name) {
	case "Makefile", "makefile", "GNUmakefile":
		return []TaskFile{r.makefile(name, 0)}
	case "package.json":
		return []TaskFile{{Runner: NPM, Tasks: keys(lookup(r.parse(name), "scripts"))}}
	case "justfile", "Justfile", ".justfile":
		return []TaskFile{r.justfile(name)}
	case "Taskfile.yml", "Taskfile.yaml", "taskfile.yml", "taskfile.yaml", "Taskfile.dist.yml", "Taskfile.dist.yaml":
		return []TaskFile{taskfile(r.parse(name))}
	case "pyproject.toml":
		return pyproject(r.parse(name))
	case "tox.ini":
		return []TaskFile{toxINI(r.read(name))}
	case "noxfile.py":
		return []TaskFile{noxfile(r.read(name))}
	}
	return nil
}

// taskfile reads what https://taskfile.dev/docs/reference/schema describes.
func taskfile(root config.Value) TaskFile {
	f := TaskFile{Runner: GoTask, Tasks: []string{"default"}}
	for _, task := range lookup(root, "tasks").Fields {
		f.Tasks = append(f.Tasks, task.Name)
		for _, alias := range lookup(task.Value, "aliases").Items {
			f.Tasks = append(f.Tasks, alias.Text())
		}
	}
	for _, include := range lookup(root, "includes").Fields {
		f.Tasks = append(f.Tasks, include.Name, include.Name+":*")
		flatten := lookup(include.Value, "flatten").Text() == "true"
		f.Open = f.Open || flatten || lookup(include.Value, "aliases").Type() == config.List
	}
	return f
}

// pyproject reads the tables that the Python tools keep their commands in.
func pyproject(root config.Value) []TaskFile {
	var files []TaskFile
	add := func(runner Runner, open bool, names ...string) {
		if len(names) > 0 {
			files = append(files, TaskFile{Runner: runner, Tasks: names, Open: open})
		}
	}
	tool := lookup(root, "tool")
	add(Scripts, false, slices.Concat(keys(lookup(root, "project", "scripts")), keys(lookup(tool, "poetry", "scripts")))...)
	add(Poe, lookup(tool, "poe", "include").Type() != config.Null, keys(lookup(tool, "poe", "tasks"))...)
	add(Taskipy, false, keys(lookup(tool, "taskipy", "tasks"))...)
	add(PDM, false, keys(lookup(tool, "pdm", "scripts"))...)
	var hatch []string
	for _, env := range lookup(tool, "hatch", "envs").Fields {
		for _, script := range keys(lookup(env.Value, "scripts")) {
			hatch = append(hatch, script, env.Name+":"+script)
		}
	}
	add(Hatch, false, hatch...)
	add(Tox, lookup(tool, "tox", "legacy_tox_ini").Type() != config.Null, keys(lookup(tool, "tox", "env"))...)
	return files
}

var (
	toxSection = pattern.New(`(?m)^\[testenv:([^\]]+)\]`)
	toxList    = pattern.New(`(?m)^env_?list\s*=(.*(?:\n[ \t]+.*)*)`)
)

// toxINI reads the environments of a tox.ini (https://tox.wiki/en/latest/config.html). Python versions need no definition.
func toxINI(text []byte) TaskFile {
	f := TaskFile{Runner: Tox, Tasks: []string{"py", "py[0-9]*", "pypy*", "ALL"}}
	for _, m := range toxSection.FindAllSubmatch(text, -1) {
		f.Tasks = append(f.Tasks, string(m[1]))
	}
	for _, m := range toxList.FindAllSubmatch(text, -1) {
		f.Tasks = append(f.Tasks, strings.FieldsFunc(string(m[1]), func(c rune) bool { return strings.ContainsRune(", \t\r\n", c) })...)
	}
	f.Open = slices.ContainsFunc(f.Tasks, func(name string) bool { return strings.Contains(name, "{") })
	return f
}

var (
	noxSession = pattern.New(`(?m)^@(?:nox(?:_poetry)?\.)?session\b(.*)\n(?:[@)\s].*\n)*(?:async )?def (\w+)`)
	noxName    = pattern.New(`\bname\s*=\s*["']([^"']+)["']`)
)

// noxfile reads the sessions of a noxfile.py (https://nox.thea.codes/en/stable/config.html). A session for several
// versions of Python has them after its name.
func noxfile(text []byte) TaskFile {
	f := TaskFile{Runner: Nox}
	for _, m := range noxSession.FindAllSubmatch(text, -1) {
		name := string(m[2])
		if given := noxName.FindSubmatch(m[1]); given != nil {
			name = string(given[1])
		}
		f.Tasks = append(f.Tasks, name, name+"-*", name+"(*")
	}
	return f
}
