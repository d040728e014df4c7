package host_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/host"
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

func TestJSONSchemaValidates(t *testing.T) {
	tests := []struct {
		host        string
		kind        agent.Kind
		frontmatter string
		valid       bool
	}{
		{"vscode", agent.CustomAgent, `{"name": "a", "tools": ["read"], "handoffs": [{"agent": "b", "label": "B", "prompt": ""}]}`, true},
		{"vscode", agent.CustomAgent, `{"handoffs": [{"target": "b", "label": "B", "prompt": "x", "send": false}]}`, false},
		{"vscode", agent.CustomAgent, `{"triggers": ["train.py exists"]}`, false},
		{"vscode", agent.CustomAgent, `{"infer": true}`, true},
		{"vscode", agent.CustomAgent, `{"infer": "hidden"}`, true},
		{"vscode", agent.CustomAgent, `{"infer": "never"}`, false},
		{"github", agent.CustomAgent, `{"name": "a"}`, false},
		{"github", agent.CustomAgent, `{"description": "a", "metadata": {"team": 1}}`, false},
		{"claude", agent.ClaudeAgent, `{"name": "a", "description": "b", "tools": "Read, Bash", "color": "blue"}`, true},
		{"claude", agent.ClaudeAgent, `{"name": "a", "description": "b", "tools": ["Read"]}`, true},
		{"claude", agent.ClaudeAgent, `{"name": "a", "description": "b", "hooks": []}`, false},
		{"claude", agent.ClaudeAgent, `{"name": "a:b", "description": "b"}`, false},
		{"opencode", agent.OpenCodeAgent, `{"description": "b", "temperature": 1, "topK": 4}`, true},
		{"agentskills", agent.Skill, `{"name": "A b", "description": "c"}`, false},
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
