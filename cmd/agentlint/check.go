package main

import (
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
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/fix"
	"github.com/agentlint/agentlint/lint/settings"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/hyperparam"
	"github.com/agentlint/agentlint/parser/mcp"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/report"
	"github.com/agentlint/agentlint/rules"
)

// A check is one run over files, as the flags ask for it.
type check struct {
	settingFlags
	fixes        fixFlags
	accepted     baselineFlags
	suppressions ignoreFlags
	view         viewFlags
	stdin        stdinFlags
	progress     *progress // nil if nobody is to see it
	formats      []string
	failOn       string
	color        string
	watch        bool
	allPython    bool
	strict       bool
	noIgnore     bool
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
Files that .gitignore leaves out are skipped unless they are named.`,
		Example: `  agentlint ./...
  agentlint --format text --format sarif=agentlint.sarif ./...
  agentlint --fail-on error .github/agents train.py`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error { return c.run(cmd, args) },
	}
	flags := cmd.Flags()
	c.register(flags)
	c.fixes.register(flags)
	c.accepted.register(flags)
	c.suppressions.register(flags)
	c.view.register(flags)
	c.stdin.register(flags)
	flags.StringArrayVar(&c.formats, "format", []string{"text"},
		"`FORMAT` of the report ("+strings.Join(report.Names(), ", ")+"), or FORMAT=FILE; may be repeated")
	flags.StringVar(&c.failOn, "fail-on", "warning", "least `severity` that makes the exit code 1: error, warning, note or never")
	flags.StringVar(&c.color, "color", "auto", "`when` to use colours: auto, always or never")
	flags.BoolVar(&c.watch, "watch", false, "check again whenever a file changes, until interrupted")
	flags.BoolVar(&c.allPython, "all-python", false, "check Python that is not training code too, with the rules that make sense there")
	flags.BoolVar(&c.strict, "strict", false, "report, as notes, what can't be told about a program and why")
	flags.BoolVar(&c.noIgnore, "no-ignore", false, "check files that .gitignore leaves out, too")
	flags.Int64Var(&c.maxSize, "max-file-size", defaultMaxSize, "skip files over this many `MB`; 0 for no limit")
	return cmd
}

func (c *check) run(cmd *cobra.Command, args []string) error {
	if err := c.validate(); err != nil {
		return err
	}
	if c.watch && slices.Contains(args, "-") {
		return errors.New("--watch: want files on disk, not standard input")
	}
	if err := c.suppressions.validate(cmd.Flags().Changed("add-ignore")); err != nil {
		return err
	}
	outputs, err := parseOutputs(c.formats)
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

// once checks the files and does with what is found what the flags ask for.
func (c *check) once(cmd *cobra.Command, args []string, outputs []output) error {
	known, err := c.accepted.open()
	if err != nil {
		return err
	}
	c.progress = newProgress(cmd.ErrOrStderr(), c.view.quiet)
	run, err := c.lint(cmd.Context(), args)
	if err != nil {
		return err
	}
	c.view.tell(cmd.ErrOrStderr(), run)
	if c.view.showFiles {
		return run.showFiles(cmd.OutOrStdout())
	}
	if c.fixes.diff {
		return printDiff(cmd.OutOrStdout(), run.fixed.Changes)
	}
	if c.fixes.fix {
		if err := writeFixes(cmd, run.fixed, c.stdin.input); err != nil {
			return err
		}
	}
	if err := c.applyBaseline(cmd, known, run, args); err != nil {
		return err
	}
	if c.suppressions.reason != "" {
		run, err = c.addIgnores(cmd, run, func() (*finishedRun, error) {
			again, err := c.lint(cmd.Context(), args)
			if err != nil {
				return nil, err
			}
			return again, c.applyBaseline(cmd, known, again, args)
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
	return errors.Join(c.fixes.validate(), c.accepted.validate(), c.view.validate())
}

// A finishedRun is what a check found, and where.
type finishedRun struct {
	*lint.Result
	*project
	fixed     *fix.Outcome // nil if no fix was asked for
	input     *input       // nil if the files are on disk
	allPython bool
	took      time.Duration
}

// lint finds the files and checks them.
func (c *check) lint(ctx context.Context, args []string) (*finishedRun, error) {
	defer c.progress.clear()
	start := time.Now()
	p, notices, err := c.prepare(ctx, args)
	if err != nil {
		return nil, err
	}
	run := &finishedRun{project: p, input: c.stdin.input, allPython: c.allPython}
	cfg := lint.Config{
		Root: p.root, Files: p.files, Rules: rules.All, Context: !coversRoot(args), AllPython: c.allPython, Strict: c.strict,
		MaxSize: c.maxSize * 1_000_000, IgnoreSuppressions: c.suppressions.off, Sites: c.suppressions.reason != "",
		Policy:   p.policyOf,
		Training: func(path string) bool { return p.training[path] },
		Kind:     func(abs string) agent.Kind { return p.kinds[abs] },
		Read:     c.stdin.input.reader(),
		Progress: c.progress.report(),
	}
	if c.fixes.asked() {
		if run.fixed, err = fix.Run(ctx, cfg, fix.Options{Unsafe: c.fixes.unsafe}); err == nil {
			run.Result = run.fixed.Result
		}
	} else {
		run.Result, err = lint.Run(ctx, cfg)
	}
	if err != nil {
		return nil, fmt.Errorf("interrupted: %w", err)
	}
	run.Add(notices)
	run.took = time.Since(start)
	return run, nil
}

// prepare finds the files that the arguments name, and what is set for them.
func (c *check) prepare(ctx context.Context, args []string) (*project, []discover.Notice, error) {
	root, err := os.Getwd()
	if err != nil {
		return nil, nil, err
	}
	finder, err := c.finder(root)
	if err != nil {
		return nil, nil, err
	}
	files, notices, err := c.find(ctx, finder, root, args)
	if err != nil {
		return nil, nil, err
	}
	p, err := arrange(finder, root, files)
	return p, notices, err
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
	return discover.Find(ctx, args, discover.Options{Root: root, NoIgnore: c.noIgnore, Want: func(path string) bool {
		return wanted(path) || own.KindOf(filepath.ToSlash(filepath.Join(root, path))) != ""
	}})
}

// coversRoot reports whether the arguments name the whole working directory.
func coversRoot(args []string) bool {
	return len(args) == 0 || slices.ContainsFunc(args, func(a string) bool { return a == "." || a == "./..." || a == "..." })
}

// wanted reports whether a file met in a directory is one that agentlint checks.
func wanted(path string) bool {
	if ext := filepath.Ext(path); ext == ".py" || ext == ".ipynb" {
		return true
	}
	_, isDefinition := agent.Classify(path)
	_, mayTrain := hyperparam.Classify(path) // its content decides
	return isDefinition || mayTrain || mcp.Classify(path) != nil
}

func (c *check) report(cmd *cobra.Command, outputs []output, run *finishedRun) error {
	r := report.Report{
		Result: run.Result, Rules: byID(rules.All), Version: version(), Root: run.root, Repository: repository(run.root),
		Source: run.source, Quiet: c.view.quiet,
	}
	for _, out := range outputs {
		if out.path == "" {
			r.Color = report.UseColor(c.color, os.Getenv, isTerminal(cmd.OutOrStdout()))
			r.Links = r.Color && isTerminal(cmd.OutOrStdout())
			if err := out.format(cmd.OutOrStdout(), r); err != nil {
				return fmt.Errorf("can't write the report: %w", err)
			}
			continue
		}
		r.Color, r.Links = c.color == "always", false
		if err := out.write(r); err != nil {
			return err
		}
	}
	return nil
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && isatty.IsTerminal(f.Fd())
}

// verdict turns what was found into the error that sets the exit code.
func (c *check) verdict(cmd *cobra.Command, run *finishedRun) error {
	failOn, result := c.failOn, run.Result
	if !cmd.Flags().Changed("fail-on") && run.settings.FailOn != "" {
		failOn = run.settings.FailOn
	}
	if result.Failed > 0 {
		return fmt.Errorf("%d of the files could not be checked; see above", result.Failed)
	}
	if result.Checked == 0 {
		return errors.New(nothingChecked(result))
	}
	for i := range result.Findings {
		if failOn != "never" && result.Findings[i].Severity.Rank() >= lint.Severity(failOn).Rank() {
			return errFindings
		}
	}
	return nil
}

func nothingChecked(result *lint.Result) string {
	switch {
	case result.Skipped == 0:
		return "nothing to check: there are no agent definitions and no Python files here"
	case result.Skipped == len(result.Notices):
		return "nothing to check: every file was skipped; see above"
	}
	return "nothing to check: no file is an agent definition or imports an ML framework; --all-python checks any Python"
}

// repository returns the root of the git repository that dir is in, or dir.
func repository(dir string) string {
	for d := dir; ; d = filepath.Dir(d) {
		if _, err := os.Stat(filepath.Join(d, ".git")); err == nil {
			return d
		}
		if d == filepath.Dir(d) {
			return dir
		}
	}
}

// source reads a file again, for excerpts; nil if it has gone.
func (r *finishedRun) source(path string) *source.File {
	abs := filepath.FromSlash(path)
	if !filepath.IsAbs(abs) {
		abs = filepath.Join(r.root, abs)
	}
	data, err := r.input.read(abs)
	if err != nil {
		return nil
	}
	return source.New(path, data)
}

// byID returns the rules in order of their IDs.
func byID(all []*lint.Rule) []*lint.Rule {
	return slices.SortedFunc(slices.Values(all), func(a, b *lint.Rule) int { return strings.Compare(a.ID, b.ID) })
}
