package gate

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/check"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/console"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/git"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/known"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/frameworks"
	"github.com/agentlint/agentlint/lint/tree"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/policy/change"
	"github.com/agentlint/agentlint/policy/topic"
	"github.com/agentlint/agentlint/report"
	"github.com/agentlint/agentlint/report/formats"
)

// The states that --head may name in place of a commit.
const (
	workTree = "worktree"
	index    = "index"
)

// Flags are what a comparison is asked for.
type Flags struct {
	Base, Head string
	Topics     []string
	Approved   []string
	format     []string
	failOn     string
	color      string
	quiet      bool
}

// NewDiff returns the command that reports what was changed that somebody wants to be asked about.
func NewDiff() *cobra.Command {
	f := &Flags{}
	cmd := &cobra.Command{
		Use:   "diff",
		Short: "Report changes that the boundaries say to ask about first",
		Long: `Compare two versions of the repository by what their programs do, and report each change that a boundary in an agent definition, or
--topics, says to ask about first, such as one to the model architecture or the learning rate schedule, and boundaries and checks that
become weaker.

Moving, renaming, formatting or commenting code is not a change. The boundaries are those of the old version, so a change can't remove
the boundary that it crosses.`,
		Example: `  agentlint diff
  agentlint diff --base origin/main --head HEAD --format github
  agentlint diff --approve lr-schedule`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return f.run(cmd) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.Base, "base", "", "`REF` of the old version; by default, the commit at which the new one left the default branch")
	flags.StringVar(&f.Head, "head", workTree, "`REF` of the new version, or worktree or index")
	flags.StringSliceVar(&f.Topics, "topics", nil, "report these `topics`, whether or not a boundary names them: "+strings.Join(topic.Names(), ", ")+" or all")
	flags.StringArrayVar(&f.Approved, "approve", nil, "do not report changes of this `topic`, because somebody has agreed to them; may be repeated")
	flags.StringArrayVar(&f.format, "format", []string{"text"}, "`FORMAT` of the report ("+strings.Join(formats.Names(), ", ")+"), or FORMAT=FILE; may be repeated")
	flags.StringVar(&f.failOn, "fail-on", "warning", "lowest `severity` that makes the exit code 1: error, warning, note or never")
	flags.StringVar(&f.color, "color", "auto", "`when` to use colours: auto, always or never")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "print only findings")
	known.Complete(cmd, map[string][]string{
		"topics": append(topic.Names(), "all"), "approve": topic.Names(), "format": formats.Names(), "head": {workTree, index},
		"fail-on": known.ThresholdNames(), "color": {"auto", "always", "never"},
	})
	return cmd
}

// validate returns an error if the flags make no sense.
func (f *Flags) validate() error {
	if _, err := known.ParseThreshold(f.failOn); err != nil {
		return err
	}
	if !slices.Contains([]string{"auto", "always", "never"}, f.color) {
		return fmt.Errorf("--color %q: want auto, always or never", f.color)
	}
	for _, name := range f.Approved {
		if name == "all" {
			return errors.New("--approve all: name each topic that somebody has agreed to")
		}
		if _, ok := topic.ByName(name); !ok {
			return fmt.Errorf("--approve: there is no topic %q; there are %s", name, strings.Join(topic.Names(), ", "))
		}
	}
	return nil
}

func (f *Flags) run(cmd *cobra.Command) error {
	if err := f.validate(); err != nil {
		return err
	}
	root, err := os.Getwd()
	if err != nil {
		return err
	}
	d, err := f.Compare(cmd.Context(), root)
	if err != nil {
		return err
	}
	if cmd.Context().Err() != nil {
		return console.ErrInterrupted
	}
	f.tell(cmd.ErrOrStderr(), d)
	r := report.Report{Result: d.Result, Rules: Rules(), Version: console.Version(), Root: root, Repository: d.top, Source: d.source, Quiet: f.quiet}
	if err := check.WriteReport(f.format, f.color, console.Raw(cmd), r, tree.Around(root)); err != nil {
		return err
	}
	if known.Threshold(f.failOn).IsReached(d.Result.Findings) {
		return console.ErrFindings
	}
	return nil
}

// tell says what was approved, whether that was needed, and whether anything is asked about at all.
func (f *Flags) tell(w io.Writer, d *Difference) {
	if f.quiet {
		return
	}
	if len(d.Boundaries.Topics) == 0 {
		fmt.Fprintln(w, "agentlint: no boundary names a topic to be asked about; --topics does")
	}
	for _, name := range slices.Compact(slices.Sorted(slices.Values(f.Approved))) {
		switch n := d.approved[name]; {
		case n == 0 && !d.Boundaries.Asks(name):
			fmt.Fprintf(w, "agentlint: --approve %s is not needed: no boundary says to ask about it\n", name)
		case n == 0:
			fmt.Fprintf(w, "agentlint: --approve %s is not needed: it has not changed\n", name)
		default:
			fmt.Fprintf(w, "agentlint: approved: %s of the %s\n", report.Plural(n, "change"), titleOf(name))
		}
	}
}

func titleOf(name string) string {
	t, _ := topic.ByName(name)
	return t.Title
}

// A Difference is what two versions of a repository do in different ways, as far as somebody wants to be asked.
type Difference struct {
	Result     *lint.Result
	Boundaries *Boundaries
	Changes    []change.Change // those of the findings, in their order
	approved   map[string]int  // how many changes of a topic were approved
	top        string
	source     func(path string) *source.File
}

// Compare compares two versions of the repository that a directory is in.
func (f *Flags) Compare(ctx context.Context, root string) (*Difference, error) {
	repo, err := git.Open(ctx, root)
	if err != nil {
		return nil, err
	}
	disk := tree.Around(root)
	before, base, err := f.before(ctx, repo)
	if err != nil {
		return nil, err
	}
	defer func() { _ = before.Close() }()
	after, err := f.after(ctx, repo, disk)
	if err != nil {
		return nil, err
	}
	defer func() { _ = after.Close() }()
	b := BoundariesOf(before)
	b.Take(AskingOf(before))
	if err := b.Add(f.Topics); err != nil {
		return nil, fmt.Errorf("--topics: %w", err)
	}
	b.Close()
	facts, err := frameworks.Read(disk, repo.Top)
	if err != nil {
		return nil, err
	}
	paths := git.Differing(before, after)
	d := &Difference{Boundaries: b, approved: map[string]int{}, top: repo.Top}
	d.Result = &lint.Result{Checked: len(paths)}
	for _, c := range change.Compare(ctx, before, after, paths, change.Options{Frameworks: facts, Protected: b.Protects}) {
		switch {
		case !b.Asks(c.Topic):
		case slices.Contains(f.Approved, c.Topic):
			d.approved[c.Topic]++
		default:
			d.Changes = append(d.Changes, c)
		}
	}
	d.report(root, base, before, after)
	return d, nil
}

// before returns the old version, and what it is called.
func (f *Flags) before(ctx context.Context, repo *git.Repository) (*git.Snapshot, string, error) {
	head := f.Head
	if head == workTree || head == index || head == "" {
		head = "HEAD"
	}
	commit, err := f.baseOf(ctx, repo, head)
	if err != nil {
		return nil, "", err
	}
	s, err := repo.Commit(ctx, commit)
	return s, commit[:min(len(commit), 10)], err
}

// baseOf returns the commit that a version is compared with.
func (f *Flags) baseOf(ctx context.Context, repo *git.Repository, head string) (string, error) {
	if f.Base != "" {
		commit, err := repo.Resolve(ctx, f.Base)
		if err != nil {
			return "", fmt.Errorf("--base: %w", err)
		}
		return commit, nil
	}
	branch, err := repo.DefaultBranch(ctx)
	if err == nil {
		return repo.MergeBaseOf(ctx, branch, head)
	}
	if _, e := repo.Resolve(ctx, "HEAD"); e != nil {
		return "", errors.New("there is no commit to compare with yet")
	}
	return "", err
}

// after returns the new version.
func (f *Flags) after(ctx context.Context, repo *git.Repository, disk *tree.Tree) (*git.Snapshot, error) {
	switch f.Head {
	case workTree, "":
		return repo.WorkTree(ctx, disk)
	case index:
		return repo.Index(ctx)
	}
	commit, err := repo.Resolve(ctx, f.Head)
	if err != nil {
		return nil, fmt.Errorf("--head: %w", err)
	}
	return repo.Commit(ctx, commit)
}

// report makes findings of the changes, with paths relative to a directory.
func (d *Difference) report(root, base string, before, after change.Version) {
	relative := func(path string) string {
		return filepath.ToSlash(console.Relative(root, filepath.Join(d.top, filepath.FromSlash(path))))
	}
	texts := map[string]*source.File{}
	for _, c := range d.Changes {
		v, message := after, titleOf(c.Topic)+": "+c.Line()
		if c.InOld {
			v, message = before, message+", which was here in "+base
		}
		if from := d.Boundaries.Topics[c.Topic]; len(from) > 0 {
			message += fmt.Sprintf("; %s:%d says to ask first: %s", relative(from[0].Path), from[0].Line, from[0].Text)
		}
		path := relative(c.Path)
		if data, ok := v.Read(c.Path); ok && (texts[path] == nil || !c.InOld) {
			texts[path] = source.New(path, data)
		}
		finding := lint.Finding{Rule: Rule(c.Topic), Severity: lint.Warning, Message: message, Path: path, Start: c.Start, End: c.End}
		for _, from := range d.Boundaries.Topics[c.Topic] {
			finding.Related = append(finding.Related, lint.Related{Message: from.Text, Path: relative(from.Path), Start: from.Start, End: from.Start})
		}
		d.Result.Findings = append(d.Result.Findings, finding)
	}
	lint.Sort(d.Result.Findings)
	d.source = func(path string) *source.File { return texts[path] }
}
