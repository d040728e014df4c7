package change

import (
	"path"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/source"
)

// A leaf is a value of a configuration with the keys that lead to it.
type leaf struct {
	keys []string
	text string
	at   place
	key  place
}

// maxLeaves bounds how many values of a configuration are compared: what has more holds data.
const maxLeaves = 2000

// leaves returns the values of a configuration file, by their keys; nil if it is not there, or can't be read.
func (s *side) leaves(name string) map[string]leaf {
	src := s.source(name)
	format, ok := config.Classify(name)
	if src == nil || !ok || len(src.Text) > 256<<10 {
		return nil
	}
	f := config.Parse(src, format)
	all := map[string]leaf{}
	collect(all, name, f.Root, nil, config.Range{})
	return all
}

func collect(all map[string]leaf, name string, v config.Value, keys []string, key config.Range) {
	if len(all) >= maxLeaves || len(keys) > 20 {
		return
	}
	for i := range v.Fields {
		f := &v.Fields[i]
		collect(all, name, f.Value, append(slices.Clip(keys), f.Name), f.Key)
	}
	if len(v.Fields) > 0 {
		return
	}
	hasMaps := slices.ContainsFunc(v.Items, func(item config.Value) bool { return len(item.Fields) > 0 || len(item.Items) > 0 })
	if hasMaps {
		for i, item := range v.Items {
			collect(all, name, item, append(slices.Clip(keys), indexOf(i, item)), item.Range)
		}
		return
	}
	text := scalarText(v)
	if len(v.Items) > 0 {
		texts := make([]string, len(v.Items))
		for i, item := range v.Items {
			texts[i] = scalarText(item)
		}
		text = "(" + strings.Join(texts, ", ") + ")"
	}
	if len(keys) > 0 {
		all[strings.Join(keys, "\x00")] = leaf{keys, text, place{name, v.Range.Start, v.Range.End}, place{name, key.Start, key.End}}
	}
}

// indexOf names an element of a list: by its only key, as in the defaults list of Hydra, or by its number.
func indexOf(i int, item config.Value) string {
	if len(item.Fields) == 1 {
		return ""
	}
	return "[" + string(rune('0'+min(i, 9))) + "]"
}

func scalarText(v config.Value) string {
	text := v.Text()
	switch v.Type() {
	case config.String:
		if number, ok := numberOf(text); ok { // 1e-4 is a string to YAML 1.1
			return formatNumber(number)
		}
		return `"` + text + `"`
	case config.Int, config.Float:
		return literalText(text)
	case config.Bool:
		return map[bool]string{true: "true", false: "false"}[strings.EqualFold(text, "true") || strings.EqualFold(text, "yes") || strings.EqualFold(text, "on")]
	case config.Null:
		return "null"
	}
	return text
}

// isSettings reports whether a file may be the configuration of a training: those of tools, of packages and below hidden folders are not.
func isSettings(name string) bool {
	if _, ok := config.Classify(name); !ok {
		return false
	}
	for part := range strings.SplitSeq(path.Dir(name), "/") {
		if strings.HasPrefix(part, ".") && part != "." || part == "node_modules" || part == "docs" {
			return false
		}
	}
	base := path.Base(name)
	return !strings.HasPrefix(base, ".") && !isManifest(name) && !slices.Contains([]string{
		"package.json", "package-lock.json", "tsconfig.json", "mkdocs.yml", "pyproject.toml", "docker-compose.yml", "docker-compose.yaml", "codecov.yml", "environment.yml",
		"agentlint.yaml", "agentlint.yml", "agentlint.toml", "vercel.json", "renovate.json", "Cargo.toml", "_config.yml", "pixi.toml", "uv.lock", "citation.cff",
	}, base) && !isBaseline(name)
}

// settings compares the configurations of trainings. Those that only one version has are compared with those of the same name elsewhere.
func (c *comparison) settings() {
	for _, name := range c.paths(isSettings) {
		before, after := c.before.leaves(c.movedFrom(name)), c.after.leaves(name)
		if before == nil || after == nil || !isTraining(before, name) && !isTraining(after, name) {
			continue
		}
		for _, key := range slices.Sorted(keysOf(union(before, after))) {
			c.compareLeaf(name, before, after, key)
		}
	}
}

func union(a, b map[string]leaf) map[string]bool {
	all := map[string]bool{}
	for key := range a {
		all[key] = true
	}
	for key := range b {
		all[key] = true
	}
	return all
}

func (c *comparison) compareLeaf(name string, before, after map[string]leaf, key string) {
	old, wasThere := before[key]
	now, isThere := after[key]
	if wasThere && isThere && old.text == now.text {
		return
	}
	keys := old.keys
	if isThere {
		keys = now.keys
	}
	above := append(pathWords(name), keys[:len(keys)-1]...)
	about := theCatalogue().topicOfKey(keys[len(keys)-1], above)
	if about == "" {
		return
	}
	title := strings.ReplaceAll(strings.Join(slices.DeleteFunc(slices.Clone(keys), func(k string) bool { return k == "" }), "."), ".[", "[")
	switch {
	case !isThere && !c.movedWithin(after, before, old):
		c.add(about, title+" = "+old.text, "", old.at, true)
	case !wasThere && isThere && !c.movedWithin(before, after, now):
		c.add(about, "", title+" = "+now.text, now.at, false)
	case wasThere && isThere:
		c.add(about, title+" = "+old.text, title+" = "+now.text, now.at, false)
	}
}

// movedWithin reports whether a value of one version is under the same last key elsewhere in the other, where the first has nothing.
func (c *comparison) movedWithin(in, from map[string]leaf, l leaf) bool {
	for key, other := range in {
		if _, isOwn := from[key]; !isOwn && other.keys[len(other.keys)-1] == l.keys[len(l.keys)-1] && other.text == l.text {
			return true
		}
	}
	return false
}

// movedFrom returns the path that a file of the new version had in the old one.
func (c *comparison) movedFrom(name string) string {
	if c.before.has(name) || !c.after.has(name) {
		return name
	}
	for old := range c.changed {
		if path.Base(old) == path.Base(name) && c.before.has(old) && !c.after.has(old) {
			return old
		}
	}
	return name
}

// pathWords are the folders of a file and its name without the ending: groups of configurations are named so.
func pathWords(name string) []string {
	return strings.Split(strings.TrimSuffix(name, source.Ext(name)), "/")
}

// isTraining reports whether values are those of a training: some are about topics, by their keys or by where the file is.
func isTraining(all map[string]leaf, name string) bool {
	known := 0
	for _, l := range all {
		if theCatalogue().topicOfKey(l.keys[len(l.keys)-1], nil) != "" {
			known++
		}
	}
	if known >= 2 || known == len(all) && known > 0 {
		return true
	}
	for _, word := range pathWords(name) {
		if slices.Contains([]string{"conf", "config", "configs", "cfg", "hparams", "params", "experiment", "experiments"}, word) {
			return true
		}
	}
	return false
}
