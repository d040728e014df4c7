package shape

import (
	"bytes"

	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/parser/source"
)

func (c *Checker) python(before, after []byte, e edits) string {
	was, ok := c.readPython(before)
	if !ok {
		return ""
	}
	is, ok := c.readPython(after)
	if !ok {
		return "leave Python that takes too much to read"
	}
	return changed(was, is, e)
}

// readPython returns the nodes of a program. Each statement has the kinds of the blocks that it is in, and where the one
// that has the innermost of them starts.
func (c *Checker) readPython(text []byte) (r reading, ok bool) {
	f := c.parser.Parse(source.New("a.py", text), text, nil)
	if f.IsGivenUp() {
		return r, false
	}
	r.text, r.faults = text, faults(f)
	chains, owners, ends := make([]uint64, f.Len()), make([]int, f.Len()), ends(f)
	for id := 1; id < f.Len(); id++ {
		n := f.Node(id)
		parent := n.Parent()
		chains[id], owners[id] = chains[parent.ID()], owners[parent.ID()]
		p := part{start: n.Start(), end: ends[id], what: uint64(n.Kind())<<8 | uint64(n.Field())}
		switch {
		case n.Kind() == python.Block:
			chains[id], owners[id] = chains[id]*31+uint64(parent.Kind()), parent.Start()
			continue
		case isStatement(n):
			p.start = lineStart(text, p.start) // its indentation is its own
			p.what ^= chains[id] << 16
			p.owner = owners[id]
		}
		if r.parts = append(r.parts, p); n.Kind() == python.Comment {
			r.comments = append(r.comments, p)
		}
	}
	return r, true
}

// ends returns where nodes end, without the comments that a block may end in.
func ends(f *python.File) []int {
	all := make([]int, f.Len())
	for id := f.Len() - 1; id > 0; id-- {
		n := f.Node(id)
		if all[id] == 0 {
			all[id] = n.Stop()
		}
		if parent := n.Parent().ID(); n.Kind() != python.Comment {
			all[parent] = max(all[parent], all[id])
		}
	}
	return all
}

// isStatement reports whether a node is a statement, or a clause of one.
func isStatement(n python.Node) bool {
	return n.Kind() != python.Comment && (n.Parent().Is(python.Block, python.Module) || n.Token(python.Block).Exists())
}

func lineStart(text []byte, at int) int { return bytes.LastIndexAny(text[:at], "\r\n") + 1 }
