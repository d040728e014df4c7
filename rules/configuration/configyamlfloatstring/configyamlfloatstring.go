// Package configyamlfloatstring defines the rule config-yaml-float-string.
package configyamlfloatstring

import (
	_ "embed"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/hyperparam"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/facts"
)

//go:embed configyamlfloatstring.md
var page string

// Rule reports numbers in YAML that PyYAML takes for strings.
var Rule = &lint.Rule{
	ID:       "config-yaml-float-string",
	Severity: lint.Error,
	Fix:      lint.MixedFixes,
	Page:     page,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

// written matches numbers with an exponent that lack what YAML 1.1 asks for: a point, or the exponent's sign. It has the
// sign and digits before the point, those after, and the exponent.
var written = pattern.New(`^([-+]?[0-9][0-9_]*)(\.[0-9_]*)?[eE]([-+]?)([0-9]+)$`)

func run(pass *analysis.Pass) {
	p := program.Of(pass)
	for _, c := range p.Configs {
		if c.Format != config.YAML {
			continue
		}
		for _, setting := range c.Settings {
			if number, ok := rewrite(setting.Raw); ok && p.StringForPyYAML(c, setting.Key()) {
				at := c.Range(setting.Span)
				pass.Report(analysis.Diagnostic{
					Pos: at.Pos(), End: at.End(),
					Message:        setting.Key() + " is the string \"" + setting.Raw + "\" for PyYAML, which needs a point and a signed exponent; write " + number,
					SuggestedFixes: fix(setting, number, analysis.TextEdit{Pos: at.Pos(), End: at.End(), NewText: []byte(number)}),
				})
			}
		}
	}
}

// small matches numbers that nothing else is written like, in any version of YAML; a commit may be 5e12345, and 1_0e-4 a string.
var small = pattern.New(`^[-+]?[0-9]+(?:\.[0-9]*)?[eE]-[0-9]+$`)

// tolerance matches further names of what is a number to every optimizer.
var tolerance = pattern.New(`(?i)(?:^|_)(?:lr|eps|epsilon|tol|wd)(?:_|$)`)

// fix writes the number, which is safe for a setting that can't be used as a string.
func fix(setting facts.ConfigSetting, number string, edit analysis.TextEdit) []analysis.SuggestedFix {
	switch kind := hyperparam.Of(setting.Key()); {
	case !small.MatchString(setting.Raw):
	case kind == hyperparam.LearningRate, kind == hyperparam.WeightDecay, kind == hyperparam.Momentum, kind == hyperparam.Dropout,
		tolerance.MatchString(setting.Key()):
		return lint.SafeFix("write "+number, edit)
	}
	return lint.UnsafeFix("write "+number, edit)
}

// rewrite returns a number that PyYAML takes for one, and whether it does not take raw for one.
func rewrite(raw string) (string, bool) {
	m := written.FindStringSubmatch(raw)
	if m == nil || m[2] != "" && m[3] != "" {
		return "", false
	}
	fraction, sign := m[2], m[3]
	if len(fraction) < 2 {
		fraction = ".0"
	}
	if sign == "" {
		sign = "+"
	}
	return strings.Join([]string{m[1], fraction, "e", sign, m[4]}, ""), true
}
