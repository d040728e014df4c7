package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// A target is the most that a figure may be.
type target struct {
	figure string // wall, CPU or memory, as a ratio; or MB of memory
	limit  float64
}

// A row is a question that the benchmark answers by running two commands.
type row struct {
	name    string
	what    string
	peer    string // that must be there; "" for none
	cached  bool   // asks about the cache
	perMB   bool   // compares time per million bytes, since the two do not check the same
	targets []target
	ask     func(*bench) (ours, other command, err error)
}

// rows are all questions, in the order of the report.
var rows = []row{
	{name: "shared-rules", what: "cold, the three shared rules, against ruff", peer: "ruff",
		targets: []target{{"wall", 0.75}, {"CPU", 0.75}}, ask: (*bench).sharedRules},
	{name: "default-rules", what: "cold, all default rules, against ruff with its families of similar rules", peer: "ruff",
		targets: []target{{"wall", 1}, {"CPU", 1}}, ask: (*bench).defaultRules},
	{name: "warm-shared-rules", what: "warm, nothing changed, the three shared rules, against ruff warm", peer: "ruff", cached: true,
		targets: []target{{"wall", 0.25}, {"CPU", 0.25}}, ask: (*bench).warmSharedRules},
	{name: "warm-default-rules", what: "warm, nothing changed, all default rules, against ruff warm", peer: "ruff", cached: true,
		targets: []target{{"wall", 0.25}, {"CPU", 0.25}}, ask: (*bench).warmDefaultRules},
	{name: "one-changed", what: "one file changed, against nothing changed", cached: true,
		targets: []target{{"wall", 1.3}, {"CPU", 1.3}}, ask: (*bench).oneChanged},
	{name: "definitions", what: "agent definitions, against agnix", peer: "agnix",
		targets: []target{{"wall", 0.2}, {"CPU", 0.2}}, ask: (*bench).definitions},
	{name: "files", what: "time per MB and memory on twelve times the files", perMB: true,
		targets: []target{{"CPU", 1.15}, {"memory", 3}, {"MB", 60}}, ask: (*bench).files},
	{name: "files-ruff", what: "twelve times the files, against ruff", peer: "ruff", ask: (*bench).filesRuff},
	{name: "file-size", what: "time per MB in one large file, against files of 100 kB, on one core", perMB: true,
		targets: []target{{"CPU", 1.15}}, ask: (*bench).fileSize},
	{name: "ast-grep", what: "a sample, against ast-grep with two similar rules", peer: "ast-grep-cli", ask: (*bench).astGrep},
	{name: "flake8", what: "a sample, against flake8 with two similar rules", peer: "flake8", ask: (*bench).flake8},
	{name: "pylint", what: "a sample, against pylint with three similar rules", peer: "pylint", ask: (*bench).pylint},
}

// A comparison is a row's answer.
type comparison struct {
	row
	ours, other series
	err         error // why there is none
}

// compare answers a row.
func (b *bench) compare(r row) comparison {
	c := comparison{row: r}
	if c.err = b.obstacle(r); c.err != nil {
		return c
	}
	ours, other, err := r.ask(b)
	if err != nil {
		c.err = err
		return c
	}
	all, err := interleave(b.ctx, b.rounds, b.budget, ours, other)
	if err != nil {
		c.err = err
		return c
	}
	c.ours, c.other = all[0], all[1]
	return c
}

// obstacle returns why a row can't be measured here, nil if it can.
func (b *bench) obstacle(r row) error {
	if err := b.tools.missing[r.peer]; err != nil {
		return fmt.Errorf("%s could not be installed: %w", r.peer, err)
	}
	if r.cached && !b.hasCache {
		return errors.New("this agentlint keeps no cache")
	}
	return nil
}

// What ruff calls our three rules, and the families that have counterparts of ours.
const (
	ourShared    = "bare-except,mutable-default-arg,cyclomatic-complexity"
	ruffShared   = "E722,B006,C901"
	ruffFamilies = "E,F,B,BLE,S,C90,N,ANN,PL,RUF,TRY,NPY,ERA,FIX"
)

// A bench is a run of the benchmark.
type bench struct {
	options
	ctx       context.Context
	agentlint string // absolute path
	hasCache  bool   // agentlint knows --no-cache
	tools     toolbox
	scratch   string          // a directory to lay files out in
	code      corpus          // of training code
	agents    corpus          // of agent definitions
	trees     map[string]tree // laid out so far, by name

	repositories []repository
}

// tree lays n files of a corpus out under a name, once.
func (b *bench) tree(name string, of corpus, n int) (tree, error) {
	if t, ok := b.trees[name]; ok {
		return t, nil
	}
	t, err := of.layOut(filepath.Join(b.scratch, name), n)
	b.trees[name] = t
	return t, err
}

// agentlintOn returns a command that runs agentlint over all of a tree. Its cache, if it may use one, is in the tree.
func (b *bench) agentlintOn(t tree, name string, cached bool, args ...string) command {
	argv := []string{b.agentlint, "--isolated", "--no-ignore", "--all-python", "--quiet", "--format", "concise"}
	if b.hasCache && !cached {
		argv = append(argv, "--no-cache")
	}
	return command{
		name: name, argv: append(argv, args...), dir: t.dir, on: t, failed: 2,
		env: b.cacheEnv(),
	}
}

// cacheEnv has agentlint keep its cache where the bench does.
func (b *bench) cacheEnv() []string {
	return []string{"XDG_CACHE_HOME=" + filepath.Join(b.scratch, "agentlint-cache")}
}

// ruffOn returns a command that runs ruff over all of a tree.
func (b *bench) ruffOn(t tree, name, rules string, cached bool) command {
	cache := "--no-cache"
	if cached {
		cache = "--cache-dir=" + filepath.Join(b.scratch, "ruff-cache")
	}
	return b.peerOn(t, name, 2, "ruff", "check", "--isolated", "--no-respect-gitignore", "--quiet", "--output-format=concise", cache, "--select", rules, ".")
}

func (b *bench) sharedRules() (ours, other command, err error) {
	t, err := b.tree("code", b.code, b.codeFiles)
	return b.agentlintOn(t, "agentlint, three rules", false, "--select", ourShared), b.ruffOn(t, "ruff, three rules", ruffShared, false), err
}

func (b *bench) defaultRules() (ours, other command, err error) {
	t, err := b.tree("code", b.code, b.codeFiles)
	return b.agentlintOn(t, "agentlint, default rules", false), b.ruffOn(t, "ruff, similar families", ruffFamilies, false), err
}

func (b *bench) warmSharedRules() (ours, other command, err error) {
	t, err := b.tree("code", b.code, b.codeFiles)
	return b.agentlintOn(t, "agentlint, three rules, warm", true, "--select", ourShared), b.ruffOn(t, "ruff, three rules, warm", ruffShared, true), err
}

func (b *bench) warmDefaultRules() (ours, other command, err error) {
	t, err := b.tree("code", b.code, b.codeFiles)
	return b.agentlintOn(t, "agentlint, default rules, warm", true), b.ruffOn(t, "ruff, similar families, warm", ruffFamilies, true), err
}

// oneChanged compares a run after one file has changed with a run after none has.
func (b *bench) oneChanged() (ours, other command, err error) {
	t, err := b.tree("code", b.code, b.codeFiles)
	ours = b.agentlintOn(t, "agentlint, one file changed", true)
	ours.before = func() error { return appendTo(filepath.Join(t.dir, "copy0", b.code.files[0].path), "# changed\n") }
	return ours, b.agentlintOn(t, "agentlint, nothing changed", true), err
}

func appendTo(name, text string) error {
	f, err := os.OpenFile(name, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}

func (b *bench) definitions() (ours, other command, err error) {
	t, err := b.tree("definitions", b.agents, b.definitionFiles)
	return b.agentlintOn(t, "agentlint", false), b.peerOn(t, "agnix", 2, "agnix", "--format", "json", "."), err
}

// scaled returns trees of b.scaleFiles files and of twelve times as many: of the same files, so that only number counts.
func (b *bench) scaled() (small, large tree, err error) {
	unit := b.code.first(b.scaleFiles)
	if small, err = b.tree("small", unit, b.scaleFiles); err == nil {
		large, err = b.tree("large", unit, 12*b.scaleFiles)
	}
	return small, large, err
}

func (b *bench) files() (ours, other command, err error) {
	small, large, err := b.scaled()
	return b.agentlintOn(large, "agentlint, many files", false), b.agentlintOn(small, "agentlint, few files", false), err
}

func (b *bench) filesRuff() (ours, other command, err error) {
	_, large, err := b.scaled()
	return b.agentlintOn(large, "agentlint, many files", false), b.ruffOn(large, "ruff, many files, similar families", ruffFamilies, false), err
}

// fileSize uses generated code, since one fault of syntax would change what a large file of real code costs.
func (b *bench) fileSize() (ours, other command, err error) {
	const few = 100_000
	text := generatedCode(10_000) // so many that none comes twice
	large, err := text.concatenate(filepath.Join(b.scratch, "large-file"), 1, b.largeFile)
	if err != nil {
		return ours, other, err
	}
	small, err := text.concatenate(filepath.Join(b.scratch, "small-files"), b.largeFile/few, few)
	ours = b.agentlintOn(large, "agentlint, one large file", false, "--max-file-size", "0")
	other = b.agentlintOn(small, "agentlint, files of 100 kB", false)
	ours.env, other.env = append(ours.env, "GOMAXPROCS=1"), append(other.env, "GOMAXPROCS=1")
	return ours, other, err
}

// sample returns a part of the code that slow programs can check, and our command on it.
func (b *bench) sample() (tree, command, error) {
	part, err := b.code.ofSize(b.sampleBytes)
	if err != nil {
		return tree{}, command{}, err
	}
	t, err := b.tree("sample", part, len(part.files))
	return t, b.agentlintOn(t, "agentlint, three rules, a sample", false, "--select", ourShared), err
}

// astGrepRules are two of the three shared rules; ast-grep does not count branches.
const astGrepRules = `
id: bare-except
language: python
rule: {kind: except_clause, regex: '^except\s*:'}
---
id: mutable-default-arg
language: python
rule: {any: [{kind: default_parameter}, {kind: typed_default_parameter}], has: {field: value, any: [{kind: list}, {kind: dictionary}, {kind: set}]}}
`

func (b *bench) astGrep() (ours, other command, err error) {
	t, ours, err := b.sample()
	return ours, b.peerOn(t, "ast-grep, two rules, a sample", 2, "ast-grep", "scan", "--inline-rules", astGrepRules, "--report-style=short"), err
}

func (b *bench) flake8() (ours, other command, err error) {
	t, ours, err := b.sample()
	return ours, b.peerOn(t, "flake8, two rules, a sample", 2, "flake8", "--isolated", "--select=E722,C901", "--max-complexity=9", "."), err
}

func (b *bench) pylint() (ours, other command, err error) {
	t, ours, err := b.sample()
	return ours, b.peerOn(t, "pylint, three rules, a sample", 1|32, "pylint", "--rcfile=/dev/null", "--recursive=y", "--jobs=0", "--disable=all",
		"--load-plugins=pylint.extensions.mccabe", "--enable=bare-except,dangerous-default-value,too-complex", "--max-complexity=9", "."), err
}

// peerOn returns a command that runs a program of the toolbox over all of a tree.
func (b *bench) peerOn(t tree, name string, failed int, program string, args ...string) command {
	return command{name: name, argv: append([]string{b.tools.program(program)}, args...), dir: t.dir, on: t, failed: failed}
}
