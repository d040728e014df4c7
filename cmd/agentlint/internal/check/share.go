package check

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"runtime"
	"slices"
	"sync"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/caching"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/console"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/baseline"
	"github.com/agentlint/agentlint/lint/cache"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/request"
	"github.com/agentlint/agentlint/report"
	"github.com/agentlint/agentlint/rules"
)

// Mergeable are the formats of which agentlint merge unites the reports of shares.
var Mergeable = []string{"json", "jsonl", "sarif"}

// A shareFlag is the share of the files that a run judges.
type shareFlag struct {
	lint.Share
	text string
}

func (f *shareFlag) register(flags *pflag.FlagSet) {
	flags.StringVar(&f.text, "shard", "", "judge only part `I/N` of the programs; agentlint merge combines the reports of all parts")
}

// validate returns an error if the flag is wrong, or contradicts others of the check.
func (f *shareFlag) validate(c *Check, args []string) (err error) {
	if f.text == "" {
		return nil
	}
	if f.Share, err = lint.ParseShare(f.text); err != nil {
		return fmt.Errorf("--shard: %w", err)
	}
	refused := map[string]bool{
		"--fix": c.Fixes.Fix, "--diff": c.Fixes.diff, "--add-ignore": c.Suppressions.Reason != "", "--write-baseline": c.accepted.write,
		"--prune-baseline": c.accepted.prune, "--watch": c.watch, "standard input": slices.Contains(args, "-"), c.changes.name(): c.changes.name() != "",
	}
	for _, flag := range slices.Sorted(maps.Keys(refused)) { // the same one each time
		if refused[flag] {
			return fmt.Errorf("--shard and %s are mutually exclusive: a shard is a part of a report on all files", flag)
		}
	}
	return nil
}

// validateOutputs returns an error if there would be no report to merge.
func (f *shareFlag) validateOutputs(c *Check, outputs []output) error {
	if f.IsWhole() || c.view.showFiles || slices.ContainsFunc(outputs, func(o output) bool { return slices.Contains(Mergeable, o.name) }) {
		return nil
	}
	return errors.New("--shard requires --format json, jsonl or sarif, which agentlint merge reads")
}

// part returns what the run adds to its report as far as it is known before the baseline is applied.
func (c *Check) part(run *Run, cfg *request.Config, args []string, found []discover.Notice) *report.Part {
	p := &report.Part{
		Index: c.share.Index, Count: c.share.Count, Of: c.common(run, cfg, args), Trains: run.Share.Trains,
		Checked: run.Checked, Skipped: run.Skipped, Suppressed: run.Suppressed, Notices: report.Notices(run.Notices),
	}
	for _, u := range run.Unloaded {
		p.Unloaded = append(p.Unloaded, report.Unplaced(u))
	}
	if c.share.IsFirst() {
		p.Settings, p.Near, p.Found, p.NeedAll = report.Notices(run.outdated), report.Notices(run.near), report.Notices(found), run.NeedAll
	}
	return p
}

// complete adds to the part what follows from what is left of the findings, and from the flags.
func (c *Check) complete(cmd *cobra.Command, run *Run, known *baselineFile) {
	p := run.part
	p.FailOn, p.MayBeEmpty, p.Baselined = c.threshold(cmd, run), c.forceExclude && len(run.excluded) > 0, run.Baselined
	if p.IfAlone = nil; known != nil {
		p.Of = string(cache.KeyOf(p.Of, string(known.content)))
		if c.share.IsFirst() {
			p.Baseline = report.Notices(known.outdated)
		}
	}
	for i := range run.Findings {
		if run.Findings[i].IfAlone {
			p.IfAlone = append(p.IfAlone, i)
		}
	}
}

// acceptShare takes findings out of the run that the baseline accepts in their files. Which it accepts in place of some in files that are
// gone follows from the findings of all shares.
func (r *Run) acceptShare(f *baselineFile, keys []baseline.Key) {
	known, rest := f.entries.Take(keys, func(string) bool { return false })
	left, at := rest.Elsewhere(keys, func(path string) bool { return isGone(f.absolute(path)) }), 0
	for i, k := range keys {
		if known[i] {
			continue
		}
		if from := left[i]; from != nil {
			r.part.Renamed = append(r.part.Renamed, report.Move{Finding: at, Fingerprint: k.Fingerprint, From: from})
		}
		at++
	}
	r.accept(known, keys)
}

// common returns a hash of what the runs over all shares have in common: the version, the flags, the settings, and the files.
func (c *Check) common(run *Run, cfg *request.Config, args []string) string {
	flags := fmt.Sprint(c.share.Count, c.strict, c.allPython, c.noIgnore, c.forceExclude, c.MaxSize, c.Suppressions.off, c.accepted.off)
	parts := slices.Concat([]string{console.Build(), flags, fmt.Sprint(args), cfg.Frameworks.Sum()}, caching.World(run.settings.Hosts), run.excluded)
	sources := map[string]bool{run.settings.Path: true}
	for _, path := range run.sources {
		sources[path] = true
	}
	for _, path := range slices.Sorted(maps.Keys(sources)) {
		text, _ := run.disk.ReadFile(filepath.FromSlash(path)) // what is no file is the defaults
		parts = append(parts, console.Relative(run.root, filepath.FromSlash(path)), cache.Sum(text))
	}
	policies := map[*lint.Policy]string{}
	sums := run.sums(cfg.Files, cfg.MaxSize)
	for i, file := range cfg.Files {
		if !run.Share.Needs(file.Path) {
			continue
		}
		policy := run.policyOf(file.Path)
		if _, known := policies[policy]; !known {
			policies[policy] = describe(policy)
		}
		kind, _ := cfg.KindOf(file)
		parts = append(parts, file.Path, sums[i], policies[policy], string(kind), fmt.Sprint(file.Explicit, run.training[file.Path]))
	}
	return string(cache.KeyOf(parts...))
}

// describe tells policies apart by what they say about the rules.
func describe(p *lint.Policy) string {
	parts := []string{string(p.Purpose())}
	for _, rule := range rules.All {
		options, _ := json.Marshal(p.OptionsOf(rule)) // what can't be written is in the settings
		parts = append(parts, rule.ID, fmt.Sprint(p.Runs(rule), p.SeverityOf(rule, "")), string(options))
	}
	return string(cache.KeyOf(parts...))
}

// sums returns the sums of the contents of files, "" for one that can't be read or is too large to be checked.
func (r *Run) sums(files []discover.Entry, limit int64) []string {
	sums := make([]string, len(files))
	var group sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for first := range workers {
		group.Go(func() {
			var buf []byte
			for i := first; i < len(files); i += workers {
				var err error
				if buf, err = r.disk.Read(files[i].Abs, buf[:0], limit); err == nil {
					sums[i] = cache.Sum(buf)
				}
			}
		})
	}
	group.Wait()
	return sums
}
