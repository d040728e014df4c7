package check

import (
	"context"
	"io"
	"path/filepath"

	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/parser/source"
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

// InquireInto checks a file as it would be checked with all others: nil if the project does not want it checked.
func (c *Check) InquireInto(ctx context.Context, in *Input) (*Run, error) {
	root, err := c.start()
	if err != nil {
		return nil, err
	}
	if isPassedBy, err := c.passesBy(root, in.Abs); isPassedBy || err != nil {
		return nil, err
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
