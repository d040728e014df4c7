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
