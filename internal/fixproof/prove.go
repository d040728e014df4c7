package main

import (
	"cmp"
	"context"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/engine"
	"github.com/agentlint/agentlint/lint/fix"
	"github.com/agentlint/agentlint/lint/request"
)

// A proof is that of all safe fixes, or of all fixes, over a corpus.
type proof struct {
	ctx    context.Context
	python oracle
	unsafe bool
	rules  map[*lint.Rule]bool

	files      map[string]int    // that were looked at, by what they are
	changed    int               // files
	uncompared int               // programs and notebooks
	tally      map[string]*count // by rule
	faults     []fault
	comparing  map[string]int // findings added that compare files, by rule
	withdrawn  []fix.Withdrawn
}

// A count is what came of the fixes of a rule.
type count struct {
	fixes, files         int
	equal, design, wrong int // files
	differences          map[string]int
}

// A fault is something that a fix should not have done.
type fault struct{ file, rule, what string }

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// config is how the files of a chunk are checked: by all rules, those too that run only if they are asked for.
func (p *proof) config(c chunk, files []discover.Entry, rules []*lint.Rule) request.Config {
	policy := lint.NewPolicy()
	for _, rule := range rules {
		policy.Switch(rule, true)
	}
	return request.Config{
		Root: c.root, Files: files, Rules: rules, AllPython: true, MaxSize: 10_000_000,
		Policy: func(string) *lint.Policy { return policy },
	}
}

// prove fixes the files of a chunk, and compares what they are before and after.
func (p *proof) prove(c chunk) error {
	p.count(c.files)
	all := slices.SortedFunc(maps.Keys(p.rules), func(a, b *lint.Rule) int { return strings.Compare(a.ID, b.ID) })
	cfg := p.config(c, c.files, all)
	before, err := engine.Run(p.ctx, cfg)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(before.Findings, p.isFixable) {
		return nil
	}
	out, err := fix.Run(p.ctx, cfg, fix.Options{Unsafe: p.unsafe})
	if err != nil {
		return err
	}
	p.withdrawn = append(p.withdrawn, out.Withdrawn...)
	p.compareFindings(c, before, out.Result)
	for _, change := range out.Changes {
		p.changed++
		if err := p.attribute(c, change); err != nil {
			return err
		}
	}
	return nil
}

func (p *proof) count(files []discover.Entry) {
	kinds := map[string]string{".py": "Python", ".ipynb": "notebooks", ".md": "definitions", ".mdc": "definitions"}
	for _, f := range files {
		p.files[cmp.Or(kinds[path.Ext(f.Path)], "data")]++
	}
}

// isFixable reports whether a finding has a fix that may be made.
func (p *proof) isFixable(f lint.Finding) bool {
	return slices.ContainsFunc(f.Fixes, func(f lint.Fix) bool { return f.Safe || p.unsafe })
}

// attribute compares a changed file, and says which rules its differences are of: if several have fixed it, each does so
// alone.
func (p *proof) attribute(c chunk, change fix.Change) error {
	ids := sortedKeys(change.By)
	for _, id := range ids {
		p.of(id).fixes += change.By[id]
		p.of(id).files++
	}
	if err := p.compare(c, change, ids); err != nil || len(ids) == 1 {
		return err
	}
	for _, id := range ids {
		alone := p.fixAlone(c, change, id)
		if alone == nil {
			continue // it needs what other files hold, or another fix first: it was compared with the others
		}
		if err := p.compare(c, *alone, []string{id}); err != nil {
			return err
		}
	}
	return nil
}

// fixAlone returns what one rule makes of a file.
func (p *proof) fixAlone(c chunk, change fix.Change, id string) *fix.Change {
	for rule := range p.rules {
		if rule.ID != id {
			continue
		}
		files := []discover.Entry{{Path: change.Path, Abs: change.Abs, Explicit: true}}
		out, err := fix.Run(p.ctx, p.config(c, files, []*lint.Rule{rule}), fix.Options{Unsafe: p.unsafe})
		if err == nil && len(out.Changes) == 1 {
			return &out.Changes[0]
		}
	}
	return nil
}

// compare compares what rules have made of a file.
func (p *proof) compare(c chunk, change fix.Change, ids []string) error {
	uncompared := p.uncompared
	differences, err := p.differences(change, ids)
	if err != nil {
		return err
	}
	name := path.Join(c.name, strings.TrimPrefix(change.Path, folder(c.files)+"/"))
	var wrong []string
	for _, d := range differences {
		if !d.byDesign {
			wrong = append(wrong, d.what)
		}
		for _, id := range ids {
			if len(ids) == 1 {
				p.of(id).differences[shorten(d.what)]++
			}
		}
	}
	if len(wrong) > 0 {
		p.faults = append(p.faults, fault{name, strings.Join(ids, ", "), strings.Join(wrong, "\n    ")})
	}
	if len(ids) == 1 {
		switch t := p.of(ids[0]); {
		case len(wrong) > 0:
			t.wrong++
		case len(differences) > 0:
			t.design++
		case p.uncompared == uncompared:
			t.equal++
		}
	}
	return nil
}

func (p *proof) of(id string) *count {
	if p.tally[id] == nil {
		p.tally[id] = &count{differences: map[string]int{}}
	}
	return p.tally[id]
}

// compareFindings looks for files in which a rule finds more after fixes than before.
func (p *proof) compareFindings(c chunk, before, after *lint.Result) {
	type of struct{ path, rule string }
	was, seen := map[of]int{}, map[lint.Notice]bool{}
	for _, f := range before.Findings {
		was[of{f.Path, f.Rule.ID}]++
	}
	for _, f := range after.Findings {
		switch was[of{f.Path, f.Rule.ID}]--; {
		case was[of{f.Path, f.Rule.ID}] >= 0:
		case f.Rule.SeesOneFile(), f.Severity == lint.Error:
			p.faults = append(p.faults, fault{path.Join(c.name, f.Path), f.Rule.ID, "a finding was added: " + f.Message})
		default:
			p.comparing[f.Rule.ID]++
		}
	}
	for _, n := range before.Notices {
		seen[n] = true
	}
	for _, n := range after.Notices {
		if !seen[n] {
			p.faults = append(p.faults, fault{path.Join(c.name, n.Path), "", "a notice was added: " + n.Message})
		}
	}
}
