// Package enforcedbytool defines the rule enforced-by-tool.
package enforcedbytool

import (
	"bytes"
	_ "embed"
	"path"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/workspace"
	"github.com/agentlint/agentlint/workspace/repository"
)

//go:embed enforcedbytool.md
var page string

// Rule reports instructions about the form of code that a tool of the repository enforces.
var Rule = &lint.Rule{
	ID:       "enforced-by-tool",
	Severity: lint.Note,
	Status:   lint.Preview,
	Page:     page,
	Requires: []*analysis.Analyzer{workspace.Analyzer, repository.Analyzer},
	Run:      run,
}

// A tool enforces forms where a file configures it.
type tool struct {
	name   string
	file   string
	holds  string // what is in the file then; "" for any content
	topics []workspace.Topic
	rules  *pattern.Pattern // what the file selects then; nil for nothing
}

// tools are those whose configuration says that they run.
// Sources: https://black.readthedocs.io/en/stable/the_black_code_style/current_style.html, https://docs.astral.sh/ruff/configuration,
// https://pycqa.github.io/isort, https://prettier.io/docs/options, https://editorconfig.org, https://flake8.pycqa.org, read on 2026-12-01.
var tools = []tool{
	{"black", "pyproject.toml", "[tool.black]", []workspace.Topic{workspace.LineLength, workspace.Quotes, workspace.Indentation}, nil},
	{"isort", "pyproject.toml", "[tool.isort]", []workspace.Topic{workspace.ImportOrder}, nil},
	{"ruff", "pyproject.toml", "[tool.ruff.format]", []workspace.Topic{workspace.LineLength, workspace.Quotes, workspace.Indentation}, nil},
	{"ruff", "pyproject.toml", "line-length", []workspace.Topic{workspace.LineLength}, nil},
	{"ruff", "ruff.toml", "line-length", []workspace.Topic{workspace.LineLength}, nil},
	{"flake8", ".flake8", "max-line-length", []workspace.Topic{workspace.LineLength}, nil},
	{"flake8", ".flake8", "max-complexity", []workspace.Topic{workspace.Complexity}, nil},
	{"ruff", "pyproject.toml", "[tool.ruff", []workspace.Topic{workspace.ImportOrder}, selecting("I")},
	{"ruff", "ruff.toml", "", []workspace.Topic{workspace.ImportOrder}, selecting("I")},
	{"ruff", "pyproject.toml", "[tool.ruff", []workspace.Topic{workspace.Unused}, selecting("F")},
	{"ruff", "ruff.toml", "", []workspace.Topic{workspace.Unused}, selecting("F")},
	{"ruff", "pyproject.toml", "[tool.ruff", []workspace.Topic{workspace.Annotations}, selecting("ANN")},
	{"ruff", "ruff.toml", "", []workspace.Topic{workspace.Annotations}, selecting("ANN")},
	{"ruff", "pyproject.toml", "[tool.ruff", []workspace.Topic{workspace.Docstrings}, selecting("D")},
	{"ruff", "ruff.toml", "", []workspace.Topic{workspace.Docstrings}, selecting("D")},
	{"ruff", "pyproject.toml", "[tool.ruff", []workspace.Topic{workspace.Complexity}, selecting("C90")},
	{"ruff", "ruff.toml", "", []workspace.Topic{workspace.Complexity}, selecting("C90")},
	{"mypy", "pyproject.toml", "disallow_untyped_defs = true", []workspace.Topic{workspace.Annotations}, nil},
	{"mypy", "mypy.ini", "disallow_untyped_defs = True", []workspace.Topic{workspace.Annotations}, nil},
	{"Prettier", ".prettierrc", "", formatted, nil},
	{"Prettier", ".prettierrc.json", "", formatted, nil},
	{"Prettier", "prettier.config.js", "", formatted, nil},
	{"Biome", "biome.json", "", formatted, nil},
	{"EditorConfig", ".editorconfig", "indent_size", []workspace.Topic{workspace.Indentation}, nil},
	{"EditorConfig", ".editorconfig", "max_line_length", []workspace.Topic{workspace.LineLength}, nil},
}

// selecting matches a configuration of ruff that selects the rules of a prefix.
func selecting(prefix string) *pattern.Pattern {
	return pattern.New(`(?s)\bselect\s*=\s*\[[^\]]*["'](?:` + prefix + `\d*|ALL)["']`)
}

var formatted = []workspace.Topic{workspace.LineLength, workspace.Quotes, workspace.Indentation, workspace.Semicolons}

func run(pass *analysis.Pass) {
	files := repository.Of(pass)
	for _, d := range workspace.Of(pass).Definitions {
		for _, style := range d.Styles {
			if t := enforcing(files, style.Topic); t != nil && !d.Beside {
				pass.ReportRangef(d.Range(style.Span), "%s already enforces %s, according to %s", t.name, style.Topic, t.file)
			}
		}
	}
}

// enforcing returns a tool of the repository that enforces a form, nil for none.
func enforcing(files *repository.Repository, topic workspace.Topic) *tool {
	for i := range tools {
		t := &tools[i]
		if !slices.Contains(t.topics, topic) {
			continue
		}
		text, isThere := files.Content(path.Join(files.Root(), t.file), 1<<18)
		if isThere && bytes.Contains(text, []byte(t.holds)) && t.rules.Match(text) {
			return t
		}
	}
	return nil
}
