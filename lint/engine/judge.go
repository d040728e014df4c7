package engine

import (
	"cmp"
	"context"
	"slices"
	"sync/atomic"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/apply"
	"github.com/agentlint/agentlint/lint/inspect"
	"github.com/agentlint/agentlint/lint/judge"
	"github.com/agentlint/agentlint/lint/memo"
	"github.com/agentlint/agentlint/lint/profile"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/facts"
	"github.com/agentlint/agentlint/program/imports"
	"github.com/agentlint/agentlint/workspace"
)

// A group is files that form a program, on the way to what rules about programs say of it.
type group struct {
	*memo.Group
	parts []memo.Part  // what Files give to the program, by their indexes; of those that can wait nothing
	left  atomic.Int32 // how many of these are still to come
	near  *near        // what a judgement takes of the group if little is asked; nil for all
	said  apply.Said
}

// judge runs the rules that see many files over the documents and over each group of files. One that is not all there would
// be judged by what it lacks.
func (r *run) judge(ctx context.Context) {
	if ctx.Err() != nil {
		return
	}
	undecided := r.undecided()
	r.way = r.wayOf(nil)
	hasCode := len(r.Rules.Project) > 0 || len(undecided) > 0 || !r.Config.Share.IsWhole()
	if len(r.Rules.Workspace) == 0 && !hasCode {
		return
	}
	r.Around = r.around()
	if r.Config.Share.IsFirst() {
		r.judgeDocuments(ctx)
	}
	if !hasCode {
		return
	}
	for _, g := range r.judgeCode(ctx, undecided) {
		r.said.Findings = append(r.said.Findings, g.said.Findings...)
		r.said.Notices = append(r.said.Notices, g.said.Notices...)
	}
}

// judgeCode judges the groups that matter, and returns them: all if there are rules about programs, else those that tell whether a training
// comes to some files.
func (r *run) judgeCode(ctx context.Context, undecided map[string][]code.Span) []*group {
	groups, others := r.groups(), []*group(nil)
	if len(r.Rules.Project) == 0 && r.Config.Share.IsWhole() { // what is found in another share may depend on the trainings of this one
		groups, others = split(groups, undecided)
		r.Open = undecided
		r.narrow(groups)
	}
	r.division.Settle()
	r.judgeGroups(ctx, groups)
	r.way = r.wayOf(groups)
	if r.way.needsOthers(undecided) && ctx.Err() == nil {
		r.Open = nil
		whole, far := r.widened(groups)
		others = append(others, far...)
		r.judgeGroups(ctx, others)
		groups = append(whole, others...)
		r.way = r.wayOf(groups)
	}
	return groups
}

// widened parts the groups that were judged as a whole from those of which only a part was, which it makes anew, to be judged as a whole.
func (r *run) widened(groups []*group) (whole, far []*group) {
	for _, g := range groups {
		if g.near == nil {
			whole = append(whole, g)
		} else {
			far = append(far, r.anew(g.Group.Group))
		}
	}
	return whole, far
}

// split parts the groups with some of these files from the others.
func split(groups []*group, files map[string][]code.Span) (with, without []*group) {
	for _, g := range groups {
		if slices.ContainsFunc(g.Files, func(f *facts.Facts) bool { return isAmong(files, f.Path) }) {
			with = append(with, g)
		} else {
			without = append(without, g)
		}
	}
	return with, without
}

// isAmong reports whether a file is one of some.
func isAmong[T any](files map[string]T, path string) bool {
	_, is := files[path]
	return is
}

// judgeDocuments runs the rules over all but the code: the workspace, and the configurations that no code is near.
func (r *run) judgeDocuments(ctx context.Context) {
	w := apply.NewWorker(ctx, r.Job)
	w.Begin("")
	if documents := r.documents(); len(documents.Definitions)+len(documents.MCP)+len(documents.Setups) > 0 {
		w.RunOnMany(r.Rules.Workspace, workspace.Analyzer, documents, r.Config.Wants)
	}
	if len(r.division.Unread) > 0 {
		p := program.Link(nil)
		p.Configs = r.division.Unread
		w.RunOnProgram(p, r.Config.Wants)
	}
	r.said.Findings = append(r.said.Findings, w.Said.Findings...)
	r.said.Notices = append(r.said.Notices, w.Said.Notices...)
}

// documents returns what the definitions, the configurations of MCP servers and the settings say.
func (r *run) documents() *workspace.Workspace {
	all := &workspace.Workspace{Definitions: r.definitions(), Packages: r.division.Packages}
	r.all(func(_ string, out *inspect.Outcome) {
		if out.MCP != nil {
			all.MCP = append(all.MCP, out.MCP)
		}
		if out.Setup != nil {
			all.Setups = append(all.Setups, out.Setup)
		}
	})
	slices.SortStableFunc(all.MCP, func(a, b *workspace.MCP) int { return cmp.Compare(a.Path, b.Path) })
	slices.SortStableFunc(all.Setups, func(a, b *workspace.Setup) int { return cmp.Compare(a.Path, b.Path) })
	return all
}

// groups returns the groups that rules are to see, those with the most code first: they take longest.
func (r *run) groups() (all []*group) {
	for _, g := range r.division.Groups {
		if r.Config.Share.Has(g.Files[0].Path) && (len(g.Configs) > 0 || slices.ContainsFunc(g.Files, r.concerns)) {
			all = append(all, r.anew(g))
		}
	}
	slices.SortStableFunc(all, func(a, b *group) int { return cmp.Compare(b.size(), a.size()) })
	return all
}

// anew returns a group of which nothing is judged yet.
func (r *run) anew(g *imports.Group) *group {
	p := &group{Group: r.memory.Group(g), parts: make([]memo.Part, len(g.Files))}
	p.left.Store(int32(len(g.Files)))
	return p
}

// concerns reports whether somebody wants to know about the program that a file belongs to.
func (r *run) concerns(f *facts.Facts) bool {
	i, named := r.Files.Index(f.Path)
	return r.Config.AllPython || r.isTraining(f) || named && r.Config.Files[i].Explicit
}

// size is in bytes of code.
func (g *group) size() (bytes int) {
	for _, f := range g.Files {
		bytes += f.Size
	}
	return bytes
}

// judgeGroups takes what file after file gives, group by group. Who has the last of a group judges it, after which it goes: so there is
// never more in memory than a few groups have.
func (r *run) judgeGroups(ctx context.Context, groups []*group) {
	type task struct {
		*group
		file int // in its Files
	}
	var tasks []task
	for _, g := range groups {
		var isKept bool
		if g.said, isKept = g.Whole(); isKept {
			continue
		}
		first := g.first()
		if g.left.Store(int32(len(first))); len(first) == 0 {
			g.left.Store(1)
			first = []int{-1}
		}
		for _, i := range first {
			tasks = append(tasks, task{g, i})
		}
	}
	var done atomic.Int64
	r.each(ctx, len(tasks), func(w *inspect.Inspector, i int) {
		r.Crew.Join()
		defer r.Crew.Leave()
		t := tasks[i]
		if t.file >= 0 {
			t.parts[t.file] = r.syntaxes.Part(w, t.Files[t.file])
		}
		if t.left.Add(-1) == 0 {
			t.said = w.Take("", func() inspect.Outcome { return inspect.Outcome{Said: r.judgeGroup(ctx, w.Worker, t.group)} }).Said
			t.finish(r.syntaxes)
		}
		r.progress(profile.ProjectRules, int(done.Add(1)), len(tasks))
	})
}

// first returns the files whose facts a judgement of the group begins with, by their indexes: those that have changed if no more is
// needed, and one at least unless little is asked of the group.
func (g *group) first() []int {
	if g.near != nil {
		return g.near.first
	}
	changed, ok := g.Changed()
	switch {
	case !ok:
		changed = nil
		for i := range g.Files {
			changed = append(changed, i)
		}
	case len(changed) == 0:
		changed = []int{0}
	}
	return changed
}

// judgeGroup judges a group, of which all parts are there that can't wait.
func (r *run) judgeGroup(ctx context.Context, w *apply.Worker, g *group) apply.Said {
	reader, stop := inspect.New(context.Background(), r.Job, &r.near)
	defer stop()
	codes := r.syntaxes.Codes(reader)
	load := func() (files []*facts.Facts) {
		for i, f := range g.Files {
			if g.near.has(f.Path) && g.parts[i].Facts == nil && g.parts[i].Seen.Sum == "" {
				g.parts[i] = r.syntaxes.Part(reader, f)
			}
			if found := g.parts[i].Facts; found != nil {
				files = append(files, found)
			}
		}
		return files
	}
	files := g.Files
	if canWait := g.Begin(g.parts, codes); !canWait && g.near == nil {
		files = load()
	}
	g.Own(files)
	p := program.Lazy(w.Ctx, load)
	p.Configs, p.Compared = g.Configs, g.Compared
	said, asked := judge.Program(w, codes.Load, p, files, g.near.reach(), g.Group)
	var notices []lint.Notice
	for _, part := range g.parts {
		notices = append(notices, part.Notices...)
	}
	said.Notices = append(notices, said.Notices...)
	if ctx.Err() == nil {
		g.Keep(&said, asked, g.parts, g.near != nil)
	}
	return said
}

// finish lets go of what a group that is judged was made of, and tells where what has failed did.
func (g *group) finish(syntaxes *memo.Syntaxes) {
	g.parts = nil
	for _, f := range g.Files {
		syntaxes.Drop(f.Path)
	}
	for i := range g.said.Notices {
		g.said.Notices[i].Path = cmp.Or(g.said.Notices[i].Path, g.Files[0].Path)
	}
}
