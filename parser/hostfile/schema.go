package hostfile

import (
	"fmt"
	"slices"

	"github.com/agentlint/agentlint/parser/agent/host"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/config"
)

// A Fault is what is wrong with a file by its host's schema.
type Fault struct {
	Range   config.Range // where
	Key     string       // the top-level key that it is about
	Message string       // says what is wrong
	Refused bool         // the host does not take the file; otherwise it leaves the key out
}

// Faults returns what is wrong with the file by its host's schema, in the order of the file; what it lacks comes first. There are none
// for a file without a schema, or one that can't be read.
func (f *File) Faults() []Fault {
	schema := f.Format.Schema()
	if schema == nil || len(f.Problems) > 0 || f.Root.Type() != config.Map {
		return nil
	}
	if f.isRole() {
		return nil
	}
	c := checker{format: f.Format}
	for _, name := range schema.Names() {
		if f.Root.Field(name) == nil && schema.Keys[name].Required {
			start := config.Range{Start: f.Root.Range.Start, End: f.Root.Range.Start}
			c.add(Fault{start, name, fmt.Sprintf("there is no %q, without which %s %s", name, f.Format.Host, f.Format.Fate), true})
		}
	}
	for _, field := range f.Root.Fields {
		if key, ok := schema.Keys[field.Name]; ok {
			c.check(field, key)
		}
	}
	return c.faults
}

// isRole reports whether the file only adds to an agent that Codex's configuration names: agents.NAME.config_file.
// Source: https://developers.openai.com/codex/config-reference, read on 2026-11-30.
func (f *File) isRole() bool {
	return f.Format.Kind == kind.CodexAgent && f.Root.Field("name") == nil && f.Root.Field("description") == nil
}

type checker struct {
	format *Format
	faults []Fault
}

func (c *checker) add(fault Fault) { c.faults = append(c.faults, fault) }

// refuse adds a fault for which the host does not take the file.
func (c *checker) refuse(field config.Field, at config.Range, message string) {
	c.add(Fault{at, field.Name, fmt.Sprintf("%s; %s %s", message, c.format.Host, c.format.Fate), true})
}

// check adds what is wrong with a field: that the host ignores it, or does not take its value.
func (c *checker) check(field config.Field, key host.Key) {
	v := field.Value
	switch {
	case key.Ignored:
		c.add(Fault{field.Key, field.Name, fmt.Sprintf("%s ignores %q here, %s", c.format.Host, field.Name, key.Note), false})
	case !key.Accepts(v.Type()):
		c.refuse(field, v.Range, fmt.Sprintf("%q is %s but must be %s", field.Name, v.Type().Indefinite(), config.Either(key.Types)))
	case v.Type() == config.String && key.Fault(v) != "":
		c.refuse(field, v.Range, fmt.Sprintf("%q %s", field.Name, key.Fault(v)))
	case len(key.Items) > 0:
		c.checkItems(field, key)
	}
}

func (c *checker) checkItems(field config.Field, key host.Key) {
	items := slices.Clone(field.Value.Items)
	for _, inner := range field.Value.Fields {
		items = append(items, inner.Value)
	}
	for _, item := range items {
		if !slices.Contains(key.Items, item.Type()) {
			c.refuse(field, item.Range, fmt.Sprintf("an entry of %q is %s but must be %s", field.Name, item.Type().Indefinite(), config.Either(key.Items)))
		}
	}
}
