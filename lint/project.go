package lint

import (
	"cmp"
	"context"
	"go/token"
	"slices"
	"strings"
	"sync/atomic"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint/cache"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/facts"
	"github.com/agentlint/agentlint/workspace"
)

// A project is a group of files on the way to what rules about programs say of it.
type project struct {
	*program.Group
	parts []outcome    // what became of Files when they were read for their facts, by their indexes
	left  atomic.Int32 // how many are still to come
	out   outcome
}

// divide puts the Python files and training configurations of the run into groups.
func (r *run) divide() {
	var files []*facts.Facts
	var configs []*facts.Config
	r.seen, r.visited = map[string]cache.Seen{}, map[string]*inspected{}
	for i := range r.imported {
		files = append(files, r.imported[i].outline)
		r.seen[r.imported[i].outline.Path] = r.imported[i].seen
		r.visited[r.imported[i].outline.Path] = &r.imported[i].inspected
	}
	for i := range r.outcomes {
		r.seen[r.cfg.Files[i].Path] = r.outcomes[i].seen
		r.visited[r.cfg.Files[i].Path] = &r.outcomes[i].inspected
		if f := r.outcomes[i].outline; f != nil {
			files = append(files, f)
		}
		if c := r.outcomes[i].config; c != nil {
			configs = append(configs, c)
		}
	}
	slices.SortFunc(files, func(a, b *facts.Facts) int { return strings.Compare(a.Path, b.Path) })
	r.division = program.Divide(files, configs, r.cfg.Frameworks)
	for _, f := range files {
		f.Imports = nil // nobody asks again, and there are many
	}
}

// checkProject runs the rules that see many files over the documents and over each group of files. One that is not all there would
// be judged by what it lacks.
func (r *run) checkProject(ctx context.Context) {
	isCraft := r.hasCraft()
	if len(r.workspace)+len(r.project) == 0 && !isCraft || ctx.Err() != nil {
		return
	}
	r.around = r.repository()
	r.checkDocuments(ctx)
	if len(r.project) == 0 && !isCraft {
		return
	}
	projects := r.projects()
	r.checkGroups(ctx, projects)
	r.way = r.wayOf(projects)
	for _, p := range projects {
		r.extra.findings = append(r.extra.findings, p.out.findings...)
		r.extra.notices = append(r.extra.notices, p.out.notices...)
	}
}

// checkDocuments runs the rules over all but the code: the workspace, and the configurations that no code is near.
func (r *run) checkDocuments(ctx context.Context) {
	w := newWorker(r)
	w.ctx = ctx
	w.begin("")
	if documents := r.documents(); len(documents.Definitions)+len(documents.MCP) > 0 {
		w.checkAll(ctx, r.workspace, workspace.Analyzer, documents, r.reports)
	}
	if len(r.division.Unread) > 0 {
		p := program.Link(nil)
		p.Configs = r.division.Unread
		w.checkProgram(ctx, p, r.reports)
	}
	r.extra = w.out
}

// documents returns what the definitions and the configurations of MCP servers say.
func (r *run) documents() *workspace.Workspace {
	all := &workspace.Workspace{Definitions: r.definitions(), Packages: r.division.Packages}
	for i := range r.outcomes {
		if m := r.outcomes[i].mcp; m != nil {
			all.MCP = append(all.MCP, m)
		}
	}
	return all
}

// definitions returns those of the run and those beside them, by path.
func (r *run) definitions() []*workspace.Definition {
	all := slices.Clone(r.siblings)
	for i := range r.outcomes {
		if d := r.outcomes[i].definition; d != nil {
			all = append(all, d)
		}
	}
	slices.SortFunc(all, func(a, b *workspace.Definition) int { return strings.Compare(a.Path, b.Path) })
	return all
}

// projects returns the groups that rules are to see, those with the most code first: they take longest.
func (r *run) projects() (all []*project) {
	for _, g := range r.division.Groups {
		if len(g.Configs) > 0 || slices.ContainsFunc(g.Files, r.concerns) {
			p := &project{Group: g, parts: make([]outcome, len(g.Files))}
			p.left.Store(int32(len(g.Files)))
			all = append(all, p)
		}
	}
	slices.SortStableFunc(all, func(a, b *project) int { return cmp.Compare(b.size(), a.size()) })
	return all
}

// concerns reports whether somebody wants to know about the program that a file belongs to.
func (r *run) concerns(f *facts.Facts) bool {
	i, named := r.index(f.Path)
	return r.cfg.AllPython || r.isTraining(f) || named && r.cfg.Files[i].Explicit
}

// index returns the index of the file at a path in the run's Files, and whether it is one of them.
func (r *run) index(path string) (int, bool) {
	return slices.BinarySearchFunc(r.cfg.Files, path, func(e discover.Entry, path string) int { return strings.Compare(e.Path, path) })
}

// size is in bytes of code.
func (p *project) size() (bytes int) {
	for _, f := range p.Files {
		bytes += f.Size
	}
	return bytes
}

// checkGroups takes the facts of file after file, group by group. The worker that has the last facts of a group links and
// judges it, after which they go: so there are never more in memory than a few groups have.
func (r *run) checkGroups(ctx context.Context, projects []*project) {
	type task struct {
		*project
		file int // in its Files
	}
	var tasks []task
	for _, p := range projects {
		if r.restoreProject(p) {
			continue
		}
		for i := range p.Files {
			tasks = append(tasks, task{p, i})
		}
	}
	var done atomic.Int64
	r.each(ctx, len(tasks), func(w *worker, i int) {
		t := tasks[i]
		t.parts[t.file] = w.part(t.Files[t.file])
		if t.left.Add(-1) == 0 {
			t.out = w.checkGroup(ctx, t.project)
		}
		r.progress(ProjectRules, int(done.Add(1)), len(tasks))
	})
}

// checkGroup links the facts of a group and runs the project rules over it.
func (w *worker) checkGroup(ctx context.Context, p *project) (out outcome) {
	w.begin("")
	defer func() {
		p.parts = nil
		for _, f := range p.Files {
			*w.r.visited[f.Path] = inspected{}
		}
		for i := range out.notices { // of what has failed this tells where
			out.notices[i].Path = cmp.Or(out.notices[i].Path, p.Files[0].Path)
		}
	}()
	defer w.survive(&out)
	var files []*facts.Facts
	var notices []Notice
	for _, part := range p.parts {
		if part.facts != nil {
			files = append(files, part.facts)
		}
		notices = append(notices, part.notices...)
	}
	stop := w.start(Linking)
	linked := program.LinkContext(ctx, files)
	stop()
	linked.Configs, linked.Frameworks = p.Configs, w.r.cfg.Frameworks
	b := w.judgeScripts(linked)
	w.begin("")
	w.gather(b.said)
	var asked asked
	w.around = w.r.around.Noting(asked.note)
	w.checkProgram(ctx, linked, w.r.reports)
	b.basis.add(asked, nil)
	w.out.notices, w.out.trained = append(notices, w.out.notices...), b.trained()
	if ctx.Err() == nil {
		w.keepProject(p, b)
	}
	return w.out
}

// gather takes what was said of scripts, each claim once: several scripts may come to one place.
func (w *worker) gather(said outcome) {
	type claim struct {
		rule    *Rule
		path    string
		offset  int
		message string
	}
	claims := map[claim]bool{}
	for _, f := range said.findings {
		if c := (claim{f.Rule, f.Path, f.Start.Offset, f.Message}); !claims[c] && w.r.reports(f.Path) {
			claims[c] = true
			w.tell(f)
		}
	}
	told := map[string]bool{}
	for _, n := range said.notices { // a rule that panics may do so for each script
		what, _, _ := strings.Cut(n.Message, "\n")
		if what = n.Path + ": " + what; !told[what] {
			told[what] = true
			w.out.notices = append(w.out.notices, n)
		}
	}
}

// checkProgram runs the project rules over a program, and tells what they find in wanted files; nil is for all.
func (w *worker) checkProgram(ctx context.Context, p *program.Program, wanted func(path string) bool) {
	p.Strict = w.r.cfg.Strict
	w.checkAll(ctx, w.r.project, program.Analyzer, p, wanted)
}

// checkAll runs rules over what an analyzer stands for, up to an interrupt, and reports what they find in wanted files, in the order of
// the files.
func (w *worker) checkAll(ctx context.Context, rules []*Rule, analyzer *analysis.Analyzer, value any, wanted func(path string) bool) {
	var reported []diagnosis
	take := w.take
	claims := map[claim]bool{} // several scripts may come to one place
	w.take = func(rule *Rule, d analysis.Diagnostic) {
		if t := (claim{rule, d.Pos, d.Message}); !claims[t] {
			claims[t] = true
			reported = append(reported, diagnosis{rule, d})
		}
	}
	for _, rule := range rules {
		if ctx.Err() != nil {
			break
		}
		w.runAnyway(rule, analyzer, value)
	}
	w.take = take
	slices.SortStableFunc(reported, func(a, b diagnosis) int { return cmp.Compare(a.Pos, b.Pos) })
	for _, d := range reported { // file by file: each is read once
		if file := w.r.fset.File(d.Pos); file == nil || wanted == nil || wanted(file.Name()) {
			w.report(d.rule, d.Diagnostic)
		}
	}
}

// A claim is what a rule says of a place.
type claim struct {
	rule    *Rule
	at      token.Pos
	message string
}

// A diagnosis is what a rule has reported.
type diagnosis struct {
	rule *Rule
	analysis.Diagnostic
}

// part takes the facts from a Python file whose outline is known.
func (w *worker) part(outline *facts.Facts) (out outcome) {
	w.begin(outline.Path)
	defer w.survive(&out)
	file := discover.Entry{Path: outline.Path, Abs: w.r.absolute(outline.Path)}
	if i, named := w.r.index(outline.Path); named {
		file = w.r.cfg.Files[i]
	}
	key := func(seen cache.Seen) cache.Key { return w.r.memory.factsKey(outline.Path, seen) }
	if v := w.r.visited[outline.Path]; v != nil && v.facts != nil {
		w.out.facts, w.out.seen, v.facts = v.facts, v.seen, nil
		remember(w.r.memory, key(w.out.seen), w.out.facts, !w.r.cfg.replaces(file.Abs))
		w.tellVast(file)
		return w.out
	}
	facts, ok := known[facts.Facts](w, w.r.seen[outline.Path], key, func() bool { return w.read(file, w.r.cfg.MaxSize) })
	switch {
	case facts != nil:
		w.out.facts = facts.WithBase(outline.Base)
	case ok:
		if w.out.facts = w.facts(outline); w.out.facts != nil {
			remember(w.r.memory, key(w.out.seen), w.out.facts, !w.r.cfg.replaces(file.Abs))
		}
	}
	w.tellVast(file)
	return w.out
}

// tellVast says so if the file at hand is too large for rules about programs.
func (w *worker) tellVast(file discover.Entry) {
	if w.out.facts != nil && w.out.facts.Vast {
		w.notice(w.kindOfVast(file, w.out.facts), "as a part of the program: it has over %d calls, assignments and loops", facts.MaxSteps)
	}
}

// kindOfVast tells whether it is a failure that a file is too large for rules about programs, as it is for one that can't be read at
// all: somebody named it, or it is training code.
func (w *worker) kindOfVast(file discover.Entry, found *facts.Facts) discover.Kind {
	isTraining := w.r.cfg.Training != nil && w.r.cfg.Training(file.Path) ||
		slices.ContainsFunc(found.Imports, func(i facts.Import) bool { return w.r.cfg.Frameworks.IsModule(i.Target) })
	if file.Explicit || isTraining {
		return Failed
	}
	return Skipped
}

// facts takes the facts from the Python file at hand.
func (w *worker) facts(outline *facts.Facts) *facts.Facts {
	f := w.parseCode()
	if f == nil {
		return nil
	}
	if f.Base = outline.Base; outline.Size != len(w.src.Text) { // it was changed meanwhile
		f.Base = w.r.fset.AddFile(outline.Path, -1, len(w.src.Text)).Base()
	}
	defer w.start(ExtractingFacts)()
	return facts.Extract(f)
}

// Link returns the code among the files as one program, with all its facts in memory at once, and the definitions. It judges nothing.
func Link(ctx context.Context, cfg Config) (*program.Program, []*workspace.Definition) {
	cfg.Rules, cfg.Cache = nil, nil
	r := newRun(cfg)
	r.readFiles(ctx)
	r.divide()
	var files []*facts.Facts
	w := newWorker(r)
	for _, g := range r.division.Groups {
		for _, outline := range g.Files {
			if facts := w.part(outline).facts; facts != nil {
				files = append(files, facts)
			}
		}
	}
	slices.SortFunc(files, func(a, b *facts.Facts) int { return strings.Compare(a.Path, b.Path) })
	linked := program.LinkContext(ctx, files)
	linked.Frameworks = cfg.Frameworks
	r.tellAll(ctx, linked)
	return linked, r.definitions()
}
