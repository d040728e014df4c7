// Package wrongtype defines the rule wrong-type.
package wrongtype

import (
	_ "embed"
	"fmt"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/host"
)

//go:embed wrongtype.md
var page string

// Rule reports values of a type that no host takes.
var Rule = &lint.Rule{
	ID:       "wrong-type",
	Agnix:    []string{"CC-SK-015", "CUR-008"},
	Severity: lint.Error,
	Fix:      lint.SafeFixes,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	var keys, handoffs []map[string]host.Key
	var hosts []string
	for _, schema := range host.Reading(f) {
		hosts = append(hosts, schema.Host.Title)
		keys = append(keys, schema.Keys)
		handoffs = append(handoffs, schema.Handoffs)
	}
	for _, field := range f.Fields() {
		if !isTaken(field, keys) {
			check(pass, field, readers(hosts, keys, field.Name))
		}
	}
	for _, handoff := range f.Handoffs {
		for _, field := range handoff.Fields {
			if !isTaken(field, handoffs) {
				check(pass, field, readers(hosts, handoffs, field.Name))
			}
		}
	}
}

// isTaken reports whether one reader takes the value of a field with all its elements, as is the rule.
func isTaken(field agent.Field, known []map[string]host.Key) bool {
	for _, keys := range known {
		key, ok := keys[field.Name]
		if ok && !key.Ignored && key.Accepts(field.Value.Type()) && !slices.ContainsFunc(elements(field.Value), func(e agent.Value) bool { return !fits(e, key.Items) }) {
			return true
		}
	}
	return false
}

// A reader is a host that does something with a key.
type reader struct {
	host.Key
	name string
}

// readers returns the readers of a key, given the keys that each host knows.
func readers(hosts []string, known []map[string]host.Key, name string) []reader {
	var all []reader
	for i, keys := range known {
		if key, ok := keys[name]; ok && !key.Ignored {
			all = append(all, reader{key, hosts[i]})
		}
	}
	return all
}

// check reports the field if no reader takes its value, or else the elements that none of those takes. What one host
// documents is no fault, even where another host does not follow.
func check(pass *analysis.Pass, field agent.Field, all []reader) {
	value := field.Value
	if field.Recovered || value.Type() == agent.Null || len(all) == 0 {
		return
	}
	takers := filter(all, func(r reader) bool { return r.Accepts(value.Type()) })
	if len(takers) == 0 {
		report(pass, value, fmt.Sprintf("%q", field.Name), all[0].Types, all)
	}
	for _, element := range elements(value) {
		if len(takers) > 0 && !slices.ContainsFunc(takers, func(r reader) bool { return fits(element, r.Items) }) {
			report(pass, element, fmt.Sprintf("an element of %q", field.Name), takers[0].Items, takers)
		}
	}
}

func filter(readers []reader, keep func(reader) bool) []reader {
	return slices.DeleteFunc(slices.Clone(readers), func(r reader) bool { return !keep(r) })
}

// elements returns the elements of a list or the values of a map.
func elements(v agent.Value) []agent.Value {
	all := slices.Clone(v.Items)
	for _, field := range v.Fields {
		all = append(all, field.Value)
	}
	return all
}

// fits reports whether an element may stand where one of the types is expected; a host makes strings of plain scalars.
func fits(element agent.Value, expected []agent.Type) bool {
	t := element.Type()
	return len(expected) == 0 || slices.Contains(expected, t) || isScalar(t) && slices.Contains(expected, agent.String)
}

func isScalar(t agent.Type) bool { return t != agent.List && t != agent.Map }

func report(pass *analysis.Pass, value agent.Value, what string, expected []agent.Type, readers []reader) {
	at := agent.Of(pass).Range(value.Range)
	d := analysis.Diagnostic{
		Pos: at.Pos(), End: at.End(),
		Message: fmt.Sprintf("%s has the type %s; %s is expected by %s", what, value.Type(), types(expected), hosts(readers)),
	}
	if isScalar(value.Type()) && slices.Contains(expected, agent.String) {
		d.Category = string(lint.Warning) // most hosts make a string of it
	}
	if text := value.Text(); slices.Contains(expected, agent.Bool) && (text == "true" || text == "false") && isQuoted(agent.Of(pass), value) {
		d.SuggestedFixes = lint.SafeFix("remove the quotes", analysis.TextEdit{Pos: at.Pos(), End: at.End(), NewText: []byte(text)})
	}
	pass.Report(d)
}

// isQuoted reports whether nothing but quotes makes a string of a value: no tag, no block, and no anchor, whose aliases
// would lose it.
func isQuoted(f *agent.File, value agent.Value) bool {
	inside, ok := f.Literal(value.Range, value.Text())
	return ok && inside != value.Range
}

// types lists types: list or string.
func types(all []agent.Type) string {
	names := make([]string, len(all))
	for i, t := range all {
		names[i] = string(t)
	}
	return wording.List(names, "or")
}

func hosts(readers []reader) string {
	names := make([]string, len(readers))
	for i, r := range readers {
		names[i] = r.name
	}
	return wording.List(names, "and")
}
