package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/agentlint/agentlint/lint"
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
			rule, err := ruleNamed(args[0])
			if err != nil {
				return err
			}
			_, err = fmt.Fprint(cmd.OutOrStdout(), rule.Page)
			return err
		},
	}
}

func ruleIDs() (ids []string) {
	for _, r := range rules.All {
		ids = append(ids, r.ID)
	}
	return ids
}

// ruleNamed returns the rule with an ID.
func ruleNamed(id string) (*lint.Rule, error) {
	if i := slices.IndexFunc(rules.All, func(r *lint.Rule) bool { return r.ID == id }); i >= 0 {
		return rules.All[i], nil
	}
	if nearest, ok := wording.Nearest(id, ruleIDs()); ok {
		return nil, fmt.Errorf("there is no rule %q; did you mean %q?", id, nearest)
	}
	return nil, fmt.Errorf("there is no rule %q; agentlint rules lists all", id)
}
