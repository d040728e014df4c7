package agent

import "github.com/agentlint/agentlint/parser/config"

// Frontmatter is YAML: its values are those of package config.
type (
	// A Range is the bytes Start to End (exclusive) of a file's text.
	Range = config.Range
	// A Type is the type of a YAML value, as a host's schema speaks of it.
	Type = config.Type
	// A Field is a key of a mapping with its value.
	Field = config.Field
	// A Value is a YAML value with its place.
	Value = config.Value
)

// The types of values.
const (
	Null   = config.Null
	Bool   = config.Bool
	Int    = config.Int
	Float  = config.Float
	String = config.String
	List   = config.List
	Map    = config.Map
)

// Literal returns where the text of a scalar stands in its range, inside the quotes if it has some. It returns false if
// the text does not stand there as it is read: r is an alias or a block, or has an anchor, a tag or an escape.
func (f *File) Literal(r Range, text string) (Range, bool) {
	written := f.Text(r)
	if n := len(written); n >= 2 && (written[0] == '"' || written[0] == '\'') && written[n-1] == written[0] {
		r, written = Range{Start: r.Start + 1, End: r.End - 1}, written[1:n-1]
	}
	return r, written == text
}
