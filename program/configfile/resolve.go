package configfile

import "strings"

// deepest is how often a value may lead to another one, and how many values of a tree are looked at for that.
const (
	deepest = 8
	most    = 4 * maxValues
)

// Resolve returns a tree in which ${a.b} is what stands there, as OmegaConf reads it. What only a resolver knows, ${oc.env:HOME}, is not known.
func (n *Node) Resolve() *Node {
	r := resolver{root: n}
	return r.resolve(n, nil, 0)
}

// A resolver follows interpolations from a root.
type resolver struct {
	root  *Node
	steps int
}

func (r *resolver) resolve(n *Node, path []string, depth int) *Node {
	if r.steps++; r.steps > most || depth > maxDepth+deepest {
		return &Node{Open: true}
	}
	switch n.Kind {
	case Map:
		out := newMap(n.Open)
		for _, key := range n.Keys {
			out.set(key, r.resolve(n.Fields[key], append(path[:len(path):len(path)], key), depth+1))
		}
		return out
	case List:
		out := &Node{Kind: List}
		for _, item := range n.Items {
			out.Items = append(out.Items, r.resolve(item, path, depth+1))
		}
		return out
	case String:
		if strings.Contains(n.Text, "${") {
			return r.interpolate(n.Text, path, depth)
		}
	}
	return n
}

// interpolate returns what a text with interpolations stands for.
func (r *resolver) interpolate(text string, path []string, depth int) *Node {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "${")
		b.WriteString(before)
		if !found {
			return &Node{Kind: String, Text: b.String()}
		}
		name, after, closed := strings.Cut(rest, "}")
		keys, ok := reference(name, path)
		if !closed || !ok {
			return &Node{Open: true}
		}
		target := r.root.at(keys)
		if target == nil {
			return &Node{Open: true}
		}
		target = r.resolve(target, keys, depth+maxDepth/deepest)
		switch {
		case b.Len() == 0 && after == "":
			return target
		case target.Kind != Integer && target.Kind != Float && target.Kind != String:
			return &Node{}
		}
		b.WriteString(target.Text)
		text = after
	}
}

// reference returns the keys that an interpolation names: from the root, or of one that starts with dots from where it stands.
func reference(name string, path []string) (keys []string, ok bool) {
	if name == "" || strings.ContainsAny(name, "${:[\"' ") {
		return nil, false
	}
	above := len(name) - len(strings.TrimLeft(name, "."))
	if above > len(path) {
		return nil, false
	}
	if above > 0 {
		keys = path[: len(path)-above : len(path)-above]
	}
	return append(keys, strings.Split(name[above:], ".")...), true
}
