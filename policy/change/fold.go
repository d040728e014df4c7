package change

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/parser/python"
)

// conditional writes a choice by what it comes to: a if 1 < 2 else b is a.
func (x *expresser) conditional(n python.Node, depth int) string {
	parts := slices.Collect(n.Children())
	if len(parts) != 3 {
		return x.joined(n, depth)
	}
	switch x.truth(parts[1], depth-1) {
	case "True":
		return x.text(parts[0], depth-1)
	case "False":
		return x.text(parts[2], depth-1)
	}
	return x.joined(n, depth)
}

// truth returns True or False for what an expression of constants comes to, and something else for any other.
func (x *expresser) truth(n python.Node, depth int) string {
	parts := slices.Collect(n.Tokens())
	if n.Kind() != python.ComparisonOperator || len(parts) != 3 {
		return x.text(n, depth)
	}
	left, right := x.text(parts[0], depth-1), x.text(parts[2], depth-1)
	if !isText(left) || !isText(right) {
		return unknown
	}
	var said bool
	switch parts[1].Text() {
	case "==":
		said = left == right
	case "!=":
		said = left != right
	case "in":
		said = strings.Contains(strings.Trim(right, `"`), strings.Trim(left, `"`))
	default:
		return unknown
	}
	if said {
		return "True"
	}
	return "False"
}

// isText reports whether a value is written as a string of which all is known.
func isText(text string) bool {
	return len(text) > 1 && text[0] == '"' && strings.IndexByte(text[1:], '"') == len(text)-2 && !strings.Contains(text, unknown)
}

// item writes what a dictionary of constants has under a key: {"bf16": torch.bfloat16}["bf16"].
func (x *expresser) item(n python.Node, depth int) (string, bool) {
	d := n.Child(python.ValueField)
	if b, ok := d.Binding(); ok && b.Kind == python.Assigned && b.Index < 0 && b.Value.Exists() && !x.reader.isChanged(d) {
		d = b.Value
	}
	if d.Kind() != python.Dictionary {
		return "", false
	}
	key := x.text(n.Child(python.SubscriptField), depth-1)
	if !isText(key) {
		return "", false
	}
	for pair := range d.Children() {
		if pair.Kind() == python.Pair && x.text(pair.Child(python.KeyField), depth-1) == key {
			return x.text(pair.Child(python.ValueField), depth-1), true
		}
	}
	return "", false
}
