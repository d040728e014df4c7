package host

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v4"

	"github.com/agentlint/agentlint/parser/agent"
)

// jsonTypes are what JSON Schema calls the types of YAML values.
var jsonTypes = map[agent.Type]string{
	agent.Null: "null", agent.Bool: "boolean", agent.Int: "integer", agent.Float: "number", agent.String: "string",
	agent.List: "array", agent.Map: "object",
}

// JSONType returns what JSON Schema calls a type.
func JSONType(t agent.Type) string { return jsonTypes[t] }

// JSONSchema returns the schema as a JSON Schema for editors (https://json-schema.org/draft/2020-12): a value for
// encoding/json that describes the frontmatter of the files. It is stricter than a host that ignores what it does not
// know: such a key is an error in it.
func (s *Schema) JSONSchema() map[string]any {
	schema := object(s.Keys, string(s.Kinds[0]))
	schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	schema["title"] = "Frontmatter of " + string(s.Kinds[0]) + " files in " + s.Host.Title
	schema["$comment"] = "as of " + s.Checked + "; source: " + s.Source
	if s.Note != "" {
		schema["description"] = s.Note
	}
	if s.Unknown == PassedOn || s.Unknown == Unspecified {
		delete(schema, "additionalProperties")
	}
	if s.Handoffs != nil {
		schema["properties"].(map[string]any)["handoffs"] = map[string]any{"type": "array", "items": object(s.Handoffs, "handoff"), "description": about()["handoffs"]}
	}
	return schema
}

// object describes a map of a kind with those keys and no others.
func object(keys map[string]Key, kind string) map[string]any {
	properties, required := map[string]any{}, []string{}
	for name, key := range keys {
		properties[name] = key.jsonSchema(cmp.Or(about()[kind+"/"+name], about()[name]))
		if key.Required {
			required = append(required, name)
		}
	}
	slices.Sort(required)
	return map[string]any{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
}

// jsonSchema describes the values of a key. What concerns strings, lists or maps only does not bind other types, but for
// the values allowed, which are those of strings.
func (k Key) jsonSchema(about string) map[string]any {
	schema := map[string]any{"type": typeNames(k.Types)}
	others := slices.DeleteFunc(slices.Clone(k.Types), func(t agent.Type) bool { return t == agent.String })
	switch {
	case len(k.Values) > 0 && len(others) > 0:
		schema["anyOf"] = []any{map[string]any{"enum": k.Values}, map[string]any{"type": typeNames(others)}}
	case len(k.Values) > 0:
		schema["enum"] = k.Values
	}
	if len(k.Items) > 0 {
		items := map[string]any{"type": typeNames(k.Items)}
		schema["items"], schema["additionalProperties"] = items, items
	}
	for keyword, text := range map[string]string{"pattern": k.Pattern.String(), "description": k.describe(about)} {
		if text != "" {
			schema[keyword] = text
		}
	}
	for keyword, length := range map[string]int{"minLength": k.MinLength, "maxLength": k.MaxLength} {
		if length > 0 {
			schema[keyword] = length
		}
	}
	if k.Deprecated {
		schema["deprecated"] = true
	}
	return schema
}

// typeNames is the value of "type": a name, or a list of several.
func typeNames(types []agent.Type) any {
	if len(types) == 1 {
		return jsonTypes[types[0]]
	}
	names := make([]string, len(types))
	for i, t := range types {
		names[i] = jsonTypes[t]
	}
	return names
}

//go:embed about.yml
var aboutData []byte

// about says what each key is for, by its name or by a kind, a slash and its name.
var about = sync.OnceValue(func() (all map[string]string) {
	if err := yaml.Load(aboutData, &all); err != nil {
		panic(err) // a fault in this program, which its tests find
	}
	return all
})

// describe says what an editor shows about a key that is about something.
func (k Key) describe(about string) string {
	var parts []string
	if about != "" {
		parts = append(parts, about)
	}
	if k.Note != "" {
		parts = append(parts, k.Note)
	}
	if k.Ignored {
		parts = append(parts, "accepted, without effect")
	}
	if k.Replacement != "" {
		parts = append(parts, "use "+k.Replacement+" instead")
	}
	return strings.Join(parts, "; ")
}
