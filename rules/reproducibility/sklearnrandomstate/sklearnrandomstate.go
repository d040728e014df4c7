// Package sklearnrandomstate defines the rule sklearn-random-state.
package sklearnrandomstate

import (
	_ "embed"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

//go:embed sklearnrandomstate.md
var page string

// Rule reports calls of scikit-learn that draw random numbers and are given no random_state.
var Rule = &lint.Rule{
	ID:       "sklearn-random-state",
	Severity: lint.Warning,
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Enforces: []match.Pattern{
		match.Do("set", "seed"),
		match.Do("have", "reproducibility").Alone(),
		match.Do("have", "reproducibility").With("seed"),
		match.Do("split", "split").With("seed"),
		match.Do("split", "data").With("seed"),
	},
	Snippets: true,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Notes:    func(s *story.Story) []program.Note { return program.Draws(s, drawsFrom) },
	Run:      check,
}

func check(pass *analysis.Pass) {
	for _, draw := range program.Of(pass).Unseeded(pass.Analyzer) {
		pass.Report(analysis.Diagnostic{
			Pos: draw.At.Pos(), End: draw.At.End(), Category: string(lint.OwedIf(draw.Owed && matters(draw.Name))),
			Message:        draw.Name + " differs from run to run: it draws random numbers and has no random_state",
			SuggestedFixes: fix(draw),
		})
	}
}

// matters reports whether a model comes out otherwise by what a call draws: not data that is made up, nor a search for the only minimum.
func matters(name string) bool {
	f := factsOf(name)
	return !strings.HasPrefix(name, "sklearn.datasets.make_") && (f == nil || !f.Converges)
}

// drawsFrom returns NumPy's generator for a call that draws from it since it is given no other.
func drawsFrom(s *story.Story, call *story.Step) framework.Domain {
	f := factsOf(call.Name)
	if f == nil || slices.ContainsFunc(call.Object.Args, func(a value.Argument) bool { return a.Rest }) {
		return ""
	}
	state, ok := call.Object.Argument(parameter, f.At)
	if text, _ := s.Literal(state); ok && text != "None" || !f.isDrawing(s, call) || isSeededBy(s, call) {
		return ""
	}
	return framework.NumPy
}

const parameter = "random_state"

// isSeededBy reports whether a call hands its own random_state on to an estimator that it is given.
func isSeededBy(s *story.Story, estimator *story.Step) bool {
	return slices.ContainsFunc(s.GivenTo(estimator.Event.Call), func(o *value.Object) bool {
		_, ok := o.Argument(parameter, -1)
		return ok
	})
}

func fix(draw program.Draw) []analysis.SuggestedFix {
	call := draw.Call
	if call == nil || call.Details == nil {
		return nil
	}
	if _, ok := call.Arg(parameter, -1); ok {
		return nil
	}
	text := "random_state=42"
	if len(call.Args) > 0 {
		text = ", " + text
	}
	at := draw.After()
	return lint.UnsafeFix("give it random_state=42", analysis.TextEdit{Pos: at.Pos(), End: at.End(), NewText: []byte(text)})
}
