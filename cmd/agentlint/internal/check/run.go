package check

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/console"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/known"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/engine"
	"github.com/agentlint/agentlint/lint/fix"
	"github.com/agentlint/agentlint/lint/frameworks"
	"github.com/agentlint/agentlint/lint/profile"
	"github.com/agentlint/agentlint/lint/request"
	"github.com/agentlint/agentlint/lint/settings"
	"github.com/agentlint/agentlint/lint/tree"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/hyperparam"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/report"
	"github.com/agentlint/agentlint/rules"
	"github.com/agentlint/agentlint/workspace"
)

// A Run is what a check found, and where.
type Run struct {
	*lint.Result
	*Project
	Fixed     *fix.Outcome // nil if no fix was asked for
	changes   *changes
	disk      *tree.Tree
	places    *kind.Classifier
	only      string // the path of the one file that is reported on; "" for all
	content   func(abs string) ([]byte, error)
	allPython bool
	near      []discover.Notice // definitions beside those of the run that could not be read
	isPartial bool              // the project is too large to be read for some of its files
	took      time.Duration
	part      *report.Part // what the run adds to its report if it is over a share; nil for all
	cacheless error        // why there is no cache, though one is wanted
}

// lint finds the files and checks them. Interrupted, it returns what was found until then with errInterrupted.
func (c *Check) lint(ctx context.Context, args []string) (*Run, error) {
	defer c.progress.Clear()
	start := time.Now()
	run, cfg, notices, err := c.Configure(ctx, args)
	if err != nil {
		return nil, err
	}
	if c.Alone != nil {
		alone(&cfg, c.Alone)
	} else if err := c.lookBeside(ctx, run, &cfg); err != nil {
		return nil, err
	}
	if run.isPartial && c.Large != nil {
		c.Large()
	}
	if c.Fixes.asked() {
		if run.Fixed, err = fix.Run(ctx, cfg, fix.Options{Unsafe: c.Fixes.unsafe}); err == nil {
			run.Result = run.Fixed.Result
		}
	} else {
		run.Result, err = engine.Run(ctx, cfg)
	}
	if run.Result == nil {
		return nil, errors.New("interrupted; nothing was fixed")
	}
	if run.isPartial {
		run.NeedAll = run.needingAll()
	}
	found := slices.DeleteFunc(notices, func(n discover.Notice) bool { return !run.isAbout(n.Path) })
	if !c.share.IsWhole() {
		if run.part = c.part(run, &cfg, args, found); !c.share.IsFirst() {
			run.outdated, run.near, found = nil, nil, nil
		}
	}
	run.Outdate(run.outdated)
	run.Notices = append(run.Notices, run.near...)
	run.Add(found)
	run.took = time.Since(start)
	if err != nil {
		return run, console.ErrInterrupted
	}
	return run, nil
}

// Link finds the files and reads the code among them as one program, and the definitions.
func (c *Check) Link(ctx context.Context, args []string) (*program.Program, []*workspace.Definition, error) {
	_, cfg, _, err := c.Configure(ctx, args)
	if err != nil {
		return nil, nil, err
	}
	linked, definitions := engine.Link(ctx, cfg)
	return linked, definitions, nil
}

// Configure finds the files, and says how they are to be checked.
func (c *Check) Configure(ctx context.Context, args []string) (*Run, request.Config, []discover.Notice, error) {
	p, notices, err := c.prepare(ctx, args)
	if ctx.Err() != nil {
		return nil, request.Config{}, nil, console.ErrInterrupted
	}
	if err != nil {
		return nil, request.Config{}, nil, err
	}
	ch, err := c.changes.of(ctx, p.root)
	if err != nil {
		return nil, request.Config{}, nil, err
	}
	known, err := frameworks.Read(c.Disk, p.foldersOfFacts()...)
	if err != nil {
		return nil, request.Config{}, nil, err
	}
	run := &Run{Project: p, changes: ch, disk: c.Disk, places: c.places, only: c.only, allPython: c.allPython}
	var kept *request.Cache
	kept, run.cacheless = c.Cache.Open(ctx, p.settings.Hosts)
	cfg := request.Config{
		Root: p.root, Files: ch.narrow(p.Files), Rules: rules.All, Share: c.share.Share, Context: !coversRoot(args), AllPython: c.allPython, Strict: c.strict,
		MaxSize: c.MaxSize * 1_000_000, IgnoreSuppressions: c.Suppressions.off, Sites: c.Suppressions.Reason != "",
		Policy:     p.policyOf,
		Training:   func(path string) bool { return p.training[path] },
		Kind:       func(abs string) kind.Kind { return p.kinds[abs] },
		Places:     c.places,
		Disk:       c.Disk,
		Frameworks: known,
		Cache:      kept,
		Progress:   c.progress.Report(),
		Profile:    c.profile,
	}
	cfg.Glance = c.Glance != nil
	if c.rules != nil {
		cfg.Rules = c.rules
	}
	if ch != nil || c.only != "" {
		cfg.Reports = run.isAbout
	}
	cfg.Read, cfg.Replaced = c.reader(ctx, ch)
	run.content = cfg.Content
	return run, cfg, append(notices, ch.leftOut(p.root)...), nil
}

// prepare finds the files that the arguments name, and what is set for them.
func (c *Check) prepare(ctx context.Context, args []string) (*Project, []discover.Notice, error) {
	root, err := c.start()
	if err != nil {
		return nil, nil, err
	}
	finder, err := c.Finder(root, c.Disk)
	if err != nil {
		return nil, nil, err
	}
	stop := c.profile.Start(profile.Discovering, "")
	files, notices, err := c.find(ctx, finder, root, args)
	stop()
	if err != nil {
		return nil, nil, err
	}
	p, err := arrange(finder, root, files, c.forceExclude)
	return p, notices, err
}

// start returns the absolute directory that the run starts in.
func (c *Check) start() (root string, err error) {
	if root = c.root; root == "" {
		root, err = os.Getwd()
	}
	if c.Disk == nil {
		c.Disk = tree.Around(root)
	}
	c.places = request.NewClassifier(c.Disk, root)
	return root, err
}

// reader returns what a run reads the files with that have other content than on disk, and which these are; nil for none.
func (c *Check) reader(ctx context.Context, ch *changes) (read func(abs string) ([]byte, error), replaced func(abs string) bool) {
	if in := c.Stdin.Input; in != nil {
		return in.reader()
	}
	return ch.reader(ctx)
}

// isAbout reports whether the file at a path is one that the run was asked about.
func (r *Run) isAbout(path string) bool {
	return (r.only == "" || r.only == path) && r.changes.has(r.Absolute(path))
}

// reports reports whether the run is to tell of the file at a path: one that it was asked about, in its share.
func (r *Run) reports(path string) bool {
	return r.isAbout(path) && (r.Result == nil || r.Share == nil || r.Share.Judges(path))
}

// find returns the files that the arguments name: the one on standard input, or those on disk.
func (c *Check) find(ctx context.Context, finder *settings.Finder, root string, args []string) ([]discover.Entry, []discover.Notice, error) {
	if c.Stdin.Input != nil {
		return []discover.Entry{c.Stdin.Input.Entry}, nil, nil
	}
	own, err := finder.For(filepath.ToSlash(filepath.Join(root, "x")))
	if err != nil {
		return nil, nil, err
	}
	return discover.Find(ctx, args, c.where(root, own))
}

// where says where and how to look for files, from a directory and with its settings.
func (c *Check) where(root string, own *settings.Settings) discover.Options {
	abs := func(path string) string { return filepath.ToSlash(console.Absolute(root, filepath.FromSlash(path))) }
	return discover.Options{
		Root: root, Tree: c.Disk, NoIgnore: c.noIgnore,
		Want:    func(path string) bool { return Wanted(c.places, abs(path)) || own.KindOf(abs(path)) != "" },
		Script:  source.IsScript,
		Include: func(path string, isDir bool) bool { return own.Includes(abs(path), isDir) },
	}
}

// coversRoot reports whether the arguments name the whole working directory.
func coversRoot(args []string) bool {
	return len(args) == 0 || slices.ContainsFunc(args, func(a string) bool { return a == "." || a == "./..." || a == "..." })
}

// Wanted reports whether a file met in a directory is one that agentlint checks.
func Wanted(places *kind.Classifier, path string) bool {
	if isPython(path) || source.IsStub(path) {
		return true
	}
	path = source.Folded(path)
	_, isDefinition := places.Classify(path)
	_, mayTrain := hyperparam.Classify(path) // its content decides
	servers, setup := request.SetupOf(places, path)
	return isDefinition || mayTrain || servers != nil || setup != nil
}

// Report returns the run as formats show it.
func (r *Run) Report() report.Report {
	return report.Report{
		Result: r.Result, Part: r.part, Rules: known.RulesByID(rules.All), Version: console.Version(), Root: r.root, Repository: tree.Top(r.root), Source: r.Source,
	}
}

// Source reads a file again, for excerpts; nil if it has gone.
func (r *Run) Source(path string) *source.File {
	data, err := r.content(r.Absolute(path))
	if err != nil {
		return nil
	}
	return source.New(path, data)
}

// perRule counts what was found by the IDs of rules.
func (r *Run) perRule() map[string]int {
	counts := map[string]int{}
	for i := range r.Findings {
		counts[r.Findings[i].Rule.ID]++
	}
	return counts
}
