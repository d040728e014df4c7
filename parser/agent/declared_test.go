package agent_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/source"
)

func TestDeclaredPlaceholders(t *testing.T) {
	const text = `- {{before}}

# Placeholders

Fill in {{prose}}.

| Name | Meaning |
|------|---------|
| ` + "`{{row}}`" + ` | instead of {{cell}} |
| other | {{second}} |

- **{{item}}**: see {{link}}
* {{star}}

# Commands

- {{after}}
`
	f := agent.Parse(source.New("agent-templates/a.md", []byte(text)), kind.Template)
	var got []string
	for _, p := range f.DeclaredPlaceholders() {
		got = append(got, p.Name)
	}
	if diff := cmp.Diff([]string{"row", "item", "star"}, got); diff != "" {
		t.Errorf("declared (-want +got):\n%s", diff)
	}
}
