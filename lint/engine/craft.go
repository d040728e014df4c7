package engine

import (
	slashpath "path"
	"slices"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/apply"
	"github.com/agentlint/agentlint/lint/inspect"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/code"
)

// A way is the files that trainings come to, in all programs of a run. What is wrong there is wrong with a model that somebody
// trains; how other code is written is a matter of taste.
type way struct {
	r        *run
	files    map[string]bool
	stakes   map[string][]apply.Stake // by path: where they do what their results depend on, and failures are handled
	isOne    bool                     // there is other code
	packages map[string]bool          // folders, as far as they were asked about
}

// wayOf returns the files that the trainings of some programs come to.
func (r *run) wayOf(groups []*group) *way {
	p := &way{r: r, files: map[string]bool{}, stakes: map[string][]apply.Stake{}, packages: map[string]bool{}}
	code := 0
	r.all(func(_ string, out *inspect.Outcome) {
		if out.Outline != nil {
			code++
		}
	})
	p.isOne = code > 1
	for _, g := range groups {
		for _, file := range g.said.Trained {
			p.files[file] = true
		}
		for _, s := range g.said.Stakes {
			p.stakes[s.Path] = append(p.stakes[s.Path], s)
		}
	}
	return p
}

// has reports whether a training is known to come to a file.
func (p *way) has(file string) bool { return p != nil && p.files[file] }

// passesBy reports whether no training comes to a file: it is a test, or there are trainings and none comes to it, or it is part of
// a library. Of a piece of code that stands alone nobody knows what comes to it.
func (p *way) passesBy(file string) bool {
	switch {
	case program.IsTest(file):
		return true
	case p == nil || p.has(file):
		return false
	}
	return len(p.files) > 0 || p.isPackage(slashpath.Dir(file))
}

// risks returns how bad what a finding says of the failures of some code is where trainings do something there that their results depend
// on: a warning at most if they are only evaluated there, and a note if they do nothing of the kind.
func (p *way) risks(f *lint.Finding) lint.Severity {
	worst := lint.Note
	if p == nil || program.IsTest(f.Path) {
		return worst
	}
	for _, s := range p.stakes[f.Path] {
		switch {
		case s.At < f.Tries.Start || s.At >= f.Tries.End:
		case !s.Judges:
			return f.Severity
		default:
			worst = f.Severity.AtMost(lint.Warning)
		}
	}
	return worst
}

func (p *way) isPackage(dir string) bool {
	is, known := p.packages[dir]
	if !known {
		is = slices.Contains(p.r.Files.List(dir, p.r.memory.NoteFolder), "__init__.py")
		p.packages[dir] = is
	}
	return is
}

// isKnown reports whether a training comes to a file, or it is one of several: what the code there is for can be seen.
func (p *way) isKnown(file string) bool { return p.has(file) || p != nil && p.isOne }

// lowerCraft makes notes of what is said about how code is written that no training comes to, and of what is a matter of taste wherever
// it is known what the code is for, unless the project has set how bad it is, or the rule holds the finding for worse than its others. What
// is said of how failures are handled is as bad as what a training does there.
func (r *run) lowerCraft(findings []lint.Finding) {
	for i := range findings {
		f := &findings[i]
		if !f.IsCraft() || r.Config.PolicyOf(f.Path).Settles(f.Rule) {
			continue
		}
		at, known := r.Files.Index(f.Path)
		isCode := known && r.outcomes[at].Outline != nil
		risk := r.way.risks(f)
		switch {
		case f.IsAboutFailure() && isCode && risk != lint.Note:
			f.Severity = risk
			continue
		case f.IsAboutFailure():
			f.Severity = f.Severity.AtMost(lint.Warning)
		}
		switch {
		case !isCode:
		case r.way.passesBy(f.Path), (f.Rule.Taste || f.IsAboutFailure() && f.Rule.Severity != lint.Error) && r.way.isKnown(f.Path),
			f.IsAboutFailure() && r.way.has(f.Path):
			f.Severity = lint.Note
		default:
			f.IfAlone = f.Severity != lint.Note && !r.Config.Share.IsWhole() && !r.trains()
		}
	}
}

// undecided returns the files of which it matters whether a training comes to them: something that is found there is a note otherwise.
func (r *run) undecided() map[string][]code.Span {
	before, files := r.wayOf(nil), map[string][]code.Span{}
	for i := range r.outcomes {
		path, out := r.Config.Files[i].Path, &r.outcomes[i]
		if out.Outline == nil || program.IsTest(path) || !r.Config.Wants(path) {
			continue
		}
		policy := r.Config.PolicyOf(path)
		for _, f := range out.Findings {
			if !f.IsCraft() || policy.Settles(f.Rule) || f.Rule.Taste && before.isOne {
				continue
			}
			spans := files[path]
			if f.IsAboutFailure() {
				spans = append(spans, f.Tries)
			}
			files[path] = spans
		}
	}
	return files
}

// needsOthers reports whether it matters to some files, which no training comes to, if there is one elsewhere: these are part of no
// library.
func (p *way) needsOthers(files map[string][]code.Span) bool {
	for file := range files {
		if len(p.files) == 0 && !p.isPackage(slashpath.Dir(file)) {
			return true
		}
	}
	return false
}
