package caching

import (
	"fmt"

	"github.com/spf13/cobra"
)

// NewCommand returns the command that shows where the cache is, and empties it.
func NewCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "cache",
		Short: "Show where the cache is, or clear it",
		Args:  cobra.NoArgs,
	}
	var f Flags
	f.registerDir(cmd.PersistentFlags())
	cmd.AddCommand(&cobra.Command{
		Use:   "dir",
		Short: "Print the directory of the cache",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			dir, err := f.Dir()
			if err == nil {
				fmt.Fprintln(cmd.OutOrStdout(), dir)
			}
			return err
		},
	}, &cobra.Command{
		Use:   "clean",
		Short: "Delete everything in the cache",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			dir, err := f.Dir()
			if err != nil {
				return err
			}
			freed, err := dir.Clean()
			if err != nil {
				return fmt.Errorf("can't clear the cache: %w", err)
			}
			fmt.Fprintf(cmd.OutOrStdout(), "freed %.1f MB in %s\n", float64(freed)/1e6, dir)
			return nil
		},
	})
	return cmd
}
