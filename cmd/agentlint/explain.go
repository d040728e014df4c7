package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/rules"
)

func newExplain() *cobra.Command {
	return &cobra.Command{
		Use:   "explain RULE",
		Short: "Print the page of a rule",
		Args:  cobra.ExactArgs(1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return ruleIDs(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			for _, r := range rules.All {
				if r.ID == args[0] {
					_, err := fmt.Fprint(cmd.OutOrStdout(), r.Page)
					return err
				}
			}
			return noRule(args[0])
		},
	}
}

func ruleIDs() (ids []string) {
	for _, r := range rules.All {
		ids = append(ids, r.ID)
	}
	return ids
}

// noRule is the error of a name that is none of a rule.
func noRule(name string) error {
	if nearest, ok := wording.Nearest(name, ruleIDs()); ok {
		return fmt.Errorf("there is no rule %q; did you mean %q?", name, nearest)
	}
	return fmt.Errorf("there is no rule %q; agentlint rules lists all", name)
}
