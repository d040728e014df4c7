package config

import (
	"fmt"
	"go/token"
	"iter"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// A Range is the bytes Start to End (exclusive) of a file's text.
type Range struct{ Start, End int }

// Contains reports whether inner lies within r.
func (r Range) Contains(inner Range) bool { return r.Start <= inner.Start && inner.End <= r.End }

// At returns r in the file of a base as positions in the run's token.FileSet, for reports.
func (r Range) At(base int) analysis.Range {
	return span{token.Pos(base + r.Start), token.Pos(base + r.End)}
}

type span struct{ start, end token.Pos }

func (s span) Pos() token.Pos { return s.start }
func (s span) End() token.Pos { return s.end }

// A Type is the type of a value, as schemas speak of it.
type Type string

// The types of values.
const (
	Null   Type = "null"
	Bool   Type = "bool"
	Int    Type = "int"
	Float  Type = "float"
	String Type = "string" // a date of TOML, too
	List   Type = "list"
	Map    Type = "map"
)

// Indefinite returns the type with its article, as in a sentence: "an integer".
func (t Type) Indefinite() string {
	switch t {
	case Null:
		return "null"
	case Bool:
		return "a boolean"
	case Int:
		return "an integer"
	case Float:
		return "a number"
	}
	return "a " + string(t)
}

// Either returns types with their articles, as in a sentence: "a string or a list".
func Either(types []Type) string {
	var names []string
	for _, t := range types {
		names = append(names, t.Indefinite())
	}
	return AnyOf(names)
}

// AnyOf returns texts of which there is at least one, as in a sentence: "a, b or c".
func AnyOf(texts []string) string {
	last := len(texts) - 1
	if last == 0 {
		return texts[0]
	}
	return strings.Join(texts[:last], ", ") + " or " + texts[last]
}

// A Field is a key of a map with its value.
type Field struct {
	Name      string
	Key       Range
	Value     Value
	Recovered bool // read line by line, since its YAML is broken; the value is the raw text
}

// Range returns the bytes from the key's start to the value's end.
func (f *Field) Range() Range { return Range{f.Key.Start, f.Value.Range.End} }

// A Value is a value with its place. The zero Value is null.
type Value struct {
	// Range has the quotes, brackets, indicators, anchor and tag; it is empty if nothing is written. That of a TOML table
	// reaches from its first key to its last value, over whatever tables stand between.
	Range  Range
	Items  []Value // of a list
	Fields []Field // of a map, in order; duplicates are kept

	kind Type
	text string
}

// NewString returns a string that was read by other means than this package's.
func NewString(text string, r Range) Value { return Value{Range: r, kind: String, text: text} }

// Type returns the value's type; an alias has the type of what it stands for.
func (v Value) Type() Type {
	if v.kind == "" {
		return Null
	}
	return v.kind
}

// Text returns a scalar's value without quotes and escapes, and "" for lists and maps.
func (v Value) Text() string { return v.text }

// Field returns the map's first field of that name, or nil.
func (v Value) Field(name string) *Field {
	for i := range v.Fields {
		if v.Fields[i].Name == name {
			return &v.Fields[i]
		}
	}
	return nil
}

// Duplicates reports keys that stand twice in one map, at any depth.
func Duplicates(v Value) (problems []Problem) {
	v.duplicates(&problems)
	return problems
}

func (v *Value) duplicates(problems *[]Problem) {
	var seen map[string]bool
	if len(v.Fields) > 1 {
		seen = make(map[string]bool, len(v.Fields))
	}
	for i := range v.Fields {
		field := &v.Fields[i]
		if seen[field.Name] {
			*problems = append(*problems, Problem{DuplicateKey, field.Key, fmt.Sprintf("key %q is set twice", field.Name)})
		}
		if seen != nil {
			seen[field.Name] = true
		}
		field.Value.duplicates(problems)
	}
	for i := range v.Items {
		v.Items[i].duplicates(problems)
	}
}

// Scalars yields the scalars in v, each with the name of the nearest key above it.
func (v Value) Scalars() iter.Seq2[string, Value] {
	return func(yield func(string, Value) bool) { v.scalars("", yield) }
}

func (v Value) scalars(key string, yield func(string, Value) bool) bool {
	for _, item := range v.Items {
		if !item.scalars(key, yield) {
			return false
		}
	}
	for _, field := range v.Fields {
		if !field.Value.scalars(field.Name, yield) {
			return false
		}
	}
	return v.Type() == List || v.Type() == Map || yield(key, v)
}
