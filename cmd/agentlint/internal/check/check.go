// Package check runs a check as the flags of a user or a server ask for it: which files, with which settings, against which
// baseline, and what is done with the findings.
package check

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/caching"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/console"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/known"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/baseline"
	"github.com/agentlint/agentlint/lint/profile"
	"github.com/agentlint/agentlint/lint/tree"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/report"
	"github.com/agentlint/agentlint/report/formats"
	"github.com/agentlint/agentlint/report/terminal"
)

// A Check is one run over files, as the flags ask for it.
type Check struct {
	SettingFlags
	root         string           // absolute directory that the run starts in; the working directory if empty
	Disk         *tree.Tree       // what may be read and written; nil for the repository that the root is in, until the run has started
	places       *kind.Classifier // what tells definitions by what is around them
	changes      changeFlags
	only         string         // the path of the one file that is reported on; "" for all
	Alone        *Run           // an earlier run over the file, without which it is looked at together with the project; see alone
	Large        func()         // called if the project is too large to be read for a file, before what the file needs is read; nil for nothing
	old          []baseline.Key // what is not reported, since it was found before; see changeFlags.newFrom
	Fixes        FixFlags
	accepted     baselineFlags
	Suppressions IgnoreFlags
	view         viewFlags
	share        shareFlag
	Stdin        StdinFlags
	Cache        caching.Flags
	progress     *console.Progress // nil if nobody is to see it
	profile      *profile.Profile  // nil if none is asked for
	formats      []string
	failOn       string
	color        string
	watch        bool
	profileRules bool
	allPython    bool
	strict       bool
	noIgnore     bool
	forceExclude bool
	Glance       *Glance      // nil unless an agent waits
	rules        []*lint.Rule // that run; nil for all
	MaxSize      int64        // megabytes
}

// DefaultMaxSize is the size in megabytes over which a file is data rather than code.
const DefaultMaxSize = 10

// NewCommand returns the command that checks files: the program's root.
func NewCommand() *cobra.Command {
	c := &Check{}
	cmd := &cobra.Command{
		Use:   "agentlint [flags] [path ...]",
		Short: "Check AI agent definitions and the training code that agents generate",
		Long: `Check AI agent definitions (Markdown under YAML frontmatter) and the machine-learning training code that
agents generate.

A path is a file, a directory, or dir/... for everything below it; the default is ./...
What git ignores is skipped unless git tracks it, and so are folders of third-party code, such as node_modules and
vendor. Files that are named are always checked.`,
		Example: `  agentlint ./...
  agentlint --format text --format sarif=agentlint.sarif ./...
  agentlint --fail-on error .github/agents train.py`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error { return c.run(cmd, args) },
	}
	flags := cmd.Flags()
	c.Register(flags)
	c.changes.register(flags)
	c.Fixes.register(flags)
	c.accepted.register(flags)
	c.Suppressions.register(flags)
	c.view.register(flags)
	c.Stdin.register(flags)
	c.share.register(flags)
	c.Cache.Register(flags)
	flags.StringArrayVar(&c.formats, "format", []string{"text"},
		"`FORMAT` of the report ("+strings.Join(formats.Names(), ", ")+"), or FORMAT=FILE; may be repeated")
	flags.StringVar(&c.failOn, "fail-on", "warning", "lowest `severity` that makes the exit code 1: error, warning, note or never")
	flags.StringVar(&c.color, "color", "auto", "`when` to use colours: auto, always or never")
	flags.BoolVar(&c.watch, "watch", false, "check again whenever a file changes, until interrupted")
	flags.BoolVar(&c.allPython, "all-python", false, "also check Python that is not training code, with the rules that apply to it")
	flags.BoolVar(&c.strict, "strict", false, "also report what is unknown about a program, and why, as notes, and trainings that can't be followed as warnings")
	flags.BoolVar(&c.noIgnore, "no-ignore", false, "also check what .gitignore and folder names such as node_modules exclude")
	flags.BoolVar(&c.forceExclude, "force-exclude", false, "skip what the settings exclude even if it is named, as pre-commit does")
	flags.BoolVar(&c.profileRules, "profile-rules", false, "print how long each stage and rule took, at the end")
	flags.Int64Var(&c.MaxSize, "max-file-size", DefaultMaxSize, "skip files larger than this many `MB`; 0 for no limit")
	known.Complete(cmd, map[string][]string{
		"fail-on": known.ThresholdNames(), "color": {"auto", "always", "never"}, "format": formats.Names(),
	})
	known.CompleteRules(cmd)
	return cmd
}

func (c *Check) run(cmd *cobra.Command, args []string) error {
	args, err := asPaths(cmd, args)
	if err != nil {
		return err
	}
	if err := c.validate(); err != nil {
		return err
	}
	if err := c.Suppressions.validate(cmd.Flags().Changed("add-ignore")); err != nil {
		return err
	}
	if err := c.share.validate(c, args); err != nil {
		return err
	}
	if flag := c.wantsDisk(); flag != "" && slices.Contains(args, "-") {
		return fmt.Errorf("%s works on files on disk, not on standard input", flag)
	}
	outputs, err := c.outputs(cmd.Flags().Changed("format"))
	if err != nil {
		return err
	}
	if err := c.share.validateOutputs(c, outputs); err != nil {
		return err
	}
	if c.view.statistics {
		if err := inStatistics(outputs); err != nil {
			return err
		}
	}
	if args, err = c.Stdin.open(cmd, args); err != nil {
		return err
	}
	if c.watch {
		return c.keepWatch(cmd, args, func() error { return c.once(cmd, args, outputs) })
	}
	return c.once(cmd, args, outputs)
}

// once checks the files and does with what is found what the flags ask for.
func (c *Check) once(cmd *cobra.Command, args []string, outputs []output) error {
	c.Disk = nil // folders may be others than when it was last looked at them
	root, err := c.start()
	if err != nil {
		return err
	}
	known, err := c.accepted.open(root, c.Disk)
	if err != nil {
		return err
	}
	c.progress = console.NewProgress(cmd.ErrOrStderr(), c.view.quiet)
	if c.old, err = c.atMergeBase(cmd.Context(), args); err != nil {
		return err
	}
	if c.profileRules {
		c.profile, c.Cache.Off = profile.New(), true
	}
	run, err := c.lint(cmd.Context(), args)
	if run == nil {
		return err
	}
	if known != nil && c.share.IsFirst() {
		run.Outdate(known.outdated)
	}
	defer func() { c.profile.Print(cmd.ErrOrStderr(), run.perRule()) }()
	c.view.tell(cmd.ErrOrStderr(), run)
	if err != nil {
		return errors.Join(c.report(cmd, outputs, run), err)
	}
	switch {
	case c.view.showFiles:
		return run.showFiles(cmd.OutOrStdout())
	case c.Fixes.diff:
		return printDiff(cmd, run.Fixed.Changes)
	case c.Fixes.Fix:
		if err := writeFixes(cmd, run.Fixed, c.Disk, c.Stdin.Input); err != nil {
			return err
		}
	}
	if err := c.applyBaseline(cmd.ErrOrStderr(), known, run, args); err != nil {
		return err
	}
	return c.conclude(cmd, args, outputs, run, known)
}

// conclude reports what was found, with suppressions in the place of findings if these are wanted.
func (c *Check) conclude(cmd *cobra.Command, args []string, outputs []output, run *Run, known *baselineFile) (err error) {
	if c.Suppressions.Reason != "" {
		run, err = c.addIgnores(cmd, run, func() (*Run, error) {
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
	if run.part != nil {
		c.complete(cmd, run, known)
	}
	if err := c.report(cmd, outputs, run); err != nil {
		return err
	}
	return c.verdict(cmd, run)
}

// wantsDisk returns a flag that is about files on disk, "" if there is none.
func (c *Check) wantsDisk() string {
	switch {
	case c.watch:
		return "--watch"
	case c.Suppressions.Reason != "":
		return "--add-ignore"
	}
	return c.changes.name()
}

func (c *Check) validate() error {
	failOn, err := known.ParseThreshold(c.failOn)
	if err != nil {
		return err
	}
	c.failOn = string(failOn)
	if !slices.Contains([]string{"auto", "always", "never"}, c.color) {
		return fmt.Errorf("--color %q is not valid; use auto, always or never", c.color)
	}
	if c.MaxSize < 0 {
		return fmt.Errorf("--max-file-size %d is not valid; use 0 or more", c.MaxSize)
	}
	return errors.Join(c.Fixes.validate(), c.accepted.validate(), c.view.validate(), c.changes.validate(c))
}

func (c *Check) report(cmd *cobra.Command, outputs []output, run *Run) error {
	defer c.profile.Start(profile.Reporting, "")()
	r := run.Report()
	r.Quiet, r.NotesAside = c.view.quiet || c.failsForNothing(run), !c.asksForNotes(cmd, run)
	for _, out := range outputs {
		if out.path == "" {
			r.Color = terminal.UseColor(c.color, os.Getenv, console.IsTerminal(cmd.OutOrStdout()))
			r.Links = r.Color && console.IsTerminal(cmd.OutOrStdout())
			if err := out.format(console.Raw(cmd), r); err != nil {
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

// asksForNotes reports whether text is to show notes: a flag says so, asks for what is a note, or has notes fail the run.
func (c *Check) asksForNotes(cmd *cobra.Command, run *Run) bool {
	flags := cmd.Flags()
	return c.view.notes || c.strict || flags.Changed("select") || flags.Changed("extend-select") || c.threshold(cmd, run) == string(lint.Note)
}

// threshold returns the lowest severity that makes the exit code 1, or never.
func (c *Check) threshold(cmd *cobra.Command, run *Run) string {
	if !cmd.Flags().Changed("fail-on") && run.settings.FailOn != "" {
		return run.settings.FailOn
	}
	return c.failOn
}

// verdict turns what was found into the error that sets the exit code.
func (c *Check) verdict(cmd *cobra.Command, run *Run) error {
	result := run.Result
	if result.Failed > 0 {
		return fmt.Errorf("%d of the files could not be checked; see above", result.Failed)
	}
	if run.part != nil {
		return nil // what is found in one share is for agentlint merge to judge
	}
	if c.failsForNothing(run) {
		return errors.New(NothingChecked(result))
	}
	if known.Threshold(c.threshold(cmd, run)).IsReached(result.Findings) {
		return console.ErrFindings
	}
	return nil
}

// failsForNothing reports whether there was nothing to check though there should have been: the error says so, and no summary.
func (c *Check) failsForNothing(run *Run) bool {
	return run.Checked == 0 && run.Failed == 0 && !c.mayCheckNothing(run)
}

// mayCheckNothing reports whether nothing to check is as good as nothing found: the files were left out on request.
func (c *Check) mayCheckNothing(run *Run) bool {
	return run.part != nil || run.changes != nil || c.forceExclude && len(run.excluded) > 0
}

// NothingChecked says why a run has checked nothing.
func NothingChecked(result *lint.Result) string {
	switch {
	case len(result.Unloaded) > 0 && result.Skipped == 0:
		return "nothing to check: " + report.Unloaded(result) + "; kinds in the settings can say what they are"
	case result.Skipped == 0 && len(result.LeftOut) > 0:
		return fmt.Sprintf("nothing to check: the only agent definitions and Python files here are in %s left out; -v shows which, and why", report.Plural(len(result.LeftOut), "folder"))
	case result.Skipped == 0:
		return "nothing to check: there are no agent definitions and no Python files here"
	case result.Skipped == result.Unchecked():
		return "nothing to check: every file was skipped; see above"
	}
	return "nothing to check: no file is an agent definition or imports an ML framework; --all-python checks any Python"
}
