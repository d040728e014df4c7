package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/host"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/report/inert"
)

func newLoad() *cobra.Command {
	var name, format string
	cmd := &cobra.Command{
		Use:   "load --host HOST FILE ...",
		Short: "Show what a host would load from an agent definition",
		Long: `Show what a host would load from an agent definition: its name, tools and model, the handoffs and keys that it
keeps or drops, and why. The exit code is 1 if it would refuse any of the files.

Where agentlint is wrong about a host, or does not know it, the project can say better: the files .agentlint/hosts/*.yaml go
over the built-in facts, for all commands. They are written like those in parser/agent/host of agentlint's source, and a
file needs to hold only what differs:

  name: vscode
  files:
    - kinds: [custom-agent]
      keys:
        triggers: {types: [list], items: [string]}`,
		Example: "  agentlint load --host vscode .github/agents/ml-trainer.agent.md",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			h, err := hostNamed(name)
			if err != nil {
				return err
			}
			files, err := loadAll(h, args)
			if err != nil {
				return err
			}
			switch format {
			case "text":
				printLoaded(cmd.OutOrStdout(), files)
			case "json":
				if err := printJSON(cmd.OutOrStdout(), files); err != nil {
					return err
				}
			default:
				return fmt.Errorf("--format %q: want text or json", format)
			}
			return refused(files)
		},
	}
	cmd.Flags().StringVar(&name, "host", "", "`HOST` that loads the file: "+strings.Join(hostNames(), ", "))
	cmd.Flags().StringVar(&format, "format", "text", "`FORMAT` of the answer: text or json")
	return cmd
}

// hostsFolder is where a project corrects or adds to what agentlint knows about hosts, as seen from where it runs.
const hostsFolder = ".agentlint/hosts"

func overrideHosts() error {
	folder, err := hostOverrides()
	if err == nil {
		err = host.Override(folder)
	}
	if err != nil {
		return fmt.Errorf("can't use the facts about hosts in %s:\n%w", hostsFolder, err)
	}
	return nil
}

// hostOverrides returns the folder of what the project says about hosts. The error is that it leads out of the repository.
func hostOverrides() (fs.FS, error) {
	root, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	disk, dir := diskAt(root), filepath.Join(root, filepath.FromSlash(hostsFolder))
	if _, err := disk.Stat(dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	return disk.FS(dir), nil
}

// hostNamed returns the host that a user names.
func hostNamed(name string) (*host.Host, error) {
	if name == "" {
		return nil, fmt.Errorf("name a host with --host: %s", strings.Join(hostNames(), ", "))
	}
	if h := host.ByName(name); h != nil {
		return h, nil
	}
	return nil, fmt.Errorf("there is no host %q; there are %s", name, strings.Join(hostNames(), ", "))
}

func hostNames() []string {
	var names []string
	for _, h := range host.All() {
		names = append(names, h.Name)
	}
	return names
}

// A loadedFile is what a host makes of one file.
type loadedFile struct {
	Path string `json:"path"`
	*host.Loaded
}

func loadAll(h *host.Host, paths []string) ([]loadedFile, error) {
	root, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	disk := diskAt(root)
	places := lint.NewClassifier(disk, root)
	var files []loadedFile
	for _, path := range paths {
		abs := absolute(root, path)
		if _, _, err := disk.Admit(abs); err != nil {
			return nil, err
		}
		data, err := disk.ReadFile(abs)
		if err != nil {
			return nil, err
		}
		k, ok := places.Classify(source.Folded(filepath.ToSlash(abs)))
		if k == kind.Candidate {
			k, ok = kind.Sniff(data)
		}
		if !ok || !k.IsRead() {
			return nil, fmt.Errorf("%s: no host looks for agent definitions there", path)
		}
		shown := filepath.ToSlash(path)
		files = append(files, loadedFile{shown, host.Load(h, agent.Parse(source.New(shown, data), k))})
	}
	return files, nil
}

func refused(files []loadedFile) error {
	for _, f := range files {
		if len(f.Refusals) > 0 {
			return errFindings
		}
	}
	return nil
}

// printJSON prints a value with its strings inert.
func printJSON(w io.Writer, value any) error {
	var text bytes.Buffer
	enc := json.NewEncoder(&text)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(value); err != nil {
		return err
	}
	_, err := inert.Raw(w).Write(inert.JSON(text.Bytes()))
	return err
}

// printLoaded prints a paragraph for each file.
func printLoaded(w io.Writer, files []loadedFile) {
	for i, f := range files {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "%s in %s\n", printable(f.Path), f.Host)
		for _, reason := range f.Refusals {
			fmt.Fprintf(w, "  refused: %s\n", reason)
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
	row("tools", f.tools())
	row("model", cmp.Or(f.Model, "the default"))
	row("handoffs", fmt.Sprintf("%d of %d kept", f.KeptHandoffs(), len(f.Handoffs)))
	for _, reason := range f.dropped() {
		row("", reason)
	}
	for _, k := range f.Keys {
		switch {
		case !k.Kept:
			row("dropped", fmt.Sprintf("%s: %s", k.Name, k.Reason))
		case k.Reason != "":
			row("kept", fmt.Sprintf("%s: %s", k.Name, k.Reason))
		}
	}
	row("body", f.body())
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
		lines = append(lines, fmt.Sprintf("dropped %s: %s", strings.Join(agents[reason], ", "), reason))
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
