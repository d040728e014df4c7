package definitions

import (
	"cmp"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/console"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/known"
	"github.com/agentlint/agentlint/parser/agent/host"
	"github.com/agentlint/agentlint/parser/agent/kind"
)

// NewTree returns the command that shows what each host loads from a repository.
func NewTree() *cobra.Command {
	var names []string
	var format string
	cmd := &cobra.Command{
		Use:   "tree [path ...]",
		Short: "Show what each host loads from a repository, and what none does",
		Long: `Show what each host loads from a repository: its definitions, settings, hooks, plugins and MCP servers, by kind, in the order in
which the host prefers them where that is known. Files that look like definitions but that no host loads come last, with the place where they would
be read.`,
		Example: "  agentlint tree --host claude",
		RunE: func(cmd *cobra.Command, args []string) error {
			hosts, err := chosenHosts(names)
			if err != nil {
				return err
			}
			r, err := newReader()
			if err != nil {
				return err
			}
			files, err := r.find(cmd.Context(), args)
			if err != nil {
				return err
			}
			t := newLoadTree(hosts, files)
			switch format {
			case "text":
				t.print(cmd.OutOrStdout())
				return nil
			case "json":
				return console.PrintJSON(cmd.OutOrStdout(), t)
			}
			return fmt.Errorf("--format %q is not valid; use text or json", format)
		},
	}
	cmd.Flags().StringSliceVar(&names, "host", nil, "`HOST` to show, or several: "+strings.Join(host.BuiltIn(), ", "))
	cmd.Flags().StringVar(&format, "format", "text", "`FORMAT` of the answer: text or json")
	known.Complete(cmd, map[string][]string{"format": {"text", "json"}, "host": host.BuiltIn()})
	return cmd
}

func chosenHosts(names []string) ([]*host.Host, error) {
	if len(names) == 0 {
		return host.All(), nil
	}
	var hosts []*host.Host
	for _, name := range names {
		h, err := known.Host(name)
		if err != nil {
			return nil, err
		}
		hosts = append(hosts, h)
	}
	return hosts, nil
}

// A loadTree is what hosts load from a repository.
type loadTree struct {
	Hosts  []hostTree   `json:"hosts"`
	Unread []unreadFile `json:"unread"` // loaded by no host
}

// A hostTree is what one host loads.
type hostTree struct {
	Host  string     `json:"host"`
	Kinds []kindTree `json:"kinds"`
}

// A kindTree is the files of one kind that a host loads.
type kindTree struct {
	Kind       string     `json:"kind"`
	Precedence string     `json:"precedence,omitempty"` // which of several of one name counts
	Source     string     `json:"source"`               // URL of where that is said
	Checked    string     `json:"checked"`              // date on which that was read
	Files      []treeFile `json:"files"`
}

type treeFile struct {
	Path       string   `json:"path"`
	Name       string   `json:"name,omitempty"`       // by which the host knows it
	Refusals   []string `json:"refusals"`             // why the host does not load it
	Overridden string   `json:"overridden,omitempty"` // the file that the host loads in its place
	over       []kind.Kind
}

type unreadFile struct {
	Path    string `json:"path"`
	Instead string `json:"instead"` // where it would be read; "" if that is not known
	Looks   string `json:"looks"`   // who would read it there; "" if that is not known
}

func newLoadTree(hosts []*host.Host, files []*hostFile) *loadTree {
	t := &loadTree{Hosts: []hostTree{}, Unread: []unreadFile{}}
	for _, h := range hosts {
		if tree := newHostTree(h, files); len(tree.Kinds) > 0 {
			t.Hosts = append(t.Hosts, *tree)
		}
	}
	for _, f := range files {
		if f.isForeign {
			t.Unread = append(t.Unread, unreadFile{Path: f.path})
		}
		if f.unread != nil {
			t.Unread = append(t.Unread, unreadFile{f.path, f.unread.Instead, f.unread.Looks})
		}
		if f.servers != nil && len(f.servers.Hosts) == 0 && f.setup == nil {
			t.Unread = append(t.Unread, unreadFile{f.path, strings.Join(f.servers.Instead, " or "), "hosts"})
		}
	}
	return t
}

// newHostTree returns what a host loads of some files.
func newHostTree(h *host.Host, files []*hostFile) *hostTree {
	t := &hostTree{Host: h.Title, Kinds: []kindTree{}}
	for _, f := range files {
		t.add(h, f)
	}
	overridden := t.overridden()
	for _, k := range t.Kinds {
		for i := range k.Files {
			k.Files[i].Overridden = overridden[k.Files[i].Path]
		}
	}
	return t
}

// overridden returns the files of which another has the name and comes first, each with that one.
func (t *hostTree) overridden() map[string]string {
	first := map[[2]string]string{} // by kind and name
	for _, k := range t.Kinds {
		for _, f := range k.Files {
			for _, over := range f.over {
				first[[2]string{string(over), f.identity()}] = f.Path
			}
		}
	}
	all := map[string]string{}
	for _, k := range t.Kinds {
		for _, f := range k.Files {
			if by := first[[2]string{k.Kind, f.identity()}]; by != "" && by != f.Path {
				all[f.Path] = by
			}
		}
	}
	return all
}

// identity returns what tells a file from others of its kind: its name, or for one without the folder that it is about.
func (f treeFile) identity() string {
	if f.Name != "" {
		return f.Name
	}
	return path.Dir(f.Path) + "/"
}

// add takes a file in if the host loads it, or means to.
func (t *hostTree) add(h *host.Host, f *hostFile) {
	switch {
	case f.definition != nil:
		if place := placeFor(h, f); place != nil {
			loaded := host.Load(h, f.definition)
			t.put(kindTree{Kind: string(f.definition.Kind), Precedence: place.Precedence, Source: place.Source, Checked: place.Checked}, treeFile{Path: f.path, Name: loaded.Name, Refusals: loaded.Refusals, over: place.Overrides(h.Name)})
		}
	case f.setup != nil && strings.HasPrefix(h.Title, f.setup.Format.Host):
		loaded := f.setup.Load(h)
		t.put(kindTree{Kind: cmp.Or(string(f.setup.Format.Kind), string(f.setup.Format.Holds)), Source: f.setup.Format.Source, Checked: f.setup.Format.Checked}, treeFile{Path: f.path, Refusals: loaded.Refusals})
	case f.servers != nil && f.setup == nil && slices.Contains(f.servers.Hosts, h.Title):
		t.put(kindTree{Kind: "mcp", Source: f.servers.Source, Checked: f.servers.Checked}, treeFile{Path: f.path, Refusals: []string{}})
	}
}

// placeFor returns the place where the host finds a definition, or nil if it does not look for such.
func placeFor(h *host.Host, f *hostFile) *kind.Place {
	if !slices.ContainsFunc(host.Reading(f.definition), func(s *host.Schema) bool { return s.Host == h }) {
		return nil
	}
	place := kind.PlaceOf(f.path)
	if place == nil || place.Kind != f.definition.Kind {
		i := slices.IndexFunc(kind.Places(), func(p *kind.Place) bool { return p.Kind == f.definition.Kind })
		if i < 0 {
			return nil
		}
		place = kind.Places()[i]
	}
	if !slices.Contains(place.Hosts, h.Name) {
		return nil
	}
	return place
}

// put takes a file in under its kind.
func (t *hostTree) put(k kindTree, f treeFile) {
	i := slices.IndexFunc(t.Kinds, func(other kindTree) bool { return other.Kind == k.Kind })
	if i < 0 {
		i, t.Kinds = len(t.Kinds), append(t.Kinds, k)
	}
	t.Kinds[i].Files = append(t.Kinds[i].Files, f)
}

func (t *loadTree) print(w io.Writer) {
	for i, h := range t.Hosts {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintln(w, h.Host)
		for _, k := range h.Kinds {
			k.print(w)
		}
	}
	if len(t.Unread) > 0 {
		fmt.Fprintln(w, "\nLoaded by no host")
		for _, f := range t.Unread {
			if f.Instead == "" {
				fmt.Fprintf(w, "  %s, where no known host looks\n", console.Printable(f.Path))
				continue
			}
			fmt.Fprintf(w, "  %s, which %s would read in or as %s\n", console.Printable(f.Path), f.Looks, f.Instead)
		}
	}
	if len(t.Hosts) == 0 && len(t.Unread) == 0 {
		fmt.Fprintln(w, "there is nothing here that any known host loads")
	}
}

func (k kindTree) print(w io.Writer) {
	fmt.Fprintf(w, "  %s", k.Kind)
	if k.Precedence != "" && len(k.Files) > 1 {
		fmt.Fprintf(w, " (%s)", k.Precedence)
	}
	fmt.Fprintln(w)
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, f := range k.Files {
		note := f.Name
		switch {
		case len(f.Refusals) > 0:
			note = "not loaded: " + strings.Join(f.Refusals, "; ")
		case f.Overridden != "":
			note = fmt.Sprintf("not loaded: %s comes first", console.Printable(f.Overridden))
		}
		line := fmt.Sprintf("    %s\t%s", console.Printable(f.Path), note)
		fmt.Fprintln(table, strings.TrimRight(line, "\t "))
	}
	_ = table.Flush() // to the same writer as all the rest
}
