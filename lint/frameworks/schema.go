package frameworks

import (
	"reflect"

	"github.com/agentlint/agentlint/program/framework"
)

// JSONSchema returns a JSON Schema (2020-12) of a file of facts, for editors.
func JSONSchema() map[string]any {
	schema := schemaOf(reflect.TypeFor[framework.Library]())
	schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	schema["title"] = "Facts about a framework, in " + Folder
	return schema
}

// schemaOf returns the schema of what is read into a type.
func schemaOf(t reflect.Type) map[string]any {
	switch t.Kind() {
	case reflect.Pointer:
		return schemaOf(t.Elem())
	case reflect.Slice:
		return map[string]any{"type": "array", "items": schemaOf(t.Elem())}
	case reflect.Map:
		return map[string]any{"type": "object", "additionalProperties": map[string]any{"type": "string"}}
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.Int:
		return map[string]any{"type": "integer", "minimum": -1}
	case reflect.Struct:
		properties := map[string]any{}
		for i := range t.NumField() {
			properties[keyOf(t.Field(i))] = schemaOf(t.Field(i).Type)
		}
		return map[string]any{"type": "object", "properties": properties, "additionalProperties": false}
	}
	if allowed := words[t]; allowed != nil {
		return map[string]any{"enum": allowed}
	}
	return map[string]any{"type": "string"}
}
