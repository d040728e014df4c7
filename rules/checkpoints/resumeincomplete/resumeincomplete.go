// Package resumeincomplete defines the rule resume-incomplete.
package resumeincomplete

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story/checkpoint"
)

//go:embed resumeincomplete.md
var page string

// Rule reports resumed training that leaves part of its checkpoint.
var Rule = &lint.Rule{
	ID:       "resume-incomplete",
	Severity: lint.Warning,
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Enforces: []match.Pattern{
		match.Do("support", "resumption"),
		match.Do("resume", "training").With("checkpoint"),
		match.Do("restore", "training state"),
	},
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for all := range program.Of(pass).Trainings() {
		for _, t := range all {
			if check(pass, t) {
				break
			}
		}
	}
}

// check reports what is left of a checkpoint when a training is resumed, and whether there is any.
func check(pass *analysis.Pass, t program.Told) bool {
	left, ok := checkpoint.NotRestored(t.Story, t.Training)
	if !ok {
		return false
	}
	if left.Anew {
		pass.ReportRangef(t.Story.At(left.At), "the state is restored, but training starts at the first epoch again")
		return true
	}
	var names []string
	for _, part := range left.Parts {
		names = append(names, "the "+string(part))
	}
	at := t.Story.At(left.At)
	pass.Report(analysis.Diagnostic{
		Pos: at.Pos(), End: at.End(),
		Message:        fmt.Sprintf("the checkpoint holds %s, but resuming does not restore it", wording.List(names, "and")),
		SuggestedFixes: fix(t, left),
	})
	return true
}

// fix restores what is left after the model, by the name under which it is made or used.
func fix(t program.Told, left checkpoint.Unrestored) (fixes []analysis.SuggestedFix) {
	model, ok := checkpoint.ModelRestored(t.Story, left.At)
	if !ok {
		return nil
	}
	for _, isMade := range []bool{true, false} {
		if statements := restoring(t, left, model.Order, isMade); len(statements) > 0 {
			fixes = append(fixes, lint.UnsafeFix("restore it after the model", lint.After(t.Story.At(model.Event.At), statements...))...)
		}
	}
	return fixes
}

// restoring are statements that restore what is left, but for the epoch, which many things may start from; none if something is not yet made
// when the model is restored.
func restoring(t program.Told, left checkpoint.Unrestored, order int, isMade bool) (statements []string) {
	for _, part := range left.Parts {
		if part == framework.Epoch {
			continue
		}
		holder, ok := checkpoint.HolderOf(t.Story, t.Training, part)
		key := checkpoint.KeyFor(t.Story, t.Training, part)
		if !ok || key == "" || holder.Order > order {
			return nil
		}
		name := lint.ReceiverOf(t.Story.At(holder.Used))
		if isMade {
			name = lint.AssignedFrom(t.Story.At(holder.Made))
		}
		statements = append(statements, fmt.Sprintf("%s.load_state_dict(%s[%q])", name, lint.AssignedFrom(t.Story.At(left.At)), key))
	}
	return statements
}
