package check

import (
	"context"
	"io"
	"path/filepath"
	"slices"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/settings"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/policy/forbid"
	"github.com/agentlint/agentlint/rules"
)

// Inquire checks files for another program. It says nothing on the way; the project's settings and baseline hold.
func (c *Check) Inquire(ctx context.Context, args []string) (*Run, error) {
	if c.MaxSize == 0 {
		c.MaxSize = DefaultMaxSize
	}
	root, err := c.start()
	if err != nil {
		return nil, err
	}
	known, err := c.accepted.open(root, c.Disk)
	if err != nil {
		return nil, err
	}
	run, err := c.lint(ctx, args)
	if err != nil {
		return nil, err
	}
	return run, c.applyBaseline(io.Discard, known, run, args)
}

// A Glance bounds a check that an agent waits for before it writes a file: of the project, only what is near the file is read.
type Glance struct {
	Held bool // run only the rules that may refuse the file; see [Run.Holds]
}

// InquireInto checks a file as it would be checked with all others: nil if the project does not want it checked.
func (c *Check) InquireInto(ctx context.Context, in *Input) (*Run, error) {
	root, err := c.start()
	if err != nil {
		return nil, err
	}
	if isPassedBy, err := c.passesBy(root, in.Abs); isPassedBy || err != nil {
		return nil, err
	}
	if c.Glance != nil && c.Glance.Held {
		if isHeld, err := c.hold(root, in.Abs); !isHeld || err != nil {
			return nil, err
		}
	}
	c.Stdin.Input, c.only = in, in.Path
	run, err := c.Inquire(ctx, []string{in.Path})
	if err != nil {
		return nil, err
	}
	if !Wanted(c.places, filepath.ToSlash(in.Abs)) && !source.IsScript(in.Content) && run.kinds[filepath.ToSlash(in.Abs)] == "" {
		return nil, nil // it is of a kind that agentlint knows nothing about
	}
	return run, nil
}

// passesBy reports whether a run over the directory root would pass by a file.
func (c *Check) passesBy(root, abs string) (bool, error) {
	finder, err := c.Finder(root, c.Disk)
	if err != nil {
		return false, err
	}
	own, err := finder.For(filepath.ToSlash(filepath.Join(root, "x")))
	if err != nil {
		return false, err
	}
	return discover.PassesBy(c.where(root, own), abs), nil
}

// hold finds the rules that may refuse a file, and reports whether there are any.
func (c *Check) hold(root, abs string) (bool, error) {
	finder, err := c.Finder(root, c.Disk)
	if err != nil {
		return false, err
	}
	c.rules, err = heldBy(finder, filepath.ToSlash(abs))
	return len(c.rules) > 0, err
}

// heldBy returns the rules that may refuse a file: those of the bullets that say never and that its settings confirm as errors, and those that
// find what the settings forbid.
func heldBy(finder *settings.Finder, abs string) (held []*lint.Rule, err error) {
	set, err := finder.For(abs)
	if err != nil {
		return nil, err
	}
	policy, err := finder.Policy(abs)
	if err != nil {
		return nil, err
	}
	ids := map[string]bool{}
	for _, e := range set.Confirmed() {
		for _, id := range e.Rules {
			ids[id] = ids[id] || e.Tier == "never" && e.Severity == string(lint.Error)
		}
	}
	for _, rule := range rules.All {
		bans, _ := policy.OptionsOf(rule).(forbid.List)
		if ids[rule.ID] || len(bans) > 0 {
			held = append(held, rule)
		}
	}
	return held, nil
}

// Holds reports whether a finding is one that refuses the file that it is in: an error of something that the settings forbid, or that breaks
// a bullet that says never and that they confirm.
func (r *Run) Holds(f *lint.Finding) bool {
	held, err := heldBy(r.finder, filepath.ToSlash(r.Absolute(f.Path)))
	if err != nil || f.Severity != lint.Error || !slices.Contains(held, f.Rule) {
		return false
	}
	_, isForbidden := f.Rule.Options.(forbid.List)
	return isForbidden || slices.ContainsFunc(f.Breaks, func(b lint.Broken) bool { return b.Forbids || b.Tier == "never" })
}
