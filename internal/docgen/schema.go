package main

import (
	"encoding/json"
	"fmt"
	"strings"
)

// A schema is the part of JSON Schema that settings.JSONSchema uses.
type schema struct {
	Type        string
	Enum        []any
	AnyOf       []schema
	Items       *schema
	Properties  map[string]schema
	Description string
	Default     any
	Examples    []any
	Additional  json.RawMessage `json:"additionalProperties"` // false, or the schema of a map's values
}

// Values says in a few words what values a schema takes.
func (s schema) Values() string {
	switch {
	case s.Enum != nil:
		return "one of " + list(s.Enum)
	case len(s.AnyOf) == 2 && s.AnyOf[0].Type == "string":
		return "string or list of strings"
	case len(s.AnyOf) == 2: // an item, or a list of them
		return s.AnyOf[0].Values() + ", or a list of them"
	case s.Type == "boolean":
		return "`true` or `false`"
	case s.Type == "object":
		return s.mapped()
	case s.Type == "array" && s.Items.Type == "object":
		return "list of maps"
	case s.Type == "array":
		return "list of " + s.Items.Type + "s"
	}
	return s.Type
}

// mapped says what a map leads to, if its schema says so.
func (s schema) mapped() string {
	var to schema
	if json.Unmarshal(s.Additional, &to) != nil {
		return "map"
	}
	return "map to " + to.Values()
}

// Standard says what holds where nothing is set.
func (s schema) Standard() string {
	switch v := s.Default.(type) {
	case []any:
		return list(v)
	case map[string]any:
		return "none"
	default:
		return fmt.Sprintf("`%v`", v)
	}
}

// list writes words one after the other.
func list(words []any) string {
	if len(words) == 0 {
		return "none"
	}
	var quoted []string
	for _, w := range words {
		quoted = append(quoted, fmt.Sprintf("`%v`", w))
	}
	return strings.Join(quoted, ", ")
}

// Options returns the schemas of the options of a rule by name, in a schema of rules.
func (s schema) Options(id string) map[string]schema {
	options := map[string]schema{}
	for _, form := range s.Properties[id].AnyOf {
		for name, option := range form.Properties {
			if name != "severity" {
				options[name] = option
			}
		}
	}
	return options
}
