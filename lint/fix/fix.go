// Package fix mends files by what findings suggest: it applies edits, looks at the result, and takes back what made
// anything worse.
package fix

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"unicode/utf8"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/regular"
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
	Fixed    int // findings
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

// Run lints the files of cfg and fixes what it can, in memory: until nothing is left to fix, round by round, each of
// which is taken back for a file in which it brings a new finding. Its only error is that of ctx.
func Run(ctx context.Context, cfg lint.Config, options Options) (*Outcome, error) {
	f := &fixer{cfg: remembering(cfg), options: options, files: map[string]*file{}, tried: map[string]bool{}, abs: map[string]string{}}
	for _, entry := range cfg.Files {
		f.abs[entry.Path] = entry.Abs
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
		if err := f.settle(ctx, plan, result); err != nil {
			return nil, err
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
	result.Recalled, result.Unkept = first.Recalled, first.Unkept // what earlier runs and later ones have to do with it
	return &Outcome{Result: result, Changes: f.changes(), Withdrawn: f.withdrawn}, nil
}

// remembering returns a run that keeps in memory what it works out, for the next round.
func remembering(cfg lint.Config) lint.Config {
	kept := lint.Cache{}
	if cfg.Cache != nil {
		kept = *cfg.Cache
	}
	if kept.Live == nil {
		kept.Live = lint.NewLive()
	}
	cfg.Cache = &kept
	return cfg
}

// A fixer is the state of one Run.
type fixer struct {
	cfg       lint.Config
	options   Options
	abs       map[string]string // of the run's files, by path
	files     map[string]*file  // those that were looked into, by path
	tried     map[string]bool   // fixes that were withdrawn
	withdrawn []Withdrawn
}

// A file is the content of a file on its way.
type file struct {
	abs      string
	old, now []byte
	before   []byte // of the round
	atMost   int    // fixes to apply in a round, since more of them made it worse; 0 for all
	fixed    int
}

// A patch is the fixes of one file in one round.
type patch struct {
	file     *file
	findings []lint.Finding
}

// lint runs over the files as they are now.
func (f *fixer) lint(ctx context.Context) (*lint.Result, error) { return lint.Run(ctx, f.config()) }

// config is that of a run over the files as they are now.
func (f *fixer) config() lint.Config {
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
		if file == nil || file.atMost > 0 && plan[path] != nil && len(plan[path].findings) == file.atMost {
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

// choose returns the first fix of a finding that may be applied.
func (f *fixer) choose(finding lint.Finding) (lint.Fix, bool) {
	if f.tried[key(finding)] {
		return lint.Fix{}, false
	}
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
	abs, ok := f.abs[path]
	if !ok {
		return nil
	}
	data, err := f.cfg.Content(abs)
	if err != nil || !utf8.Valid(data) {
		return nil
	}
	file := &file{abs: abs, old: data, now: data}
	f.files[path] = file
	return file
}

// apply makes these the fixes of a file in the round.
func (p *patch) apply(findings []lint.Finding) {
	var fixes []lint.Fix
	for _, finding := range findings {
		fixes = append(fixes, finding.Fixes[0])
	}
	p.findings, p.file.now = findings, Apply(p.file.before, fixes)
}

// judge takes back what has made a file worse, and reports whether there was any such.
func (f *fixer) judge(plan map[string]*patch, before, after *lint.Result) (took bool) {
	was, is := byPath(before), byPath(after)
	for path, p := range plan {
		reason := worse(was[path], is[path])
		if reason == "" && len(is[path]) < len(was[path]) {
			p.file.fixed += len(p.findings)
			p.file.atMost *= 2
			continue
		}
		took = true
		p.file.now = p.file.before
		if len(p.findings) > 1 {
			p.file.atMost = len(p.findings) / 2 // the next rounds find out which it was
			continue
		}
		f.withdraw(p.findings[0], reason)
	}
	return took
}

// withdraw gives up a fix: with a reason if it has done harm, not just no good.
func (f *fixer) withdraw(finding lint.Finding, reason string) {
	f.tried[key(finding)] = true
	if reason != "" {
		f.withdrawn = append(f.withdrawn, Withdrawn{finding, reason})
	}
}

func byPath(result *lint.Result) map[string][]lint.Finding {
	out := map[string][]lint.Finding{}
	for _, f := range result.Findings {
		out[f.Path] = append(out[f.Path], f)
	}
	return out
}

// numbers are what moves in a message when lines do.
var numbers = pattern.New(`\d+`)

// key tells a finding by what it says, not by where it is.
func key(f lint.Finding) string {
	return f.Path + "\x00" + f.Rule.ID + "\x00" + numbers.ReplaceAllString(f.Message, "#")
}

// worse returns what a file has now that it had not before, or "".
func worse(before, after []lint.Finding) string {
	counts := map[string]int{}
	for _, f := range before {
		counts[key(f)]++
	}
	for _, f := range after {
		if counts[key(f)]--; counts[key(f)] < 0 {
			return "it would bring " + f.Rule.ID + ": " + f.Message
		}
	}
	return ""
}

func (f *fixer) changes() (out []Change) {
	for path, file := range f.files {
		if !bytes.Equal(file.old, file.now) {
			out = append(out, Change{Path: path, Abs: file.abs, Old: file.old, New: file.now, Fixed: file.fixed})
		}
	}
	slices.SortFunc(out, func(a, b Change) int { return bytes.Compare([]byte(a.Path), []byte(b.Path)) })
	return out
}

// Apply returns content after fixes whose edits do not overlap. The same edit in two fixes is made once.
func Apply(content []byte, fixes []lint.Fix) []byte {
	var edits []lint.Edit
	for _, fix := range fixes {
		edits = merge(edits, fix.Edits)
	}
	var out bytes.Buffer
	at := 0
	for _, e := range edits {
		if e.Start < at || e.End < e.Start || e.End > len(content) {
			continue
		}
		out.Write(content[at:e.Start])
		out.WriteString(e.New)
		at = e.End
	}
	out.Write(content[at:])
	return out.Bytes()
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

// search returns the index of the first edit that starts at an offset or behind it.
func search(edits []lint.Edit, start int) int {
	i, _ := slices.BinarySearchFunc(edits, start, func(e lint.Edit, start int) int { return e.Start - start })
	return i
}

// errChanged says that a fix is of a content that the file no longer has.
var errChanged = errors.New("it was changed while the run was under way; run again")

// Write replaces the file of a change as [regular.Replace] does, unless it is no longer what was fixed.
func (c Change) Write() error {
	current, err := regular.ReadFile(c.Abs)
	if err != nil {
		return err
	}
	if !bytes.Equal(current, c.Old) {
		return errChanged
	}
	return regular.Replace(c.Abs, c.New)
}
