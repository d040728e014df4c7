// Package fix applies the fixes of findings: it makes their edits, looks at the result, and takes back what made a file
// worse.
package fix

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/engine"
	"github.com/agentlint/agentlint/lint/fix/shape"
	"github.com/agentlint/agentlint/lint/request"
	"github.com/agentlint/agentlint/lint/tree"
	"github.com/agentlint/agentlint/parser/agent/kind"
)

// maxRounds bounds how often fixes are looked for in what fixes have left. A file whose fixes get in each other's way,
// such as new first lines of one function, takes one round for each.
const maxRounds = 100

// An Outcome is what fixing a run's files comes to.
type Outcome struct {
	Result    *lint.Result // of the files as they are after fixing
	Changes   []Change     // by path
	Withdrawn []Withdrawn
}

// A Change is a file whose content is another now. Nothing is written yet.
type Change struct {
	Path     string // as in findings
	Abs      string
	Old, New []byte
	Fixed    int            // findings
	By       map[string]int // of them, by rule
}

// Withdrawn is a fix that would have made its file worse.
type Withdrawn struct {
	Finding lint.Finding
	Reason  string
}

// Options say which fixes to apply.
type Options struct {
	Unsafe bool // those that a person should look at, too
}

// Run lints the files of cfg and fixes what it can, in memory: until nothing is left to fix, round by round. No fix is made
// that changes more of its file than it is about, and a round is taken back for a file that can't be checked any more, or
// in which it brings a finding that follows from that file. Its only error is that of ctx.
func Run(ctx context.Context, cfg request.Config, options Options) (*Outcome, error) {
	f := &fixer{
		cfg: remembering(cfg), options: options, checker: shape.NewChecker(),
		entries: map[string]discover.Entry{}, files: map[string]*file{}, tried: map[string]bool{},
	}
	for _, entry := range cfg.Files {
		f.entries[entry.Path] = entry
	}
	first, err := f.lint(ctx)
	if err != nil {
		return nil, err
	}
	result := first
	for range maxRounds {
		plan := f.plan(result)
		if len(plan) == 0 {
			break
		}
		if err := f.settle(ctx, f.soundOf(plan), result); err != nil {
			return nil, err
		}
		if len(plan) == 0 {
			continue
		}
		after, err := f.lint(ctx)
		if err != nil {
			return nil, err
		}
		if f.judge(plan, result, after) {
			if after, err = f.lint(ctx); err != nil {
				return nil, err
			}
		}
		result = after
	}
	slices.SortStableFunc(f.withdrawn, func(a, b Withdrawn) int {
		return cmp.Or(strings.Compare(a.Finding.Path, b.Finding.Path), a.Finding.Start.Offset-b.Finding.Start.Offset)
	})
	result.Recalled, result.Unkept = first.Recalled, first.Unkept // what earlier runs and later ones have to do with it
	return &Outcome{Result: result, Changes: f.changes(), Withdrawn: f.withdrawn}, nil
}

// remembering returns a run that keeps in memory what it works out, for the next round.
func remembering(cfg request.Config) request.Config {
	kept := request.Cache{}
	if cfg.Cache != nil {
		kept = *cfg.Cache
	}
	if kept.Live == nil {
		kept.Live = request.NewLive()
	}
	cfg.Cache = &kept
	return cfg
}

// A fixer is the state of one Run.
type fixer struct {
	cfg       request.Config
	options   Options
	checker   *shape.Checker
	entries   map[string]discover.Entry // the run's files, by path
	files     map[string]*file          // those that were looked into, by path
	atMost    int                       // files to fix in a round, since more of them made another worse; 0 for all
	tried     map[string]bool           // fixes that were withdrawn
	withdrawn []Withdrawn
}

// A file is the content of a file on its way.
type file struct {
	abs      string
	kind     kind.Kind // of a definition
	old, now []byte
	before   []byte         // of the round
	atMost   int            // fixes to apply in a round, since more of them made it worse; 0 for all
	fixed    map[string]int // findings, by rule
}

// A patch is the fixes of one file in one round.
type patch struct {
	file     *file
	findings []lint.Finding
	edits    []lint.Edit // that were made, in order
}

// lint runs over the files as they are now.
func (f *fixer) lint(ctx context.Context) (*lint.Result, error) { return engine.Run(ctx, f.config()) }

// config is that of a run over the files as they are now.
func (f *fixer) config() request.Config {
	contents := map[string][]byte{}
	for _, file := range f.files {
		contents[file.abs] = file.now
	}
	return f.cfg.With(contents)
}

// plan chooses the fixes of a round: of those that overlap the first, and none that was withdrawn.
func (f *fixer) plan(result *lint.Result) map[string]*patch {
	plan := map[string]*patch{}
	var edits []lint.Edit
	path := ""
	for _, finding := range result.Findings {
		if finding.Path != path {
			path, edits = finding.Path, nil
		}
		fix, ok := f.choose(finding)
		if !ok || overlap(edits, fix.Edits) {
			continue
		}
		file := f.open(finding.Path)
		if file == nil || f.tried[identity(finding, file.now)] || f.isFull(plan, path) {
			continue
		}
		if plan[path] == nil {
			file.before = file.now
			plan[path] = &patch{file: file}
		}
		finding.Fixes = []lint.Fix{fix}
		plan[path].findings = append(plan[path].findings, finding)
		edits = merge(edits, fix.Edits)
	}
	return plan
}

// isFull reports whether a round has as many fixes as it may have, of all files or of the one at a path.
func (f *fixer) isFull(plan map[string]*patch, path string) bool {
	p := plan[path]
	if p == nil {
		return f.atMost > 0 && len(plan) == f.atMost
	}
	return p.file.atMost > 0 && len(p.findings) == p.file.atMost
}

// choose returns the first fix of a finding that may be applied.
func (f *fixer) choose(finding lint.Finding) (lint.Fix, bool) {
	for _, fix := range finding.Fixes {
		if fix.Safe || f.options.Unsafe {
			return fix, len(fix.Edits) > 0
		}
	}
	return lint.Fix{}, false
}

// open reads a file that is to be changed, nil if it can't be read or edits of its text are none of its bytes.
func (f *fixer) open(path string) *file {
	if file, ok := f.files[path]; ok {
		return file
	}
	entry, ok := f.entries[path]
	if !ok {
		return nil
	}
	data, err := f.cfg.Content(entry.Abs)
	if err != nil || !utf8.Valid(data) {
		return nil
	}
	kind, _ := f.cfg.KindOf(entry)
	file := &file{abs: entry.Abs, kind: kind, old: data, now: data, fixed: map[string]int{}}
	f.files[path] = file
	return file
}

func (f *fixer) changes() (out []Change) {
	for path, file := range f.files {
		if !bytes.Equal(file.old, file.now) {
			c := Change{Path: path, Abs: file.abs, Old: file.old, New: file.now, By: file.fixed}
			for _, n := range file.fixed {
				c.Fixed += n
			}
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(a, b Change) int { return bytes.Compare([]byte(a.Path), []byte(b.Path)) })
	return out
}

// Apply returns content after fixes whose edits do not overlap. The same edit in two fixes is made once.
func Apply(content []byte, fixes []lint.Fix) []byte {
	text, _ := apply(content, fixes)
	return text
}

// apply returns content after fixes, and the edits that were made.
func apply(content []byte, fixes []lint.Fix) (text []byte, made []lint.Edit) {
	var edits []lint.Edit
	for _, fix := range fixes {
		edits = merge(edits, fix.Edits)
	}
	at := 0
	for _, e := range edits {
		if e.Start < at || e.End < e.Start || e.End > len(content) {
			continue
		}
		text = append(append(text, content[at:e.Start]...), e.New...)
		at, made = e.End, append(made, e)
	}
	return append(text, content[at:]...), made
}

// merge puts more edits among all, which stand in the order of their starts, each of them once.
func merge(all, more []lint.Edit) []lint.Edit {
	for _, m := range more {
		i := search(all, m.Start)
		for i < len(all) && all[i].Start == m.Start && all[i] != m {
			i++
		}
		if i == len(all) || all[i] != m {
			all = slices.Insert(all, i, m)
		}
	}
	return all
}

// overlap reports whether edits touch what others, in the order of their starts, change. Equal edits do not count: they
// are made once.
func overlap(all, more []lint.Edit) bool {
	return slices.ContainsFunc(more, func(m lint.Edit) bool {
		i := search(all, m.Start)
		if i < len(all) && all[i] == m {
			return false
		}
		return i > 0 && m.Start < all[i-1].End || i < len(all) && (all[i].Start == m.Start || all[i].Start < m.End)
	})
}

// search returns the index of the first edit that starts at an offset or after it.
func search(edits []lint.Edit, start int) int {
	i, _ := slices.BinarySearchFunc(edits, start, func(e lint.Edit, start int) int { return e.Start - start })
	return i
}

// errChanged says that a fix is of a content that the file no longer has.
var errChanged = errors.New("it was changed during the run; run again")

// Write replaces the file of a change as [tree.Tree.Replace] does, unless it is no longer what was fixed.
func (c Change) Write(files *tree.Tree) error {
	current, err := files.ReadFile(c.Abs)
	if err != nil {
		return err
	}
	if !bytes.Equal(current, c.Old) {
		return errChanged
	}
	return files.Replace(c.Abs, c.New)
}
