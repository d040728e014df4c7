package lint

import (
	"slices"
	"time"

	"github.com/agentlint/agentlint/lint/suppress"
)

// suppress takes out the findings that comments suppress, and adds what there is to say about those comments. That
// can't be suppressed in turn: a comment does not vouch for itself. Nothing is said when not all rules have run: any
// comment would look unused.
func (r *run) suppress(result *Result, isPartial bool) {
	files := map[string]*suppress.File{}
	for _, out := range r.imported {
		if out.suppressed != nil {
			files[out.outline.Path] = out.suppressed
		}
	}
	for i := range r.outcomes {
		if s := r.outcomes[i].suppressed; s != nil {
			files[r.cfg.Files[i].Path] = s
		}
	}
	today := r.today()
	for _, s := range files {
		s.Today = today
	}
	result.Findings = slices.DeleteFunc(result.Findings, func(f Finding) bool {
		s := files[f.Path]
		if s == nil || !s.Suppresses(f.Rule.subject(), f.Start.Offset) || r.cfg.IgnoreSuppressions {
			return false
		}
		result.Suppressed++
		return true
	})
	w := newWorker(r)
	w.begin("")
	for i := range r.outcomes {
		if out := &r.outcomes[i]; !isPartial && out.checked && r.reports(r.cfg.Files[i].Path) && out.suppressed != nil {
			w.judge(r.cfg.Files[i].Path, out)
		}
	}
	result.Findings = append(result.Findings, w.out.findings...)
	result.Notices = append(result.Notices, w.out.notices...)
	sortFindings(result.Findings)
	if r.cfg.Sites {
		result.Suppressions = files
	}
}

// judge runs the rules about suppressions over those of a file.
func (w *worker) judge(path string, out *outcome) {
	w.policy = w.r.policy(path)
	s := out.suppressed
	subjects := make([]suppress.Subject, len(w.r.cfg.Rules))
	for i, rule := range w.r.cfg.Rules {
		subjects[i] = rule.subject()
		s.Known = append(s.Known, rule.ID, rule.Family)
	}
	s.Visit(subjects, func(i int) bool { return w.r.ran(w.r.cfg.Rules[i], w.policy, out) })
	for _, rule := range w.r.comments {
		w.run(rule, suppress.Analyzer, s)
	}
}

// ran reports whether a rule had all it needs to find something in a file.
func (r *run) ran(rule *Rule, policy *Policy, out *outcome) bool {
	isPartial := r.cfg.Context && rule.SeesManyFiles()
	return policy.runs(rule) && !isPartial && !hasFailed(out.notices) && (rule.AnyPython || out.outline == nil || r.isTraining(out.outline))
}

// today is the date that suppressions may run out on.
func (r *run) today() string {
	if r.cfg.Now != nil {
		return r.cfg.Now().Format(time.DateOnly)
	}
	return time.Now().Format(time.DateOnly)
}

func (r *Rule) subject() suppress.Subject {
	return suppress.Subject{ID: r.ID, Family: r.Family, Noqa: r.Noqa}
}
