package config

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"unicode/utf8"
)

// maxDepth is how deep lists and maps of JSON may nest, as in encoding/json.
const maxDepth = 10000

// parseJSON parses the JSON in r. It understands comments and trailing commas, which are problems unless the format has
// them. The value is what was read before the first error.
func parseJSON(ctx context.Context, text []byte, r Range, format Format, maxValues int) (Value, []Problem, *SyntaxError) {
	p := &jsonParser{ctx: ctx, text: text[:r.End], at: r.Start, strict: format == JSON, maxValues: maxValues}
	v := p.document()
	return v, p.problems, p.err
}

type jsonParser struct {
	ctx      context.Context
	text     []byte
	at       int
	strict   bool     // without comments and trailing commas
	keys     []string // those to read what is under; nil for all
	closed   []string // those to note where what is under stands
	dropped  bool     // what is read is under another key than those in keys
	problems []Problem

	values, maxValues int          // that there are, and may be
	err               *SyntaxError // the first; nothing is read after it
}

// document reads all of the text.
func (p *jsonParser) document() Value {
	start := p.at
	p.space()
	if p.err == nil && p.at == len(p.text) {
		p.err = &SyntaxError{Offset: start, Message: "there is no value"}
		return Value{Range: Range{start, start}}
	}
	v := p.value(0)
	if p.space(); p.err == nil && p.at < len(p.text) {
		p.fail("a second value")
	}
	return v
}

// fail says what stands at p.at where it must not.
func (p *jsonParser) fail(format string, args ...any) {
	if p.err == nil {
		p.err = &SyntaxError{Offset: p.at, Message: fmt.Sprintf(format, args...)}
	}
}

// count notes that there is a value.
func (p *jsonParser) count() {
	if p.values++; p.values > p.maxValues && p.err == nil {
		p.err = tooManyValues(p.at, p.maxValues)
	}
	if p.values%4096 == 0 && p.err == nil && p.ctx.Err() != nil {
		p.err = interrupted(p.at)
	}
}

// peek returns the next byte, 0 at the end and after an error.
func (p *jsonParser) peek() byte {
	if p.err != nil || p.at >= len(p.text) {
		return 0
	}
	return p.text[p.at]
}

// take moves over b if it is next.
func (p *jsonParser) take(b byte) bool {
	if p.peek() != b {
		return false
	}
	p.at++
	return true
}

// expect moves over b, which must be next but for white space.
func (p *jsonParser) expect(b byte, where string) bool {
	p.space()
	if p.take(b) {
		return true
	}
	p.fail("%s instead of %q %s", p.found(), b, where)
	return false
}

// found names what is next, for messages.
func (p *jsonParser) found() string {
	if p.at >= len(p.text) {
		return "the end of the text"
	}
	r, _ := utf8.DecodeRune(p.text[p.at:])
	return fmt.Sprintf("%q", r)
}

// space moves over white space and comments.
func (p *jsonParser) space() {
	for {
		switch b := p.peek(); {
		case b != 0 && isSpace(b):
			p.at++
		case b == '/':
			if !p.comment() {
				return
			}
		default:
			return
		}
	}
}

func (p *jsonParser) comment() bool {
	rest := p.text[p.at:]
	var end int
	switch {
	case bytes.HasPrefix(rest, []byte("//")):
		end = len(rest)
		if i := bytes.IndexAny(rest, "\r\n"); i >= 0 {
			end = i
		}
	case bytes.HasPrefix(rest, []byte("/*")):
		i := bytes.Index(rest[2:], []byte("*/"))
		if i < 0 {
			p.fail("the comment is not closed")
			return false
		}
		end = 2 + i + 2
	default:
		return false
	}
	if p.strict {
		p.problems = append(p.problems, Problem{Comment, Range{p.at, p.at + end}, "JSON allows no comments"})
	}
	p.at += end
	return true
}

// value reads the value that starts at p.at.
func (p *jsonParser) value(depth int) Value {
	start := p.at
	v := Value{}
	p.count()
	switch b := p.peek(); {
	case depth > maxDepth:
		p.fail("it nests more than %d deep", maxDepth)
	case b == '{':
		v.kind, v.Fields = Map, p.fields(depth)
	case b == '[':
		v.kind, v.Items = List, p.items(depth)
	case b == '"':
		v.kind, v.text = String, p.string()
	default:
		v.kind, v.text = p.word()
	}
	v.Range = Range{start, p.at}
	return v
}

func (p *jsonParser) fields(depth int) (fields []Field) {
	p.at++
	for p.more('}') {
		start := p.at
		if p.peek() != '"' {
			p.fail("%s instead of a key in double quotes", p.found())
			return fields
		}
		field := Field{Name: p.string(), Key: Range{start, p.at}}
		if !p.expect(':', "after the key") {
			return fields
		}
		p.space()
		dropped := p.dropped
		p.dropped = dropped || p.keys != nil && !slices.Contains(p.keys, field.Name)
		field.Value = p.value(depth + 1)
		if !p.dropped || !dropped && slices.Contains(p.closed, field.Name) {
			fields = append(fields, field)
		}
		p.dropped = dropped
		p.comma('}')
	}
	return fields
}

func (p *jsonParser) items(depth int) (items []Value) {
	p.at++
	for p.more(']') {
		item := p.value(depth + 1)
		if !p.dropped {
			items = append(items, item)
		}
		p.comma(']')
	}
	return items
}

// more reports whether another element comes, and moves over the closing bracket if not.
func (p *jsonParser) more(closing byte) bool {
	p.space()
	return p.err == nil && !p.take(closing)
}

// comma moves over the comma between two elements, which may be missing after the last.
func (p *jsonParser) comma(closing byte) {
	p.space()
	if p.err != nil || p.peek() == closing {
		return
	}
	at := p.at
	if !p.take(',') {
		p.fail("%s instead of ',' or %q", p.found(), closing)
		return
	}
	if p.space(); p.strict && p.peek() == closing {
		p.problems = append(p.problems, Problem{TrailingComma, Range{at, at + 1}, "JSON allows no comma after the last element"})
	}
}

// string reads the string that starts at p.at and returns what it stands for.
func (p *jsonParser) string() string {
	start := p.at
	for i := start + 1; i < len(p.text) && p.text[i] != '\n'; i++ {
		switch p.text[i] {
		case '\\':
			i++
		case '"':
			return p.unquote(Range{start, i + 1})
		}
	}
	p.fail("the string has no closing quote on its line")
	return ""
}

func (p *jsonParser) unquote(r Range) string {
	raw := p.text[r.Start:r.End]
	switch inside := raw[1 : len(raw)-1]; {
	case p.dropped && (isPlain(inside) || json.Valid(raw)):
		p.at = r.End
		return ""
	case isPlain(inside):
		p.at = r.End
		return string(inside)
	}
	var s string
	if err := json.Unmarshal(raw, &s); err != nil {
		p.fail("the string has an escape or character that JSON does not allow")
		return ""
	}
	p.at = r.End
	return s
}

// isPlain reports whether the inside of a string is what it stands for.
func isPlain(inside []byte) bool {
	for _, b := range inside {
		if b < ' ' || b == '\\' || b >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// word reads a number or a literal.
func (p *jsonParser) word() (Type, string) {
	end := p.at
	for end < len(p.text) && (p.text[end] == '+' || p.text[end] == '-' || p.text[end] == '.' || isWord(p.text[end])) {
		end++
	}
	word := p.text[p.at:end]
	kind := Float
	switch {
	case len(word) == 0 || !json.Valid(word):
		p.fail("%s instead of a value", p.found())
		return Null, ""
	case word[0] == 'n':
		kind = Null
	case word[0] == 't', word[0] == 'f':
		kind = Bool
	case !bytes.ContainsAny(word, ".eE"):
		kind = Int
	}
	p.at = end
	return kind, string(word)
}

func isWord(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '_'
}
