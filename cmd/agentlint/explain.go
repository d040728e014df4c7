package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/rules"
)

func newExplain() *cobra.Command {
	return &cobra.Command{
		Use:   "explain RULE",
		Short: "Print the page of a rule",
		Args:  cobra.ExactArgs(1),
		ValidArgsFunction: func(*cobra.Command, []string, string) (ids []string, _ cobra.ShellCompDirective) {
			for _, r := range rules.All {
				ids = append(ids, r.ID)
			}
			return ids, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			i := slices.IndexFunc(rules.All, func(r *lint.Rule) bool { return r.ID == args[0] })
			if i < 0 {
				return fmt.Errorf("there is no rule %q; agentlint rules lists all", args[0])
			}
			_, err := fmt.Fprint(cmd.OutOrStdout(), rules.All[i].Page)
			return err
		},
	}
}
