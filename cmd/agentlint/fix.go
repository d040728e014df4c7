package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/aymanbagabas/go-udiff"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/agentlint/agentlint/lint/fix"
	"github.com/agentlint/agentlint/lint/tree"
)

// fixFlags are the flags that ask for fixes.
type fixFlags struct {
	fix, unsafe, diff bool
}

func (f *fixFlags) register(flags *pflag.FlagSet) {
	flags.BoolVar(&f.fix, "fix", false, "mend what can be mended safely, and report what is left")
	flags.BoolVar(&f.unsafe, "unsafe-fixes", false, "with --fix or --diff, apply fixes that may change what code does, too")
	flags.BoolVar(&f.diff, "diff", false, "show what --fix would change as a unified diff, and change nothing")
}

func (f *fixFlags) validate() error {
	switch {
	case f.fix && f.diff:
		return errors.New("--fix and --diff: want one of them")
	case f.unsafe && !f.fix && !f.diff:
		return errors.New("--unsafe-fixes: want --fix or --diff with it")
	}
	return nil
}

// asked reports whether any fix is asked for.
func (f *fixFlags) asked() bool { return f.fix || f.diff }

// printDiff shows changes instead of making them.
func printDiff(w io.Writer, changes []fix.Change) error {
	for _, c := range changes {
		if _, err := io.WriteString(w, udiff.Unified("a/"+c.Path, "b/"+c.Path, string(c.Old), string(c.New))); err != nil {
			return err
		}
	}
	if len(changes) > 0 {
		return errFindings
	}
	return nil
}

// writeFixes puts fixed files in place, or the fixed input on standard output, and says what was done. A file that can't be
// written stops no other.
func writeFixes(cmd *cobra.Command, out *fix.Outcome, disk *tree.Tree, in *input) error {
	write := func(c fix.Change) error { return c.Write(disk) }
	if in != nil {
		if err := in.writeFixed(cmd, out.Changes); err != nil {
			return err
		}
		write = func(fix.Change) error { return nil }
	}
	fixed, files := 0, 0
	var errs []error
	for _, c := range out.Changes {
		if err := write(c); err != nil {
			errs = append(errs, fmt.Errorf("can't fix %s: %w", printable(c.Path), err))
			continue
		}
		fixed, files = fixed+c.Fixed, files+1
	}
	for _, w := range out.Withdrawn {
		fmt.Fprintf(cmd.ErrOrStderr(), "agentlint: withdrew the fix of %s in %s:%d: %s\n",
			w.Finding.Rule.ID, printable(w.Finding.Path), w.Finding.Start.Line, w.Reason)
	}
	if fixed > 0 {
		fmt.Fprintf(cmd.ErrOrStderr(), "agentlint: fixed %s in %s\n", count(fixed, "finding"), count(files, "file"))
	}
	return errors.Join(errs...)
}

// count is a number with its noun: 1 file, 2 files.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
