package lint

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"go/token"
	"go/types"
	"io/fs"
	"path"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint/cache"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/regular"
	"github.com/agentlint/agentlint/lint/suppress"
	"github.com/agentlint/agentlint/lint/tree"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/body"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/hostfile"
	"github.com/agentlint/agentlint/parser/mcp"
	"github.com/agentlint/agentlint/parser/notebook"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/parser/shell"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/facts"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/workspace"
	"github.com/agentlint/agentlint/workspace/repository"
)

// A worker takes one file after the other from bytes to findings and facts, and reuses its buffers.
type worker struct {
	r       *run
	ctx     context.Context // when it is done, nobody wants to know more
	parser  *python.Parser
	src     source.File
	buf     []byte
	passes  map[*Rule]*analysis.Pass
	derived map[*analysis.Analyzer]any // what analyzers made of the syntax at hand, for all rules that require them
	sources map[string]*source.File    // files other than src that findings lie in; the last few
	kept    int                        // bytes of sources
	scratch []byte                     // what these are read into
	take    func(*Rule, analysis.Diagnostic)
	around  *repository.Repository // what the rules may ask about; nil for nothing

	// About the file at hand.
	path     string
	as       string // what it is taken for
	isKnown  bool   // it is to be checked: that it can't be read is a failure
	out      outcome
	policy   *Policy
	snippet  *agent.File    // the definition whose example is checked, or nil
	enforced map[*Rule]int  // the definition's boundaries that rules enforce, by index; -1 for none
	notebook *notebook.File // the notebook that is checked, or nil
	message  string         // of the last finding; the next one's may be the same
	told     map[string]int // how many findings there are, by path
}

func newWorker(r *run) *worker {
	w := &worker{r: r, ctx: context.Background(), parser: python.NewParser(), passes: map[*Rule]*analysis.Pass{}, derived: map[*analysis.Analyzer]any{}, enforced: map[*Rule]int{}, told: map[string]int{}, sources: map[string]*source.File{}, around: r.around}
	w.take = w.report
	return w
}

func (w *worker) begin(path string) {
	w.path, w.as, w.isKnown, w.out, w.snippet, w.notebook = path, "", false, outcome{}, nil, nil
	clear(w.enforced)
	clear(w.told)
	w.policy = w.r.policy(path)
}

// check takes one file through all that can be said about it alone. If that panics, nothing is said but that.
func (w *worker) check(file discover.Entry) (out outcome) {
	w.begin(file.Path)
	defer w.survive(&out)
	role := w.r.roleOf(file)
	w.as = role.name()
	if w.r.isUnread(role) {
		if w.out.unread, w.out.passedOver = true, !role.isStub; role.isStub && role.Explicit {
			w.notice(Skipped, "it is a stub: nothing in it runs")
		}
		return w.out
	}
	key := func(seen cache.Seen) cache.Key { return w.outcomeKey(seen, w.r.cfg.Sites) }
	k, ok := known[keptOutcome](w, w.r.memory.unchanged(file), key, func() bool { return w.readAs(role) })
	switch {
	case k != nil:
		w.restore(k, w.out.seen)
	case ok:
		w.checkAs(role)
		w.out.suppressed = w.out.suppressed.Read()
		w.keep(key(w.out.seen))
	}
	return w.out
}

// checkAs checks the text at hand.
func (w *worker) checkAs(role role) {
	switch {
	case role.mayTrain:
		w.checkConfig(role.Entry, role.syntax)
	case role.kind == kind.Candidate:
		w.checkCandidate(role)
	case role.kind == kind.SkillText:
		w.checkText(w.enter())
	case role.isDefinition:
		w.checkDefinition(role.kind, w.enter())
	case role.servers != nil || role.setup != nil:
		base := w.enter()
		if role.servers != nil {
			w.checkMCP(role.servers, base)
		}
		if role.setup != nil {
			w.checkSetup(role.setup, base)
		}
	case source.IsPython(w.path), source.IsNotebook(w.path), source.IsScript(w.src.Text):
		w.checkPython(w.enter())
	default:
		w.checkOther()
	}
}

// checkOther says that a text is of no kind that is checked.
func (w *worker) checkOther() {
	w.enter()
	w.notice(Skipped, "agentlint does not check files of this kind")
}

// survive makes a panic, if there is one, all that is said of the path at hand.
func (w *worker) survive(out *outcome) {
	if cause := recover(); cause != nil {
		w.out = outcome{}
		w.notice(Failed, "agentlint itself panicked on it; please report this: %v\n%s", cause, debug.Stack())
		*out = w.out
	}
}

// enter gives the text at hand its place in the run's file set, and shows it to the rules of every text.
func (w *worker) enter() (base int) {
	w.src.Base = w.r.fset.AddFile(w.path, -1, len(w.src.Text)).Base()
	w.out.suppressed = suppress.New(&w.src, w.src.Base, w.r.cfg.Sites)
	for _, rule := range w.r.text {
		w.run(rule, source.Analyzer, &w.src)
	}
	return w.src.Base
}

// read fills w.src with a file of at most limit bytes, or says in a notice why it can't.
func (w *worker) read(file discover.Entry, limit int64) bool {
	seen := w.r.memory.look(file)
	stop := w.start(Reading)
	data, err := w.r.open(file, &w.buf, limit)
	stop()
	var large *regular.TooLargeError
	var outside *tree.OutsideError
	switch {
	case errors.As(err, &outside):
		w.notice(Skipped, "%s", discover.LeadsOut(w.r.disk))
	case errors.As(err, &large):
		w.notice(w.kindOfLoss(file, data), "%s", discover.TooLarge(large.Size, large.Limit))
	case errors.Is(err, fs.ErrNotExist):
		w.notice(Failed, "it vanished while the run was under way")
	case err != nil:
		w.notice(Failed, "%v", pathless(err))
	case source.IsBinary(data):
		w.notice(w.kindOfLoss(file, data), "not text: it has NUL bytes")
	default:
		w.out.seen = w.r.memory.sum(seen, data)
		w.src.Reset(file.Path, data)
		return true
	}
	w.out.seen = seen
	return false
}

// kindOfLoss tells whether not to check a file is a failure: it is known to be one that is to be checked, or from what can be read
// of it, which may have been read as data, it looks like training code.
func (w *worker) kindOfLoss(file discover.Entry, data []byte) discover.Kind {
	isScript := path.Ext(file.Path) == "" // else it would not have been found
	isCode := isScript || source.IsPython(file.Path) || source.IsNotebook(file.Path)
	text := bytes.ReplaceAll(data, []byte{0}, nil) // of UTF-16 without a mark, every other byte
	if w.isKnown || isCode && (framework.Imports(text) || len(data) == 0 && w.r.looksLikeTraining(file)) {
		return Failed
	}
	return Skipped
}

// pathless drops the path from a file system error; the notice has it already.
func pathless(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return fmt.Errorf("can't %s it: %w", p.Op, p.Err)
	}
	return err
}

func (w *worker) notice(kind discover.Kind, format string, args ...any) {
	w.out.notices = append(w.out.notices, Notice{Kind: kind, Path: w.path, Message: fmt.Sprintf(format, args...)})
}

// tooMuch says why the file at hand was not read, unless nobody wants it any more.
func (w *worker) tooMuch(why string) {
	if w.ctx.Err() == nil {
		w.notice(Failed, "%s", why)
	}
}

// start tells the run's profile that a stage begins, and returns what tells its end.
func (w *worker) start(stage Stage) (stop func()) { return w.r.cfg.Profile.Start(stage, "") }

// parse parses Python text, which lies in src as the mapping says. If nothing can be told of it a notice says why.
func (w *worker) parse(src *source.File, text []byte, mapping source.Mapping) *python.File {
	start, fallbacks, name := time.Now(), w.parser.Fallbacks(), ""
	f := w.parser.Parse(src, text, mapping)
	if w.parser.Fallbacks() > fallbacks {
		name = TreeSitter
	}
	w.r.cfg.Profile.Add(Parsing, name, time.Since(start))
	switch f.Status {
	case python.TooDeep:
		w.tooMuch(fmt.Sprintf("its code is nested over %d levels deep", python.MaxDepth))
	case python.TooLarge:
		w.tooMuch(fmt.Sprintf("its code has over %d names, operators and other parts", python.MaxNodes))
	case python.TooHard:
		w.tooMuch("gave up parsing it: telling what is Python in it, and in which way, takes too much")
	}
	return f
}

// checkPython checks the code of the file at hand.
func (w *worker) checkPython(base int) {
	f := w.parseCode()
	if f == nil {
		return
	}
	f.Base = base
	if w.notebook != nil {
		w.out.suppressed.AddNotebook(f, w.notebook)
	} else {
		w.out.suppressed.AddPython(f)
	}
	w.runPython(f)
	w.out.outline = facts.Outline(f)
	w.out.inspected = w.inspect(f, w.out.outline, w.isKnown)
	w.out.checked = true
}

// parseCode parses the code of the file at hand, a module or the cells of a notebook as one. If it can't it says so and
// returns nil.
func (w *worker) parseCode() *python.File {
	text, mapping := w.src.Text, source.Mapping(nil)
	if source.IsNotebook(w.path) {
		stop := w.start(Parsing)
		w.notebook = notebook.ParseContext(w.ctx, &w.src)
		stop()
		if problem := w.notebook.Problem; problem != nil {
			if w.ctx.Err() == nil {
				w.notice(Failed, "not a notebook: %s", problem.Message)
			}
			return nil
		}
		text, mapping = w.notebook.Text, w.notebook.Mapping
	}
	f := w.parse(&w.src, text, mapping)
	if f.IsGivenUp() {
		return nil
	}
	return f
}

func (w *worker) runPython(f *python.File) {
	clear(w.derived)
	for _, rule := range w.r.python {
		w.run(rule, python.Analyzer, f)
	}
}

// maxExamples is how many fenced blocks of a definition are looked at for code to check.
const maxExamples = 20_000

func (w *worker) checkDefinition(k kind.Kind, base int) {
	stop := w.start(Parsing)
	f := agent.ParseContext(w.ctx, &w.src, k)
	stop()
	if f.TooMuch != "" {
		w.tooMuch(f.TooMuch)
		return
	}
	f.Base = base
	w.out.suppressed.AddDefinition(f)
	for _, rule := range w.r.agent {
		w.run(rule, agent.Analyzer, f)
	}
	w.runShell(base, f.Commands())
	w.runMCP(mcp.OfDefinition(f))
	if hooks := hostfile.OfDefinition(f); hooks != nil {
		w.runSetup(hooks)
	}
	for i, fence := range f.Fences {
		if i == maxExamples {
			w.notice(Failed, "over %d fenced blocks; the code in those after them is not checked", maxExamples)
			break
		}
		if fence.Language == "python" || fence.Language == "py" {
			w.checkSnippet(f, fence)
		}
		if fence.Language == "yaml" || fence.Language == "yml" {
			w.checkConfigSnippet(f, fence)
		}
	}
	stop = w.start(ExtractingFacts)
	w.out.definition = workspace.Define(f)
	stop()
	w.out.checked = true
}

// checkCandidate checks a file that is a definition if its frontmatter is that of one. Of another, nothing is said unless it was
// named.
func (w *worker) checkCandidate(role role) {
	k, ok := kind.Sniff(w.src.Text)
	switch {
	case ok:
		w.checkDefinition(k, w.enter())
	case role.Explicit && !kind.HasFrontmatter(w.src.Text):
		w.checkOther()
	case role.Explicit:
		w.enter()
		w.notice(Skipped, "no host looks for a definition here, and its frontmatter has no name and description that would tell what it is; kinds in the settings can")
	default:
		w.out.passedOver = true
	}
}

// checkText checks only where a text that a skill brings points to: no host reads it as a definition.
func (w *worker) checkText(base int) {
	stop := w.start(Parsing)
	f := agent.ParseContext(w.ctx, &w.src, kind.SkillText)
	stop()
	if f.TooMuch != "" {
		w.tooMuch(f.TooMuch)
		return
	}
	f.Base = base
	w.out.suppressed.AddDefinition(f)
	w.out.definition = workspace.DefineText(f)
	w.out.checked = true
}

func (w *worker) checkMCP(format *mcp.Format, base int) {
	stop := w.start(Parsing)
	f := mcp.ParseContext(w.ctx, &w.src, format)
	stop()
	if f.TooMuch != "" {
		w.tooMuch("it can't be read: " + f.TooMuch)
		return
	}
	f.Base = base
	w.runMCP(f)
	w.out.checked = true
}

// checkSetup checks a file by which a host is set up.
func (w *worker) checkSetup(format *hostfile.Format, base int) {
	stop := w.start(Parsing)
	f := hostfile.ParseContext(w.ctx, &w.src, format)
	stop()
	if f.TooMuch != "" {
		w.tooMuch("it can't be read: " + f.TooMuch)
		return
	}
	f.Base = base
	w.runSetup(f)
	w.out.checked = true
}

func (w *worker) runSetup(f *hostfile.File) {
	for _, rule := range w.r.hostfile {
		w.run(rule, hostfile.Analyzer, f)
	}
	w.runShell(f.Base, f.Commands())
}

// runShell runs the rules about commands that a host runs.
func (w *worker) runShell(base int, commands []shell.Command) {
	if len(commands) == 0 {
		return
	}
	for _, rule := range w.r.shell {
		w.run(rule, shell.Analyzer, &shell.File{Base: base, Commands: commands})
	}
}

func (w *worker) runMCP(f *mcp.File) {
	for _, rule := range w.r.mcp {
		w.run(rule, mcp.Analyzer, f)
	}
	w.runShell(f.Base, f.Commands())
	w.out.mcp = workspace.DefineMCP(f)
}

// checkSnippet checks a definition's example as the code it is, and as a program of its own with the rules that want that.
func (w *worker) checkSnippet(f *agent.File, fence body.Fence) {
	w.snippet = f
	defer func() { w.snippet = nil }()
	text, mapping := f.Extract(fence)
	py := w.parse(f.Source, text, mapping)
	py.Base, py.Snippet = f.Base, true
	w.out.suppressed.AddPython(py)
	w.runPython(py)
	stop := w.start(ExtractingFacts)
	found := facts.Extract(py)
	stop()
	stop = w.start(Linking)
	alone := program.Link([]*facts.Facts{found})
	stop()
	stop = w.start(Telling)
	told := tellSnippet(py, w.r.cfg.Frameworks)
	told.Purpose = w.policy.Purpose()
	stop()
	alone.Stories, alone.Accounts = []*story.Story{told}, []*program.Account{w.account(told)}
	w.runAlone(alone)
}

// runAlone judges an example as all there is.
func (w *worker) runAlone(p *program.Program) {
	for _, rule := range w.r.project {
		if rule.Snippets {
			w.run(rule, program.Analyzer, p)
		}
	}
}

// run runs one rule over a value; a panic becomes a notice that names the rule.
func (w *worker) run(rule *Rule, analyzer *analysis.Analyzer, value any) {
	if w.policy.runs(rule) {
		w.runAnyway(rule, analyzer, value)
	}
}

// runAnyway runs one rule whatever is set for the file at hand.
func (w *worker) runAnyway(rule *Rule, analyzer *analysis.Analyzer, value any) {
	if w.ctx.Err() != nil {
		return
	}
	pass := w.pass(rule)
	pass.ResultOf[analyzer] = value
	pass.ResultOf[pass.Analyzer] = w.policy.options(rule)
	w.guard(rule, func() {
		for _, required := range rule.Requires {
			switch required {
			case analyzer:
			case repository.Analyzer:
				pass.ResultOf[required] = w.around
			default:
				pass.ResultOf[required] = w.derive(required, pass)
			}
		}
		defer w.r.cfg.Profile.Start(stageOf(analyzer), rule.ID)()
		rule.Run(pass)
	})
}

// guard does something of a rule's. A panic becomes a notice that names the rule.
func (w *worker) guard(rule *Rule, do func()) {
	defer func() {
		if cause := recover(); cause != nil && cause != errEnough { //nolint:errorlint // it is what was panicked with, which nothing wraps
			w.notice(Failed, "the rule %s panicked: %v\n%s", rule.ID, cause, debug.Stack())
		}
	}()
	do()
}

// stageOf returns the stage of a run in which rules that require an analyzer run.
func stageOf(a *analysis.Analyzer) Stage {
	if a == program.Analyzer || a == workspace.Analyzer {
		return ProjectRules
	}
	return FileRules
}

// derive runs an analyzer that builds on the syntax at hand, once for all rules.
func (w *worker) derive(a *analysis.Analyzer, pass *analysis.Pass) any {
	if result, ok := w.derived[a]; ok {
		return result
	}
	stop := w.r.cfg.Profile.Start(SharedAnalysis, a.Name)
	result, err := a.Run(pass)
	stop()
	if err != nil {
		panic(err) // an analyzer that the driver should have supplied
	}
	w.derived[a] = result
	return result
}

// nowhere is the package of every pass: go/analysis says that there is one, and rules have no use for it.
var nowhere = types.NewPackage("file", "file")

// pass returns the worker's pass for a rule: one, used again for each file.
func (w *worker) pass(rule *Rule) *analysis.Pass {
	if pass := w.passes[rule]; pass != nil {
		return pass
	}
	analyzer := rule.Analyzer()
	pass := &analysis.Pass{
		Analyzer: analyzer,
		Fset:     w.r.fset,
		Pkg:      nowhere,
		ResultOf: map[*analysis.Analyzer]any{},
		Report:   func(d analysis.Diagnostic) { w.take(rule, d) },
	}
	w.passes[rule] = pass
	return pass
}

// report turns a diagnostic into a finding.
func (w *worker) report(rule *Rule, d analysis.Diagnostic) {
	if w.message != d.Message {
		w.message = strings.Clone(d.Message)
	}
	f := Finding{Rule: rule, Severity: rule.Severity, Message: w.message}
	if d.Category != "" {
		f.Severity = Severity(d.Category)
	}
	f.Path, f.Start, f.End = w.place(d.Pos, d.End)
	if cell, line := w.cell(f.Path, f.Start.Offset); cell > 0 {
		f.Message += fmt.Sprintf(" (cell %d, line %d)", cell, line)
	}
	for _, related := range d.Related {
		r := Related{Message: strings.Clone(related.Message)}
		r.Path, r.Start, r.End = w.place(related.Pos, related.End)
		f.Related = append(f.Related, r)
	}
	for _, fix := range d.SuggestedFixes {
		if fix, ok := w.fix(f.Path, fix); ok {
			f.Fixes = append(f.Fixes, fix)
		}
	}
	policy := w.policy
	if f.Path != w.path { // a project rule's
		policy = w.r.policy(f.Path)
	}
	if !policy.runs(rule) {
		return
	}
	f.Severity = policy.severity(rule, f.Severity)
	if w.snippet != nil {
		w.relax(&f)
	}
	w.tell(f)
}

// tell takes a finding, unless there are too many of them in its file.
func (w *worker) tell(f Finding) {
	if w.told[f.Path]++; w.told[f.Path] > maxFindings {
		w.overflow(f.Path)
		return
	}
	w.out.findings = append(w.out.findings, f)
}

// maxFindings is how many findings of a file are told. They take some kB each, and nobody looks at more.
const maxFindings = 50_000

// errEnough is what ends a rule that finds more.
var errEnough = errors.New("enough")

// overflow notes that there are more findings than are told. A rule about the file at hand ends.
func (w *worker) overflow(path string) {
	if path == w.path {
		w.out.overflows = true // which counts if it turns out that the findings do
		panic(errEnough)
	}
	if w.told[path] == maxFindings+1 {
		w.out.notices = append(w.out.notices, tooManyFindings(path))
	}
}

func tooManyFindings(path string) Notice {
	return Notice{Kind: Failed, Path: path, Message: fmt.Sprintf("over %d findings; further ones are not reported", maxFindings)}
}

// relax makes a finding on an example one of the definition's: at worst a warning, and with the boundary it breaks.
func (w *worker) relax(f *Finding) {
	if f.Severity == Error {
		f.Severity = Warning
	}
	i, known := w.enforced[f.Rule]
	if !known {
		i = slices.IndexFunc(w.snippet.Bullets, f.Rule.Enforces)
		w.enforced[f.Rule] = i
	}
	if i < 0 {
		return
	}
	bullet := w.snippet.Bullets[i]
	related := Related{Message: fmt.Sprintf("the definition itself says: %s: %s", bullet.Tier, wording.Short(bullet.Text))}
	at := w.snippet.Range(bullet.Range)
	related.Path, related.Start, related.End = w.place(at.Pos(), at.End())
	f.Related = append(f.Related, related)
}

// fix turns a suggested fix into one with offsets in the file that it is for. There is none if that can't have one of the
// edits.
func (w *worker) fix(name string, fix analysis.SuggestedFix) (out Fix, ok bool) {
	out = Fix{Message: strings.TrimSuffix(fix.Message, unsafe), Safe: !strings.HasSuffix(fix.Message, unsafe)}
	for _, edit := range fix.TextEdits {
		where, start, end := w.place(edit.Pos, edit.End)
		e, ok := Edit{start.Offset, end.Offset, string(edit.NewText)}, where == name
		if statements, isOwn := strings.CutPrefix(e.New, mark); ok && isOwn {
			e, ok = insert(w.source(name), e.Start, statements)
		} else if ok && source.IsNotebook(name) {
			e.Start, e.End, e.New, ok = w.notebookAt(name).Edit(e.Start, e.End, e.New)
		}
		if !ok {
			return Fix{}, false
		}
		out.Edits = append(out.Edits, e)
	}
	return out, true
}

// place converts positions of the run's file set to ones in a file.
func (w *worker) place(pos, end token.Pos) (path string, start, stop source.Position) {
	file := w.r.fset.File(pos)
	if file == nil {
		return w.path, w.src.Position(0), w.src.Position(0)
	}
	src := w.source(file.Name())
	start = src.Position(int(pos) - file.Base())
	stop = start
	if end.IsValid() && end > pos {
		stop = src.Position(int(end) - file.Base())
	}
	return file.Name(), start, stop
}

// cell returns the number of the notebook's cell, and the line in it, that a finding lies in; 0 and 0 if it is in none.
func (w *worker) cell(name string, offset int) (cell, line int) {
	if !source.IsNotebook(name) {
		return 0, 0
	}
	return w.notebookAt(name).Place(offset)
}

// notebookAt returns the notebook at a path: the one at hand, or another that a project rule has found something in.
func (w *worker) notebookAt(name string) *notebook.File {
	if w.notebook == nil || w.notebook.Source.Path != name {
		w.notebook = notebook.Parse(w.source(name))
	}
	return w.notebook
}

// maxSources bounds the texts that are kept to place findings in.
const maxSources = 2 << 20 // bytes

// source returns the text of a file that a finding lies in; a project rule's may be any.
func (w *worker) source(path string) *source.File {
	if path == w.path {
		return &w.src
	}
	if src := w.sources[path]; src != nil {
		return src
	}
	data, _ := w.r.open(discover.Entry{Path: path, Abs: w.r.absolute(path)}, &w.scratch, 0) // gone by now: positions stay at the start
	if w.kept += len(data); w.kept > maxSources {
		w.kept = len(data)
		clear(w.sources)
	}
	src := source.New(path, slices.Clone(data))
	w.sources[path] = src
	return src
}
