package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/report"
)

// enter makes dir the working directory, as cd does: what it was called goes before what its symbolic links lead to.
func enter(dir string) error {
	if err := os.Chdir(dir); err != nil {
		return err
	}
	return os.Setenv("PWD", dir)
}

// inquire checks files for another program. It says nothing on the way; the project's settings and baseline hold.
func (c *check) inquire(ctx context.Context, args []string) (*finishedRun, error) {
	if c.maxSize == 0 {
		c.maxSize = defaultMaxSize
	}
	root, err := c.start()
	if err != nil {
		return nil, err
	}
	known, err := c.accepted.open(root, c.disk)
	if err != nil {
		return nil, err
	}
	run, err := c.lint(ctx, args)
	if err != nil {
		return nil, err
	}
	return run, c.applyBaseline(io.Discard, known, run, args)
}

// inquireInto checks a file as it would be checked with all others: nil if the project does not want it checked. If it could
// not be checked wholly, there are an error and what was found all the same.
func (c *check) inquireInto(ctx context.Context, in *input) (*finishedRun, error) {
	root, err := c.start()
	if err != nil {
		return nil, err
	}
	if isPassedBy, err := c.passesBy(root, in.Abs); isPassedBy || err != nil {
		return nil, err
	}
	c.stdin.input = in
	run, err := c.inquire(ctx, []string{in.Path})
	if err != nil {
		return nil, err
	}
	run.Findings = slices.DeleteFunc(run.Findings, func(f lint.Finding) bool { return f.Path != in.Path })
	return run, run.failure()
}

// passesBy reports whether a run over the directory root would pass by a file.
func (c *check) passesBy(root, abs string) (bool, error) {
	finder, err := c.finder(root, c.disk)
	if err != nil {
		return false, err
	}
	own, err := finder.For(filepath.ToSlash(filepath.Join(root, "x")))
	if err != nil {
		return false, err
	}
	return discover.PassesBy(c.where(root, own), abs), nil
}

// failure says what could not be checked, on a line for each.
func (r *finishedRun) failure() error {
	var errs []error
	for _, n := range r.Notices {
		if n.Kind == lint.Failed {
			message, _, _ := strings.Cut(n.Message, "\n") // a stack may follow
			errs = append(errs, fmt.Errorf("%s: %s", printable(n.Path), message))
		}
	}
	return errors.Join(errs...)
}

// keepWorst leaves the limit worst findings, the worst first, and returns how many it took out.
func (r *finishedRun) keepWorst(limit int) (omitted int) {
	slices.SortStableFunc(r.Findings, func(a, b lint.Finding) int { return cmp.Compare(b.Severity.Rank(), a.Severity.Rank()) })
	omitted = max(0, len(r.Findings)-limit)
	r.Findings = r.Findings[:len(r.Findings)-omitted]
	return omitted
}

// in returns the run in a format.
func (r *finishedRun) in(format report.Format) string {
	var text strings.Builder
	_ = format(&text, r.report()) // a strings.Builder takes all
	return text.String()
}
