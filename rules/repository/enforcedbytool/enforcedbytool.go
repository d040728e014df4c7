// Package enforcedbytool defines the rule enforced-by-tool.
package enforcedbytool

import (
	"bytes"
	_ "embed"
	"path"
	"slices"

	"golang.org/x/tools/go/analysis"

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
}

// tools are those whose configuration says that they run.
// Sources: https://black.readthedocs.io/en/stable/the_black_code_style/current_style.html, https://docs.astral.sh/ruff/configuration,
// https://pycqa.github.io/isort, https://prettier.io/docs/options, https://editorconfig.org, https://flake8.pycqa.org, read on 2026-12-01.
var tools = []tool{
	{"black", "pyproject.toml", "[tool.black]", []workspace.Topic{workspace.LineLength, workspace.Quotes, workspace.Indentation}},
	{"isort", "pyproject.toml", "[tool.isort]", []workspace.Topic{workspace.ImportOrder}},
	{"ruff", "pyproject.toml", "[tool.ruff.format]", []workspace.Topic{workspace.LineLength, workspace.Quotes, workspace.Indentation}},
	{"ruff", "pyproject.toml", "line-length", []workspace.Topic{workspace.LineLength}},
	{"ruff", "ruff.toml", "line-length", []workspace.Topic{workspace.LineLength}},
	{"flake8", ".flake8", "max-line-length", []workspace.Topic{workspace.LineLength}},
	{"Prettier", ".prettierrc", "", formatted},
	{"Prettier", ".prettierrc.json", "", formatted},
	{"Prettier", "prettier.config.js", "", formatted},
	{"Biome", "biome.json", "", formatted},
	{"EditorConfig", ".editorconfig", "indent_size", []workspace.Topic{workspace.Indentation}},
	{"EditorConfig", ".editorconfig", "max_line_length", []workspace.Topic{workspace.LineLength}},
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
		if isThere && bytes.Contains(text, []byte(t.holds)) {
			return t
		}
	}
	return nil
}
