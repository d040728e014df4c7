package main

import (
	"cmp"
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/report"
	"github.com/agentlint/agentlint/report/inert"
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

// inquireInto checks a file as it would be checked with all others: nil if the project does not want it checked.
func (c *check) inquireInto(ctx context.Context, in *input) (*finishedRun, error) {
	root, err := c.start()
	if err != nil {
		return nil, err
	}
	if isPassedBy, err := c.passesBy(root, in.Abs); isPassedBy || err != nil {
		return nil, err
	}
	c.stdin.input, c.only = in, in.Path
	run, err := c.inquire(ctx, []string{in.Path})
	if err != nil {
		return nil, err
	}
	if !wanted(c.places, filepath.ToSlash(in.Abs)) && !source.IsScript(in.content) && run.kinds[filepath.ToSlash(in.Abs)] == "" {
		return nil, nil // it is of a kind that agentlint knows nothing about
	}
	return run, nil
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

// unchecked says of each file that was to be checked and was not, or not by all rules, why. No findings are no approval then.
// Of those that were left out on purpose, only the ones that somebody asked for are meant.
func (r *finishedRun) unchecked() (reasons []string) {
	for _, n := range r.Notices {
		if n.Kind == lint.Failed || r.isAskedFor(n.Path) {
			what := "not checked: "
			if n.Kind == lint.NotFollowed {
				what = "its training is not followed: "
			}
			reasons = append(reasons, what+about(n)+inert.Text(cutText(n.Message, maxQuotedText))) // a stack may follow
		}
	}
	return reasons
}

// isAskedFor reports whether a file was named, or is the only one.
func (r *finishedRun) isAskedFor(path string) bool {
	return slices.ContainsFunc(r.files, func(f discover.Entry) bool { return f.Path == path && (f.Explicit || len(r.files) == 1) })
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
