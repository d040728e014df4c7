package check

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/console"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/git"
	"github.com/agentlint/agentlint/lint/baseline"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/parser/agent/kind"
)

// changeFlags are the flags that leave out what was there before.
type changeFlags struct {
	changed bool
	since   string
	staged  bool
	newFrom string
}

func (f *changeFlags) register(flags *pflag.FlagSet) {
	flags.BoolVar(&f.changed, "changed", false, "report only findings in files that differ from the last commit or are untracked")
	flags.StringVar(&f.since, "since", "", "report only findings in files that differ from the commit where HEAD left `REF`, such as main; implies --changed")
	flags.BoolVar(&f.staged, "staged", false, "report only findings in staged files, with the content that would be committed")
	flags.StringVar(&f.newFrom, "new-from-merge-base", "", "report only findings that did not exist at the commit where HEAD left `REF`, such as main")
}

// validate returns an error if the flags contradict one another or others of the check.
func (f *changeFlags) validate(c *Check) error {
	f.changed = f.changed || f.since != ""
	name := f.name()
	switch {
	case f.changed && f.staged:
		return errors.New("--changed and --staged are mutually exclusive")
	case name != "" && (c.accepted.write || c.accepted.prune):
		return fmt.Errorf("%s: a baseline can only be written or pruned by a run over everything", name)
	case f.staged && (c.Fixes.asked() || c.Suppressions.Reason != ""):
		return errors.New("--staged: staged content can't be fixed in place; use --changed, and stage the fixes")
	case f.staged && c.watch:
		return errors.New("--staged and --watch are mutually exclusive; --changed can be watched")
	case f.newFrom != "" && c.Fixes.asked():
		return errors.New("--new-from-merge-base: fixes also apply to old findings; use --changed --since " + f.newFrom)
	}
	return nil
}

// name returns the flag that leaves something out, "" if there is none.
func (f *changeFlags) name() string {
	switch {
	case f.changed:
		return "--changed"
	case f.staged:
		return "--staged"
	case f.newFrom != "":
		return "--new-from-merge-base"
	}
	return ""
}

// changes are the files that a run reports on. Nil ones leave none out.
type changes struct {
	repo     *git.Repository
	files    map[string]bool // by absolute path
	unstaged map[string]bool // files that are read from the index, since the disk has other content, by absolute path
	// submodules are those that have changed, by absolute path. Their files are another repository's.
	submodules map[string]bool
}

// of returns the files that the flags ask for, in the repository that an absolute directory is in; nil for all there are.
func (f *changeFlags) of(ctx context.Context, dir string) (*changes, error) {
	if !f.changed && !f.staged {
		return nil, nil
	}
	repo, err := git.Open(ctx, dir)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.name(), err)
	}
	ch := &changes{repo: repo}
	if f.staged {
		return ch, ch.addStaged(ctx)
	}
	commit, err := repo.Head(ctx)
	if f.since != "" {
		commit, err = repo.MergeBase(ctx, f.since)
	}
	if err != nil {
		return nil, fmt.Errorf("--changed: %w", err)
	}
	differ, err := repo.ChangedSince(ctx, commit)
	ch.files, ch.submodules = repo.Absolute(differ.Files), repo.Absolute(differ.Submodules)
	return ch, err
}

func (ch *changes) addStaged(ctx context.Context) error {
	staged, err := ch.repo.Staged(ctx)
	if err != nil {
		return err
	}
	unstaged, err := ch.repo.Unstaged(ctx)
	ch.files, ch.unstaged, ch.submodules = ch.repo.Absolute(staged.Files), ch.repo.Absolute(unstaged.Files), ch.repo.Absolute(staged.Submodules)
	return err
}

// has reports whether the run is to report on a file.
func (ch *changes) has(abs string) bool { return ch == nil || ch.files[abs] || ch.submodules[abs] }

// narrow empties a list without any file to report on: nobody wants to know what the others refer to then.
func (ch *changes) narrow(files []discover.Entry) []discover.Entry {
	if slices.ContainsFunc(files, func(file discover.Entry) bool { return ch.has(file.Abs) }) {
		return files
	}
	return nil
}

// leftOut says of each submodule that has changed, and of each file that is staged but not on the disk, that it was not looked at.
func (ch *changes) leftOut(root string) (notices []discover.Notice) {
	if ch == nil {
		return nil
	}
	for _, abs := range slices.Sorted(maps.Keys(ch.submodules)) {
		notices = append(notices, discover.Notice{
			Kind: discover.Skipped, Path: console.Relative(root, abs), Message: "a changed submodule: its files are not checked; run agentlint in it, too",
		})
	}
	if ch.unstaged == nil {
		return notices
	}
	for _, abs := range slices.Sorted(maps.Keys(ch.files)) {
		if Wanted(new(kind.Classifier), filepath.ToSlash(abs)) && isGone(abs) {
			notices = append(notices, discover.Notice{Kind: discover.Skipped, Path: console.Relative(root, abs), Message: "it is staged, but no longer on disk"})
		}
	}
	return notices
}

// reader returns what a run reads the files with that have other content than on disk, and which these are; nil for none.
func (ch *changes) reader(ctx context.Context) (read func(abs string) ([]byte, error), replaced func(abs string) bool) {
	if ch == nil || len(ch.unstaged) == 0 {
		return nil, nil
	}
	return func(abs string) ([]byte, error) { return ch.repo.Indexed(ctx, abs) },
		func(abs string) bool { return ch.unstaged[abs] }
}

// atMergeBase returns the keys of what today's rules and settings find in the files as they were when HEAD left newFrom, none
// if that is not asked for. Their paths are absolute, and those of the files today.
func (c *Check) atMergeBase(ctx context.Context, args []string) ([]baseline.Key, error) {
	if c.changes.newFrom == "" {
		return nil, nil
	}
	root, err := c.start()
	if err != nil {
		return nil, err
	}
	old, err := c.checkOut(ctx, root)
	if err != nil {
		if ctx.Err() != nil { // which has ended git
			err = console.ErrInterrupted
		}
		return nil, fmt.Errorf("--new-from-merge-base: %w", err)
	}
	defer func() { _ = old.remove() }() // what stays is in the system's directory for that
	before := old.check(c, root)
	run, err := before.lint(ctx, old.args(before.root, args))
	if err != nil {
		return nil, err
	}
	keys := baseline.KeysOf(run.Findings, run.Source)
	for i := range keys {
		keys[i].Path = old.original(run.Absolute(keys[i].Path))
	}
	return keys, nil
}

// A checkout is a copy of a repository as it was at some commit.
type checkout struct {
	dir string // absolute
	top string // of the repository
}

func (c *Check) checkOut(ctx context.Context, root string) (old *checkout, err error) {
	repo, err := git.Open(ctx, root)
	if err != nil {
		return nil, err
	}
	commit, err := repo.MergeBase(ctx, c.changes.newFrom)
	if err != nil {
		return nil, err
	}
	old = &checkout{top: repo.Top}
	if old.dir, err = os.MkdirTemp("", "agentlint-"); err != nil { //nolint:forbidigo // a directory of our own
		return nil, err
	}
	if err := repo.CheckOut(ctx, commit, old.dir); err != nil {
		return nil, errors.Join(err, old.remove())
	}
	return old, nil
}

func (o *checkout) remove() error { return os.RemoveAll(o.dir) } //nolint:forbidigo // as above; links in it are not followed

// check returns a check of the copy, with the settings and flags of c, which starts in the given directory.
func (o *checkout) check(c *Check, root string) *Check {
	before := &Check{SettingFlags: c.SettingFlags, allPython: c.allPython, strict: c.strict, noIgnore: c.noIgnore, MaxSize: c.MaxSize}
	before.Suppressions.off = c.Suppressions.off
	before.root = o.copied(root)
	c.admit(root, c.Disk)
	before.open = func(abs string) ([]byte, error) { return c.Disk.ReadFile(o.original(abs)) }
	before.config = nil
	for _, value := range c.config {
		before.config = append(before.config, o.copied(value))
	}
	return before
}

// args returns the arguments of a check of the copy that starts in root: what is named and exists there, and all the rest,
// since files may have been moved.
func (o *checkout) args(root string, named []string) (args []string) {
	for _, arg := range append([]string{o.dir, "./..."}, named...) {
		if arg = o.copied(arg); !isGone(console.Absolute(root, strings.TrimSuffix(arg, "..."))) {
			args = append(args, arg)
		}
	}
	return args
}

// copied returns where the copy has what is at a path. Relative paths and those outside the repository are the same for both.
func (o *checkout) copied(path string) string { return moved(path, o.top, o.dir) }

// original is the inverse of copied.
func (o *checkout) original(path string) string { return moved(path, o.dir, o.top) }

// moved returns an absolute path below one directory as it is below another.
func moved(path, from, to string) string {
	if rel, err := filepath.Rel(from, path); err == nil && filepath.IsLocal(rel) {
		return filepath.Join(to, rel)
	}
	return path
}
