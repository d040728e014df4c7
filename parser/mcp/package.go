package mcp

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/config"
)

// A Registry is where packages come from.
type Registry string

// The registries.
const (
	NPM    Registry = "npm"
	PyPI   Registry = "PyPI"
	Docker Registry = "Docker"
)

// A Package is a package that a server is started from, or that a definition names in inline code.
type Package struct {
	Registry Registry
	Runner   string // the command that fetches it; "" if only the package is named
	Name     string
	Version  string // as written: 1.2.3, latest, a digest; "" for none
	Range    config.Range
	Prose    bool // named in a definition's text
}

// Pinned reports whether the version names one release: it starts with a number, or is a digest or a commit.
func (p Package) Pinned() bool { return pinned.MatchString(p.Version) }

var pinned = pattern.New(`^v?[0-9]|^sha256:|^[0-9a-f]{7,40}$`)

// A word is a part of a command line with its place.
type word struct {
	text string
	at   config.Range
}

// A runner is a command that fetches a package and runs it.
type runner struct {
	registry Registry
	command  []string // npx; pnpm dlx
	named    []string // options whose value is the package
	valued   []string // other options that have a value
}

var runners = []runner{
	{NPM, []string{"npx"}, []string{"-p", "--package"}, []string{"-c", "--call", "-w", "--workspace", "--registry", "--prefix"}},
	{NPM, []string{"npm", "exec"}, []string{"--package"}, nil},
	{NPM, []string{"pnpm", "dlx"}, []string{"--package"}, nil},
	{NPM, []string{"pnpx"}, []string{"--package"}, nil},
	{NPM, []string{"yarn", "dlx"}, []string{"-p", "--package"}, nil},
	{NPM, []string{"bunx"}, []string{"-p", "--package"}, nil},
	{NPM, []string{"bun", "x"}, []string{"-p", "--package"}, nil},
	{PyPI, []string{"uvx"}, []string{"--from"}, uvOptions},
	{PyPI, []string{"uv", "tool", "run"}, []string{"--from"}, uvOptions},
	{PyPI, []string{"pipx", "run"}, []string{"--spec"}, []string{"--python", "--index-url", "--pip-args"}},
	{Docker, []string{"docker", "run"}, nil, dockerOptions},
	{Docker, []string{"podman", "run"}, nil, dockerOptions},
}

// Sources: https://docs.astral.sh/uv/reference/cli/#uv-tool-run, https://docs.docker.com/reference/cli/docker/container/run/.
var (
	uvOptions = []string{"--python", "-p", "--with", "--with-editable", "--with-requirements", "--index", "--index-url", "-i",
		"--extra-index-url", "--default-index", "--directory", "--project", "--cache-dir", "--env-file", "--refresh-package"}
	dockerOptions = []string{"-e", "--env", "--env-file", "-v", "--volume", "--mount", "--name", "-p", "--publish", "--network", "--net",
		"-w", "--workdir", "-u", "--user", "--entrypoint", "--add-host", "--platform", "--pull", "-l", "--label", "-m", "--memory",
		"--cpus", "--gpus", "--tmpfs", "--security-opt", "--cap-add", "--cap-drop", "-h", "--hostname", "--dns", "--device", "--ipc",
		"--pid", "--shm-size", "--ulimit", "--log-driver", "--restart", "--group-add", "--runtime"}
)

// fetched returns the package that a command line fetches, and whether it fetches one.
func fetched(words []word) (Package, bool) {
	if len(words) > 1 && slices.Contains([]string{"cmd", "cmd.exe"}, words[0].text) && strings.EqualFold(words[1].text, "/c") {
		words = words[2:] // how Windows starts a script such as npx
	}
	for _, r := range runners {
		if rest, ok := r.match(words); ok {
			w, ok := r.operand(rest)
			if !ok {
				return Package{}, false
			}
			p := newPackage(r.registry, w)
			p.Runner = strings.Join(r.command, " ")
			return p, p.Name != ""
		}
	}
	return Package{}, false
}

// match returns the words after the runner's command, if it is what the words start with.
func (r runner) match(words []word) ([]word, bool) {
	for _, part := range r.command {
		if len(words) == 0 {
			return nil, false
		}
		base := path.Base(strings.ReplaceAll(words[0].text, `\`, "/"))
		if strings.TrimSuffix(strings.TrimSuffix(base, ".exe"), ".cmd") != part {
			return nil, false
		}
		words = words[1:]
	}
	return words, true
}

// operand returns the word with the package: the value of a named option, or else the first word that is no option.
func (r runner) operand(words []word) (word, bool) {
	for i := 0; i < len(words); i++ {
		name, value, assigned := strings.Cut(words[i].text, "=")
		switch {
		case words[i].text == "" || words[i].text[0] != '-':
			return words[i], words[i].text != ""
		case slices.Contains(r.named, name) && assigned:
			return word{value, words[i].at}, true
		case slices.Contains(r.named, name) && i+1 < len(words):
			return words[i+1], true
		case slices.Contains(r.valued, name) && !assigned:
			i++
		}
	}
	return word{}, false
}

// newPackage splits a name and version as the registry's tools write them. What is no name of the registry (a path, a URL, a
// variable) gives a package without a name.
func newPackage(registry Registry, w word) Package {
	p := Package{Registry: registry, Name: w.text, Range: w.at}
	if strings.ContainsAny(w.text, "${}<>\\") || strings.Contains(w.text, ":/") || strings.HasPrefix(w.text, "/") || strings.HasPrefix(w.text, ".") {
		p.Name = ""
		return p
	}
	switch registry {
	case NPM:
		if i := strings.LastIndexByte(w.text, '@'); i > 0 {
			p.Name, p.Version = w.text[:i], w.text[i+1:]
		}
	case PyPI:
		if i := strings.IndexAny(w.text, "@=<>~!["); i > 0 {
			_, after, _ := strings.Cut(w.text[i:], "]")
			p.Name, p.Version = w.text[:i], strings.TrimLeft(w.text[i:], "@=")
			if w.text[i] == '[' {
				p.Version = strings.TrimLeft(after, "@=")
			}
		}
	case Docker:
		if name, digest, ok := strings.Cut(w.text, "@"); ok {
			p.Name, p.Version = name, digest
		} else if i := strings.LastIndexByte(w.text, ':'); i > strings.LastIndexByte(w.text, '/') {
			p.Name, p.Version = w.text[:i], w.text[i+1:]
		}
	}
	return p
}

// Package returns the package that the server is started from, and whether it is one that is fetched.
func (s *Server) Package() (Package, bool) {
	words := make([]word, len(s.Command))
	for i, v := range s.Command {
		words[i] = word{v.Text(), v.Range}
	}
	return fetched(words)
}

// findPackages fills Packages.
func (f *File) findPackages() {
	for i := range f.Servers {
		if p, ok := f.Servers[i].Package(); ok {
			f.Packages = append(f.Packages, p)
		}
	}
	if f.definition == nil {
		return
	}
	for _, span := range f.definition.CodeSpans {
		if p, ok := f.inCode(span.Content); ok && !f.isDenied(span.Range) {
			p.Prose = true
			f.Packages = append(f.Packages, p)
		}
	}
}

// scoped matches a package of npm that needs no context to be known for one.
var scoped = pattern.New(`^@[a-z0-9][a-z0-9._-]*/[a-z0-9][a-z0-9._-]*(?:@[\w.^~-]+)?$`)

// anyRunner matches code that may call a runner.
var anyRunner = func() *pattern.Pattern {
	var all []string
	for _, r := range runners {
		all = append(all, r.command[0])
	}
	return pattern.New(`\b(?:` + strings.Join(all, "|") + `)\b`)
}()

// inCode returns the package that inline code names or fetches.
func (f *File) inCode(r config.Range) (Package, bool) {
	code := f.Source.Text[r.Start:r.End]
	if scoped.Match(code) {
		return newPackage(NPM, word{string(code), r}), true
	}
	if bytes.IndexByte(code, ' ') < 0 || !anyRunner.Match(code) {
		return Package{}, false
	}
	var words []word
	at := 0
	for text := range bytes.FieldsSeq(code) {
		at += bytes.Index(code[at:], text)
		words = append(words, word{string(text), config.Range{Start: r.Start + at, End: r.Start + at + len(text)}})
		at += len(text)
	}
	return fetched(words)
}

// denial matches words that say that what a line names is not to be used, or not there.
var denial = pattern.New(`(?i)\b(?:not|never|no longer|instead of|rather than|avoid|deprecated|archived|obsolete|replace[sd]?|formerly|removed|unlike|typosquat\w*|malicious|legacy|missing|wrong|bad)\b|n't\b`)

// isDenied reports whether the line that r starts on denies what it names.
func (f *File) isDenied(r config.Range) bool {
	return denial.Match(f.Source.Around(r.Start))
}
