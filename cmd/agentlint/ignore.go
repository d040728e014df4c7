package main

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/fix"
	"github.com/agentlint/agentlint/lint/suppress"
	"github.com/agentlint/agentlint/parser/source"
)

// ignoreFlags are the flags about comments that suppress findings.
type ignoreFlags struct {
	reason string
	off    bool
}

func (f *ignoreFlags) register(flags *pflag.FlagSet) {
	flags.BoolVar(&f.off, "ignore-suppressions", false, "report what comments suppress, too")
	flags.StringVar(&f.reason, "add-ignore", "", "write comments that suppress all findings, with this `REASON`")
}

func (f *ignoreFlags) validate(changed bool) error {
	switch {
	case !changed:
		return nil
	case strings.TrimSpace(f.reason) == "":
		return errors.New("--add-ignore: want the reason why the findings are suppressed")
	case strings.ContainsAny(f.reason, "\r\n") || strings.Contains(f.reason, "-->") || strings.Contains(f.reason, " #"):
		return errors.New(`--add-ignore: want a reason on one line, without --> and " #", which would end the comment`)
	case f.off:
		return errors.New("--add-ignore and --ignore-suppressions: want one of them")
	}
	return nil
}

// addIgnores writes comments that suppress the findings, and returns the run over what is there then. What a comment at the
// place does not suppress, one for the whole file does.
func (c *check) addIgnores(cmd *cobra.Command, run *finishedRun, again func() (*finishedRun, error)) (*finishedRun, error) {
	for _, top := range []bool{false, true} {
		changes, err := c.ignore(run, top)
		if err != nil {
			return nil, err
		}
		var failed []error
		for _, change := range changes {
			if err := change.Write(c.disk); err != nil {
				failed = append(failed, fmt.Errorf("can't write comments into %s: %w", printable(change.Path), err))
				continue
			}
			fmt.Fprintf(cmd.ErrOrStderr(), "agentlint: suppressed %s in %s\n", count(change.Fixed, "finding"), printable(change.Path))
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
func (c *check) ignore(run *finishedRun, top bool) (changes []fix.Change, err error) {
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
		change := fix.Change{Path: path, Abs: run.absolute(path)}
		if change.Old, err = c.disk.ReadFile(change.Abs); err != nil {
			return nil, err
		}
		if enc := source.New(path, change.Old).Encoding; enc != source.UTF8 && enc != source.UTF8BOM && enc != source.Invalid {
			continue // offsets are not those of the bytes
		}
		insertions, left := file.Insert(wants[path], c.suppressions.reason, top)
		if change.Fixed = len(wants[path]) - len(left); change.Fixed == 0 {
			continue
		}
		change.New = fix.Apply(change.Old, []lint.Fix{{Edits: edits(insertions)}})
		changes = append(changes, change)
	}
	return changes, nil
}

func edits(insertions []suppress.Insertion) (out []lint.Edit) {
	for _, i := range insertions {
		out = append(out, lint.Edit{Start: i.At, End: i.At, New: i.Text})
	}
	return out
}
