package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/known"
	"github.com/agentlint/agentlint/lint"
)

func newExplain() *cobra.Command {
	return &cobra.Command{
		Use:   "explain RULE",
		Short: "Print the page of a rule",
		Args:  cobra.ExactArgs(1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return known.RuleIDs(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			rule, err := known.Rule(args[0])
			if err != nil {
				return err
			}
			if message := rule.Outdated(args[0]); message != "" {
				fmt.Fprintf(cmd.ErrOrStderr(), "agentlint: %s: %s\n", lint.Outdated, message)
			}
			_, err = fmt.Fprint(cmd.OutOrStdout(), rule.Page)
			return err
		},
	}
}
