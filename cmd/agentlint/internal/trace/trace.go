// Package trace is the command that explains how a training script is understood: its story, and what is known of the values in a line.
package trace

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/check"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/console"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/known"
	"github.com/agentlint/agentlint/lint/engine"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/checkpoint"
	"github.com/agentlint/agentlint/program/story/tell"
	"github.com/agentlint/agentlint/program/value"
)

// NewCommand returns the command that tells the story of a script.
func NewCommand() *cobra.Command {
	c := &check.Check{MaxSize: check.DefaultMaxSize}
	format, at := "text", ""
	cmd := &cobra.Command{
		Use:   "trace FILE ...",
		Short: "Explain how agentlint understands a training script",
		Long: `Explain how agentlint understands a training script: what it seeds, loads and splits, its training loops, and what it
evaluates, logs and saves in them, step by step as the script runs.

With --at FILE:LINE it tells what is known of the values in a line in place of the story: of each name that the line reads or
assigns, what it is, which part of the data it is made of, in which mode a model is, and what it was made from and where. FILE is the
script that is run, unless others are named.`,
		Example: `  agentlint trace train.py
  agentlint trace --at model.py:12 train.py`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if format != "json" && format != "text" {
				return fmt.Errorf("--format %q is not valid; use text or json", format)
			}
			if at != "" {
				return traceAt(c, cmd, at, args, format)
			}
			if len(args) == 0 {
				return errors.New("name a script, or a line with --at FILE:LINE")
			}
			run, cfg, _, err := c.Configure(cmd.Context(), args)
			if err != nil {
				return err
			}
			told := make([]toldStory, 0, len(args))
			for _, s := range engine.Tell(cmd.Context(), cfg) {
				told = append(told, toldOf(run, s))
			}
			if format == "json" {
				return json.NewEncoder(cmd.OutOrStdout()).Encode(told)
			}
			return printStories(cmd.OutOrStdout(), told)
		},
	}
	cmd.Flags().StringVar(&at, "at", "", "tell what is known of the values in a line, given as `FILE:LINE`")
	cmd.Flags().StringVar(&format, "format", format, "`FORMAT` of the story: text or json")
	known.Complete(cmd, map[string][]string{"format": {"text", "json"}})
	return cmd
}

// A toldStory is a story as it is printed.
type toldStory struct {
	Script     string     `json:"script"`
	Trainings  int        `json:"trainings"`
	Purposes   []string   `json:"purposes,omitempty"` // what trainings are taken for that owe less, and why
	Unfollowed string     `json:"unfollowed,omitempty"`
	Missed     *toldLine  `json:"missed,omitempty"` // why no training was recognised, though the script trains
	Lines      []toldLine `json:"lines"`
}

// A toldLine is one sentence of a story. Lines and columns count from 1, columns in code points.
type toldLine struct {
	Depth  int    `json:"depth"`
	Text   string `json:"text"`
	Path   string `json:"path,omitempty"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
}

// toldOf finds the places of a story's lines.
func toldOf(r *check.Run, s *story.Story) toldStory {
	told := toldStory{Script: s.Record.Script, Trainings: len(s.Trainings), Unfollowed: tell.Unfollowed(s), Lines: []toldLine{}}
	for i := range s.Trainings {
		purpose, why := checkpoint.PurposeOf(s, &s.Trainings[i])
		text := fmt.Sprintf("%s: %s", purpose, why)
		if why != "" && !slices.Contains(told.Purposes, text) {
			told.Purposes = append(told.Purposes, text)
		}
	}
	for _, line := range tell.Lines(s) {
		l := toldLine{Depth: line.Depth, Text: line.Text}
		l.Path, l.Line, l.Column = placeOf(r, s, line.At)
		told.Lines = append(told.Lines, l)
	}
	if miss, ok := tell.MissOf(s); ok {
		told.Missed = &toldLine{Text: miss.Why}
		told.Missed.Path, told.Missed.Line, told.Missed.Column = placeOf(r, s, miss.At)
	}
	return told
}

// placeOf returns where a place of a story is.
func placeOf(r *check.Run, s *story.Story, at value.Place) (path string, line, column int) {
	if at.File < 0 || int(at.File) >= len(s.Record.Files) {
		return "", 0, 0
	}
	path = s.Record.Files[at.File]
	src := r.Source(path)
	if src == nil {
		return path, 0, 0
	}
	p := src.Position(int(at.Span.Start))
	return path, p.Line, p.Column
}

// printStories prints stories, a sentence a line, indented by the loops and conditions around it.
func printStories(w io.Writer, all []toldStory) error {
	var errs []error
	say := func(format string, args ...any) {
		_, err := fmt.Fprintf(w, format, args...)
		errs = append(errs, err)
	}
	for _, s := range all {
		say("%s\n", console.Printable(s.Script))
		for _, l := range s.Lines {
			say("  %s%s", strings.Repeat("  ", l.Depth), console.Printable(l.Text))
			if l.Path != "" {
				say(" (%s:%d:%d)", console.Printable(l.Path), l.Line, l.Column)
			}
			say("\n")
		}
		for _, purpose := range s.Purposes {
			say("  taken for a %s\n", console.Printable(purpose))
		}
		if s.Trainings == 0 {
			say("  no training was recognised\n")
		}
		switch {
		case s.Missed != nil && s.Missed.Path != "":
			say("  it trains in a way that is not followed: %s (%s:%d:%d)\n", console.Printable(s.Missed.Text), console.Printable(s.Missed.Path), s.Missed.Line, s.Missed.Column)
		case s.Missed != nil:
			say("  it trains in a way that is not followed: %s\n", console.Printable(s.Missed.Text))
		case s.Unfollowed != "":
			say("  not followed: %s\n", s.Unfollowed)
		}
	}
	return errors.Join(errs...)
}
