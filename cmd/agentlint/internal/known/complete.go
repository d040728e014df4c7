package known

import (
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/agentlint/agentlint/parser/agent/host"
	"github.com/agentlint/agentlint/rules"
)

// Complete has shells complete flags of a command with what each can be.
func Complete(cmd *cobra.Command, values map[string][]string) {
	for flag, names := range values {
		CompleteWith(cmd, flag, func() []string { return names })
	}
}

// CompleteRules has shells complete the flags that take rules: with their names and families, after each comma.
func CompleteRules(cmd *cobra.Command) {
	for _, flag := range []string{"select", "extend-select", "ignore"} {
		CompleteWith(cmd, flag, selectors)
	}
}

// selectors are the names that select rules: all, families, and rules.
func selectors() []string {
	names := map[string]bool{"all": true}
	for _, r := range rules.All {
		names[r.ID] = true
		if r.Family != "" {
			names[r.Family] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// Kinds are the names of the kinds of file that hosts read, in order.
func Kinds(hosts ...*host.Host) []string {
	names := map[string]bool{}
	for _, h := range hosts {
		for _, s := range h.Schemas {
			for _, k := range s.Kinds {
				names[k.String()] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// CompleteWith has shells complete a flag of a command with names, after each comma.
func CompleteWith(cmd *cobra.Command, flag string, names func() []string) {
	err := cmd.RegisterFlagCompletionFunc(flag, func(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		before := typed[:strings.LastIndexByte(typed, ',')+1]
		var all []string
		for _, name := range names() {
			all = append(all, before+name)
		}
		return all, cobra.ShellCompDirectiveNoFileComp
	})
	if err != nil {
		panic(err) // the command has no such flag
	}
}
