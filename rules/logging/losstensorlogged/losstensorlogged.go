// Package losstensorlogged defines the rule loss-tensor-logged.
package losstensorlogged

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/logging"
)

//go:embed losstensorlogged.md
var page string

// Rule reports losses that are kept with their graph.
var Rule = &lint.Rule{
	ID:       "loss-tensor-logged",
	Severity: lint.Note,
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Enforces: []match.Pattern{match.Do("call", "item"), match.Do("use", "item")},
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	program.Of(pass).OnceAScript(func(all []program.Told) bool {
		found, ok := logging.LossTensor(all[0].Story, all[0].Training)
		if ok {
			at := all[0].Story.At(found.At)
			pass.Report(analysis.Diagnostic{
				Pos: at.Pos(), End: at.End(),
				Message:        fmt.Sprintf("%s gets the tensor %s with its graph; pass %s.item()", found.By, found.What, found.What),
				SuggestedFixes: lint.UnsafeFix("pass "+found.What+".item()", lint.Appended(at, found.What, ".item()")),
			})
		}
		return ok
	})
}
