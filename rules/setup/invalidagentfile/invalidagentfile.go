// Package invalidagentfile defines the rule invalid-agent-file.
package invalidagentfile

import (
	_ "embed"
	"fmt"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/agent/host"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/hostfile"
)

//go:embed invalidagentfile.md
var page string

// Rule reports agents, commands and configurations in TOML or JSON that a host does not load as they are.
var Rule = &lint.Rule{
	ID:       "invalid-agent-file",
	Severity: lint.Error,
	Page:     page,
	Requires: []*analysis.Analyzer{hostfile.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := hostfile.Of(pass)
	switch f.Format.Holds {
	case hostfile.Definition:
		checkSchema(pass, f)
	case hostfile.OpenCode:
		checkPermission(pass, f, f.Root)
		for _, key := range []string{"agent", "mode"} {
			if agents := f.Root.Field(key); agents != nil {
				for _, entry := range agents.Value.Fields {
					checkOpenCode(pass, f, entry)
				}
			}
		}
	}
}

// checkSchema reports the keys that the host needs and does not find, and values that it does not take.
func checkSchema(pass *analysis.Pass, f *hostfile.File) {
	if len(f.Problems) > 0 || f.Root.Type() != config.Map {
		return // unreadable-setup is about that
	}
	c := checker{pass, f, fmt.Sprintf("%s %s", f.Format.Host, f.Format.Fate)}
	schema := f.Format.Schema()
	for _, name := range schema.Names() {
		if f.Root.Field(name) == nil && schema.Keys[name].Required {
			start := config.Range{Start: f.Root.Range.Start, End: f.Root.Range.Start}
			pass.ReportRangef(f.Range(start), "there is no %q, without which %s", name, c.fate)
		}
	}
	for _, field := range f.Root.Fields {
		if key, ok := schema.Keys[field.Name]; ok {
			c.check(field, key)
		} else if nearest, ok := wording.Nearest(field.Name, schema.Names()); ok && f.Root.Field(nearest) == nil {
			lint.Reportf(pass, f.Range(field.Key), lint.Warning, "%s does not know the key %q; did you mean %q?", f.Format.Host, field.Name, nearest)
		}
	}
}

type checker struct {
	pass *analysis.Pass
	file *hostfile.File
	fate string // what becomes of a file with a fault
}

// check reports a field that the host ignores, or does not take.
func (c checker) check(field config.Field, key host.Key) {
	at, v := c.file.Range(field.Value.Range), field.Value
	switch {
	case key.Ignored:
		lint.Reportf(c.pass, c.file.Range(field.Key), lint.Warning, "%s ignores %q here, %s", c.file.Format.Host, field.Name, key.Note)
	case !key.Accepts(v.Type()):
		c.pass.ReportRangef(at, "%q is %s, and must be %s; %s", field.Name, v.Type().Indefinite(), either(key.Types), c.fate)
	case v.Type() == config.String && key.Fault(v) != "":
		c.pass.ReportRangef(at, "%q %s; %s", field.Name, key.Fault(v), c.fate)
	}
	if v.Type() != config.List && v.Type() != config.Map || len(key.Items) == 0 {
		return
	}
	items := v.Items
	for _, inner := range v.Fields {
		items = append(items[:len(items):len(items)], inner.Value)
	}
	for _, item := range items {
		if !slices.Contains(key.Items, item.Type()) {
			c.pass.ReportRangef(c.file.Range(item.Range), "an entry of %q is %s, and must be %s; %s", field.Name, item.Type().Indefinite(), either(key.Items), c.fate)
		}
	}
}

func either(types []config.Type) string {
	var names []string
	for _, t := range types {
		names = append(names, t.Indefinite())
	}
	return wording.List(names, "or")
}

// checkOpenCode reports values of an agent that OpenCode refuses, by what it takes in the frontmatter of one.
func checkOpenCode(pass *analysis.Pass, f *hostfile.File, entry config.Field) {
	keys := host.ByName("opencode").Schema(kind.OpenCodeAgent).Keys
	for _, name := range []string{"mode", "model"} {
		field := entry.Value.Field(name)
		if field == nil {
			continue
		}
		if fault := keys[name].Fault(field.Value); fault != "" {
			pass.ReportRangef(f.Range(field.Value.Range), "%q of the agent %q %s; OpenCode refuses to start", name, entry.Name, fault)
		}
	}
	checkPermission(pass, f, entry.Value)
}

// checkPermission reports words under permission that OpenCode does not know.
func checkPermission(pass *analysis.Pass, f *hostfile.File, v config.Value) {
	permission := v.Field("permission")
	if permission == nil {
		return
	}
	leaves := host.ByName("opencode").Schema(kind.OpenCodeAgent).Keys["permission"].Leaves
	for key, value := range permission.Value.Scalars() {
		if value.Type() != config.Null && !slices.Contains(leaves, value.Text()) {
			pass.ReportRangef(f.Range(value.Range), "the permission of %q is %q, not %s; OpenCode refuses to start", key, value.Text(), wording.List(leaves, "or"))
		}
	}
}
