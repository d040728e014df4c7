package repository

import (
	"path"
	"strings"
)

// maxIncludes is how deep makefiles are followed that include one another.
const maxIncludes = 5

// makefile reads the targets of a makefile and of those it includes.
// Source: https://www.gnu.org/software/make/manual/html_node/Rule-Syntax.html
func (r *Repository) makefile(name string, depth int) TaskFile {
	f := TaskFile{Runner: Make}
	text := strings.ReplaceAll(string(r.read(name)), "\\\n", " ")
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(strings.TrimRight(line, "\r\n"), "#")
		words := strings.Fields(line)
		switch {
		case len(words) == 0, line[0] == '\t': // a recipe
		case words[0] == "include", words[0] == "-include", words[0] == "sinclude":
			for _, other := range words[1:] {
				f.include(r, path.Join(path.Dir(name), other), depth)
			}
		default:
			f.addRule(line)
		}
	}
	return f
}

// include adds the targets of an included makefile, which Make looks for from where it runs.
func (f *TaskFile) include(r *Repository, name string, depth int) {
	if depth == maxIncludes || strings.ContainsAny(name, "$*?[") || len(r.read(name)) == 0 {
		f.Open = true
		return
	}
	other := r.makefile(name, depth+1)
	f.Tasks = append(f.Tasks, other.Tasks...)
	f.Open = f.Open || other.Open
}

// addRule adds the targets of a line if it is a rule, and what it says is phony.
func (f *TaskFile) addRule(line string) {
	if strings.Contains(line, "$(eval") || strings.Contains(line, "$(foreach") && !strings.Contains(line, "=") {
		f.Open = true
		return
	}
	head, rest, ok := strings.Cut(line, ":")
	if !ok || strings.Contains(head, "=") || strings.HasPrefix(strings.TrimLeft(rest, ":"), "=") {
		return
	}
	targets := strings.Fields(head)
	if len(targets) > 0 && targets[0] == ".PHONY" {
		targets = strings.Fields(strings.TrimPrefix(rest, ":"))
	}
	for _, target := range targets {
		switch {
		case strings.Contains(target, "$"):
			f.Open = true
		case !strings.HasPrefix(target, "."):
			f.Tasks = append(f.Tasks, strings.ReplaceAll(target, "%", "*"))
		}
	}
}

// justfile reads the recipes of a justfile. Source: https://just.systems/man/en/
func (r *Repository) justfile(name string) TaskFile {
	f := TaskFile{Runner: Just}
	for line := range strings.Lines(string(r.read(name))) {
		words := strings.Fields(line)
		if len(words) == 0 || strings.ContainsAny(line[:1], " \t#[") {
			continue
		}
		head, rest, ok := strings.Cut(line, ":")
		switch {
		case words[0] == "import", words[0] == "import?", words[0] == "mod", words[0] == "mod?":
			f.Open = true
		case words[0] == "alias" && len(words) > 1:
			f.Tasks = append(f.Tasks, words[1])
		case ok && !strings.HasPrefix(rest, "="):
			f.Tasks = append(f.Tasks, strings.TrimPrefix(strings.Fields(head + " x")[0], "@"))
		}
	}
	return f
}
