package configfile

import (
	"strings"

	"github.com/agentlint/agentlint/parser/config"
)

// longestAnchor bounds what is read of a value for its anchor.
const longestAnchor = 100

// An anchored value of YAML is one that aliases stand for: https://yaml.org/spec/1.2.2/#71-alias-nodes.
type anchored struct {
	node   *Node
	values int // in it
}

// written returns the start of what a value is written as, and the name of the anchor before that, "" for none.
func (r *reader) written(v config.Value) (content, anchor string) {
	if v.Range.Start >= v.Range.End {
		return "", ""
	}
	text := r.Text(config.Range{Start: v.Range.Start, End: min(v.Range.End, v.Range.Start+longestAnchor)})
	rest, ok := strings.CutPrefix(text, "&")
	if !ok {
		return text, ""
	}
	end := strings.IndexAny(rest, " \t\r\n")
	if end < 0 {
		return "", ""
	}
	return strings.TrimLeft(rest[end:], " \t\r\n"), rest[:end]
}

// alias returns what an alias stands for: the last value before it that has the anchor. What is larger than a file may be, if it is
// counted as often as aliases stand for it, can't be told.
func (r *reader) alias(raw string) *Node {
	a, ok := r.anchors[strings.TrimPrefix(raw, "*")]
	if !ok || r.values+a.values > maxValues {
		return &Node{Open: true}
	}
	r.values += a.values
	return a.node
}

// adopt gives a mapping the keys that it lacks of what a merge key names: a mapping, or a list of these, of which the first ones
// win (https://yaml.org/type/merge.html).
func (n *Node) adopt(from *Node) {
	switch from.Kind {
	case List:
		for _, item := range from.Items {
			n.adopt(item)
		}
	case Map:
		n.Open = n.Open || from.Open
		for _, key := range from.Keys {
			if n.Fields[key] == nil {
				n.set(key, from.Fields[key])
			}
		}
	default:
		n.Open = true
	}
}
