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
	listed map[string]Kind // by path: what its manifest lists, files and folders
}

// manifests are where the manifest of a plugin is, from its root.
var manifests = []string{".claude-plugin/plugin.json", ".github/plugin/plugin.json"}

// pluginAt returns the plugin that has its root in a folder: one with a manifest, or one that a marketplace lists. It is nil for none.
func (c *Classifier) pluginAt(dir string, listed *plugin) *plugin {
	p := listed
	for _, name := range manifests {
		if text := c.tree.Read(path.Join(dir, name)); text != nil {
			if p == nil {
				p = &plugin{root: dir, listed: map[string]Kind{}}
			}
			p.add(parseJSON(name, text))
		}
	}
	return p
}

// markets returns the plugins that the marketplace in a folder lists, and those that the ones above it do.
func (c *Classifier) markets(dir string, above map[string]*plugin) map[string]*plugin {
	text := c.tree.Read(path.Join(dir, ".claude-plugin/marketplace.json"))
	if text == nil {
		return above
	}
	all := maps.Clone(above)
	if all == nil {
		all = map[string]*plugin{}
	}
	market := parseJSON("marketplace.json", text)
	base := dir
	if metadata := market.Field("metadata"); metadata != nil {
		if at := metadata.Value.Field("pluginRoot"); at != nil {
			base = path.Join(dir, at.Value.Text())
		}
	}
	plugins := market.Field("plugins")
	if plugins == nil {
		return all
	}
	for _, entry := range plugins.Value.Items {
		if from := entry.Field("source"); from != nil && from.Value.Type() == config.String {
			root := path.Join(dir, from.Value.Text())
			if !strings.HasPrefix(from.Value.Text(), ".") {
				root = path.Join(base, from.Value.Text())
			}
			if all[root] == nil {
				all[root] = &plugin{root: root, listed: map[string]Kind{}}
			}
			all[root].add(entry)
		}
	}
	return all
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
