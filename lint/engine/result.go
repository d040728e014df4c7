package engine

import (
	"slices"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/apply"
	"github.com/agentlint/agentlint/lint/inspect"
	"github.com/agentlint/agentlint/lint/memo"
	"github.com/agentlint/agentlint/lint/request"
	"github.com/agentlint/agentlint/workspace"
)

// result gathers what is to be reported, in order.
func (r *run) result(isPartial bool) *lint.Result {
	r.keepWanted()
	result := &lint.Result{Findings: r.said.Findings, Notices: r.said.Notices, Told: int(r.Told.Load()), Training: map[string]bool{}, Configs: map[string]bool{}}
	result.Graphs = func() []*workspace.Graph { return workspace.Graphs(r.nearDefinitions()) }
	for i := range r.outcomes {
		if r.tells(i) {
			r.add(result, i, isPartial)
		}
	}
	r.keepShown(result)
	r.lowerCraft(result.Findings)
	r.suppress(result, isPartial || r.Config.Alone)
	result.Notices = append(result.Notices, r.Files.LeftAlone(result.Notices)...)
	for _, n := range result.Notices {
		if n.Kind == lint.Failed {
			result.Failed++
		}
	}
	lint.Sort(result.Findings)
	r.tellShare(result)
	return result
}

// keepWanted drops what rules that see many files say of those that nobody asks about.
func (r *run) keepWanted() {
	isBeside := map[string]bool{}
	for _, d := range r.siblings {
		isBeside[d.Path] = true
	}
	r.said.Findings = slices.DeleteFunc(r.said.Findings, func(f lint.Finding) bool { return !r.Config.Wants(f.Path) || isBeside[f.Path] })
	r.said.Notices = slices.DeleteFunc(r.said.Notices, func(n lint.Notice) bool { return n.Kind == lint.NotFollowed && !r.Config.Wants(n.Path) })
}

// add adds what became of one file to the result.
func (r *run) add(result *lint.Result, i int, isPartial bool) {
	out, file := &r.outcomes[i], &r.Config.Files[i]
	result.Notices = append(result.Notices, out.Notices...)
	if out.Outline != nil {
		r.keepRelevant(out, file.Explicit)
		result.Training[file.Path] = r.isTraining(out.Outline)
	}
	if out.Overflows && out.Checked {
		result.Notices = append(result.Notices, apply.TooManyFindings(file.Path))
	}
	result.Configs[file.Path] = out.Config != nil
	result.Findings = append(result.Findings, out.Findings...)
	out.Findings = nil // there may be a million
	if out.Unloaded != "" && r.Config.Wants(file.Path) {
		why := r.Config.Places.Why(request.Slashed(*file))
		result.Unloaded = append(result.Unloaded, lint.Unloaded{Path: file.Path, What: out.Unloaded, Why: string(why)})
	}
	if out.Recalled {
		result.Recalled++
	}
	switch {
	case out.Checked:
		result.Checked++
	case !isPartial && !out.PassedOver && !out.Failed():
		result.Skipped++
	}
}

// keepRelevant drops what does not concern a Python file that is no training code.
func (r *run) keepRelevant(out *inspect.Outcome, explicit bool) {
	if r.isTraining(out.Outline) {
		return
	}
	out.Checked = explicit || r.Config.AllPython
	out.Findings = slices.DeleteFunc(out.Findings, func(f lint.Finding) bool { return !out.Checked || !f.Rule.AnyPython })
}

// sightings are the files as the run saw them.
func (r *run) sightings() (all []memo.Sighting) {
	for i, file := range r.Config.Files {
		all = append(all, memo.Sighting{Abs: file.Abs, Seen: r.outcomes[i].Seen})
	}
	for i := range r.beside {
		all = append(all, memo.Sighting{Abs: r.Config.Beside[i].Abs, Seen: r.beside[i].Seen})
	}
	for _, out := range r.imported {
		all = append(all, memo.Sighting{Abs: r.Files.Absolute(out.Outline.Path), Seen: out.Seen})
	}
	return all
}
