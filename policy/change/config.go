package change

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/policy/topic"
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
	isElement := len(keys) > 0 && strings.HasPrefix(keys[len(keys)-1], "[")
	if depth := depthOf(v); depth == hasKeys || depth > maxNested && !isElement {
		for i, item := range v.Items {
			collect(all, name, item, append(slices.Clip(keys), indexOf(i, item)), item.Range)
		}
		return
	}
	if len(keys) > 0 {
		all[strings.Join(keys, "\x00")] = leaf{keys, listText(v), place{name, v.Range.Start, v.Range.End}, place{name, key.Start, key.End}}
	}
}

const (
	maxNested = 2   // how deep lists are that are compared as a whole: [-1, 3, Conv, [128, 3]] is one layer
	hasKeys   = 100 // the depth of those that hold keys
)

// depthOf returns how deep lists are nested.
func depthOf(v config.Value) int {
	depth := 0
	for _, item := range v.Items {
		if len(item.Fields) > 0 {
			return hasKeys
		}
		depth = max(depth, min(1+depthOf(item), hasKeys))
	}
	return depth
}

// listText writes a list, or a single value.
func listText(v config.Value) string {
	if len(v.Items) == 0 {
		return scalarText(v)
	}
	texts := make([]string, len(v.Items))
	for i, item := range v.Items {
		texts[i] = listText(item)
	}
	return "(" + strings.Join(texts, ", ") + ")"
}

// indexOf names an element of a list: by its only key, as in the defaults list of Hydra, or by its number.
func indexOf(i int, item config.Value) string {
	if len(item.Fields) == 1 {
		return ""
	}
	return "[" + strconv.Itoa(i) + "]"
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
		from := len(c.changes)
		for _, key := range slices.SortedFunc(keysOf(union(before, after)), inFile(before, after)) {
			c.compareLeaf(name, before, after, key)
		}
		c.changes = append(c.changes[:from], ofLayers(c.changes[from:])...)
	}
}

// inFile compares keys of two versions by their places in the newer one, or else in the older one.
func inFile(before, after map[string]leaf) func(a, b string) int {
	at := func(key string) int {
		if l, ok := after[key]; ok {
			return l.at.start
		}
		return before[key].at.start
	}
	return func(a, b string) int { return cmp.Or(at(a)-at(b), strings.Compare(a, b)) }
}

// ofLayers makes one change of all layers of a list that have changed: when one is put in between, all that come after it have.
func ofLayers(changes []Change) (out []Change) {
	list := func(c *Change) string {
		name, _, isLayer := strings.Cut(cmp.Or(c.After, c.Before), "[")
		if !isLayer || c.Topic != topic.Architecture || strings.Contains(name, " ") {
			return ""
		}
		return name
	}
	count := map[string]int{}
	for i := range changes {
		count[list(&changes[i])]++
	}
	for _, c := range changes {
		name := list(&c)
		switch n := count[name]; {
		case name == "" || n == 1:
		case n == 0:
			continue
		case c.After != "":
			c.After += fmt.Sprintf(" and %d more", n-1)
		default:
			c.Before += fmt.Sprintf(" and %d more", n-1)
		}
		out = append(out, c)
		if name != "" {
			count[name] = 0
		}
	}
	return out
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

// movedWithin reports whether a value of one version is elsewhere in the other, where the first has nothing: under the same last key, or under
// other keys that say the same.
func (c *comparison) movedWithin(in, from map[string]leaf, l leaf) bool {
	for key, other := range in {
		if _, isOwn := from[key]; !isOwn && other.text == l.text && (other.keys[len(other.keys)-1] == l.keys[len(l.keys)-1] || sayTheSame(other.keys, l.keys)) {
			return true
		}
	}
	return false
}

// sayTheSame reports whether one of two lists of keys has all words of the other, and these are several: vision_width and vision_cfg.width.
func sayTheSame(a, b []string) bool {
	return hasWordsOf(a, b) || hasWordsOf(b, a)
}

func hasWordsOf(keys, other []string) bool {
	words, wanted := keyWords(keys), keyWords(other)
	return len(wanted) > 1 && !slices.ContainsFunc(wanted, func(w string) bool { return !slices.Contains(words, w) })
}

func keyWords(keys []string) (words []string) {
	for _, key := range keys {
		words = append(words, strings.FieldsFunc(normal(key), func(r rune) bool { return r == '_' })...)
	}
	return words
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

// isLayer reports whether a value is one of a list that is the model: backbone[3].
func (l *leaf) isLayer() bool {
	return len(l.keys) == 2 && strings.HasPrefix(l.keys[1], "[") && theCatalogue().topicOfKey(l.keys[0], nil) == topic.Architecture
}

// isTraining reports whether values are those of a training: some are about topics, by their keys or by where the file is.
func isTraining(all map[string]leaf, name string) bool {
	known := 0
	for _, l := range all {
		if theCatalogue().topicOfKey(l.keys[len(l.keys)-1], nil) != "" || l.isLayer() {
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
