package definitions

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/console"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/known"
	"github.com/agentlint/agentlint/parser/agent/host"
)

// NewLoad returns the command that shows what a host would load from a file.
func NewLoad() *cobra.Command {
	var name, format string
	cmd := &cobra.Command{
		Use:   "load --host HOST FILE ...",
		Short: "Show what a host would load from a definition, settings or a manifest",
		Long: `Show what a host would load from an agent definition: its name, tools and model, the handoffs and keys that it
keeps or ignores, and why. The exit code is 1 if it would reject any of the files.

Where agentlint is wrong about a host, or does not know it, the project can correct that: the files .agentlint/hosts/*.yaml
override the built-in facts, for all commands. They are written like those in parser/agent/host of agentlint's source, and a
file needs to contain only the differences:

  name: vscode
  files:
    - kinds: [custom-agent]
      keys:
        triggers: {types: [list], items: [string]}`,
		Example: "  agentlint load --host vscode .github/agents/ml-trainer.agent.md",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			h, err := known.Host(name)
			if err != nil {
				return err
			}
			files, err := loadAll(cmd.Context(), h, args)
			if err != nil {
				return err
			}
			switch format {
			case "text":
				printLoaded(cmd.OutOrStdout(), files)
			case "json":
				if err := console.PrintJSON(cmd.OutOrStdout(), files); err != nil {
					return err
				}
			default:
				return fmt.Errorf("--format %q is not valid; use text or json", format)
			}
			return refused(files)
		},
	}
	cmd.Flags().StringVar(&name, "host", "", "`HOST` that loads the file: "+strings.Join(host.BuiltIn(), ", "))
	cmd.Flags().StringVar(&format, "format", "text", "`FORMAT` of the answer: text or json")
	known.Complete(cmd, map[string][]string{"format": {"text", "json"}, "host": host.BuiltIn()})
	return cmd
}

// A loadedFile is what a host makes of one file.
type loadedFile struct {
	Path string `json:"path"`
	*host.Loaded
	Overridden string `json:"overridden,omitempty"` // the file that takes its place
	hasText    bool   // beside its keys
}

func loadAll(ctx context.Context, h *host.Host, paths []string) ([]loadedFile, error) {
	r, err := newReader()
	if err != nil {
		return nil, err
	}
	around, err := r.find(ctx, nil)
	if err != nil {
		return nil, err
	}
	overridden := newHostTree(h, around).overridden()
	agents := agentsOf(around)
	var files []loadedFile
	for _, path := range paths {
		abs := console.Absolute(r.root, path)
		if _, _, err := r.disk.Admit(abs); err != nil {
			return nil, err
		}
		shown := filepath.ToSlash(path)
		f, err := r.read(abs, shown)
		switch {
		case err != nil:
			return nil, err
		case f != nil && f.definition != nil:
			loaded := host.Load(h, f.definition)
			agents.mark(loaded)
			files = append(files, loadedFile{shown, loaded, overridden[filepath.ToSlash(filepath.Clean(path))], true})
		case f != nil && f.setup != nil:
			files = append(files, loadedFile{shown, f.setup.Load(h), "", f.setup.Format.Kind != ""})
		default:
			return nil, fmt.Errorf("%s: no host looks for agent definitions there", path)
		}
	}
	return files, nil
}

func refused(files []loadedFile) error {
	for _, f := range files {
		if len(f.Refusals) > 0 {
			return console.ErrFindings
		}
	}
	return nil
}

// printLoaded prints a paragraph for each file.
func printLoaded(w io.Writer, files []loadedFile) {
	for i, f := range files {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "%s in %s\n", console.Printable(f.Path), f.Host)
		for _, reason := range f.Refusals {
			fmt.Fprintf(w, "  rejected: %s\n", reason)
		}
		if f.Overridden != "" {
			fmt.Fprintf(w, "  not loaded: %s has the same name and comes first\n", console.Printable(f.Overridden))
		}
		if !f.Reads {
			continue
		}
		table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		f.print(table)
		_ = table.Flush() // to the same writer as all the rest
	}
}

func (f loadedFile) print(w io.Writer) {
	row := func(label, value string) { fmt.Fprintf(w, "  %s\t%s\n", label, value) }
	row("name", cmp.Or(f.Name, "none"))
	row("description", cmp.Or(oneLine(f.Description), "none"))
	if f.TakesTools {
		row("tools", f.tools())
	}
	if f.TakesModel {
		row("model", cmp.Or(f.Model, "the default"))
	}
	if len(f.Handoffs) > 0 {
		row("handoffs", fmt.Sprintf("%d of %d kept", f.KeptHandoffs(), len(f.Handoffs)))
	}
	for _, reason := range f.dropped() {
		row("", reason)
	}
	if names := f.unresolved(); len(names) > 0 {
		row("", "no agent here is called "+strings.Join(names, ", "))
	}
	for _, k := range f.Keys {
		switch {
		case !k.Kept:
			row("ignored", fmt.Sprintf("%s: %s", k.Name, k.Reason))
		case k.Reason != "":
			row("kept", fmt.Sprintf("%s: %s", k.Name, k.Reason))
		}
	}
	if f.hasText {
		row("body", f.body())
	}
	for _, remark := range f.Remarks {
		row("note", remark)
	}
}

// dropped says why handoffs are dropped, each reason once with the agents that it keeps from being offered.
func (f loadedFile) dropped() []string {
	agents := map[string][]string{}
	for _, h := range f.Handoffs {
		if !h.Kept {
			agents[h.Reason] = append(agents[h.Reason], cmp.Or(h.Agent, "no agent"))
		}
	}
	var lines []string
	for _, reason := range slices.Sorted(maps.Keys(agents)) {
		lines = append(lines, fmt.Sprintf("ignored %s: %s", strings.Join(agents[reason], ", "), reason))
	}
	return lines
}

func (f loadedFile) tools() string {
	switch {
	case f.AllTools:
		return "all"
	case len(f.Tools) == 0:
		return "none"
	}
	return strings.Join(f.Tools, ", ")
}

func (f loadedFile) body() string {
	if f.BodyLimit == 0 {
		return fmt.Sprintf("%d characters, no limit known", f.BodyChars)
	}
	return fmt.Sprintf("%d of at most %d characters", f.BodyChars, f.BodyLimit)
}

// oneLine shortens text to what fits on a line.
func oneLine(text string) string {
	const most = 80 // code points
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return string(runes)
}
