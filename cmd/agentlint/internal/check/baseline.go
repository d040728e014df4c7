package check

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/pflag"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/console"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/known"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/baseline"
	"github.com/agentlint/agentlint/lint/tree"
)

// baselineName is the baseline that is used if it is in the working directory, or above it in the repository.
const baselineName = ".agentlint-baseline.json"

// baselineFlags are the flags that say which findings are accepted.
type baselineFlags struct {
	file  string
	write bool
	prune bool
	off   bool
}

func (b *baselineFlags) register(flags *pflag.FlagSet) {
	flags.StringVar(&b.file, "baseline", "", "`FILE` of accepted findings; "+baselineName+" if it exists")
	flags.BoolVar(&b.write, "write-baseline", false, "accept all current findings: write them to the baseline")
	flags.BoolVar(&b.prune, "prune-baseline", false, "remove findings that no longer exist from the baseline")
	flags.BoolVar(&b.off, "no-baseline", false, "also report accepted findings")
}

func (b *baselineFlags) validate() error {
	switch {
	case b.write && b.prune:
		return errors.New("--write-baseline and --prune-baseline are mutually exclusive")
	case b.off && (b.write || b.prune || b.file != ""):
		return errors.New("--no-baseline can't be combined with other baseline flags")
	}
	return nil
}

// A baselineFile is a baseline and where it is from. Its paths are relative to the file's directory.
type baselineFile struct {
	disk    *tree.Tree
	name    string // as the user would write it
	abs     string
	content []byte
	entries baseline.Baseline

	outdated []lint.Notice // names of rules that are out of date
}

// open reads the baseline that the flags ask for, nil if that is none.
func (b *baselineFlags) open(root string, disk *tree.Tree) (f *baselineFile, err error) {
	if b.off {
		return nil, nil
	}
	f = &baselineFile{disk: disk, name: cmp.Or(b.file, nearestBaseline(root))}
	f.abs = console.Absolute(root, f.name)
	f.content, err = disk.ReadFile(f.abs)
	switch {
	case errors.Is(err, fs.ErrNotExist) && b.write:
		return f, nil
	case errors.Is(err, fs.ErrNotExist) && b.file == "" && !b.prune:
		return nil, nil
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("there is no baseline %s; --write-baseline creates one", f.name)
	case err != nil:
		return nil, fmt.Errorf("can't read the baseline: %w", err)
	}
	if f.entries, err = baseline.Parse(f.name, f.content); err != nil {
		return nil, fmt.Errorf("can't read the baseline: %w", err)
	}
	f.entries = f.entries.Rename(f.renamed)
	slices.SortFunc(f.outdated, func(a, b lint.Notice) int { return cmp.Compare(a.Message, b.Message) })
	return f, nil
}

// renamed returns the name that a rule has now, and notes that it had another one.
func (f *baselineFile) renamed(name string) string {
	rule, err := known.Rule(name)
	if err != nil || rule.ID == name {
		return name
	}
	f.outdated = append(f.outdated, lint.Notice{Kind: lint.Outdated, Path: filepath.ToSlash(f.name), Message: rule.Outdated(name)})
	return rule.ID
}

// nearestBaseline returns where a baseline is: in a directory or the nearest above it in the repository. If there is none, it
// is where it would be written, in the directory itself.
func nearestBaseline(dir string) string {
	top := tree.Top(dir)
	for up := "."; ; up = filepath.Join(up, "..") {
		if name := filepath.Join(up, baselineName); !isGone(filepath.Join(dir, name)) {
			return name
		}
		if top == "" || filepath.Join(dir, up) == top {
			return baselineName
		}
	}
}

// applyBaseline takes out of the run the findings that the baseline accepts, says which of its entries are stale, and writes it
// anew if that is asked for.
func (c *Check) applyBaseline(w io.Writer, f *baselineFile, run *Run, args []string) error {
	switch {
	case f == nil && c.old == nil:
		return nil
	case f == nil:
		f = &baselineFile{disk: c.Disk, abs: filepath.Join(run.root, baselineName)}
	}
	b := c.accepted
	if run.Failed > 0 || run.Checked == 0 {
		b.write, b.prune = false, false // not on half of what was to be looked at; the verdict says so
	}
	keys := baseline.KeysOf(run.Findings, run.Source)
	for i := range keys {
		keys[i].Path = f.path(run.Absolute(keys[i].Path))
	}
	if run.part != nil {
		run.acceptShare(f, keys)
		return nil
	}
	known, rest := f.take(keys, c.old)
	stale := f.split(rest, newScope(run, f, args, c.allPython))
	switch {
	case b.write:
		known = slices.Repeat([]bool{true}, len(keys))
	case run.changes == nil:
		f.tellStale(w, stale, b.prune)
	}
	keys = run.accept(known, keys)
	if b.write || b.prune {
		next := baseline.Of(keys)
		for k, count := range rest {
			next[k] += count
		}
		return f.write(w, next)
	}
	return nil
}

// take tells which findings the baseline accepts or are like old ones, whose paths are absolute, and what is left of the
// baseline.
func (f *baselineFile) take(keys, old []baseline.Key) (known []bool, rest baseline.Baseline) {
	old = slices.Clone(old)
	for i := range old {
		old[i].Path = f.path(old[i].Path)
	}
	gone := func(path string) bool { return isGone(f.absolute(path)) }
	known, rest = f.entries.Take(keys, gone)
	before, _ := baseline.Of(old).Take(keys, gone)
	for i := range known {
		known[i] = known[i] || before[i]
	}
	return known, rest
}

// split takes the entries that the run has looked for in vain out of those that are left.
func (f *baselineFile) split(rest baseline.Baseline, s *scope) (stale baseline.Baseline) {
	stale = baseline.Baseline{}
	for k, count := range rest {
		if s.covers(k.Rule, f.absolute(k.Path)) {
			stale[k] = count
			delete(rest, k)
		}
	}
	return stale
}

// maxStale is how many stale entries of a baseline a run lists that does not remove them.
const maxStale = 5

// tellStale says what is in the baseline and was not found, by file and rule, and what to do unless it is being done.
func (f *baselineFile) tellStale(w io.Writer, stale baseline.Baseline, isPruned bool) {
	if len(stale) == 0 {
		return
	}
	counts := baseline.Baseline{}
	for k, count := range stale {
		counts[baseline.Key{Rule: k.Rule, Path: k.Path}] += count
	}
	keys := counts.Keys()
	shown := keys
	if !isPruned && len(keys) > maxStale {
		shown = keys[:maxStale]
	}
	for _, k := range shown {
		fmt.Fprintf(w, "agentlint: stale: %s: %d of %s in the baseline, no longer found\n", console.Printable(k.Path), counts[k], k.Rule)
	}
	if more := len(keys) - len(shown); more > 0 {
		fmt.Fprintf(w, "agentlint: stale: %d more\n", more)
	}
	if !isPruned {
		fmt.Fprintf(w, "agentlint: --prune-baseline removes what is stale from %s\n", console.Printable(f.name))
	}
}

// accept takes known findings out of the run, and returns their keys.
func (r *Run) accept(known []bool, keys []baseline.Key) (accepted []baseline.Key) {
	var left []lint.Finding
	for i := range r.Findings {
		if known[i] {
			accepted = append(accepted, keys[i])
		} else {
			left = append(left, r.Findings[i])
		}
	}
	r.Findings, r.Baselined = left, len(accepted)
	return accepted
}

// write puts entries into the file, if they are others than it has.
func (f *baselineFile) write(w io.Writer, entries baseline.Baseline) error {
	content := entries.JSON()
	if string(content) == string(f.content) {
		return nil
	}
	if err := f.disk.Replace(f.abs, content); err != nil {
		return fmt.Errorf("can't write the baseline: %w", err)
	}
	fmt.Fprintf(w, "agentlint: %s now has %d accepted findings\n", console.Printable(f.name), entries.Size())
	return nil
}

// path returns an absolute path as the file has it.
func (f *baselineFile) path(abs string) string {
	rel, err := filepath.Rel(filepath.Dir(f.abs), abs)
	if err != nil {
		return filepath.ToSlash(abs) // on another drive
	}
	return filepath.ToSlash(rel)
}

// absolute is the inverse of path.
func (f *baselineFile) absolute(path string) string {
	return console.Absolute(filepath.Dir(f.abs), filepath.FromSlash(path))
}

// Absolute returns a path of a finding as an absolute one.
func (r *Run) Absolute(path string) string { return console.Absolute(r.root, filepath.FromSlash(path)) }

func isGone(abs string) bool {
	_, err := os.Lstat(abs)
	return errors.Is(err, fs.ErrNotExist)
}
