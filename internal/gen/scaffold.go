package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

var ruleName = regexp.MustCompile(`^([a-z]+)/([a-z][a-z0-9]*(?:-[a-z0-9]+)*)$`)

// scaffold makes the three files of a new rule, which then fails its tests until it is written.
func scaffold(name string) error {
	m := ruleName.FindStringSubmatch(name)
	if m == nil {
		return fmt.Errorf("%q: a rule is named family/name-of-the-fault, such as exceptions/bare-except", name)
	}
	family, id := m[1], m[2]
	pkg := strings.ReplaceAll(id, "-", "")
	dir := filepath.Join("rules", family, pkg)
	if _, err := os.Stat(dir); err == nil {
		return fmt.Errorf("%s exists already", dir)
	}
	if err := os.MkdirAll(filepath.Join(dir, "testdata"), 0o755); err != nil {
		return err
	}
	replace := strings.NewReplacer("PKG", pkg, "NAME", id, "~~~", "```")
	for file, content := range map[string]string{pkg + ".go": ruleCode, pkg + ".md": rulePage, "testdata/a.py": ruleFixture} {
		if err := os.WriteFile(filepath.Join(dir, file), []byte(replace.Replace(content)), 0o644); err != nil {
			return err
		}
	}
	fmt.Printf("%s: now write the .go and .md files and testdata/a.py there, then run make generate test\n", filepath.ToSlash(dir))
	return nil
}

const ruleCode = `// Package PKG defines the rule NAME.
package PKG

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
)

//go:embed PKG.md
var page string

// Rule reports what its page says.
var Rule = &lint.Rule{
	ID:       "NAME",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{python.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for call := range python.Of(pass).All(python.Call) {
		pass.ReportRangef(call, "%s is called", call.Child(python.FunctionField).Text())
	}
}
`

const rulePage = `# NAME

Reports … (one sentence: what).

Why it hurts a training run.

## Bad

~~~python
f()
~~~

## Good

~~~python
x = 1
~~~

## Fix

What to do, in one or two sentences.

## Sources

* …
`

const ruleFixture = `f()  # want "f is called"
x = 1
`
