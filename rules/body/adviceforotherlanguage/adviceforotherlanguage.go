// Package adviceforotherlanguage defines the rule advice-for-other-language.
package adviceforotherlanguage

import (
	_ "embed"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/agent"
)

//go:embed adviceforotherlanguage.md
var page string

// Rule reports advice for another language than the one that a definition is about.
var Rule = &lint.Rule{
	ID:       "advice-for-other-language",
	Severity: lint.Note,
	Status:   lint.Preview,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	if !isPython(f) {
		return
	}
	reportNames(pass, f)
	for _, m := range ofCPlusPlus.FindAllIndex(f.Source.Text[f.Body.Start:f.Body.End], -1) {
		at := agent.Range{Start: f.Body.Start + m[0], End: f.Body.Start + m[1]}
		if f.FenceAt(at) == nil {
			pass.ReportRangef(f.Range(at), "%q is advice for C++, but the code here is Python", strings.Join(strings.Fields(f.Text(at)), " "))
		}
	}
}

// others are languages of fences whose code has names and classes of its own.
var others = []string{"c", "cpp", "c++", "cs", "csharp", "java", "kotlin", "swift", "go", "rust", "js", "javascript", "ts", "typescript", "jsx", "tsx", "php", "ruby", "scala", "dart"}

// isPython reports whether the examples are in Python and in no other language of that sort.
func isPython(f *agent.File) bool {
	python := false
	for _, fence := range f.Fences {
		if slices.Contains(others, fence.Language) {
			return false
		}
		python = python || fence.Language == "python" || fence.Language == "py"
	}
	return python
}

var (
	// camel matches a function's name in camel case, as in a sentence about names.
	camel = pattern.New(`^[a-z]+(?:[A-Z][a-z0-9]+)+\(\)$`)
	// ofCPlusPlus matches what only C++ has.
	ofCPlusPlus = pattern.New(`(?i)\bimplicitly generated member functions(?: and operators)?\b|\bcopy constructors?\b|\bvirtual destructors?\b|\bconst[- ]correctness\b|\bheader guards?\b|\bsmart pointers?\b`)
)

// few is how many names are needed to be a convention.
const few = 3

// reportNames reports, once, names in camel case that are meant as a model.
func reportNames(pass *analysis.Pass, f *agent.File) {
	var names []string
	var first agent.Range
	for _, code := range f.CodeSpans {
		if name := f.Text(code.Content); camel.MatchString(name) && !slices.Contains(names, name) {
			if names = append(names, name); len(names) == 1 {
				first = code.Range
			}
		}
	}
	if len(names) >= few {
		pass.ReportRangef(f.Range(first), "PEP 8 requires snake case for names of Python functions, not %s", wording.Some(names, "and"))
	}
}
