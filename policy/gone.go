package policy

import (
	"io/fs"
	"path"
	"slices"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/policy/confirm"
)

// Gone returns what the settings at the root of the run confirm of definitions that are no longer there, a finding for each of these.
func (r *Repository) Gone() (findings []lint.Finding) {
	set := r.config.PolicyOf("definition")
	for _, rule := range r.config.Rules {
		if _, isDrift := rule.Options.(confirm.List); !isDrift || !set.Runs(rule) {
			continue
		}
		confirmed, _ := set.OptionsOf(rule).(confirm.List)
		seen := map[string]bool{}
		for _, e := range confirmed {
			if e.Settings == "" {
				continue // it is from no file
			}
			shown := r.shown(r.absolute(e.Settings))
			for _, from := range e.From {
				if file := r.absolute(path.Join(path.Dir(shown), from)); !seen[file] && r.config.Wants(shown) && !r.isThere(file) {
					findings = append(findings, lint.Finding{
						Rule: rule, Severity: set.SeverityOf(rule, rule.Severity), Path: shown, Start: e.Start, End: e.End,
						Message: "the definition " + from + " is gone, of which the bullet \"" + wording.Short(e.Bullet) + "\" was confirmed",
					})
					seen[file] = true
				}
			}
		}
	}
	return findings
}

func (r *Repository) isThere(file string) bool {
	return slices.ContainsFunc(r.list(path.Dir(file)), func(e fs.DirEntry) bool { return e.Name() == path.Base(file) })
}
