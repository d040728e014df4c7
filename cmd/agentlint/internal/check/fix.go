package check

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/console"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/patch"
	"github.com/agentlint/agentlint/lint/fix"
	"github.com/agentlint/agentlint/lint/tree"
	"github.com/agentlint/agentlint/report"
)

// FixFlags are the flags that ask for fixes.
type FixFlags struct {
	Fix, unsafe, diff bool
}

func (f *FixFlags) register(flags *pflag.FlagSet) {
	flags.BoolVar(&f.Fix, "fix", false, "apply safe fixes, and report what is left")
	flags.BoolVar(&f.unsafe, "unsafe-fixes", false, "with --fix or --diff, also apply fixes that may change what the code does")
	flags.BoolVar(&f.diff, "diff", false, "show what --fix would change, as a unified diff, without changing anything")
}

func (f *FixFlags) validate() error {
	switch {
	case f.Fix && f.diff:
		return errors.New("--fix and --diff are mutually exclusive")
	case f.unsafe && !f.Fix && !f.diff:
		return errors.New("--unsafe-fixes requires --fix or --diff")
	}
	return nil
}

// asked reports whether any fix is asked for.
func (f *FixFlags) asked() bool { return f.Fix || f.diff }

// printDiff shows changes instead of making them. Into a file it writes them as they are; elsewhere somebody may read along who
// obeys commands. A terminal shows what is hidden.
func printDiff(cmd *cobra.Command, changes []fix.Change) error {
	w := console.Raw(cmd)
	if console.IsTerminal(w) {
		w = cmd.OutOrStdout()
	}
	for _, c := range changes {
		isEscaped, err := patch.Write(w, c.Path, c.Old, c.New, isFile(w))
		if err != nil {
			return err
		}
		if isEscaped {
			fmt.Fprintf(cmd.ErrOrStderr(), "agentlint: the patch of %s does not apply, since commands for a CI runner are escaped in it; write it "+
				"to a file to get it unchanged, as in agentlint --diff >fixes.patch\n", console.Printable(c.Path))
		}
	}
	if len(changes) > 0 {
		return console.ErrFindings
	}
	return nil
}

// isFile reports whether a writer is a file that is neither a pipe nor a device.
func isFile(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode().IsRegular()
}

// writeFixes puts fixed files in place, or the fixed input on standard output, and says what was done. A file that can't be
// written stops no other.
func writeFixes(cmd *cobra.Command, out *fix.Outcome, disk *tree.Tree, in *Input) error {
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
			errs = append(errs, fmt.Errorf("can't fix %s: %w", console.Printable(c.Path), err))
			continue
		}
		fixed, files = fixed+c.Fixed, files+1
	}
	for _, w := range out.Withdrawn {
		fmt.Fprintf(cmd.ErrOrStderr(), "agentlint: withdrew the fix of %s in %s:%d: %s\n",
			w.Finding.Rule.ID, console.Printable(w.Finding.Path), w.Finding.Start.Line, w.Reason)
	}
	if fixed > 0 {
		fmt.Fprintf(cmd.ErrOrStderr(), "agentlint: fixed %s in %s\n", report.Plural(fixed, "finding"), report.Plural(files, "file"))
	}
	return errors.Join(errs...)
}
