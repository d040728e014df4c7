package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/agentlint/agentlint/program"
)

func newTrace() *cobra.Command {
	c := &check{maxSize: defaultMaxSize}
	return &cobra.Command{
		Use:   "trace FILE ...",
		Short: "Show what agentlint believes about a training script",
		Long: `Show what agentlint believes about a training script: how it gets to its training, and where seeds, validation
and held-out data were found, or that they were not. This is where findings about whole programs come from.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			run, linked, err := c.link(cmd.Context(), args)
			if err != nil {
				return err
			}
			for _, file := range run.files {
				printTree(cmd.OutOrStdout(), linked.Trace(file.Path), "", run.place)
			}
			return nil
		},
	}
}

// place says where a range starts, as findings do.
func (r *finishedRun) place(at program.Range) string {
	src := r.source(at.File.Path)
	if src == nil {
		return printable(at.File.Path)
	}
	p := src.Position(at.Span.Start)
	return fmt.Sprintf("%s:%d:%d", printable(at.File.Path), p.Line, p.Column)
}

// printTree prints a belief with what it rests on, one a line.
func printTree(w io.Writer, b program.Belief, indent string, place func(program.Range) string) {
	where := ""
	if b.At.File != nil {
		where = " (" + place(b.At) + ")"
	}
	fmt.Fprintln(w, b.Text+where)
	for i, child := range b.Children {
		branch, below := "├─ ", "│  "
		if i == len(b.Children)-1 {
			branch, below = "└─ ", "   "
		}
		fmt.Fprint(w, indent+branch)
		printTree(w, child, indent+below, place)
	}
}
