// Package invalidjsonexample defines the rule invalid-json-example.
package invalidjsonexample

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/source"
)

//go:embed invalidjsonexample.md
var page string

// Rule reports examples of JSON that do not parse.
var Rule = &lint.Rule{
	ID:       "invalid-json-example",
	Severity: lint.Note,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

// stringOrComment matches what may hold any character.
var stringOrComment = pattern.New(`"(?:[^"\\\n]|\\.)*"|(?m)//.*$|/\*(?s:.*?)\*/`)

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	for _, fence := range f.Fences {
		if fence.Language != "json" || !fence.Closed {
			continue
		}
		text, mapping := f.Extract(fence)
		if isSketch(text) {
			continue
		}
		parsed := config.Parse(source.New(f.Source.Path, text), config.JSONC)
		for _, problem := range parsed.Problems {
			if problem.Kind == config.SyntaxFault && !isFragment(text, problem) {
				at := agent.Range{Start: mapping.Start(problem.Range.Start), End: mapping.End(problem.Range.End)}
				pass.ReportRangef(f.Range(at), "this example is not JSON: %s", problem.Message)
			}
		}
	}
}

// isSketch reports whether something stands outside of strings that JSON does not have: an ellipsis, <name>, {{name}},
// "a" | "b", 0-1. So is one where nothing stands.
func isSketch(text []byte) bool {
	rest := bytes.TrimSpace(stringOrComment.ReplaceAll(text, []byte(" ")))
	words := bytes.FieldsFunc(rest, func(r rune) bool { return strings.ContainsRune(" \t\r\n{}[],:\"", r) })
	return len(rest) == 0 || slices.ContainsFunc(words, func(word []byte) bool { return !json.Valid(word) })
}

// isFragment reports whether the problem is that more follows a whole value: a key without its braces, or another example.
func isFragment(text []byte, problem config.Problem) bool {
	before := config.Parse(source.New("", text[:problem.Range.Start]), config.JSONC)
	return len(before.Problems) == 0
}
