package config

import (
	"errors"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// parseTOML parses the TOML in r. The value is what was read before the first error.
func parseTOML(text []byte, r Range) (Value, []Problem, *SyntaxError) {
	p := &tomlParser{base: r.Start, root: Value{Range: r, kind: Map}, defined: map[string]bool{}}
	p.table = &p.root
	p.parser.Reset(text[r.Start:r.End])
	for p.parser.NextExpression() {
		switch n := p.parser.Expression(); n.Kind {
		case unstable.KeyValue:
			p.set(p.table, n)
		case unstable.Table, unstable.ArrayTable:
			p.open(n)
		}
	}
	p.span(&p.root)
	p.root.Range = r
	var failed *unstable.ParserError
	if err := p.parser.Error(); errors.As(err, &failed) {
		at := int(p.parser.Range(failed.Highlight).Offset)
		return p.root, p.problems, &SyntaxError{p.base + at, failed.Message}
	}
	return p.root, p.problems, nil
}

type tomlParser struct {
	parser   unstable.Parser
	base     int // offset of the TOML in the text
	root     Value
	table    *Value          // that key-value lines belong to; its parents do not grow while it does
	defined  map[string]bool // tables that have had a header
	problems []Problem
}

func (p *tomlParser) rangeOf(n *unstable.Node) Range {
	start := p.base + int(n.Raw.Offset)
	return Range{start, start + int(n.Raw.Length)}
}

// open makes the table of a header the current one.
func (p *tomlParser) open(n *unstable.Node) {
	p.table = &p.root
	var names []string
	keys := n.Key()
	for keys.Next() {
		key := keys.Node()
		names = append(names, string(key.Data))
		last := keys.IsLast()
		p.table = p.enter(p.table, key, last && n.Kind == unstable.ArrayTable)
		path := strings.Join(names, "\x00") + "\x00"
		if last && n.Kind == unstable.Table {
			p.define(path, key)
		} else if last {
			p.forget(path)
		}
	}
}

// define notes that a table has a header, which it may have only once.
func (p *tomlParser) define(path string, key *unstable.Node) {
	if p.defined[path] {
		p.problems = append(p.problems, Problem{DuplicateKey, p.rangeOf(key), "table " + string(key.Data) + " is defined twice"})
	}
	p.defined[path] = true
}

// forget lets the tables below an array's new element be defined again.
func (p *tomlParser) forget(path string) {
	for other := range p.defined {
		if strings.HasPrefix(other, path) {
			delete(p.defined, other)
		}
	}
}

// enter returns the table under a key of table, made if need be: of an array of tables the last, or a new one.
func (p *tomlParser) enter(table *Value, key *unstable.Node, element bool) *Value {
	field := table.Field(string(key.Data))
	if field == nil || field.Value.kind != Map && field.Value.kind != List {
		at := p.rangeOf(key)
		kind := Map
		if element {
			kind = List
		}
		table.Fields = append(table.Fields, Field{Name: string(key.Data), Key: at, Value: Value{Range: at, kind: kind}})
		field = &table.Fields[len(table.Fields)-1]
	}
	v := &field.Value
	if v.kind != List {
		return v
	}
	if element || len(v.Items) == 0 {
		v.Items = append(v.Items, Value{Range: p.rangeOf(key), kind: Map})
	}
	return &v.Items[len(v.Items)-1]
}

// set puts the key and value of n, whose key may be dotted, into a table.
func (p *tomlParser) set(table *Value, n *unstable.Node) {
	keys := n.Key()
	for keys.Next() {
		key := keys.Node()
		if !keys.IsLast() {
			table = p.enter(table, key, false)
			continue
		}
		table.kind = Map
		table.Fields = append(table.Fields, Field{Name: string(key.Data), Key: p.rangeOf(key), Value: p.value(n.Value())})
	}
}

var tomlTypes = map[unstable.Kind]Type{
	unstable.Bool: Bool, unstable.Integer: Int, unstable.Float: Float, unstable.Array: List, unstable.InlineTable: Map,
}

func (p *tomlParser) value(n *unstable.Node) Value {
	v := Value{Range: p.rangeOf(n), kind: String, text: string(n.Data)}
	if kind, ok := tomlTypes[n.Kind]; ok {
		v.kind = kind
	}
	children := n.Children()
	for children.Next() {
		switch child := children.Node(); {
		case v.kind == List:
			v.Items = append(v.Items, p.value(child))
		case child.Kind == unstable.KeyValue:
			p.set(&v, child)
		}
	}
	if v.kind == List || v.kind == Map {
		v.text = ""
	}
	return v
}

// span stretches the ranges of tables and of arrays of them over what they hold.
func (p *tomlParser) span(v *Value) {
	for i := range v.Items {
		p.span(&v.Items[i])
		v.cover(v.Items[i].Range)
	}
	for i := range v.Fields {
		p.span(&v.Fields[i].Value)
		v.cover(v.Fields[i].Key)
		v.cover(v.Fields[i].Value.Range)
	}
}

func (v *Value) cover(r Range) {
	v.Range = Range{min(v.Range.Start, r.Start), max(v.Range.End, r.End)}
}
