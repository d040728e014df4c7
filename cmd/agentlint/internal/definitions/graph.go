package definitions

import (
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/console"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/known"
	"github.com/agentlint/agentlint/workspace"
)

// NewGraph returns the command that draws which agent hands off to which.
func NewGraph() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "graph [path ...]",
		Short: "Draw which agent hands off to which",
		Long: `Draw which agent hands off to which, with one drawing per agents folder.

Handoffs that submit their prompt without a click are bold, those to agents outside the folder dashed.`,
		Example: `  agentlint graph .github/agents
  agentlint graph --format dot | dot -Tsvg > agents.svg`,
		RunE: func(cmd *cobra.Command, args []string) error {
			write, ok := graphFormats[format]
			if !ok {
				return fmt.Errorf("--format %q is not valid; use mermaid, dot or json", format)
			}
			graphs, err := findGraphs(cmd, args)
			if err != nil {
				return err
			}
			return write(cmd.OutOrStdout(), graphs)
		},
	}
	cmd.Flags().StringVar(&format, "format", "mermaid", "`FORMAT` of the drawing: mermaid, dot or json")
	known.Complete(cmd, map[string][]string{"format": {"mermaid", "dot", "json"}})
	return cmd
}

var graphFormats = map[string]func(io.Writer, []*workspace.Graph) error{
	"mermaid": writeMermaid, "dot": writeDot, "json": writeGraphJSON,
}

// findGraphs reads the agents that the paths name or hold.
func findGraphs(cmd *cobra.Command, paths []string) ([]*workspace.Graph, error) {
	r, err := newReader()
	if err != nil {
		return nil, err
	}
	files, err := r.find(cmd.Context(), paths)
	if err != nil {
		return nil, err
	}
	graphs := agentsOf(files)
	if len(graphs) == 0 {
		return nil, errors.New("there are no agents here")
	}
	return graphs, nil
}

// A folderGraph is a graph as programs read it.
type folderGraph struct {
	Folder   string         `json:"folder"`
	Agents   []graphAgent   `json:"agents"`
	Handoffs []graphHandoff `json:"handoffs"`
}

type graphAgent struct {
	Name string `json:"name"`
	Path string `json:"path"`
}

type graphHandoff struct {
	From    string `json:"from"`              // path
	Agent   string `json:"agent"`             // as written
	To      string `json:"to,omitempty"`      // path; none if the agent is not in the folder
	BuiltIn bool   `json:"builtIn,omitempty"` // VS Code brings the agent
	Label   string `json:"label"`
	Send    bool   `json:"send"`
}

func writeGraphJSON(w io.Writer, graphs []*workspace.Graph) error {
	folders := []folderGraph{}
	for _, g := range graphs {
		f := folderGraph{Folder: g.Dir, Agents: []graphAgent{}, Handoffs: []graphHandoff{}}
		for _, a := range g.Agents {
			f.Agents = append(f.Agents, graphAgent{a.Name, a.Path})
		}
		for _, e := range g.Edges {
			h := graphHandoff{From: e.From.Path, Agent: e.Agent, BuiltIn: e.BuiltIn, Label: e.Label, Send: e.Send}
			if e.To != nil {
				h.To = e.To.Path
			}
			f.Handoffs = append(f.Handoffs, h)
		}
		folders = append(folders, f)
	}
	return console.PrintJSON(w, folders)
}
