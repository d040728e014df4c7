// Package merge unites the reports of the shards of a run.
package merge

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/check"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/console"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/known"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/tree"
	"github.com/agentlint/agentlint/report"
	"github.com/agentlint/agentlint/report/machine"
	"github.com/agentlint/agentlint/report/sarif"
)

// A command is what the flags ask for.
type command struct {
	output string
	failOn string
}

// NewCommand returns the command that unites reports.
func NewCommand() *cobra.Command {
	c := &command{}
	cmd := &cobra.Command{
		Use:   "merge FILE ... [flags]",
		Short: "Combine the reports of all shards into that of one run",
		Long: `Combine the reports that agentlint --shard I/N has written, one per shard, all in JSON, JSONL or SARIF. The result is, byte for byte, the
report of a single run over all files. A file called - is standard input, which may contain several JSONL reports, one after the other.

All shards must come from the same version of agentlint, with the same flags, settings and files; this is checked. The exit code is that
of the single run.`,
		Example: `  agentlint --shard 1/2 --format sarif=1.sarif
  agentlint --shard 2/2 --format sarif=2.sarif
  agentlint merge 1.sarif 2.sarif --output agentlint.sarif`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return c.run(cmd, args) },
	}
	cmd.Flags().StringVarP(&c.output, "output", "o", "", "write the report to `FILE` instead of standard output")
	cmd.Flags().StringVar(&c.failOn, "fail-on", "", "lowest `severity` that makes the exit code 1: error, warning, note or never; by default, what the shards were given")
	known.Complete(cmd, map[string][]string{"fail-on": known.ThresholdNames()})
	return cmd
}

func (c *command) run(cmd *cobra.Command, args []string) error {
	if c.failOn != "" {
		if _, err := known.ParseThreshold(c.failOn); err != nil {
			return err
		}
	}
	root, err := os.Getwd()
	if err != nil {
		return err
	}
	disk := tree.Around(root)
	var shards []*shard
	for _, name := range args {
		text, err := read(cmd, disk, root, name)
		if err != nil {
			return fmt.Errorf("can't read %s: %w", console.Printable(name), err)
		}
		found, err := parse(name, text)
		if err != nil {
			return fmt.Errorf("%s: %w", console.Printable(name), err)
		}
		shards = append(shards, found...)
	}
	if err := match(shards); err != nil {
		return err
	}
	result := unite(shards)
	if err := c.write(cmd, disk, root, shards, result); err != nil {
		return err
	}
	return c.verdict(cmd, shards[0].part, result)
}

// read returns the content of a file, or of standard input.
func read(cmd *cobra.Command, disk *tree.Tree, root, name string) (text []byte, err error) {
	if name == "-" {
		err = console.UnlessStopped(cmd.Context(), func() (err error) {
			text, err = io.ReadAll(cmd.InOrStdin())
			return err
		})
		return text, err
	}
	abs := console.Absolute(root, name)
	if _, _, err := disk.Admit(abs); err != nil {
		return nil, err
	}
	return disk.Read(abs, nil, 0)
}

// unite returns what one run would have found.
func unite(shards []*shard) *lint.Result {
	parts, findings := make([]*report.Part, len(shards)), make([][]lint.Finding, len(shards))
	for i, s := range shards {
		parts[i], findings[i] = s.part, s.findings
	}
	return report.Unite(parts, findings)
}

// write writes the report, in the format of the shards.
func (c *command) write(cmd *cobra.Command, disk *tree.Tree, root string, shards []*shard, result *lint.Result) error {
	var b bytes.Buffer
	var err error
	r := report.Report{Result: result, Version: shards[0].version}
	switch shards[0].format {
	case "json":
		err = machine.JSON(&b, r)
	case "jsonl":
		err = machine.JSONL(&b, r)
	default:
		logs := make([]*sarif.Read, len(shards))
		for i, s := range shards {
			logs[i] = s.log
		}
		err = sarif.Unite(&b, logs, result)
	}
	if err == nil && c.output != "" {
		err = disk.Replace(console.Absolute(root, filepath.FromSlash(c.output)), b.Bytes())
	} else if err == nil {
		_, err = console.Raw(cmd).Write(b.Bytes())
	}
	if err != nil {
		return fmt.Errorf("can't write the report: %w", err)
	}
	return nil
}

// verdict turns what was found into the error that sets the exit code.
func (c *command) verdict(cmd *cobra.Command, first *report.Part, result *lint.Result) error {
	for _, n := range result.Notices {
		if n.Kind == lint.Failed {
			fmt.Fprintf(cmd.ErrOrStderr(), "agentlint: %s: %s%s\n", n.Kind, check.About(n), n.Message)
		}
	}
	switch {
	case result.Failed > 0:
		return fmt.Errorf("%d of the files could not be checked; see above", result.Failed)
	case result.Checked == 0 && !first.MayBeEmpty:
		return errors.New(check.NothingChecked(result))
	case known.Threshold(cmp.Or(c.failOn, first.FailOn)).IsReached(result.Findings):
		return console.ErrFindings
	}
	return nil
}
