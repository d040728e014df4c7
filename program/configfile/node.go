// Package configfile reads what configuration files say that a training program loads: YAML, JSON and TOML, and what Hydra composes
// of several of them. Bad input is nothing to it: a file that is no mapping, is broken or is too large says nothing.
package configfile

import (
	"strings"

	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/source"
)

// The bounds of a file. What is larger holds data rather than settings.
const (
	MaxBytes  = 128 << 10
	maxValues = 4_000
	maxDepth  = 24
)

// A Node is a value of a configuration. It does not change once it is read.
type Node struct {
	Kind   Kind
	Text   string   // of a scalar, without quotes
	Keys   []string // of a mapping, in order
	Fields map[string]*Node
	Items  []*Node
	Open   bool // a mapping that may have other keys, too

	pack string // where Hydra puts what is in the file, "" if that does not say so; only of a file's root
}

// A Kind says what a value is.
type Kind uint8

// The kinds of values.
const (
	Unknown Kind = iota // it is there, and what it is can't be told
	Missing             // it must be given: ??? of OmegaConf
	Null
	True
	False
	Integer
	Float
	String
	List
	Map
)

// A Lookup returns what the file at a slash-separated path says, nil if it says nothing.
type Lookup func(path string) *Node

// Parse returns what a file says whose path tells its format.
func Parse(path string, text []byte) *Node {
	format, ok := config.Classify(path)
	if !ok || len(text) > MaxBytes {
		return nil
	}
	f := config.ParseUpTo(source.New(path, text), format, maxValues)
	if len(f.Problems) > 0 && format != config.JSONC || f.Root.Type() != config.Map {
		return nil
	}
	r := reader{File: f, isYAML: format == config.YAML, anchors: map[string]anchored{}}
	n := r.node(f.Root, 0)
	n.pack = packageOf(text)
	return n
}

// packageOf returns what the comment "# @package name" in the first lines of a file says.
func packageOf(text []byte) string {
	for line := range strings.Lines(string(text[:min(len(text), 400)])) {
		line = strings.TrimSpace(line)
		if line != "" && line[0] != '#' {
			break
		}
		if _, name, ok := strings.Cut(line, "@package"); ok {
			return strings.TrimSpace(name)
		}
	}
	return ""
}

// A reader makes nodes of the values of a file.
type reader struct {
	*config.File
	isYAML  bool
	anchors map[string]anchored // what has an anchor and is read already, by the anchor's name
	values  int                 // that were read, those that an alias stands for counted anew
}

func (r *reader) node(v config.Value, depth int) *Node {
	if depth > maxDepth {
		return &Node{Open: true}
	}
	raw, anchor := "", ""
	if r.isYAML {
		raw, anchor = r.written(v)
	}
	before := r.values
	n := r.content(v, raw, depth)
	if anchor != "" {
		r.anchors[anchor] = anchored{n, r.values - before}
	}
	return n
}

// content returns what a value is that is written as raw, without an anchor.
func (r *reader) content(v config.Value, raw string, depth int) *Node {
	switch {
	case strings.HasPrefix(raw, "*"):
		return r.alias(raw)
	case strings.HasPrefix(raw, "!"):
		return &Node{Open: true} // a value that a program makes of a tag
	}
	r.values++
	switch v.Type() {
	case config.Map:
		return r.mapping(v, depth)
	case config.List:
		n := &Node{Kind: List}
		for _, item := range v.Items {
			n.Items = append(n.Items, r.node(item, depth+1))
		}
		return n
	}
	return r.scalar(v, raw)
}

func (r *reader) mapping(v config.Value, depth int) *Node {
	n := newMap(false)
	var merged []*Node
	for i := range v.Fields {
		field := &v.Fields[i]
		value := r.node(field.Value, depth+1)
		if r.isYAML && field.Name == "<<" {
			merged = append(merged, value)
		} else {
			n.set(field.Name, value)
		}
	}
	for _, each := range merged {
		n.adopt(each)
	}
	return n
}

func (r *reader) scalar(v config.Value, raw string) *Node {
	text := v.Text()
	switch v.Type() {
	case config.Null:
		return &Node{Kind: Null}
	case config.Bool:
		return boolean(strings.EqualFold(text, "true"))
	case config.Int:
		return &Node{Kind: Integer, Text: text}
	case config.Float:
		return &Node{Kind: Float, Text: text}
	}
	switch isPlain := r.isYAML && !strings.HasPrefix(raw, `"`) && !strings.HasPrefix(raw, "'"); {
	case text == "???":
		return &Node{Kind: Missing}
	case isPlain && (text == "yes" || text == "Yes" || text == "YES" || text == "on" || text == "On" || text == "ON"):
		return boolean(true) // https://yaml.org/type/bool.html
	case isPlain && (text == "no" || text == "No" || text == "NO" || text == "off" || text == "Off" || text == "OFF"):
		return boolean(false)
	}
	return &Node{Kind: String, Text: text}
}

func boolean(is bool) *Node {
	if is {
		return &Node{Kind: True}
	}
	return &Node{Kind: False}
}

// newMap returns a mapping without keys, which may have others, too, if it is open.
func newMap(isOpen bool) *Node { return &Node{Kind: Map, Fields: map[string]*Node{}, Open: isOpen} }

// set gives a mapping a value under a key.
func (n *Node) set(key string, v *Node) {
	if n.Fields[key] == nil {
		n.Keys = append(n.Keys, key)
	}
	n.Fields[key] = v
}

// merge returns what there is if over is put over n: mappings are merged, and all else is replaced.
func (n *Node) merge(over *Node) *Node {
	if n == nil || n.Kind != Map || over.Kind != Map {
		return over
	}
	out := newMap(n.Open || over.Open)
	for _, key := range n.Keys {
		out.set(key, n.Fields[key])
	}
	for _, key := range over.Keys {
		out.set(key, out.Fields[key].merge(over.Fields[key]))
	}
	return out
}

// at returns what stands under keys, nil if there is nothing.
func (n *Node) at(keys []string) *Node {
	for _, key := range keys {
		if n == nil || n.Kind != Map {
			return nil
		}
		n = n.Fields[key]
	}
	return n
}

// under returns a mapping that has a value under keys, outermost first.
func under(keys []string, v *Node) *Node {
	for i := len(keys) - 1; i >= 0; i-- {
		n := newMap(false)
		n.set(keys[i], v)
		v = n
	}
	return v
}
