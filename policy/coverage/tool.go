package coverage

import (
	"io/fs"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/policy"
	"github.com/agentlint/agentlint/policy/bullet"
)

// A Tool is one that the repository has set up.
type Tool struct {
	Name string // ruff
	File string // that shows it: ruff.toml
}

// A sign is a file that shows that a tool is set up, with a text that it has to have; "" for none.
type sign struct{ tool, file, text string }

// signs are how tools are set up.
// Source: the documentation of each tool, on its file of settings.
var signs = []sign{
	{"ruff", "ruff.toml", ""}, {"ruff", ".ruff.toml", ""}, {"ruff", "pyproject.toml", "[tool.ruff"},
	{"black", "pyproject.toml", "[tool.black"}, {"flake8", ".flake8", ""}, {"flake8", "setup.cfg", "[flake8]"},
	{"pylint", ".pylintrc", ""}, {"pylint", "pyproject.toml", "[tool.pylint"}, {"isort", "pyproject.toml", "[tool.isort"},
	{"mypy", "mypy.ini", ""}, {"mypy", "pyproject.toml", "[tool.mypy"}, {"mypy", "setup.cfg", "[mypy"}, {"pyright", "pyrightconfig.json", ""}, {"pyright", "pyproject.toml", "[tool.pyright"},
	{"pytest", "pytest.ini", ""}, {"pytest", "pyproject.toml", "[tool.pytest"}, {"pytest", "conftest.py", ""}, {"pytest", "tests/conftest.py", ""},
	{"coverage", ".coveragerc", ""}, {"coverage", "pyproject.toml", "[tool.coverage"},
	{"eslint", "eslint.config.js", ""}, {"eslint", "eslint.config.mjs", ""}, {"eslint", "eslint.config.ts", ""}, {"eslint", ".eslintrc.json", ""}, {"eslint", ".eslintrc.js", ""}, {"eslint", ".eslintrc", ""},
	{"prettier", ".prettierrc", ""}, {"prettier", ".prettierrc.json", ""}, {"prettier", "prettier.config.mjs", ""}, {"prettier", "prettier.config.js", ""},
	{"tsc", "tsconfig.json", ""}, {"golangci-lint", ".golangci.yml", ""}, {"golangci-lint", ".golangci.yaml", ""},
	{"commitlint", "commitlint.config.js", ""}, {"commitlint", "commitlint.config.mjs", ""}, {"commitlint", ".commitlintrc.json", ""},
	{"gitleaks", ".gitleaks.toml", ""}, {"gitleaks", ".pre-commit-config.yaml", "gitleaks"}, {"detect-secrets", ".pre-commit-config.yaml", "detect-secrets"},
	{"ruff", ".pre-commit-config.yaml", "ruff"}, {"black", ".pre-commit-config.yaml", "black"}, {"mypy", ".pre-commit-config.yaml", "mypy"},
	{"pre-commit", ".pre-commit-config.yaml", ""}, {"permissions of Claude Code", ".claude/settings.json", `"deny"`},
	{"the owners of files", "CODEOWNERS", ""}, {"the owners of files", ".github/CODEOWNERS", ""},
	{"dependabot", ".github/dependabot.yml", ""}, {"renovate", "renovate.json", ""},
}

// maxSetup is how many bytes of a file are looked at for what sets up a tool.
const maxSetup = 1 << 20

// Tools returns the tools that are set up in a repository, by its root.
func Tools(root fs.FS) (all []Tool) {
	add := func(t Tool) {
		if !slices.ContainsFunc(all, func(other Tool) bool { return other.Name == t.Name }) {
			all = append(all, t)
		}
	}
	for _, s := range signs {
		text, err := fs.ReadFile(root, s.file)
		if err == nil && len(text) <= maxSetup && strings.Contains(string(text), s.text) {
			add(Tool{s.tool, s.file})
		}
	}
	if entries, err := fs.ReadDir(root, ".github/workflows"); err == nil && len(entries) > 0 {
		add(Tool{"CI", ".github/workflows"})
	}
	return all
}

// A kindOfTool is tools that see to the same.
type kindOfTool struct {
	words   string   // phrases of bullets that are about it, separated by |
	tools   []string // that see to it, the likeliest first
	without string   // what to say where there is none
}

var toolKinds = map[string]kindOfTool{
	"format": {"format|formatting|line length|indentation|import order|sort import|code style|pep 8|pep8|trailing whitespace|semicolon|quote style|linting|lint|linter|style guide|black|prettier|eslint",
		[]string{"ruff", "black", "flake8", "isort", "pylint", "eslint", "prettier", "golangci-lint", "pre-commit"}, "a formatter or linter could tell, such as ruff or eslint; none is set up here"},
	"types": {"type check|type checking|mypy|pyright|strict typing|strict mode|any type|type safety|typescript strict",
		[]string{"mypy", "pyright", "tsc"}, "a type checker could tell, such as mypy or tsc; none is set up here"},
	"tests": {"test|unit test|run test|test coverage|coverage|regression test|integration test|failing test|test suite|pytest",
		[]string{"CI", "pytest", "coverage"}, "CI could tell, by running the tests; there is no workflow here"},
	"secrets": {"secret|api key|credential|password|token|.env|private key|commit secret",
		[]string{"gitleaks", "detect-secrets", "permissions of Claude Code"}, "a scanner of secrets could tell, such as gitleaks; none is set up here"},
	"commits": {"commit message|conventional commit|commit format", []string{"commitlint", "pre-commit"}, "commitlint could tell; it is not set up here"},
	"git": {"force push|push to main|main branch|push directly|git hook|--no-verify|branch protection|merge to main",
		[]string{"permissions of Claude Code"}, "the host's permissions, or the protection of branches, could hold it; neither is set up in files here"},
	"docs":    {"docstring|docstrings", []string{"ruff", "pylint"}, "ruff's rules on docstrings (D) could tell; they are not set up here"},
	"updates": {"vulnerability|outdated dependency|dependency update|security update", []string{"dependabot", "renovate"}, "dependabot or renovate could tell; neither is set up here"},
}

// toolKind returns the kind of tools that a bullet is for, if each of what it is about is one's.
func toolKind(_ *policy.Bullet, demands []bullet.Demand) (kind string, found bool) {
	for _, d := range demands {
		for _, words := range d.Objects {
			for _, name := range kindNames {
				if isAbout(words, toolKinds[name].words) {
					return name, true
				}
			}
		}
	}
	return "", false
}

var kindNames = []string{"secrets", "commits", "git", "docs", "types", "format", "updates", "tests"}

// isAbout reports whether a phrase ends with one of several.
func isAbout(words []string, phrases string) bool {
	for phrase := range strings.SplitSeq(phrases, "|") {
		tail := bullet.Words(phrase)
		if n := len(words) - len(tail); n >= 0 && len(tail) > 0 && slices.Equal(words[n:], tail) {
			return true
		}
	}
	return false
}

// named returns those of the tools of a kind that are set up, with the files that show it.
func named(kind string, tools []Tool) (names []string) {
	for _, wanted := range toolKinds[kind].tools {
		for _, t := range tools {
			if t.Name == wanted && len(names) < 2 {
				names = append(names, t.Name+" ("+t.File+")")
			}
		}
	}
	return names
}
