package main

import (
	"os"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/console"
)

func newMan() *cobra.Command {
	return &cobra.Command{
		Use:   "man DIR",
		Short: "Write the manual pages, one a command, into a directory",
		Long: `Write the manual pages, one a command, into a directory, which is made if it is not there. SOURCE_DATE_EPOCH is their date
if it is set.`,
		Example: "  agentlint man ~/.local/share/man/man1",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := os.MkdirAll(args[0], 0o755); err != nil { //nolint:forbidigo // whoever packages agentlint names it
				return err
			}
			header := &doc.GenManHeader{Section: "1", Source: "agentlint " + console.Version(), Manual: "agentlint"}
			return doc.GenManTree(cmd.Root(), header, args[0])
		},
	}
}
