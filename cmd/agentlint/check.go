package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/mattn/go-isatty"
	"github.com/spf13/cobra"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/baseline"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/fix"
	"github.com/agentlint/agentlint/lint/frameworks"
	"github.com/agentlint/agentlint/lint/settings"
	"github.com/agentlint/agentlint/lint/tree"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/hostfile"
	"github.com/agentlint/agentlint/parser/hyperparam"
	"github.com/agentlint/agentlint/parser/mcp"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/report"
	"github.com/agentlint/agentlint/report/inert"
	"github.com/agentlint/agentlint/rules"
	"github.com/agentlint/agentlint/workspace"
)

// A check is one run over files, as the flags ask for it.
type check struct {
	settingFlags
	root         string           // absolute directory that the run starts in; the working directory if empty
	disk         *tree.Tree       // what may be read and written; nil for the repository that the root is in, until the run has started
	places       *kind.Classifier // what tells definitions by what is around them
	changes      changeFlags
	only         string         // the path of the one file that is reported on; "" for all
	old          []baseline.Key // what is not reported, since it was found before; see changeFlags.newFrom
	fixes        fixFlags
	accepted     baselineFlags
	suppressions ignoreFlags
	view         viewFlags
	stdin        stdinFlags
	cache        cacheFlags
	progress     *progress     // nil if nobody is to see it
	profile      *lint.Profile // nil if none is asked for
	formats      []string
	failOn       string
	color        string
	watch        bool
	profileRules bool
	allPython    bool
	strict       bool
	noIgnore     bool
	forceExclude bool
	maxSize      int64 // megabytes
}

// defaultMaxSize is the size in megabytes over which a file is data rather than code.
const defaultMaxSize = 10

func newCheck() *cobra.Command {
	c := &check{}
	cmd := &cobra.Command{
		Use:   "agentlint [flags] [path ...]",
		Short: "Check AI agent definitions and the training code that agents generate",
		Long: `Check AI agent definitions (Markdown under YAML frontmatter) and the machine-learning training code that
agents generate.

A path is a file, a directory, or dir/... for all below it; no path means ./...
What git ignores is left out unless git tracks it, and so are folders that hold others' code, such as node_modules and
vendor. What is named is checked.`,
		Example: `  agentlint ./...
  agentlint --format text --format sarif=agentlint.sarif ./...
  agentlint --fail-on error .github/agents train.py`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error { return c.run(cmd, args) },
	}
	flags := cmd.Flags()
	c.register(flags)
	c.changes.register(flags)
	c.fixes.register(flags)
	c.accepted.register(flags)
	c.suppressions.register(flags)
	c.view.register(flags)
	c.stdin.register(flags)
	c.cache.register(flags)
	flags.StringArrayVar(&c.formats, "format", []string{"text"},
		"`FORMAT` of the report ("+strings.Join(report.Names(), ", ")+"), or FORMAT=FILE; may be repeated")
	flags.StringVar(&c.failOn, "fail-on", "warning", "least `severity` that makes the exit code 1: error, warning, note or never")
	flags.StringVar(&c.color, "color", "auto", "`when` to use colours: auto, always or never")
	flags.BoolVar(&c.watch, "watch", false, "check again whenever a file changes, until interrupted")
	flags.BoolVar(&c.allPython, "all-python", false, "check Python that is not training code too, with the rules that make sense there")
	flags.BoolVar(&c.strict, "strict", false, "report, as notes, what can't be told about a program and why, and as a warning each training that is not followed")
	flags.BoolVar(&c.noIgnore, "no-ignore", false, "check what .gitignore and names of folders such as node_modules leave out, too")
	flags.BoolVar(&c.forceExclude, "force-exclude", false, "leave out what settings exclude even if it is named, as pre-commit does")
	flags.BoolVar(&c.profileRules, "profile-rules", false, "print, when all is done, how long each stage and rule took")
	flags.Int64Var(&c.maxSize, "max-file-size", defaultMaxSize, "skip files over this many `MB`; 0 for no limit")
	return cmd
}

func (c *check) run(cmd *cobra.Command, args []string) error {
	if err := c.validate(); err != nil {
		return err
	}
	if err := c.suppressions.validate(cmd.Flags().Changed("add-ignore")); err != nil {
		return err
	}
	if flag := c.wantsDisk(); flag != "" && slices.Contains(args, "-") {
		return fmt.Errorf("%s: want files on disk, not standard input", flag)
	}
	outputs, err := c.outputs(cmd.Flags().Changed("format"))
	if err != nil {
		return err
	}
	if c.view.statistics {
		if err := inStatistics(outputs); err != nil {
			return err
		}
	}
	if args, err = c.stdin.open(cmd, args); err != nil {
		return err
	}
	if c.watch {
		return c.keepWatch(cmd, args, func() error { return c.once(cmd, args, outputs) })
	}
	return c.once(cmd, args, outputs)
}

// errInterrupted makes the program exit with exitFailed. What is reported is not all that a baseline or a fix needs to know.
var errInterrupted = errors.New("interrupted")

// once checks the files and does with what is found what the flags ask for.
func (c *check) once(cmd *cobra.Command, args []string, outputs []output) error {
	c.disk = nil // folders may be others than when it was last looked at them
	root, err := c.start()
	if err != nil {
		return err
	}
	known, err := c.accepted.open(root, c.disk)
	if err != nil {
		return err
	}
	c.progress = newProgress(cmd.ErrOrStderr(), c.view.quiet)
	if c.old, err = c.atMergeBase(cmd.Context(), args); err != nil {
		return err
	}
	if c.profileRules {
		c.profile, c.cache.off = lint.NewProfile(), true
	}
	run, err := c.lint(cmd.Context(), args)
	if run == nil {
		return err
	}
	defer func() { printProfile(cmd.ErrOrStderr(), c.profile, run) }()
	c.view.tell(cmd.ErrOrStderr(), run)
	if err != nil {
		return errors.Join(c.report(cmd, outputs, run), err)
	}
	switch {
	case c.view.showFiles:
		return run.showFiles(cmd.OutOrStdout())
	case c.fixes.diff:
		return printDiff(cmd, run.fixed.Changes)
	case c.fixes.fix:
		if err := writeFixes(cmd, run.fixed, c.disk, c.stdin.input); err != nil {
			return err
		}
	}
	if err := c.applyBaseline(cmd.ErrOrStderr(), known, run, args); err != nil {
		return err
	}
	return c.conclude(cmd, args, outputs, run, known)
}

// conclude reports what was found, with suppressions in the place of findings if these are wanted.
func (c *check) conclude(cmd *cobra.Command, args []string, outputs []output, run *finishedRun, known *baselineFile) (err error) {
	if c.suppressions.reason != "" {
		run, err = c.addIgnores(cmd, run, func() (*finishedRun, error) {
			again, err := c.lint(cmd.Context(), args)
			if err != nil {
				return nil, err
			}
			return again, c.applyBaseline(cmd.ErrOrStderr(), known, again, args)
		})
		if err != nil {
			return err
		}
	}
	if err := c.report(cmd, outputs, run); err != nil {
		return err
	}
	return c.verdict(cmd, run)
}

// wantsDisk returns a flag that is about files on disk, "" if there is none.
func (c *check) wantsDisk() string {
	switch {
	case c.watch:
		return "--watch"
	case c.suppressions.reason != "":
		return "--add-ignore"
	}
	return c.changes.name()
}

func (c *check) validate() error {
	if !slices.Contains([]string{"error", "warning", "note", "never"}, c.failOn) {
		return fmt.Errorf("--fail-on %q: want error, warning, note or never", c.failOn)
	}
	if !slices.Contains([]string{"auto", "always", "never"}, c.color) {
		return fmt.Errorf("--color %q: want auto, always or never", c.color)
	}
	if c.maxSize < 0 {
		return fmt.Errorf("--max-file-size %d: want 0 or more", c.maxSize)
	}
	return errors.Join(c.fixes.validate(), c.accepted.validate(), c.view.validate(), c.changes.validate(c))
}

// A finishedRun is what a check found, and where.
type finishedRun struct {
	*lint.Result
	*project
	fixed     *fix.Outcome // nil if no fix was asked for
	changes   *changes
	disk      *tree.Tree
	places    *kind.Classifier
	only      string // the path of the one file that is reported on; "" for all
	content   func(abs string) ([]byte, error)
	allPython bool
	took      time.Duration
	cacheless error // why there is no cache, though one is wanted
}

// lint finds the files and checks them. Interrupted, it returns what was found until then with errInterrupted.
func (c *check) lint(ctx context.Context, args []string) (*finishedRun, error) {
	defer c.progress.clear()
	start := time.Now()
	run, cfg, notices, err := c.configure(ctx, args)
	if err != nil {
		return nil, err
	}
	if c.fixes.asked() {
		if run.fixed, err = fix.Run(ctx, cfg, fix.Options{Unsafe: c.fixes.unsafe}); err == nil {
			run.Result = run.fixed.Result
		}
	} else {
		run.Result, err = lint.Run(ctx, cfg)
	}
	if run.Result == nil {
		return nil, errors.New("interrupted; nothing is fixed")
	}
	run.Add(slices.DeleteFunc(notices, func(n discover.Notice) bool { return !run.reports(n.Path) }))
	run.took, run.cacheless = time.Since(start), c.cache.distrusted
	if err != nil {
		return run, errInterrupted
	}
	return run, nil
}

// link finds the files and reads the code among them as one program, and the definitions.
func (c *check) link(ctx context.Context, args []string) (*program.Program, []*workspace.Definition, error) {
	_, cfg, _, err := c.configure(ctx, args)
	if err != nil {
		return nil, nil, err
	}
	linked, definitions := lint.Link(ctx, cfg)
	return linked, definitions, nil
}

// configure finds the files, and says how they are to be checked.
func (c *check) configure(ctx context.Context, args []string) (*finishedRun, lint.Config, []discover.Notice, error) {
	p, notices, err := c.prepare(ctx, args)
	if ctx.Err() != nil {
		return nil, lint.Config{}, nil, errInterrupted
	}
	if err != nil {
		return nil, lint.Config{}, nil, err
	}
	ch, err := c.changes.of(ctx, p.root)
	if err != nil {
		return nil, lint.Config{}, nil, err
	}
	c.cache.distrusted = c.cache.distrust(ctx)
	known, err := frameworks.Read(c.disk, p.foldersOfFacts()...)
	if err != nil {
		return nil, lint.Config{}, nil, err
	}
	run := &finishedRun{project: p, changes: ch, disk: c.disk, places: c.places, only: c.only, allPython: c.allPython}
	cfg := lint.Config{
		Root: p.root, Files: ch.narrow(p.files), Rules: rules.All, Context: !coversRoot(args), AllPython: c.allPython, Strict: c.strict,
		MaxSize: c.maxSize * 1_000_000, IgnoreSuppressions: c.suppressions.off, Sites: c.suppressions.reason != "",
		Policy:     p.policyOf,
		Training:   func(path string) bool { return p.training[path] },
		Kind:       func(abs string) kind.Kind { return p.kinds[abs] },
		Places:     c.places,
		Disk:       c.disk,
		Frameworks: known,
		Cache:      c.cache.open(p.settings.Hosts),
		Progress:   c.progress.report(),
		Profile:    c.profile,
	}
	if ch != nil || c.only != "" {
		cfg.Reports = run.reports
	}
	cfg.Read, cfg.Replaced = c.reader(ctx, ch)
	run.content = cfg.Content
	return run, cfg, append(notices, ch.leftOut(p.root)...), nil
}

// prepare finds the files that the arguments name, and what is set for them.
func (c *check) prepare(ctx context.Context, args []string) (*project, []discover.Notice, error) {
	root, err := c.start()
	if err != nil {
		return nil, nil, err
	}
	finder, err := c.finder(root, c.disk)
	if err != nil {
		return nil, nil, err
	}
	stop := c.profile.Start(lint.Discovering, "")
	files, notices, err := c.find(ctx, finder, root, args)
	stop()
	if err != nil {
		return nil, nil, err
	}
	p, err := arrange(finder, root, files, c.forceExclude)
	return p, notices, err
}

// start returns the absolute directory that the run starts in.
func (c *check) start() (root string, err error) {
	if root = c.root; root == "" {
		root, err = os.Getwd()
	}
	if c.disk == nil {
		c.disk = diskAt(root)
	}
	c.places = lint.NewClassifier(c.disk, root)
	return root, err
}

// diskAt returns what may be read and written by a run that starts in a directory: its repository, or what is below it.
func diskAt(root string) *tree.Tree { return tree.New(cmp.Or(tree.Top(root), root)) }

// reader returns what a run reads the files with that have other content than on disk, and which these are; nil for none.
func (c *check) reader(ctx context.Context, ch *changes) (read func(abs string) ([]byte, error), replaced func(abs string) bool) {
	if in := c.stdin.input; in != nil {
		return in.reader()
	}
	return ch.reader(ctx)
}

// reports reports whether the run is to tell of the file at a path.
func (r *finishedRun) reports(path string) bool {
	return (r.only == "" || r.only == path) && r.changes.has(r.absolute(path))
}

// find returns the files that the arguments name: the one on standard input, or those on disk.
func (c *check) find(ctx context.Context, finder *settings.Finder, root string, args []string) ([]discover.Entry, []discover.Notice, error) {
	if c.stdin.input != nil {
		return []discover.Entry{c.stdin.input.Entry}, nil, nil
	}
	own, err := finder.For(filepath.ToSlash(filepath.Join(root, "x")))
	if err != nil {
		return nil, nil, err
	}
	return discover.Find(ctx, args, c.where(root, own))
}

// where says where and how to look for files, from a directory and with its settings.
func (c *check) where(root string, own *settings.Settings) discover.Options {
	abs := func(path string) string { return filepath.ToSlash(absolute(root, filepath.FromSlash(path))) }
	return discover.Options{
		Root: root, Tree: c.disk, NoIgnore: c.noIgnore,
		Want:    func(path string) bool { return wanted(c.places, abs(path)) || own.KindOf(abs(path)) != "" },
		Script:  source.IsScript,
		Include: func(path string, isDir bool) bool { return own.Includes(abs(path), isDir) },
	}
}

// coversRoot reports whether the arguments name the whole working directory.
func coversRoot(args []string) bool {
	return len(args) == 0 || slices.ContainsFunc(args, func(a string) bool { return a == "." || a == "./..." || a == "..." })
}

// wanted reports whether a file met in a directory is one that agentlint checks.
func wanted(places *kind.Classifier, path string) bool {
	if isPython(path) || source.IsStub(path) {
		return true
	}
	path = source.Folded(path)
	_, isDefinition := places.Classify(path)
	_, mayTrain := hyperparam.Classify(path) // its content decides
	return isDefinition || mayTrain || mcp.Classify(path) != nil || hostfile.Classify(path) != nil
}

func (c *check) report(cmd *cobra.Command, outputs []output, run *finishedRun) error {
	defer c.profile.Start(lint.Reporting, "")()
	r := run.report()
	r.Quiet, r.NotesAside = c.view.quiet, !c.asksForNotes(cmd, run)
	for _, out := range outputs {
		if out.path == "" {
			r.Color = report.UseColor(c.color, os.Getenv, isTerminal(cmd.OutOrStdout()))
			r.Links = r.Color && isTerminal(cmd.OutOrStdout())
			if err := out.format(raw(cmd), r); err != nil {
				return fmt.Errorf("can't write the report: %w", err)
			}
			continue
		}
		r.Color, r.Links = c.color == "always", false
		if err := out.write(r, run.disk); err != nil {
			return err
		}
	}
	return nil
}

// report returns the run as formats show it.
func (r *finishedRun) report() report.Report {
	return report.Report{
		Result: r.Result, Rules: byID(rules.All), Version: version(), Root: r.root, Repository: tree.Top(r.root), Source: r.source,
	}
}

func isTerminal(w io.Writer) bool {
	f, ok := inert.Raw(w).(*os.File)
	return ok && isatty.IsTerminal(f.Fd())
}

// asksForNotes reports whether text is to show notes: a flag says so, asks for what is a note, or has notes fail the run.
func (c *check) asksForNotes(cmd *cobra.Command, run *finishedRun) bool {
	flags := cmd.Flags()
	return c.view.notes || c.strict || flags.Changed("select") || flags.Changed("extend-select") || c.threshold(cmd, run) == string(lint.Note)
}

// threshold returns the least severity that makes the exit code 1, or never.
func (c *check) threshold(cmd *cobra.Command, run *finishedRun) string {
	if !cmd.Flags().Changed("fail-on") && run.settings.FailOn != "" {
		return run.settings.FailOn
	}
	return c.failOn
}

// verdict turns what was found into the error that sets the exit code.
func (c *check) verdict(cmd *cobra.Command, run *finishedRun) error {
	failOn, result := c.threshold(cmd, run), run.Result
	if result.Failed > 0 {
		return fmt.Errorf("%d of the files could not be checked; see above", result.Failed)
	}
	if result.Checked == 0 && !c.mayCheckNothing(run) {
		return errors.New(nothingChecked(result))
	}
	for i := range result.Findings {
		if failOn != "never" && result.Findings[i].Severity.Rank() >= lint.Severity(failOn).Rank() {
			return errFindings
		}
	}
	return nil
}

// mayCheckNothing reports whether nothing to check is as good as nothing found: the files were left out on request.
func (c *check) mayCheckNothing(run *finishedRun) bool {
	return run.changes != nil || c.forceExclude && len(run.excluded) > 0
}

func nothingChecked(result *lint.Result) string {
	switch {
	case result.Skipped == 0 && len(result.LeftOut) > 0:
		return fmt.Sprintf("nothing to check: there are no agent definitions and no Python files here but in %s left out; -v says which, and why", count(len(result.LeftOut), "folder"))
	case result.Skipped == 0:
		return "nothing to check: there are no agent definitions and no Python files here"
	case result.Skipped == len(result.Notices):
		return "nothing to check: every file was skipped; see above"
	}
	return "nothing to check: no file is an agent definition or imports an ML framework; --all-python checks any Python"
}

// source reads a file again, for excerpts; nil if it has gone.
func (r *finishedRun) source(path string) *source.File {
	data, err := r.content(r.absolute(path))
	if err != nil {
		return nil
	}
	return source.New(path, data)
}

// byID returns the rules in order of their IDs.
func byID(all []*lint.Rule) []*lint.Rule {
	return slices.SortedFunc(slices.Values(all), func(a, b *lint.Rule) int { return strings.Compare(a.ID, b.ID) })
}
