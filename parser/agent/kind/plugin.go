package kind

import (
	"maps"
	"path"
	"strings"

	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/source"
)

// A plugin is what is brought to Claude Code from one folder.
// Source: https://code.claude.com/docs/en/plugins-reference
type plugin struct {
	root   string
	listed map[string]Kind   // by path: what its manifest lists, files and folders
	setup  map[string]string // by path: the key under which its manifest lists a file that is no definition
}

func newPlugin(root string) *plugin {
	return &plugin{root: root, listed: map[string]Kind{}, setup: map[string]string{}}
}

// at returns a plugin of its own that lists what p does, for a root: others may be reading p.
func (p *plugin) at(root string) *plugin {
	if p == nil {
		return newPlugin(root)
	}
	return &plugin{root: p.root, listed: maps.Clone(p.listed), setup: maps.Clone(p.setup)}
}

// manifests are where the manifest of a plugin is, from its root.
// Sources: https://code.claude.com/docs/en/plugins-reference, https://developers.openai.com/codex/plugins/build and
// https://docs.github.com/en/copilot/reference/copilot-cli-reference/cli-plugin-reference, read on 2026-12-01.
var manifests = []string{".claude-plugin/plugin.json", ".github/plugin/plugin.json", ".codex-plugin/plugin.json"}

// marketplaces are where a list of plugins is, from the folder that its paths start from.
var marketplaces = []string{".claude-plugin/marketplace.json", ".github/plugin/marketplace.json", ".agents/plugins/marketplace.json"}

// setups are the keys of a manifest that list files which are no definitions.
var setups = []string{"hooks", "mcpServers", "lspServers"}

// pluginAt returns the plugin that has its root in a folder: one with a manifest, or one that a marketplace lists. It is nil for none.
func pluginAt(dir string, listed *plugin, read func(name string) []byte) *plugin {
	p := listed
	for _, name := range manifests {
		if text := read(name); text != nil {
			if p == listed {
				p = listed.at(dir)
			}
			p.add(parseJSON(name, text))
		}
	}
	return p
}

// markets returns the plugins that the marketplaces in a folder list, and those that the ones above it do.
func markets(dir string, above map[string]*plugin, read func(name string) []byte) map[string]*plugin {
	all, isOwn := above, false
	for _, name := range marketplaces {
		text := read(name)
		if text == nil {
			continue
		}
		if all, isOwn = own(all, isOwn), true; all == nil {
			all = map[string]*plugin{}
		}
		addMarket(all, dir, parseJSON("marketplace.json", text))
	}
	return all
}

// own returns a map that may be written to: m itself if it may.
func own(m map[string]*plugin, isOwn bool) map[string]*plugin {
	if isOwn {
		return m
	}
	return maps.Clone(m)
}

// addMarket takes the plugins that a marketplace lists from folders beside it.
func addMarket(all map[string]*plugin, dir string, market config.Value) {
	plugins := market.Field("plugins")
	if plugins == nil {
		return
	}
	for _, entry := range plugins.Value.Items {
		from, ok := LocalSource(market, entry)
		if !ok {
			continue
		}
		root := path.Join(dir, from.Path)
		all[root] = all[root].at(root)
		all[root].add(entry)
	}
}

// A Source is the folder that a marketplace takes a plugin from.
type Source struct {
	Path  string       // from the folder that holds the marketplace's own one
	Value config.Value // as written
}

// LocalSource returns the folder that an entry of a marketplace takes its plugin from, and whether it takes it from one.
// Sources: https://code.claude.com/docs/en/plugins/marketplace-reference, https://developers.openai.com/codex/plugins/build.
func LocalSource(market, entry config.Value) (Source, bool) {
	field := entry.Field("source")
	if field == nil {
		return Source{}, false
	}
	from := field.Value
	if inner := from.Field("path"); inner != nil && from.Field("source") != nil && from.Field("source").Value.Text() == "local" {
		from = inner.Value
	}
	if from.Type() != config.String || strings.Contains(from.Text(), ":") {
		return Source{}, false
	}
	name := from.Text()
	if metadata := market.Field("metadata"); metadata != nil && !strings.HasPrefix(name, ".") {
		if at := metadata.Value.Field("pluginRoot"); at != nil {
			name = path.Join(at.Value.Text(), name)
		}
	}
	return Source{name, from}, true
}

func parseJSON(name string, text []byte) config.Value {
	return config.Parse(source.New(name, text), config.JSON).Root
}

// add takes what a manifest, or a marketplace's entry, lists.
func (p *plugin) add(manifest config.Value) {
	for _, place := range places().byPlugin {
		field := manifest.Field(place.Key)
		if field == nil {
			continue
		}
		for _, item := range append([]config.Value{field.Value}, field.Value.Items...) {
			if item.Type() == config.String {
				p.listed[path.Join(p.root, item.Text())] = place.Kind
			}
		}
	}
	for _, key := range setups {
		if field := manifest.Field(key); field != nil {
			for _, item := range append([]config.Value{field.Value}, field.Value.Items...) {
				if item.Type() == config.String {
					p.setup[path.Join(p.root, item.Text())] = key
				}
			}
		}
	}
}

func (p *plugin) rootOrNone() string {
	if p == nil {
		return ""
	}
	return p.root
}

// kindOf returns what a plugin brings a file as, "" if it does not.
func (p *plugin) kindOf(name string) Kind {
	if p == nil || path.Ext(name) != ".md" || isReadme(name) {
		return ""
	}
	for at := name; len(at) > len(p.root); at = path.Dir(at) {
		if kind := p.listed[at]; kind != "" {
			return kind
		}
	}
	if i := places().plugins.First(strings.TrimPrefix(name, p.root+"/")); i >= 0 {
		return places().byPlugin[i].Kind
	}
	return ""
}
