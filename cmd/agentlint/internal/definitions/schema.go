package definitions

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/console"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/known"
	"github.com/agentlint/agentlint/lint/frameworks"
	"github.com/agentlint/agentlint/parser/agent/host"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/hostfile"
	"github.com/agentlint/agentlint/parser/mcp"
)

// NewSchema returns the command that prints a JSON Schema of what a host reads.
func NewSchema() *cobra.Command {
	var name string
	cmd := &cobra.Command{
		Use:   "schema HOST|frameworks",
		Short: "Print a JSON Schema of what a host reads, for editors",
		Long: `Print a JSON Schema (2020-12) of what a host reads in files of a kind, such as the frontmatter of agents, hooks or MCP servers: the
first of its kinds unless --kind names another. An editor with a YAML language server completes and checks frontmatter with it.

For frameworks, print that of the files in .agentlint/frameworks, in which a repository describes its own trainers.`,
		Example:   "  agentlint schema vscode --kind custom-agent > custom-agent.schema.json",
		Args:      cobra.ExactArgs(1),
		ValidArgs: append(host.BuiltIn(), "frameworks"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if args[0] == "frameworks" {
				return console.PrintJSON(cmd.OutOrStdout(), frameworks.JSONSchema())
			}
			h, err := known.Host(args[0])
			if err != nil {
				return err
			}
			schema := schemaOf(h, name)
			if schema == nil {
				return fmt.Errorf("--kind %q: %s reads %s", name, h.Title, strings.Join(append(known.Kinds(h), contents(h)...), ", "))
			}
			return console.PrintJSON(cmd.OutOrStdout(), schema)
		},
	}
	cmd.Flags().StringVar(&name, "kind", "", "`KIND` of file, such as custom-agent")
	known.CompleteWith(cmd, "kind", func() []string { return known.Kinds(host.All()...) })
	return cmd
}

// schemaOf returns the JSON Schema of a kind of file that a host reads, the first one's for no kind; nil if it reads none.
func schemaOf(h *host.Host, name string) map[string]any {
	if name == "" {
		return h.Schemas[0].JSONSchema()
	}
	if schema := h.Schema(kind.Kind(name)); schema != nil {
		return schema.JSONSchema()
	}
	if format := mcp.FormatOf(h.Title); format != nil && name == servers {
		return format.JSONSchema()
	}
	for _, format := range hostfile.FormatsOf(h) {
		if string(format.Holds) == name {
			return format.JSONSchema()
		}
	}
	return nil
}

// servers is what files that configure MCP servers are called as a kind.
const servers = "mcp"

// contents returns the kinds of files of a host that are no definitions.
func contents(h *host.Host) (all []string) {
	for _, format := range hostfile.FormatsOf(h) {
		if !slices.Contains(all, string(format.Holds)) {
			all = append(all, string(format.Holds))
		}
	}
	if mcp.FormatOf(h.Title) != nil {
		all = append(all, servers)
	}
	return all
}
