// Package unknowncommand defines the rule unknown-command.
package unknowncommand

import (
	_ "embed"
	"fmt"
	"path"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/workspace"
	"github.com/agentlint/agentlint/workspace/repository"
)

//go:embed unknowncommand.md
var page string

// Rule reports commands that call a task which the repository does not define.
var Rule = &lint.Rule{
	ID:       "unknown-command",
	Agnix:    []string{"CC-MEM-004"},
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{workspace.Analyzer, repository.Analyzer},
	Run:      run,
}

// runners say which definitions a tool goes by, and what it calls a task.
var runners = map[string]struct {
	runner repository.Runner
	task   string
}{
	"make": {repository.Make, "target"}, "gmake": {repository.Make, "target"},
	"npm": {repository.NPM, "script"}, "pnpm": {repository.NPM, "script"},
	"yarn": {repository.NPM, "script"}, "bun": {repository.NPM, "script"},
	"just": {repository.Just, "recipe"}, "task": {repository.GoTask, "task"}, "poe": {repository.Poe, "task"},
	"tox": {repository.Tox, "environment"}, "nox": {repository.Nox, "session"},
	"hatch": {repository.Hatch, "script"}, "pdm": {repository.PDM, "script"},
	"poetry": {repository.Scripts, "script"}, "uv": {repository.Scripts, "script"},
}

func run(pass *analysis.Pass) {
	files := repository.Of(pass)
	spelling := map[*repository.TaskFile]*wording.Speller{}
	for _, d := range workspace.Of(pass).Definitions {
		for _, c := range d.Commands {
			if c.Listed && d.IsAtHome() {
				check(pass, files, d, c, spelling)
			}
		}
	}
}

func check(pass *analysis.Pass, files *repository.Repository, d *workspace.Definition, c workspace.Command, spelling map[*repository.TaskFile]*wording.Speller) {
	known := runners[c.Tool]
	if known.runner == repository.Make && (strings.ContainsAny(c.Task, "./") || files.Exists(path.Join(files.Root(), c.Task))) {
		return // any file is a target
	}
	nearest, defined := definitions(files, known.runner, d, c.Task)
	if nearest == nil || defined {
		return
	}
	if spelling[nearest] == nil {
		spelling[nearest] = wording.NewSpeller(nearest.Tasks)
	}
	similar, found := spelling[nearest].Nearest(c.Task)
	if !c.Certain && (!found || isRequired(files, c.Task)) && !strings.Contains(c.Task, ":") {
		return // most likely a program: poetry run pytest
	}
	message := fmt.Sprintf("%s has no %s %q", nearest.Path, known.task, c.Task)
	if found {
		message += fmt.Sprintf("; did you mean %q?", similar)
	}
	pass.ReportRangef(d.Range(c.Span), "%s", message)
}

// isRequired reports whether the repository requires a package.
func isRequired(files *repository.Repository, name string) bool {
	_, found := slices.BinarySearch(files.Dependencies(), name)
	return found
}

// definitions returns the file that the runner reads where the definition speaks, nil if there is none, and whether that
// or any other of the repository defines the task or may do so.
func definitions(files *repository.Repository, runner repository.Runner, d *workspace.Definition, task string) (nearest *repository.TaskFile, defined bool) {
	all := files.TaskFiles()
	for i := range all {
		f := &all[i]
		if f.Runner != runner || isHostFolder(path.Dir(f.Path)) && !f.Defines(task) {
			continue
		}
		if f.Open || f.Defines(task) {
			return f, true
		}
		if governs(path.Dir(f.Path), d) && (nearest == nil || len(f.Path) > len(nearest.Path)) {
			nearest = f
		}
	}
	return nearest, false
}

// isHostFolder reports whether a folder is one in which hosts look for definitions, whose commands run in the folder above.
func isHostFolder(folder string) bool {
	base := path.Base(folder)
	return len(base) > 1 && base[0] == '.' && base != ".."
}

// governs reports whether the folder is the definition's or one above it.
func governs(folder string, d *workspace.Definition) bool {
	aboveRun := strings.Trim(folder, "./") == ""
	return aboveRun && !strings.HasPrefix(d.Path, "../") || strings.HasPrefix(d.Path, folder+"/")
}
