package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/known"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/rules"
)

func newExplain() *cobra.Command {
	return &cobra.Command{
		Use:   "explain RULE",
		Short: "Print the page of a rule",
		Long: `Print the page of a rule.

RULE may also be a family, whose rules are listed, or a code or name that ruff, flake8 or pylint has for the same fault,
such as E722.`,
		Args: cobra.ExactArgs(1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return known.RuleIDs(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if family := familyOf(args[0]); len(family) > 0 {
				return listRules(cmd, family)
			}
			name := args[0]
			if same, says := lint.WithCode(known.RulesByID(rules.All), name); len(same) > 0 && !isRule(name) {
				fmt.Fprintf(cmd.ErrOrStderr(), "agentlint: %s\n", says)
				name = same[0].ID
			}
			rule, err := known.Rule(name)
			if err != nil {
				return err
			}
			if message := rule.Outdated(name); message != "" {
				fmt.Fprintf(cmd.ErrOrStderr(), "agentlint: %s: %s\n", lint.Outdated, message)
			}
			_, err = fmt.Fprint(cmd.OutOrStdout(), rule.Page)
			return err
		},
	}
}

// familyOf returns the rules of a family, none if there is none of that name.
func familyOf(name string) []*lint.Rule {
	return slices.DeleteFunc(known.RulesByID(rules.All), func(r *lint.Rule) bool { return r.Family != name })
}

// isRule reports whether a rule has or had a name.
func isRule(name string) bool {
	return slices.ContainsFunc(rules.All, func(r *lint.Rule) bool { return r.IsCalled(name) })
}
