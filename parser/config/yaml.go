package config

import (
	"bytes"
	"context"
	"errors"
	"io"
	"sort"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// types maps the tags of YAML's core schema to types; everything else is a string.
var types = map[string]Type{"!!null": Null, "!!bool": Bool, "!!int": Int, "!!float": Float, "!!seq": List, "!!map": Map}

// besideYAML are characters that stand beside values of YAML: before, after or between them.
const besideYAML = ",:[{-?&*!"

// ParseYAML parses the first document of the YAML in r. The error is nil if the value is all that is written there.
func ParseYAML(ctx context.Context, text []byte, r Range) (Value, *SyntaxError) {
	return parseYAML(ctx, text, r, MaxValues)
}

func parseYAML(ctx context.Context, text []byte, r Range, maxValues int) (Value, *SyntaxError) {
	if isBlankYAML(text[r.Start:r.End]) {
		return Value{Range: Range{r.Start, r.Start}}, nil
	}
	if err := tooMany(text, r, besideYAML, maxValues); err != nil {
		return Value{}, err
	}
	if err := tooManyDirectives(text, r); err != nil {
		return Value{}, err
	}
	l := newLocator(text, r)
	var document yaml.Node
	loader, err := yaml.NewLoader(interruptible{ctx, bytes.NewReader(text[r.Start:r.End])}, yaml.WithSingleDocument())
	if err == nil {
		err = loader.Load(&document)
	}
	if errors.Is(err, io.EOF) {
		return Value{}, &SyntaxError{Offset: r.Start, Message: "there is no document"}
	}
	if ctx.Err() != nil {
		return Value{}, interrupted(r.Start)
	}
	if load, ok := errors.AsType[*yaml.LoadError](err); ok {
		return Value{}, &SyntaxError{Offset: l.offset(load.Mark.Line, load.Mark.Column), Message: load.Message}
	}
	if err != nil {
		return Value{}, &SyntaxError{Offset: r.Start, Message: err.Error()}
	}
	if len(document.Content) == 0 {
		return Value{Range: Range{r.Start, r.Start}}, nil
	}
	return l.value(document.Content[0], -1), nil
}

// isBlankYAML reports whether there is nothing but comments, which the YAML package takes for an error.
func isBlankYAML(text []byte) bool {
	for line := range bytes.FieldsFuncSeq(text, func(r rune) bool { return r == '\n' || r == '\r' }) {
		if content := bytes.TrimSpace(line); len(content) > 0 && content[0] != '#' {
			return false
		}
	}
	return true
}

// kind returns the type of a node; an alias has that of what it stands for.
func kind(n *yaml.Node) Type {
	if t, ok := types[n.ShortTag()]; ok {
		return t
	}
	return String
}

// A locator gives YAML nodes the ends that the YAML package does not report.
type locator struct {
	text  []byte // of the whole file
	yaml  Range  // the part that was parsed
	lines []int  // offsets at which lines start, by YAML's idea of a line
	last  place  // that offset returned: the next one is mostly near, on lines of any length
}

type place struct{ line, column, at int }

func newLocator(text []byte, r Range) *locator {
	l := &locator{text: text, yaml: r, lines: []int{r.Start}}
	for i := r.Start; i < r.End; {
		size := lineBreak(text[i:r.End])
		if size > 0 {
			l.lines = append(l.lines, i+size)
		}
		i += max(size, 1)
	}
	return l
}

// lineBreak returns the length of the line break that text starts with; the YAML package follows YAML 1.1, §5.4.
func lineBreak(text []byte) int {
	switch r, size := utf8.DecodeRune(text); {
	case r == '\r' && len(text) > 1 && text[1] == '\n':
		return 2
	case r == '\n', r == '\r', r == '\u0085', r == '\u2028', r == '\u2029':
		return size
	}
	return 0
}

// offset converts a 1-based line and a 1-based column in code points.
func (l *locator) offset(line, column int) int {
	if line < 1 {
		return l.yaml.Start
	}
	if line > len(l.lines) {
		return l.yaml.End
	}
	if line != l.last.line || column < l.last.column {
		l.last = place{line, 1, l.lines[line-1]}
	}
	for ; l.last.column < column && l.last.at < l.yaml.End; l.last.column++ {
		_, size := utf8.DecodeRune(l.text[l.last.at:l.yaml.End])
		l.last.at += size
	}
	return l.last.at
}

// value converts n and all below it. Indent is the column of the block collection that n is in, -1 for none.
func (l *locator) value(n *yaml.Node, indent int) Value {
	start := l.offset(n.Line, n.Column)
	v := Value{Range: Range{start, start}, kind: kind(n), text: n.Value}
	if n.Style&yaml.FlowStyle == 0 && (n.Kind == yaml.SequenceNode || n.Kind == yaml.MappingNode) {
		indent = n.Column - 1
	}
	switch n.Kind {
	case yaml.ScalarNode:
		v.Range.End = l.scalarEnd(n, start, indent)
	case yaml.AliasNode:
		v.Range.End = min(start+1+len(n.Value), l.yaml.End)
		v.text = n.Alias.Value
	case yaml.SequenceNode:
		v.Items = make([]Value, 0, len(n.Content))
		for _, item := range n.Content {
			v.Items = append(v.Items, l.value(item, indent))
			v.Range.End = v.Items[len(v.Items)-1].Range.End
		}
		v.Range.End = l.flowEnd(n, v.Range)
	case yaml.MappingNode:
		v.Fields = l.fields(n, indent)
		if len(v.Fields) > 0 {
			v.Range.End = v.Fields[len(v.Fields)-1].Value.Range.End
		}
		v.Range.End = l.flowEnd(n, v.Range)
	}
	return v
}

func (l *locator) fields(n *yaml.Node, indent int) []Field {
	fields := make([]Field, 0, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := l.value(n.Content[i], indent), l.value(n.Content[i+1], indent)
		fields = append(fields, Field{Name: key.Text(), Key: key.Range, Value: value})
	}
	return fields
}

// flowEnd returns the end of a collection whose last element ends at r.End: after its bracket, if it has one.
func (l *locator) flowEnd(n *yaml.Node, r Range) int {
	open := l.skipProperties(n, r.Start)
	if n.Style&yaml.FlowStyle == 0 || open >= l.yaml.End || l.text[open] != '[' && l.text[open] != '{' {
		return r.End
	}
	for i := max(r.End, open+1); i < l.yaml.End; i++ {
		switch l.text[i] {
		case ']', '}':
			return i + 1
		case '#':
			for i+1 < l.yaml.End && l.text[i+1] != '\n' {
				i++
			}
		}
	}
	return l.yaml.End
}

// skipProperties returns the offset after the anchor and tag that may stand before a node's content at the given one.
func (l *locator) skipProperties(n *yaml.Node, at int) int {
	for at < l.yaml.End && (l.text[at] == '&' || l.text[at] == '!') {
		if l.text[at] == '&' {
			at = min(at+len("&")+len(n.Anchor), l.yaml.End)
		} else {
			at = l.skip(at, func(b byte) bool { return !isSpace(b) })
		}
		at = l.skip(at, isSpace)
	}
	return at
}

// skip returns the offset of the first byte from at on that is not in the set.
func (l *locator) skip(at int, in func(byte) bool) int {
	for at < l.yaml.End && in(l.text[at]) {
		at++
	}
	return at
}

func (l *locator) scalarEnd(n *yaml.Node, start, indent int) int {
	at := l.skipProperties(n, start)
	switch {
	case n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0:
		return l.quotedEnd(at)
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return l.blockEnd(at, indent)
	case n.Value == "":
		return start
	}
	return l.plainEnd(n.Value, at)
}

// quotedEnd returns the offset after the quoted scalar that starts at the given one.
func (l *locator) quotedEnd(start int) int {
	if start >= l.yaml.End {
		return l.yaml.End
	}
	quote := l.text[start]
	for i := start + 1; i < l.yaml.End; i++ {
		switch {
		case l.text[i] == '\\' && quote == '"':
			i++
		case l.text[i] == quote && quote == '\'' && i+1 < l.yaml.End && l.text[i+1] == quote:
			i++
		case l.text[i] == quote:
			return i + 1
		}
	}
	return l.yaml.End
}

// plainEnd walks value through the text. Plain scalars have no escapes, only line breaks that were folded.
func (l *locator) plainEnd(value string, at int) int {
	for i := 0; i < len(value) && at < l.yaml.End; {
		if size := blank(l.text[at:l.yaml.End]); size > 0 {
			at += size
		} else if size := blank([]byte(value[i:min(len(value), i+utf8.UTFMax)])); size > 0 {
			i += size
		} else {
			at++
			i++
		}
	}
	return at
}

// blank returns the length of the space or line break that text starts with.
func blank(text []byte) int {
	if len(text) > 0 && (text[0] == ' ' || text[0] == '\t') {
		return 1
	}
	return lineBreak(text)
}

// blockEnd returns the end of the last line with text of the block scalar whose indicator is at start.
func (l *locator) blockEnd(start, indent int) int {
	next := sort.SearchInts(l.lines, start+1)
	header := Range{start, l.line(next - 1).End}
	end, deepest := header.End, 0
	for ; next < len(l.lines); next++ {
		r := l.line(next)
		text := bytes.TrimSpace(l.text[r.Start:r.End])
		if len(text) == 0 {
			continue
		}
		width := bytes.Index(l.text[r.Start:r.End], text)
		if width <= indent || width < deepest {
			break
		}
		if deepest == 0 && !explicitIndent(l.text[header.Start:header.End]) {
			deepest = width
		}
		end = r.End
	}
	return end
}

// line returns the 0-based line i without its line end.
func (l *locator) line(i int) Range {
	r := Range{l.lines[i], l.yaml.End}
	if i+1 < len(l.lines) {
		r.End = l.lines[i+1]
	}
	r.End = r.Start + len(bytes.TrimRight(l.text[r.Start:r.End], "\r\n\u0085\u2028\u2029"))
	return r
}

// explicitIndent reports whether a block scalar's header (|2-) says how deep its text is indented.
func explicitIndent(header []byte) bool {
	for _, b := range header[min(1, len(header)):] {
		if b >= '1' && b <= '9' {
			return true
		}
		if b != '+' && b != '-' {
			return false
		}
	}
	return false
}

func isSpace(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' }
