package settings

import (
	"cmp"

	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/policy/topic"
)

// A Policy is what is set of boundaries: what becomes of changes that somebody wants to be asked about.
type Policy struct {
	Ask       string   // what a hook answers to such a change: ask, deny or tell; "" if nothing is said, which is ask
	Topics    []string // topics that are asked about whether or not a boundary names them; all for all
	Protected []string // globs of paths, from the top of the repository, that are not to be changed without asking
}

// asking are the keys below policy besides the fingerprints of bullets.
func (d *decoder) asking(p *Policy) map[string]decode {
	return map[string]decode{
		"ask":       func(v config.Value) { p.Ask = d.oneOf(v, "ask", "deny", "tell") },
		"topics":    func(v config.Value) { p.Topics = d.topics(v) },
		"protected": func(v config.Value) { p.Protected = d.texts(v) },
	}
}

// topics reads names of topics.
func (d *decoder) topics(v config.Value) (names []string) {
	for _, item := range d.strings(v) {
		names = append(names, d.oneOf(item, append(topic.Names(), "all")...))
	}
	return names
}

func (d *decoder) texts(v config.Value) (texts []string) {
	for _, item := range d.strings(v) {
		texts = append(texts, item.Text())
	}
	return texts
}

// over puts what is set over what other settings say.
func (p Policy) over(other Policy) Policy {
	if p.Topics == nil {
		p.Topics = other.Topics
	}
	if p.Protected == nil {
		p.Protected = other.Protected
	}
	p.Ask = cmp.Or(p.Ask, other.Ask)
	return p
}

// askingSchema are the schemas of the keys that asking reads.
func askingSchema() map[string]any {
	return map[string]any{
		"ask":       map[string]any{"enum": []string{"ask", "deny", "tell"}, "description": "what agentlint hook answers to a change that needs asking first"},
		"topics":    describe(list(oneOf(append(topic.Names(), "all"))), "topics that are asked about whether or not a boundary names them"),
		"protected": describe(list(text), "globs of paths, from the top of the repository, that are not to be changed without asking"),
	}
}

func describe(schema map[string]any, description string) map[string]any {
	schema["description"] = description
	return schema
}
