package host_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/agentlint/agentlint/parser/agent/host"
	"github.com/agentlint/agentlint/parser/agent/kind"
)

func compile(t *testing.T, s *host.Schema) *jsonschema.Schema {
	t.Helper()
	text, err := json.Marshal(s.JSONSchema())
	if err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("x.json", document); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("x.json")
	if err != nil {
		t.Fatalf("%s: %v: %v", s.Host.Name, s.Kinds, err)
	}
	return schema
}

func TestEveryJSONSchemaCompiles(t *testing.T) {
	for _, h := range host.All() {
		for _, s := range h.Schemas {
			compile(t, s)
		}
	}
}

// An editor has something to show about each key.
func TestEveryPropertyIsDescribed(t *testing.T) {
	for _, h := range host.All() {
		for _, s := range h.Schemas {
			for name, property := range s.JSONSchema()["properties"].(map[string]any) {
				property := property.(map[string]any)
				if name == "handoffs" && property["items"] != nil {
					for inner, of := range property["items"].(map[string]any)["properties"].(map[string]any) {
						if of.(map[string]any)["description"] == nil {
							t.Errorf("%s: %s: handoffs: %s has no description", h.Name, s.Kinds[0], inner)
						}
					}
				} else if property["description"] == nil {
					t.Errorf("%s: %s: %s has no description", h.Name, s.Kinds[0], name)
				}
			}
		}
	}
}

func TestJSONSchemaValidates(t *testing.T) {
	tests := []struct {
		host        string
		kind        kind.Kind
		frontmatter string
		valid       bool
	}{
		{"vscode", kind.CustomAgent, `{"name": "a", "tools": ["read"], "handoffs": [{"agent": "b", "label": "B", "prompt": ""}]}`, true},
		{"vscode", kind.CustomAgent, `{"handoffs": [{"target": "b", "label": "B", "prompt": "x", "send": false}]}`, false},
		{"vscode", kind.CustomAgent, `{"triggers": ["train.py exists"]}`, false},
		{"vscode", kind.CustomAgent, `{"infer": true}`, true},
		{"vscode", kind.CustomAgent, `{"infer": "hidden"}`, true},
		{"vscode", kind.CustomAgent, `{"infer": "never"}`, false},
		{"github", kind.CustomAgent, `{"name": "a"}`, false},
		{"github", kind.CustomAgent, `{"description": "a", "metadata": {"team": 1}}`, false},
		{"claude", kind.ClaudeAgent, `{"name": "a", "description": "b", "tools": "Read, Bash", "color": "blue"}`, true},
		{"claude", kind.ClaudeAgent, `{"name": "a", "description": "b", "tools": ["Read"]}`, true},
		{"claude", kind.ClaudeAgent, `{"name": "a", "description": "b", "hooks": []}`, false},
		{"claude", kind.ClaudeAgent, `{"name": "a:b", "description": "b"}`, false},
		{"opencode", kind.OpenCodeAgent, `{"description": "b", "temperature": 1, "topK": 4}`, true},
		{"agentskills", kind.Skill, `{"name": "A b", "description": "c"}`, false},
	}
	for _, test := range tests {
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(test.frontmatter))
		if err != nil {
			t.Fatal(err)
		}
		err = compile(t, host.ByName(test.host).Schema(test.kind)).Validate(value)
		if (err == nil) != test.valid {
			t.Errorf("%s: %s: %v", test.host, test.frontmatter, err)
		}
	}
}
