package fix

import (
	"context"
	"maps"
	"slices"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/engine"
)

// A trial finds out which fixes of one file do it no harm, as far as the rules that look at one file can tell.
type trial struct {
	*patch
	was  *report          // what those rules said before the round
	good []lint.Finding   // fixes that do no harm together
	open [][]lint.Finding // fixes that are to be tried with them: all of each list, or if that does harm, its halves
}

// settle applies the fixes of a plan but for those that make their own file worse. Only these files are looked at for that.
func (f *fixer) settle(ctx context.Context, plan map[string]*patch, before *lint.Result) error {
	was := tell(ofOneFile(before))
	trials := map[string]*trial{}
	for path, p := range plan {
		trials[path] = &trial{patch: p, was: was[path], open: [][]lint.Finding{p.findings}}
	}
	for len(trials) > 0 {
		for _, t := range trials {
			t.apply(slices.Concat(t.good, t.open[len(t.open)-1]))
		}
		after, err := f.lintAlone(ctx, trials, before)
		if err != nil {
			return err
		}
		is := tell(ofOneFile(after))
		for path, t := range trials {
			if f.try(t, is[path]); len(t.open) == 0 {
				t.apply(t.good)
				delete(trials, path)
			}
		}
	}
	maps.DeleteFunc(plan, func(_ string, p *patch) bool { return len(p.findings) == 0 })
	return nil
}

// try takes what was found with the fixes at hand, and keeps these if it is no worse.
func (f *fixer) try(t *trial, is *report) {
	last := len(t.open) - 1
	fixes := t.open[last]
	t.open = t.open[:last]
	reason := worse(t.was, is, t.patch)
	switch {
	case reason == "" && isDone(slices.DeleteFunc(slices.Clone(t.findings), isOfMore), t.was, is):
		t.good = slices.Concat(t.good, fixes)
	case len(fixes) > 1:
		t.open = append(t.open, fixes[len(fixes)/2:], fixes[:len(fixes)/2])
	default:
		f.withdraw(t.file.before, fixes[0], reason)
	}
}

// lintAlone runs the rules that look at one file over those that are tried.
func (f *fixer) lintAlone(ctx context.Context, trials map[string]*trial, before *lint.Result) (*lint.Result, error) {
	cfg := f.config()
	cfg.Alone, cfg.Context, cfg.Beside, cfg.Progress = true, false, nil, nil
	cfg.Training = func(path string) bool { return before.Training[path] }
	cfg.Files = slices.DeleteFunc(slices.Clone(cfg.Files), func(file discover.Entry) bool { return trials[file.Path] == nil })
	return engine.Run(ctx, cfg)
}

// ofOneFile returns what the rules that look at one file alone have said.
func ofOneFile(result *lint.Result) *lint.Result {
	return &lint.Result{Findings: slices.DeleteFunc(slices.Clone(result.Findings), isOfMore), Notices: result.Notices}
}

// isOfMore reports whether a finding is of a rule that does not look at one file alone.
func isOfMore(f lint.Finding) bool { return !f.Rule.SeesOneFile() }
