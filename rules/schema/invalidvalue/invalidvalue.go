// Package invalidvalue defines the rule invalid-value.
package invalidvalue

import (
	"cmp"
	_ "embed"
	"fmt"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/host"
)

//go:embed invalidvalue.md
var page string

// Rule reports values that a host does not know.
var Rule = &lint.Rule{
	ID:       "invalid-value",
	Agnix:    []string{"CC-AG-004", "COP-009", "OC-AG-001"},
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	schemas := host.Reading(f)
	for _, field := range f.Fields() {
		if field.Name == "name" || field.Name == "description" || field.Recovered {
			continue // invalid-name and description-length are about these, frontmatter rules about broken YAML
		}
		for _, value := range scalars(field.Value) {
			check(pass, schemas, field.Name, value)
		}
		checkLeaves(pass, schemas, field)
	}
}

// scalars returns the elements of a list, or the value itself, where they are scalars with a text.
func scalars(v agent.Value) []agent.Value {
	values := []agent.Value{v}
	if v.Type() == agent.List {
		values = v.Items
	}
	return slices.DeleteFunc(slices.Clone(values), func(v agent.Value) bool {
		return v.Type() == agent.Null || v.Type() == agent.List || v.Type() == agent.Map
	})
}

// check reports the value if a host rules it out. Where another host that is as particular takes it, it is no fault.
func check(pass *analysis.Pass, schemas []*host.Schema, name string, value agent.Value) {
	message := ""
	for _, schema := range schemas {
		key := schema.Keys[name]
		if key.Ignored || !key.Particular() {
			continue
		}
		fault := key.Fault(value)
		if fault == "" {
			return
		}
		if message == "" {
			message = fmt.Sprintf("%q %s%s", name, fault, consequence(schema.Host.Title, key))
		}
	}
	if message != "" {
		pass.ReportRangef(agent.Of(pass).Range(value.Range), "%s", message)
	}
}

// checkLeaves reports what stands where a host takes a few words only, at any depth of a map.
func checkLeaves(pass *analysis.Pass, schemas []*host.Schema, field agent.Field) {
	for _, schema := range schemas {
		leaves := schema.Keys[field.Name].Leaves
		if len(leaves) == 0 {
			continue
		}
		for key, value := range field.Value.Scalars() {
			if value.Type() != agent.Null && !slices.Contains(leaves, value.Text()) {
				pass.ReportRangef(agent.Of(pass).Range(value.Range), "%q is %q, not %s, as read by %s",
					cmp.Or(key, field.Name), value.Text(), wording.List(leaves, "or"), schema.Host.Title)
			}
		}
	}
}

func consequence(title string, key host.Key) string {
	if key.Otherwise == "" {
		return ", as read by " + title
	}
	return "; " + title + " " + key.Otherwise
}
