package config

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/pelletier/go-toml/v2/unstable"
)

// besideTOML are characters that stand beside values of TOML: before, after or between them.
const besideTOML = ",=[{."

// parseTOML parses the TOML in r. The value is what was read before the first error.
func parseTOML(ctx context.Context, text []byte, r Range, maxValues int) (Value, []Problem, *SyntaxError) {
	if err := tooMany(text, r, besideTOML, maxValues); err != nil {
		return Value{Range: r}, nil, err
	}
	p := &tomlParser{text: text, base: r.Start, root: Value{Range: r, kind: Map}, defined: map[string]bool{}, fields: map[string]int{}}
	p.table = tomlTable{value: &p.root}
	p.parser.Reset(text[r.Start:r.End])
	for p.err == nil && p.parser.NextExpression() {
		n := p.parser.Expression()
		switch {
		case ctx.Err() != nil:
			p.err = interrupted(r.Start)
		case n.Kind == unstable.KeyValue:
			p.set(p.table, n)
		case n.Kind == unstable.Table || n.Kind == unstable.ArrayTable:
			p.open(n)
		}
	}
	if p.err != nil {
		return Value{Range: r}, nil, p.err
	}
	p.span(&p.root)
	p.root.Range = r
	var failed *unstable.ParserError
	if err := p.parser.Error(); errors.As(err, &failed) {
		at := int(p.parser.Range(failed.Highlight).Offset)
		return p.root, p.problems, &SyntaxError{Offset: p.base + at, Message: failed.Message}
	}
	return p.root, p.problems, nil
}

type tomlParser struct {
	parser   unstable.Parser
	text     []byte
	base     int // offset of the TOML in the text
	root     Value
	table    tomlTable       // that key-value lines belong to; its parents do not grow while it does
	defined  map[string]bool // tables that have had a header, by path
	fields   map[string]int  // indexes of fields in their tables, by path
	inline   int             // tables in braces
	problems []Problem
	err      *SyntaxError
}

// A tomlTable is a table and its path: the keys that lead to it, and the numbers of elements of arrays.
type tomlTable struct {
	value *Value
	path  string
	depth int
}

// below returns the path of what stands under a key or number in the table.
func (t tomlTable) below(name string) string { return t.path + name + "\x00" }

func (p *tomlParser) rangeOf(n *unstable.Node) Range {
	start := p.base + int(n.Raw.Offset)
	return Range{start, start + int(n.Raw.Length)}
}

// open makes the table of a header the current one.
func (p *tomlParser) open(n *unstable.Node) {
	p.table = tomlTable{value: &p.root}
	keys := n.Key()
	for p.err == nil && keys.Next() {
		key := keys.Node()
		isLast := keys.IsLast()
		p.table = p.enter(p.table, key, isLast && n.Kind == unstable.ArrayTable)
		if isLast && n.Kind == unstable.Table {
			p.define(p.table.path, key)
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

// enter returns the table under a key of table, made if need be: of an array of tables the last, or a new one.
func (p *tomlParser) enter(table tomlTable, key *unstable.Node, element bool) tomlTable {
	name, path := string(key.Data), table.below(string(key.Data))
	if table.depth == maxTables {
		p.err = &SyntaxError{
			Offset: p.rangeOf(key).Start, Message: fmt.Sprintf("its tables are nested over %d levels deep", maxTables), TooMuch: true,
		}
	}
	i, known := p.fields[path]
	if !known || table.value.Fields[i].Value.kind != Map && table.value.Fields[i].Value.kind != List {
		at := p.rangeOf(key)
		kind := Map
		if element {
			kind = List
		}
		i = p.add(table, Field{Name: name, Key: at, Value: Value{Range: at, kind: kind}})
		p.fields[path] = i
	}
	v := &table.value.Fields[i].Value
	if v.kind != List {
		return tomlTable{v, path, table.depth + 1}
	}
	if element || len(v.Items) == 0 {
		v.Items = append(v.Items, Value{Range: p.rangeOf(key), kind: Map})
	}
	last := len(v.Items) - 1
	return tomlTable{&v.Items[last], path + strconv.Itoa(last) + "\x00", table.depth + 1}
}

// add puts a field into a table and returns its index.
func (p *tomlParser) add(table tomlTable, field Field) int {
	i, path := len(table.value.Fields), table.below(field.Name)
	if _, known := p.fields[path]; !known {
		p.fields[path] = i
	}
	table.value.Fields = append(table.value.Fields, field)
	return i
}

// set puts the key and value of n, whose key may be dotted, into a table.
func (p *tomlParser) set(table tomlTable, n *unstable.Node) {
	keys := n.Key()
	for p.err == nil && keys.Next() {
		key := keys.Node()
		if !keys.IsLast() {
			table = p.enter(table, key, false)
			continue
		}
		table.value.kind = Map
		field := Field{Name: string(key.Data), Key: p.rangeOf(key), Value: p.value(n.Value(), table.depth)}
		if n.Value().Raw.Length == 0 { // the parser does not say where arrays and inline tables are
			field.Value.Range = p.bracketAfter(field.Key.End)
		}
		p.add(table, field)
	}
}

// bracketAfter returns the first bracket after a key.
func (p *tomlParser) bracketAfter(at int) Range {
	if i := bytes.IndexAny(p.text[at:], "[{"); i >= 0 {
		return Range{at + i, at + i + 1}
	}
	return Range{at, at}
}

var tomlTypes = map[unstable.Kind]Type{
	unstable.Bool: Bool, unstable.Integer: Int, unstable.Float: Float, unstable.Array: List, unstable.InlineTable: Map,
}

func (p *tomlParser) value(n *unstable.Node, depth int) Value {
	v := Value{Range: p.rangeOf(n), kind: String, text: string(n.Data)}
	if kind, ok := tomlTypes[n.Kind]; ok {
		v.kind = kind
	}
	if v.kind == Map {
		p.inline++
	}
	if n.Raw.Length == 0 && (v.kind == List || v.kind == Map) {
		v.Range = nowhere
	}
	table := tomlTable{&v, "\x01" + strconv.Itoa(p.inline) + "\x00", depth}
	children := n.Children()
	for children.Next() {
		switch child := children.Node(); {
		case v.kind == List:
			v.Items = append(v.Items, p.value(child, depth))
		case child.Kind == unstable.KeyValue:
			p.set(table, child)
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
	for i := range v.Items {
		if v.Items[i].Range == nowhere && v.Range != nowhere { // it is empty
			v.Items[i].Range = Range{v.Range.Start, v.Range.Start}
		}
	}
	for i := range v.Fields {
		p.span(&v.Fields[i].Value)
		v.cover(v.Fields[i].Key)
		v.cover(v.Fields[i].Value.Range)
	}
}

// nowhere is the range of an array or inline table in an array, until span knows what it holds: the parser does not say it.
var nowhere = Range{-1, -1}

func (v *Value) cover(r Range) {
	switch {
	case r == nowhere:
		return
	case v.Range == nowhere:
		v.Range = r
	}
	v.Range = Range{min(v.Range.Start, r.Start), max(v.Range.End, r.End)}
}
