package workspace

import (
	"bytes"
	"hash/crc32"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/kind"
)

// A Definition is what one agent definition says to the others.
type Definition struct {
	Path       string
	Size       int // bytes
	Kind       kind.Kind
	Name       string      // see agent.File.Name
	NameSpan   agent.Range // of the name; empty if the file's name is the name
	Hidden     bool        // users can't choose it: user-invocable is false
	Passive    bool        // agents can't start it unless they list it: disable-model-invocation is true
	Agents     []string    // names of the agents that it may start, as listed
	Handoffs   []Handoff   // those that name an agent, in order
	References []Reference
	Mentions   []AgentMention
	Commands   []Command
	Triggers   []Trigger
	Styles     []Style  // about the form of code, each topic once
	Keys       []Key    // of the frontmatter, in order
	Target     string   // the host that it is for, as the key target says; "" for all
	Beside     bool     // it is no part of the run, but stands beside a file that is
	Lines      []uint32 // hashes of the body's lines, blank ones and space at their ends aside
	Base       int      `json:"-"` // base of the file in the run's token.FileSet
}

// A Key is a top-level key of a definition's frontmatter.
type Key struct {
	Name string
	Span agent.Range
}

// A Handoff is a definition's offer to go on with another agent.
type Handoff struct {
	Agent string      // the name of the other agent, as written
	Span  agent.Range // of the name
	Label string      // of the button
	Send  bool        // the prompt is submitted without a click
}

// Define takes the facts from a parsed definition.
func Define(f *agent.File) *Definition {
	prose := prose(f)
	d := &Definition{
		Path: f.Source.Path, Size: len(f.Source.Text), Kind: f.Kind, Name: f.Name(), Base: f.Base,
		References: references(f, prose), Mentions: mentions(f, prose), Commands: commands(f), Triggers: triggers(f), Styles: styles(f), Lines: lineHashes(f),
	}
	if name := f.Field("name"); name != nil && name.Value.Text() != "" {
		d.NameSpan = name.Value.Range
	}
	for _, field := range f.Fields() {
		d.Keys = append(d.Keys, Key{field.Name, field.Key})
	}
	d.Target = text(f.Field("target"))
	d.Hidden = isBool(f.Field("user-invocable"), "false")
	d.Passive = isBool(f.Field("disable-model-invocation"), "true")
	if agents := f.Field("agents"); agents != nil {
		for _, name := range f.Names(agents.Value) {
			d.Agents = append(d.Agents, name.Text)
		}
	}
	for _, handoff := range f.Handoffs {
		if field := handoff.Agent(); field != nil && field.Value.Text() != "" {
			d.Handoffs = append(d.Handoffs, Handoff{
				Agent: field.Value.Text(), Span: field.Value.Range,
				Label: text(handoff.Field("label")), Send: isBool(handoff.Field("send"), "true"),
			})
		}
	}
	return d
}

// DefineText takes from a text that a skill brings where it points to, which is all that others may know of it.
func DefineText(f *agent.File) *Definition {
	return &Definition{
		Path: f.Source.Path, Size: len(f.Source.Text), Kind: f.Kind, Name: f.Name(), Base: f.Base, References: references(f, nil),
	}
}

func text(field *agent.Field) string {
	if field == nil {
		return ""
	}
	return field.Value.Text()
}

func isBool(field *agent.Field, value string) bool {
	return field != nil && field.Value.Type() == agent.Bool && strings.EqualFold(field.Value.Text(), value)
}

// WithBase returns it for another base: a copy that shares all else. It returns nil for nil.
func (d *Definition) WithBase(base int) *Definition {
	return withBase(d, func(d *Definition) { d.Base = base })
}

// Range returns a span of the definition as positions in the run's token.FileSet, for reports.
func (d *Definition) Range(s agent.Range) analysis.Range { return s.At(d.Base) }

// lineHashes returns what tells the body's lines apart.
func lineHashes(f *agent.File) []uint32 {
	var hashes []uint32
	for line := range bytes.Lines(f.Source.Text[f.Body.Start:f.Body.End]) {
		if line = bytes.TrimSpace(line); len(line) > 0 {
			hashes = append(hashes, crc32.ChecksumIEEE(line))
		}
	}
	return hashes
}
