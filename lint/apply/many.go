package apply

import (
	"cmp"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story"
)

// RunOnProgram runs the project rules over a program, and tells what they find in wanted files; nil is for all.
func (w *Worker) RunOnProgram(p *program.Program, wanted func(path string) bool) {
	p.Strict = w.Config.Strict
	w.RunOnMany(w.Rules.Project, program.Analyzer, p, wanted)
}

// RunOnMany runs rules over what an analyzer stands for, up to an interrupt, and reports what they find in wanted files, in the order of
// the files.
func (w *Worker) RunOnMany(rules []*lint.Rule, analyzer *analysis.Analyzer, value any, wanted func(path string) bool) {
	var reported []diagnosis
	take := w.take
	claims := map[claim]bool{} // several scripts may come to one place
	w.take = func(rule *lint.Rule, d analysis.Diagnostic) {
		if t := (claim{rule, d.Pos, d.Message}); !claims[t] {
			claims[t] = true
			reported = append(reported, diagnosis{rule, d})
		}
	}
	for _, rule := range rules {
		if w.Ctx.Err() != nil {
			break
		}
		w.runAnyway(rule, analyzer, value)
	}
	w.take = take
	slices.SortStableFunc(reported, func(a, b diagnosis) int { return cmp.Compare(a.Pos, b.Pos) })
	reported = slices.DeleteFunc(reported, func(d diagnosis) bool {
		file := w.Set.File(d.Pos)
		return file != nil && wanted != nil && !wanted(file.Name())
	})
	w.Places.LookAt(placesOf(reported))
	for _, d := range reported {
		w.report(d.rule, d.Diagnostic)
	}
	w.Places.LookAt(nil)
}

// placesOf returns the positions that rules have reported.
func placesOf(reported []diagnosis) (all []token.Pos) {
	for _, d := range reported {
		all = append(all, d.Pos, d.End)
		for _, related := range d.Related {
			all = append(all, related.Pos, related.End)
		}
	}
	return all
}

// A claim is what a rule says of a place.
type claim struct {
	rule    *lint.Rule
	at      token.Pos
	message string
}

// A diagnosis is what a rule has reported.
type diagnosis struct {
	rule *lint.Rule
	analysis.Diagnostic
}

// Gather takes what was said of scripts, each claim once: several scripts may come to one place.
func (w *Worker) Gather(said Said) {
	type claim struct {
		rule    *lint.Rule
		path    string
		offset  int
		message string
	}
	claims := map[claim]bool{}
	for _, f := range said.Findings {
		if c := (claim{f.Rule, f.Path, f.Start.Offset, f.Message}); !claims[c] && w.Config.Wants(f.Path) {
			claims[c] = true
			w.Tell(f)
		}
	}
	told := map[string]bool{}
	for _, n := range said.Notices { // a rule that panics may do so for each script
		what, _, _ := strings.Cut(n.Message, "\n")
		if what = n.Path + ": " + what; !told[what] {
			told[what] = true
			w.Said.Notices = append(w.Said.Notices, n)
		}
	}
}

// AccountOf returns what rules keep of a story.
func (w *Worker) AccountOf(told *story.Story) *program.Account {
	a := program.AccountOf(told)
	if !told.Matters() {
		return a
	}
	for _, rule := range w.Rules.Project {
		if rule.Notes != nil {
			w.Guard(rule, func() {
				if notes := rule.Notes(told); len(notes) > 0 {
					a.Notes[rule.Analyzer().Name] = notes
				}
			})
		}
	}
	return a
}
