// Package sklearnrandomstate defines the rule sklearn-random-state.
package sklearnrandomstate

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/framework"
)

//go:embed sklearnrandomstate.md
var page string

// Rule reports calls of scikit-learn that draw random numbers and are given no random_state.
var Rule = &lint.Rule{
	ID:         "sklearn-random-state",
	Severity:   lint.Warning,
	Page:       page,
	Boundaries: []string{"random seed", "reproducible seed"},
	Snippets:   true,
	Requires:   []*analysis.Analyzer{program.Analyzer},
	Run:        run,
}

func run(pass *analysis.Pass) {
	for _, draw := range program.Of(pass).Unseeded(framework.NumPy, isRandom) {
		if draw.Outer != nil && seedsParts(draw.Outer) {
			continue
		}
		pass.Report(analysis.Diagnostic{
			Pos: draw.At.Pos(), End: draw.At.End(),
			Message:        draw.Name + " differs from run to run: it draws random numbers and has no random_state",
			SuggestedFixes: fix(draw),
		})
	}
}

// isRandom reports whether a call draws from NumPy's generator since it is given no other.
func isRandom(name string, call *program.Call) bool {
	f := factsOf(name)
	if f == nil || call.Unpacks {
		return false
	}
	state, ok := call.Arg("random_state", f.At)
	if ok && state.Text != "None" {
		return false
	}
	return f.isDrawing(call)
}

// seedsParts reports whether a call hands its own random_state on to the estimator that it is given.
func seedsParts(outer *program.Call) bool {
	_, ok := outer.Arg("random_state", -1)
	return ok
}

func fix(draw program.Draw) []analysis.SuggestedFix {
	if _, ok := draw.Call.Arg("random_state", -1); ok {
		return nil
	}
	text := "random_state=42"
	if len(draw.Call.Args) > 0 {
		text = ", " + text
	}
	at := draw.After()
	return lint.UnsafeFix("give it random_state=42", analysis.TextEdit{Pos: at.Pos(), End: at.End(), NewText: []byte(text)})
}
