package configfile

import (
	"path"
	"slices"
	"strings"
)

// maxFiles bounds what one composition reads.
const maxFiles = 48

// Compose returns what Hydra makes of the file of a name in a folder and of all that its defaults list names, nil if that file says
// nothing: https://hydra.cc/docs/advanced/defaults_list/. What a store or a package brings, and not the folder, leaves the place
// that it is put open.
func Compose(lookup Lookup, dir, name string) *Node {
	c := composition{lookup: lookup, dir: dir, chosen: map[string]*Node{}}
	c.overrides("", name, 0)
	c.files = 0
	out := c.compose("", name, nil, 0)
	if out == nil {
		return nil
	}
	return out.Resolve()
}

// A composition is what is read for one configuration.
type composition struct {
	lookup Lookup
	dir    string
	chosen map[string]*Node // by the group, what an override in a defaults list chooses instead
	files  int
}

// A choice is an element of a defaults list.
type choice struct {
	group    string // "" for a file beside the one that lists it
	pack     string // "" for the group's
	options  []string
	isOpen   bool // which options are chosen can't be told
	override bool
	optional bool
	self     bool
}

// file returns what a configuration file says, nil if it is not there.
func (c *composition) file(group, name string) *Node {
	if c.files++; c.files > maxFiles || name == "" {
		return nil
	}
	at := path.Join(c.dir, group, name)
	if ext := path.Ext(at); ext != ".yaml" && ext != ".yml" {
		if n := c.lookup(at + ".yaml"); n != nil {
			return n
		}
		return c.lookup(at + ".yml")
	}
	return c.lookup(at)
}

// overrides notes what the defaults lists choose instead of what others do: the ones further out win.
func (c *composition) overrides(group, name string, depth int) {
	n := c.file(group, name)
	if n == nil || depth > deepest {
		return
	}
	all := choices(n)
	for _, each := range all {
		if at := within(group, each.group); each.override && c.chosen[at] == nil {
			c.chosen[at] = &Node{Kind: List, Items: texts(each.options), Open: each.isOpen}
		}
	}
	for _, each := range all {
		if !each.self && !each.override {
			for _, option := range each.options {
				at := group
				if each.group != "" {
					at = within(group, each.group)
				}
				c.overrides(at, option, depth+1)
			}
		}
	}
}

func texts(all []string) (items []*Node) {
	for _, text := range all {
		items = append(items, &Node{Kind: String, Text: text})
	}
	return items
}

// within returns a group that is named in a file of another one: one that starts with a slash is named from the top.
func within(group, name string) string {
	if rest, ok := strings.CutPrefix(name, "/"); ok {
		return rest
	}
	return path.Join(group, name)
}

// compose returns what the file of a group and those in its defaults list say, put into a package; nil if the file is not there.
func (c *composition) compose(group, name string, pack []string, depth int) *Node {
	n := c.file(group, name)
	if n == nil || depth > deepest {
		return nil
	}
	switch n.pack {
	case "":
	case "_global_":
		pack = nil
	case "_group_":
		pack = keysOf(group)
	default:
		pack = strings.Split(strings.TrimPrefix(n.pack, "_global_."), ".")
	}
	own := under(pack, without(n, "defaults"))
	out, hasSelf := newMap(false), false
	for _, each := range choices(n) {
		switch {
		case each.self:
			out, hasSelf = out.merge(own), true
		case !each.override:
			out = c.choose(out, group, each, pack, depth)
		}
	}
	if !hasSelf {
		out = out.merge(own)
	}
	return out
}

// choose puts over what there is what an element of a defaults list brings.
func (c *composition) choose(out *Node, group string, each choice, pack []string, depth int) *Node {
	at, in := group, pack
	if each.group != "" {
		at, in = within(group, each.group), append(pack[:len(pack):len(pack)], keysOf(strings.TrimPrefix(each.group, "/"))...)
		if strings.HasPrefix(each.group, "/") {
			in = keysOf(at)
		}
	}
	switch each.pack {
	case "":
	case "_global_":
		in = nil
	case "_here_":
		in = pack
	default:
		in = strings.Split(strings.TrimPrefix(each.pack, "_global_."), ".")
		if !strings.HasPrefix(each.pack, "_global_.") {
			in = append(pack[:len(pack):len(pack)], in...)
		}
	}
	if other := c.chosen[at]; other != nil && each.group != "" {
		each.options, each.isOpen = nil, other.Open
		for _, item := range other.Items {
			each.options = append(each.options, item.Text)
		}
	}
	for _, option := range each.options {
		if n := c.compose(at, option, in, depth+1); n != nil {
			out = out.merge(n)
		} else if !each.optional {
			each.isOpen = true
		}
	}
	if each.isOpen {
		out = out.merge(under(in, newMap(true)))
	}
	return out
}

func keysOf(group string) []string {
	if group == "" {
		return nil
	}
	return strings.Split(group, "/")
}

// without returns a mapping without a key.
func without(n *Node, key string) *Node {
	out := newMap(n.Open)
	for _, k := range n.Keys {
		if k != key {
			out.set(k, n.Fields[k])
		}
	}
	return out
}

// IsComposed reports whether a file's defaults list names others.
func IsComposed(n *Node) bool {
	return slices.ContainsFunc(choices(n), func(c choice) bool { return !c.self })
}

// choices returns the elements of a file's defaults list.
func choices(n *Node) (all []choice) {
	list := n.Fields["defaults"]
	if list == nil || list.Kind != List {
		return nil
	}
	for _, item := range list.Items {
		switch {
		case item.Kind == String && item.Text == "_self_":
			all = append(all, choice{self: true})
		case item.Kind == String:
			all = append(all, beside(item.Text))
		case item.Kind == Map && len(item.Keys) == 1:
			all = append(all, ofGroup(item.Keys[0], item.Fields[item.Keys[0]]))
		default:
			all = append(all, choice{isOpen: true})
		}
	}
	return all
}

// beside is an element that names a file: base, /group/name, name@package.
func beside(text string) choice {
	name, pack, _ := strings.Cut(text, "@")
	out := choice{pack: pack, options: []string{path.Base(name)}}
	if dir := path.Dir(name); dir != "." {
		out.group = dir
	}
	if strings.Contains(text, "${") {
		return choice{isOpen: true}
	}
	return out
}

// ofGroup is an element that chooses of a group: group: option.
func ofGroup(key string, v *Node) (out choice) {
	for {
		if rest, ok := strings.CutPrefix(key, "override "); ok {
			key, out.override = strings.TrimSpace(rest), true
		} else if rest, ok := strings.CutPrefix(key, "optional "); ok {
			key, out.optional = strings.TrimSpace(rest), true
		} else {
			break
		}
	}
	out.group, out.pack, _ = strings.Cut(key, "@")
	values := []*Node{v}
	if v.Kind == List {
		values = v.Items
	}
	for _, each := range values {
		switch {
		case each.Kind == Null:
		case each.Kind == String && !strings.Contains(each.Text, "${"), each.Kind == Integer:
			out.options = append(out.options, each.Text)
		default:
			out.isOpen = true
		}
	}
	return out
}
