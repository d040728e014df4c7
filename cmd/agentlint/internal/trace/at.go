package trace

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/check"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/console"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/engine"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/tell"
)

// A toldSpot is what is known of the values in a line when a script comes to it.
type toldSpot struct {
	Path   string      `json:"path"`
	Line   int         `json:"line"`
	Script string      `json:"script"`
	Names  []toldKnown `json:"names"`
}

// A toldKnown is one of the things that a name may stand for.
type toldKnown struct {
	Name     string     `json:"name"`
	Assigned bool       `json:"assigned"`
	Kind     string     `json:"kind"`
	Text     string     `json:"text"`
	Part     string     `json:"part,omitempty"`
	Mode     string     `json:"mode,omitempty"`
	Why      string     `json:"why,omitempty"`
	Path     string     `json:"path,omitempty"`
	Line     int        `json:"line,omitempty"`
	Column   int        `json:"column,omitempty"`
	From     []toldLine `json:"from"`
}

// traceAt tells what is known of the values in a line.
func traceAt(c *check.Check, cmd *cobra.Command, at string, scripts []string, format string) error {
	file, line, err := parseSpot(at)
	if err != nil {
		return err
	}
	run, cfg, _, err := c.Configure(cmd.Context(), append(slices.Clone(scripts), file))
	if err != nil {
		return err
	}
	abs := run.Absolute(filepath.ToSlash(file))
	i := slices.IndexFunc(cfg.Files, func(e discover.Entry) bool { return filepath.Clean(e.Abs) == filepath.Clean(abs) })
	if i < 0 {
		return fmt.Errorf("--at %s: %s is no file that agentlint reads", at, file)
	}
	spot := engine.Spot{Path: cfg.Files[i].Path, Line: line}
	stories, uses, err := engine.TellAt(cmd.Context(), cfg, spot)
	if err != nil {
		return fmt.Errorf("--at: %w", err)
	}
	var told []toldSpot
	for _, s := range stories {
		if s.Record.Marks > 0 {
			told = append(told, toldSpot{spot.Path, spot.Line, s.Record.Script, knownOf(run, s, tell.KnownOf(s, uses))})
		}
	}
	if len(told) == 0 {
		return fmt.Errorf("--at: %s:%d: nothing that is followed comes to this line%s", spot.Path, spot.Line, besides(scripts))
	}
	if format == "json" {
		return json.NewEncoder(cmd.OutOrStdout()).Encode(told)
	}
	return printSpots(cmd.OutOrStdout(), told)
}

// besides says what may help if a line is not come to.
func besides(scripts []string) string {
	if len(scripts) == 0 {
		return "; name the script that does: agentlint trace --at FILE:LINE SCRIPT"
	}
	return ""
}

// parseSpot reads FILE:LINE.
func parseSpot(at string) (file string, line int, err error) {
	i := strings.LastIndexByte(at, ':')
	if i <= 0 {
		return "", 0, fmt.Errorf("--at %q: want FILE:LINE", at)
	}
	if line, err = strconv.Atoi(at[i+1:]); err != nil || line < 1 {
		return "", 0, fmt.Errorf("--at %q: want FILE:LINE, with a number from 1 on for LINE", at)
	}
	return at[:i], line, nil
}

// knownOf finds the places of what is known.
func knownOf(r *check.Run, s *story.Story, all []tell.Known) []toldKnown {
	told := make([]toldKnown, 0, len(all))
	for _, k := range all {
		t := toldKnown{Name: k.Use.Name, Assigned: k.Use.Assigned, Kind: k.Kind, Text: k.Text, Part: string(k.Part), Mode: k.Mode, Why: k.Why, From: []toldLine{}}
		t.Path, t.Line, t.Column = placeOf(r, s, k.At)
		for _, from := range k.Sources {
			l := toldLine{Text: from.Text}
			l.Path, l.Line, l.Column = placeOf(r, s, from.At)
			t.From = append(t.From, l)
		}
		told = append(told, t)
	}
	return told
}

// printSpots prints what is known, a line for each thing that a name may stand for and one for each that this was made of.
func printSpots(w io.Writer, all []toldSpot) error {
	var errs []error
	say := func(format string, args ...any) {
		_, err := fmt.Fprintf(w, format, args...)
		errs = append(errs, err)
	}
	for _, spot := range all {
		say("%s:%d, run by %s\n", console.Printable(spot.Path), spot.Line, console.Printable(spot.Script))
		if len(spot.Names) == 0 {
			say("  nothing is known of the names in it\n")
		}
		for i, k := range spot.Names {
			switch {
			case i > 0 && k.Name == spot.Names[i-1].Name && k.Assigned == spot.Names[i-1].Assigned:
				say("  or %s\n", k.line())
			case k.Assigned:
				say("  %s is assigned %s\n", console.Printable(k.Name), k.line())
			default:
				say("  %s is %s\n", console.Printable(k.Name), k.line())
			}
			for _, from := range k.From {
				say("    from %s (%s:%d:%d)\n", console.Printable(from.Text), console.Printable(from.Path), from.Line, from.Column)
			}
		}
	}
	return errors.Join(errs...)
}

// line says in one line what a thing is.
func (k *toldKnown) line() string {
	text := console.Printable(k.Text)
	switch maker, isResult := strings.CutPrefix(k.Kind, "result of "); {
	case isResult:
		text += ", made by " + console.Printable(maker)
	case k.Kind == "instance":
		text = "an instance of " + text
	case k.Kind != "of a library" && k.Kind != "number" && k.Kind != "unknown":
		text = "the " + k.Kind + " " + text
	}
	if k.Part != "" {
		text += ", of the " + k.Part + " part"
	}
	if k.Mode != "" {
		text += ", in " + k.Mode + " mode"
	}
	if k.Why != "" {
		text += ", since " + console.Printable(k.Why)
	}
	if k.Path != "" {
		text += fmt.Sprintf(" (%s:%d:%d)", console.Printable(k.Path), k.Line, k.Column)
	}
	return text
}
