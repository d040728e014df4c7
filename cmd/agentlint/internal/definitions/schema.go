package definitions

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/console"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/known"
	"github.com/agentlint/agentlint/lint/frameworks"
	"github.com/agentlint/agentlint/parser/agent/host"
	"github.com/agentlint/agentlint/parser/agent/kind"
)

// NewSchema returns the command that prints a JSON Schema of what a host reads.
func NewSchema() *cobra.Command {
	var name string
	cmd := &cobra.Command{
		Use:   "schema HOST|frameworks",
		Short: "Print a JSON Schema of what a host reads, for editors",
		Long: `Print a JSON Schema (2020-12) of the frontmatter that a host reads in files of a kind: the first of its kinds unless
--kind names another. An editor with a YAML language server completes and checks frontmatter with it.

For frameworks, print that of the files in .agentlint/frameworks, in which a repository says what its own trainers do.`,
		Example:   "  agentlint schema vscode --kind custom-agent > custom-agent.schema.json",
		Args:      cobra.ExactArgs(1),
		ValidArgs: append(known.HostNames(), "frameworks"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if args[0] == "frameworks" {
				return console.PrintJSON(cmd.OutOrStdout(), frameworks.JSONSchema())
			}
			h, err := known.Host(args[0])
			if err != nil {
				return err
			}
			schema := h.Schemas[0]
			if name != "" {
				schema = h.Schema(kind.Kind(name))
			}
			if schema == nil {
				return fmt.Errorf("--kind %q: %s reads %s", name, h.Title, strings.Join(known.Kinds(h), ", "))
			}
			return console.PrintJSON(cmd.OutOrStdout(), schema.JSONSchema())
		},
	}
	cmd.Flags().StringVar(&name, "kind", "", "`KIND` of file, such as custom-agent")
	known.Complete(cmd, map[string][]string{"kind": known.Kinds(host.All()...)})
	return cmd
}
