package engine

import (
	"context"
	"slices"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/apply"
	"github.com/agentlint/agentlint/lint/inspect"
	"github.com/agentlint/agentlint/lint/suppress"
)

// suppress takes out the findings that comments suppress, and adds what there is to say about those comments. That
// can't be suppressed in turn: a comment does not vouch for itself. Nothing is said when not all rules have run: any
// comment would look unused.
func (r *run) suppress(result *lint.Result, isPartial bool) {
	files := r.suppressions()
	result.Findings = slices.DeleteFunc(result.Findings, func(f lint.Finding) bool {
		s := files[f.Path]
		if s == nil || !s.Suppresses(f.Rule.Subject(), f.Start.Offset) || r.Config.IgnoreSuppressions {
			return false
		}
		result.Suppressed++
		return true
	})
	w := apply.NewWorker(context.Background(), r.Job)
	w.Begin("")
	known := r.known()
	for i := range r.outcomes {
		if out := &r.outcomes[i]; !isPartial && out.Checked && r.tells(i) && out.Suppressed != nil {
			out.Suppressed.Known = known
			r.judgeComments(w, r.Config.Files[i].Path, out)
		}
	}
	result.Findings = append(result.Findings, w.Said.Findings...)
	result.Notices = append(result.Notices, w.Said.Notices...)
	result.Outdate(r.outdated())
	lint.Sort(result.Findings)
	if r.Config.Sites {
		result.Suppressions = files
	}
}

// outdated says which comments name rules by names that these had before.
func (r *run) outdated() (notices []lint.Notice) {
	for i := range r.outcomes {
		path, s := r.Config.Files[i].Path, r.outcomes[i].Suppressed
		if s == nil || !r.tells(i) {
			continue
		}
		for j := range s.Directives {
			for _, name := range s.Directives[j].Names {
				if name.Now != "" {
					notices = append(notices, lint.Notice{Kind: lint.Outdated, Path: path, Message: lint.Renamed(name.Text, name.Now)})
				}
			}
		}
	}
	return notices
}

// suppressions are what comments suppress, by path.
func (r *run) suppressions() map[string]*suppress.File {
	files := map[string]*suppress.File{}
	r.all(func(path string, out *inspect.Outcome) {
		if out.Suppressed != nil {
			files[path] = out.Suppressed
		}
	})
	today := r.Config.Today()
	for _, s := range files {
		s.Today = today
	}
	return files
}

// known are the names that comments may suppress.
func (r *run) known() (names []string) {
	for _, rule := range r.Config.Rules {
		names = append(names, rule.ID, rule.Family)
	}
	return names
}

// judgeComments runs the rules about suppressions over those of a file.
func (r *run) judgeComments(w *apply.Worker, path string, out *inspect.Outcome) {
	w.Policy = r.Config.PolicyOf(path)
	s := out.Suppressed
	subjects := make([]suppress.Subject, len(r.Config.Rules))
	for i, rule := range r.Config.Rules {
		subjects[i] = rule.Subject()
	}
	s.Visit(subjects, func(i int) bool { return r.ran(r.Config.Rules[i], w.Policy, out) })
	w.Run(r.Rules.Comments, suppress.Analyzer, s)
}

// ran reports whether a rule had all it needs to find something in a file.
func (r *run) ran(rule *lint.Rule, policy *lint.Policy, out *inspect.Outcome) bool {
	isPartial := r.Config.Context && r.beside == nil && rule.SeesManyFiles()
	return policy.Runs(rule) && !isPartial && !out.Failed() && (rule.AnyPython || out.Outline == nil || r.isTraining(out.Outline))
}
