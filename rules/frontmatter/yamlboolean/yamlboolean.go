// Package yamlboolean defines the rule yaml-boolean.
package yamlboolean

import (
	_ "embed"
	"fmt"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/host"
)

//go:embed yamlboolean.md
var page string

// Rule reports words that are booleans in YAML 1.1 and strings in YAML 1.2.
var Rule = &lint.Rule{
	ID:       "yaml-boolean",
	Severity: lint.Note,
	Fix:      lint.MixedFixes,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

// boolean matches the words that readers of YAML 1.1 really take for booleans.
// Source: https://yaml.org/type/bool.html, without y and n, which hardly any of them does.
var boolean = pattern.New(`^(?:[Yy]es|YES|[Nn]o|NO|[Oo]n|ON|[Oo]ff|OFF)$`)

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	schemas := host.Reading(f)
	for _, field := range f.Fields() {
		if !takesBool(schemas, field.Name) {
			check(pass, f, field.Value, takesString(schemas, field))
		}
	}
}

// takesString reports whether a host wants strings where a field has words: as its value, or in its list or map.
func takesString(schemas []*host.Schema, field agent.Field) bool {
	isNested := len(field.Value.Items)+len(field.Value.Fields) > 0
	return slices.ContainsFunc(schemas, func(s *host.Schema) bool {
		key := s.Keys[field.Name]
		return isNested && slices.Contains(key.Items, agent.String) || !isNested && key.Accepts(agent.String)
	})
}

// takesBool reports whether a host wants a boolean under the key, or in its list or map; wrong-type is about those.
func takesBool(schemas []*host.Schema, name string) bool {
	return name == "handoffs" || slices.ContainsFunc(schemas, func(s *host.Schema) bool {
		key := s.Keys[name]
		return key.Accepts(agent.Bool) || slices.Contains(key.Items, agent.Bool)
	})
}

// check reports the words in a value, at any depth. Quotes are safe around one that is meant as a string.
func check(pass *analysis.Pass, f *agent.File, v agent.Value, isString bool) {
	for _, item := range v.Items {
		check(pass, f, item, isString)
	}
	for _, field := range v.Fields {
		check(pass, f, field.Value, isString)
	}
	if len(v.Items)+len(v.Fields) > 0 {
		return
	}
	word := f.Text(v.Range)
	if !boolean.MatchString(word) {
		return
	}
	at := f.Range(v.Range)
	fix := lint.UnsafeFix
	if isString {
		fix = lint.SafeFix
	}
	pass.Report(analysis.Diagnostic{
		Pos: at.Pos(), End: at.End(),
		Message:        fmt.Sprintf("%s is a boolean in YAML 1.1 and a string in YAML 1.2, so readers differ", word),
		SuggestedFixes: fix("quote "+word, analysis.TextEdit{Pos: at.Pos(), End: at.End(), NewText: []byte(`"` + word + `"`)}),
	})
}
