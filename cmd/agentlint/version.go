package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/console"
	"github.com/agentlint/agentlint/internal/address"
)

func newVersion() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version, what it was built from, and where it is published",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			fmt.Fprintf(cmd.OutOrStdout(), "agentlint version %s\n", console.Build())
			for _, a := range address.All() {
				fmt.Fprintf(cmd.OutOrStdout(), "%s: %s\n", a[0], a[1])
			}
			return nil
		},
	}
}
