// Command agentlint checks AI agent definitions and the machine-learning training code that agents generate.
package main

//go:generate go run . man --markdown ../../docs

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/caching"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/check"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/console"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/definitions"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/gate"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/known"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/merge"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/scaffold"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/server"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/trace"
	"github.com/agentlint/agentlint/report/inert"
)

// The exit codes.
const (
	exitClean    = 0 // no finding at or above --fail-on
	exitFindings = 1
	exitFailed   = 2 // could not do what was asked
)

func main() {
	console.CollectLess()
	ctx, stop := console.UntilStopped()
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run is the whole program: it returns the exit code. What it writes is inert, but for what has a syntax of its own; see [console.Raw].
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	out, notices := inert.NewWriter(stdout), inert.NewWriter(stderr)
	defer notices.Flush()
	defer out.Flush()
	root := newRoot()
	root.SetArgs(args)
	root.SetOut(out)
	root.SetErr(notices)
	switch err := root.ExecuteContext(ctx); {
	case err == nil:
		return exitClean
	case errors.Is(err, console.ErrFindings):
		return exitFindings
	default:
		fmt.Fprintf(notices, "agentlint: %v\n", err)
		return exitFailed
	}
}

func newRoot() *cobra.Command {
	root := check.NewCommand()
	root.Version = console.Build()
	root.PersistentPreRunE = func(*cobra.Command, []string) error { return known.OverrideHosts() }
	root.SilenceErrors, root.SilenceUsage = true, true
	root.DisableAutoGenTag = true // manual pages do not say when they were made
	root.AddCommand(definitions.NewGraph(), newRules(), newExplain(), trace.NewCommand(), definitions.NewLoad(), definitions.NewTree(), definitions.NewSchema(),
		newConfig(), merge.NewCommand(), scaffold.NewCommand(), definitions.NewPolicy((&check.SettingFlags{}).Finder), newMan(), newVersion(),
		gate.NewDiff(), server.NewLSP(), server.NewMCP(), server.NewHook(), caching.NewCommand())
	for _, cmd := range root.Commands() {
		sayUsage(cmd)
	}
	root.SetFlagErrorFunc(known.FlagError)
	return root
}

// sayUsage makes a command, and those below it, say how they are used when they are given too many or too few arguments.
func sayUsage(cmd *cobra.Command) {
	if check := cmd.Args; check != nil {
		cmd.Args = func(cmd *cobra.Command, args []string) error {
			err := check(cmd, args)
			if err == nil {
				return nil
			}
			if len(args) == 0 || strings.Contains(err.Error(), "at least") {
				return fmt.Errorf("an argument is missing; usage: %s", cmd.UseLine())
			}
			return fmt.Errorf("unexpected argument %q; usage: %s", args[len(args)-1], cmd.UseLine())
		}
	}
	for _, sub := range cmd.Commands() {
		sayUsage(sub)
	}
}
