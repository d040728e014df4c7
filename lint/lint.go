package lint

import (
	"context"
	"fmt"
	"go/token"
	"io/fs"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/agentlint/agentlint/lint/cache"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/suppress"
	"github.com/agentlint/agentlint/lint/tree"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/hostfile"
	"github.com/agentlint/agentlint/parser/mcp"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/parser/shell"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/facts"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/modules"
	"github.com/agentlint/agentlint/workspace"
	"github.com/agentlint/agentlint/workspace/repository"
)

// Config is what a run is asked to do.
type Config struct {
	Root      string           // absolute; paths in results are relative to it
	Files     []discover.Entry // what to look at, by path
	Rules     []*Rule
	Context   bool  // read what Files import and the definitions beside them, to know what they refer to
	Strict    bool  // report, as notes, what can't be told about the program
	AllPython bool  // check Python that is not training code too, with the rules that make sense there
	MaxSize   int64 // bytes; larger files are skipped; 0 for no limit
	// Policy returns what a project has set for the file at a path, nil if nothing. It must be safe for concurrent use.
	Policy func(path string) *Policy
	// Training reports whether a file is training code whatever it imports; nil for none.
	Training func(path string) bool
	// Kind returns the kind of definition that a file at an absolute path is set to be, "" if its path tells; nil for none.
	Kind func(path string) kind.Kind
	// Places tells the kind of definition that a file is by its path and what is around it; nil for one that is made for the run.
	Places *kind.Classifier
	// Reports reports whether what is found in the file at a path is to be told; the others say what it refers to. Nil for all.
	Reports func(path string) bool
	// Read returns the content of the file at an absolute path instead of the file system's, if it is not nil.
	Read func(path string) ([]byte, error)
	// Replaced reports whether the file at an absolute path is one that Read is asked for; nil for all.
	Replaced func(path string) bool
	// Tree is the repository around the files, with Root as its root; nil for that of the file system.
	Tree fs.FS
	// Disk is what may be read of the file system; nil for the repository that Root is in.
	Disk *tree.Tree
	// IgnoreSuppressions reports what comments suppress, too.
	IgnoreSuppressions bool
	// Sites keeps where comments that suppress can be written, in Result.Suppressions.
	Sites bool
	// Frameworks are the facts about what training code imports; nil for those that are built in.
	Frameworks *framework.Set
	// Now returns the time that until= is compared with; nil for the clock.
	Now func() time.Time
	// Profile measures the run; nil for not.
	Profile *Profile
	// Alone leaves out the rules about programs, and those about what comments suppress, which want to know of all others.
	Alone bool
	// Cache is where what the run works out is kept for the next one; nil for none. With Tree nothing is kept on disk.
	Cache *Cache
	// Progress is told after each file how many are done: of those that are looked at one by one (FileRules), and then of those
	// that are read once more for the programs that they belong to (ProjectRules). It must be safe for concurrent use; nil for
	// nobody.
	Progress func(stage Stage, done, total int)
}

// Run checks the files and returns what was found. Content never makes it fail: the only error is ctx's, and what was
// found until then is returned all the same, with a notice that it is not all.
func Run(ctx context.Context, cfg Config) (*Result, error) {
	r := newRun(cfg)
	if result := r.lastResult(); result != nil {
		return result, nil
	}
	r.readFiles(ctx)
	r.divide()
	if !cfg.Alone {
		r.checkProject(ctx)
	}
	interrupted := ctx.Err() // asked once: what is said to be all there is must not come with an error
	result := r.result(interrupted != nil)
	result.Unkept = r.keep(result, interrupted != nil)
	return result, interrupted
}

// A run is the state of one Run.
type run struct {
	cfg       Config
	fset      *token.FileSet
	text      []*Rule // see one file of any kind
	python    []*Rule // see one Python file
	agent     []*Rule // see one definition
	config    []*Rule // see one training configuration
	mcp       []*Rule // see the MCP servers of one configuration file or definition
	hostfile  []*Rule // see one file of settings, hooks or plugins of a host
	shell     []*Rule // see the commands of one file that a host runs
	workspace []*Rule // see all definitions and MCP servers
	project   []*Rule // see the program
	comments  []*Rule // see the suppressions of one file, when all other rules have run
	outcomes  []outcome
	done      atomic.Int64 // how many outcomes there are
	imported  []outcome    // outlines of files that are no part of the run
	siblings  []*workspace.Definition
	division  *program.Division
	seen      map[string]cache.Seen // the files of the division, by path, as they were read
	extra     outcome               // of the project rules
	way       *way                  // of the trainings; nil if it is not known
	disk      *tree.Tree
	refused   refused                // links that lead out of the repository
	around    *repository.Repository // what rules that see many files may ask about; nil as long as files are checked one by one
	memory    *memory                // nil if nothing is to be kept
	numbers   map[*Rule]int          // the indexes of the rules
	modules   *modules.Index
	replaced  func() map[string][]string // see findReplaced
	retold    atomic.Int64               // how many stories were told
	near      nearby
	held      atomic.Int64          // bytes of files that were inspected
	visited   map[string]*inspected // by path, as long as their programs are not judged
}

// An outcome is what became of one file.
type outcome struct {
	findings   []Finding
	notices    []Notice
	outline    *facts.Facts // of a Python file: what it imports
	facts      *facts.Facts // of a Python file that was read for its project
	inspected  inspected
	definition *workspace.Definition
	mcp        *workspace.MCP
	config     *facts.Config
	suppressed *suppress.File // nil if nothing is
	checked    bool
	seen       cache.Seen // the file as it was read
	unread     bool       // nothing follows from what is in it
	recalled   bool       // it was checked in an earlier run
	passedOver bool       // its content tells that nobody wants it checked
	overflows  bool       // there are more findings than are told
	trained    []string   // of a group of files: those that trainings come to
}

func newRun(cfg Config) *run {
	r := &run{cfg: cfg, fset: token.NewFileSet(), outcomes: make([]outcome, len(cfg.Files)), numbers: make(map[*Rule]int, len(cfg.Rules))}
	r.disk = cfg.OnDisk().Telling(r.refuse)
	if cfg.Places == nil {
		r.cfg.Places = cfg.classifier()
	}
	policies := r.policies()
	for _, rule := range cfg.Rules {
		switch {
		case !policies.run(rule):
		case slices.Contains(rule.Requires, suppress.Analyzer):
			r.comments = append(r.comments, rule)
		case slices.Contains(rule.Requires, program.Analyzer):
			r.project = append(r.project, rule)
		case slices.Contains(rule.Requires, workspace.Analyzer):
			r.workspace = append(r.workspace, rule)
		case slices.Contains(rule.Requires, python.Analyzer):
			r.python = append(r.python, rule)
		case slices.Contains(rule.Requires, agent.Analyzer):
			r.agent = append(r.agent, rule)
		case slices.Contains(rule.Requires, config.Analyzer):
			r.config = append(r.config, rule)
		case slices.Contains(rule.Requires, hostfile.Analyzer):
			r.hostfile = append(r.hostfile, rule)
		case slices.Contains(rule.Requires, shell.Analyzer):
			r.shell = append(r.shell, rule)
		case slices.Contains(rule.Requires, mcp.Analyzer):
			r.mcp = append(r.mcp, rule)
		case slices.Contains(rule.Requires, source.Analyzer):
			r.text = append(r.text, rule)
		}
	}
	for i, rule := range cfg.Rules {
		r.numbers[rule] = i
	}
	r.modules, r.replaced = modules.New(r.list), sync.OnceValue(r.findReplaced)
	r.memory = newMemory(r)
	return r
}

// readFiles checks the files, and reads those that they refer to.
func (r *run) readFiles(ctx context.Context) {
	if r.checkFiles(ctx); r.cfg.Context && ctx.Err() == nil {
		r.readImports(ctx)
		r.readSiblings(ctx)
	}
}

// checkFiles takes files from bytes to findings and facts.
func (r *run) checkFiles(ctx context.Context) {
	r.each(ctx, len(r.cfg.Files), func(w *worker, i int) {
		r.outcomes[i] = w.check(r.cfg.Files[i])
		r.progress(FileRules, int(r.done.Add(1)), len(r.cfg.Files))
	})
}

// each lets a worker a core do n things, in their order, until all are done or ctx is.
func (r *run) each(ctx context.Context, n int, do func(w *worker, i int)) {
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		group.Go(func() {
			w := newWorker(r)
			w.ctx = ctx
			defer w.parser.Heed(ctx)()
			for i := int(next.Add(1)) - 1; i < n && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				do(w, i)
			}
		})
	}
	group.Wait()
}

func (r *run) progress(stage Stage, done, total int) {
	if r.cfg.Progress != nil {
		r.cfg.Progress(stage, done, total)
	}
}

// result gathers what is to be reported, in order.
func (r *run) result(isPartial bool) *Result {
	if isPartial {
		r.extra.notices = append(r.extra.notices, Notice{Kind: Failed, Message: fmt.Sprintf(
			"interrupted after %d of %d files, before all rules about programs had run; there may be more to find than is reported", r.done.Load(), len(r.cfg.Files))})
	}
	r.extra.findings = slices.DeleteFunc(r.extra.findings, func(f Finding) bool {
		return !r.reports(f.Path) || slices.ContainsFunc(r.siblings, func(d *workspace.Definition) bool { return d.Path == f.Path })
	})
	r.extra.notices = slices.DeleteFunc(r.extra.notices, func(n Notice) bool { return n.Kind == NotFollowed && !r.reports(n.Path) })
	result := &Result{Findings: r.extra.findings, Notices: r.extra.notices, Told: int(r.retold.Load()), Training: map[string]bool{}, Configs: map[string]bool{}}
	result.Graphs = func() []*workspace.Graph { return workspace.Graphs(r.definitions()) }
	for i := range r.outcomes {
		out, file := &r.outcomes[i], &r.cfg.Files[i]
		if !r.reports(file.Path) {
			continue
		}
		result.Notices = append(result.Notices, out.notices...)
		if out.outline != nil {
			r.keepRelevant(out, file.Explicit)
			result.Training[file.Path] = r.isTraining(out.outline)
		}
		if out.overflows && out.checked {
			result.Notices = append(result.Notices, tooManyFindings(file.Path))
		}
		result.Configs[file.Path] = out.config != nil
		result.Findings = append(result.Findings, out.findings...)
		out.findings = nil // there may be a million
		if out.recalled {
			result.Recalled++
		}
		switch {
		case out.checked:
			result.Checked++
		case !isPartial && !out.passedOver && !hasFailed(out.notices):
			result.Skipped++
		}
	}
	r.lowerCraft(result.Findings)
	r.suppress(result, isPartial || r.cfg.Alone)
	result.Notices = append(result.Notices, r.leftAlone(result.Notices)...)
	for _, n := range result.Notices {
		if n.Kind == Failed {
			result.Failed++
		}
	}
	sortFindings(result.Findings)
	return result
}

// keepRelevant drops what does not concern a Python file that is no training code.
func (r *run) keepRelevant(out *outcome, explicit bool) {
	if r.isTraining(out.outline) {
		return
	}
	out.checked = explicit || r.cfg.AllPython
	out.findings = slices.DeleteFunc(out.findings, func(f Finding) bool { return !out.checked || !f.Rule.AnyPython })
}

func (r *run) isTraining(f *facts.Facts) bool {
	return r.division.Training[f.Path] || r.cfg.Training != nil && r.cfg.Training(f.Path)
}

// reports reports whether what is found in the file at a path is to be told.
func (r *run) reports(path string) bool { return r.cfg.Reports == nil || r.cfg.Reports(path) }

// policy returns what is set for the file at a path.
func (r *run) policy(path string) *Policy {
	if r.cfg.Policy == nil {
		return nil
	}
	return r.cfg.Policy(path)
}

// policies returns what is set for any of the files, and for those that are no part of the run.
func (r *run) policies() policies {
	all := policies{r.policy(""): true}
	for _, file := range r.cfg.Files {
		all[r.policy(file.Path)] = true
	}
	return all
}

// KindOf returns the kind of definition that a file is, and whether it is one.
func (c *Config) KindOf(file discover.Entry) (kind.Kind, bool) {
	if c.Kind != nil {
		if kind := c.Kind(absolutePath(file)); kind != "" {
			return kind, true
		}
	}
	if c.Places == nil {
		c.Places = c.classifier()
	}
	return c.Places.Classify(slashed(file))
}

func (r *run) kind(file discover.Entry) (kind.Kind, bool) { return r.cfg.KindOf(file) }

func hasFailed(notices []Notice) bool {
	return slices.ContainsFunc(notices, func(n Notice) bool { return n.Kind == Failed })
}
