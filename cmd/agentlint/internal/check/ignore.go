package check

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/console"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/fix"
	"github.com/agentlint/agentlint/lint/suppress"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/report"
)

// IgnoreFlags are the flags about comments that suppress findings.
type IgnoreFlags struct {
	Reason string
	off    bool
}

func (f *IgnoreFlags) register(flags *pflag.FlagSet) {
	flags.BoolVar(&f.off, "ignore-suppressions", false, "also report what comments suppress")
	flags.StringVar(&f.Reason, "add-ignore", "", "write comments that suppress all findings, with this `REASON`")
}

func (f *IgnoreFlags) validate(changed bool) error {
	switch {
	case !changed:
		return nil
	case strings.TrimSpace(f.Reason) == "":
		return errors.New("--add-ignore requires a reason for suppressing the findings")
	case isPath(f.Reason):
		return fmt.Errorf("--add-ignore requires a reason, and %q is a path; write --add-ignore=REASON %s", f.Reason, f.Reason)
	case strings.ContainsAny(f.Reason, "\r\n") || strings.Contains(f.Reason, "-->") || strings.Contains(f.Reason, " #"):
		return errors.New(`--add-ignore requires a reason on one line, without --> and " #", which would end the comment`)
	case f.off:
		return errors.New("--add-ignore and --ignore-suppressions are mutually exclusive")
	}
	return nil
}

// isPath reports whether a reason is the path of something, which was meant to be checked.
func isPath(reason string) bool {
	_, err := os.Lstat(reason)
	return err == nil
}

// addIgnores writes comments that suppress the findings, and returns the run over what is there then. What a comment at the
// place does not suppress, one for the whole file does.
func (c *Check) addIgnores(cmd *cobra.Command, run *Run, again func() (*Run, error)) (*Run, error) {
	for _, top := range []bool{false, true} {
		changes, err := c.ignore(run, top)
		if err != nil {
			return nil, err
		}
		var failed []error
		for _, change := range changes {
			if err := change.Write(c.Disk); err != nil {
				failed = append(failed, fmt.Errorf("can't write comments into %s: %w", console.Printable(change.Path), err))
				continue
			}
			fmt.Fprintf(cmd.ErrOrStderr(), "agentlint: suppressed %s in %s\n", report.Plural(change.Fixed, "finding"), console.Printable(change.Path))
		}
		if len(failed) > 0 {
			return nil, errors.Join(failed...)
		}
		if len(changes) > 0 {
			if run, err = again(); err != nil {
				return nil, err
			}
		}
	}
	return run, nil
}

// ignore returns the files of a run with the comments that its findings want.
func (c *Check) ignore(run *Run, top bool) (changes []fix.Change, err error) {
	wants := map[string][]suppress.Want{}
	for _, f := range run.Findings {
		if !slices.Contains(f.Rule.Requires, suppress.Analyzer) {
			wants[f.Path] = append(wants[f.Path], suppress.Want{Rule: f.Rule.ID, At: f.Start.Offset})
		}
	}
	for _, path := range slices.Sorted(maps.Keys(wants)) {
		file := run.Suppressions[path]
		if file == nil {
			continue // a file of a kind without comments
		}
		change := fix.Change{Path: path, Abs: run.Absolute(path)}
		if change.Old, err = c.Disk.ReadFile(change.Abs); err != nil {
			return nil, err
		}
		if enc := source.New(path, change.Old).Encoding; enc != source.UTF8 && enc != source.UTF8BOM && enc != source.Invalid {
			continue // offsets are not those of the bytes
		}
		insertions, left := file.Insert(wants[path], c.Suppressions.Reason, top)
		if change.Fixed = len(wants[path]) - len(left); change.Fixed == 0 {
			continue
		}
		change.New = fix.Apply(change.Old, []lint.Fix{{Edits: Edits(insertions)}})
		changes = append(changes, change)
	}
	return changes, nil
}

// Edits returns insertions as edits.
func Edits(insertions []suppress.Insertion) (out []lint.Edit) {
	for _, i := range insertions {
		out = append(out, lint.Edit{Start: i.At, End: i.At, New: i.Text})
	}
	return out
}
