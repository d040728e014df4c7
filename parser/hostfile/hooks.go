package hostfile

import (
	"slices"
	"strings"
	"sync"

	"github.com/agentlint/agentlint/parser/config"
)

// A Dialect is how a host writes hooks.
type Dialect struct {
	Nested       bool                `yaml:"nested"`        // an event has groups of hooks, each with a matcher
	Comments     bool                `yaml:"comments"`      // are allowed
	Events       []string            `yaml:"events"`        // that there are
	Tools        string              `yaml:"tools"`         // the Name of the host whose tools matchers name; "" if they are not known
	ToolEvents   []string            `yaml:"tool-events"`   // those whose matchers name tools
	Unheard      []string            `yaml:"unheard"`       // events for which the host does not heed what a hook answers
	Types        map[string][]string `yaml:"types"`         // of a hook, with the keys that each needs; a|b for one of them
	Typed        bool                `yaml:"typed"`         // a hook must say its type
	UnknownEvent string              `yaml:"unknown-event"` // what the host does with one: "skips the whole file"
	WrongShape   string              `yaml:"wrong-shape"`   // what it does with a hook of a wrong shape
	Source       string              `yaml:"source"`        // URL
	Checked      string              `yaml:"checked"`       // date: 2006-01-02
}

var dialects = sync.OnceValue(func() (all map[string]*Dialect) {
	decode(dialectData, &all)
	return all
})

// Dialect returns how the file writes hooks, or nil if it has none.
func (f *File) Dialect() *Dialect { return dialects()[f.Format.Dialect] }

// UnknownEvent says what the host does with an event that it does not know. One in its settings may cost it all of them.
func (f *File) UnknownEvent() string {
	switch d := f.Dialect(); {
	case d == nil:
		return ""
	case f.Format.Holds == Settings || !d.Nested:
		return d.UnknownEvent
	default:
		return "never runs these hooks"
	}
}

// HostOfEvent returns the host that has an event of that name, "" if none has.
func HostOfEvent(name string) string {
	all, _ := formats()
	for _, format := range all {
		if d := dialects()[format.Dialect]; d != nil && slices.Contains(d.Events, name) {
			return format.Host
		}
	}
	return ""
}

// HooksField returns the field that the hooks are under, or nil.
func (f *File) HooksField() *config.Field {
	if f.Dialect() == nil {
		return nil
	}
	field := f.Root.Field("hooks")
	if field != nil && f.Format.Holds == Plugin && (field.Value.Type() != config.Map || field.Value.Field("hooks") != nil) {
		return nil // it names a file
	}
	return field
}

// A Group is hooks of one event that share a matcher, or one hook where a host has no groups.
type Group struct {
	Event   *config.Field
	Value   config.Value
	Matcher *config.Field  // nil for none
	Hooks   []config.Value // of the shape that the host expects
}

// Groups returns the groups of hooks that have the shape that the host expects.
func (f *File) Groups() (groups []Group) {
	field := f.HooksField()
	if field == nil {
		return nil
	}
	nested := f.Dialect().Nested
	for i := range field.Value.Fields {
		event := &field.Value.Fields[i]
		for _, item := range event.Value.Items {
			group := Group{Event: event, Value: item, Matcher: item.Field("matcher")}
			if inner := item.Field("hooks"); inner != nil && nested {
				group.Hooks = inner.Value.Items
			} else if !nested && item.Type() == config.Map {
				group.Hooks = []config.Value{item}
			}
			groups = append(groups, group)
		}
	}
	return groups
}

// Missing returns the keys that a hook of its type lacks: "bash or powershell".
func (d *Dialect) Missing(hook config.Value) (missing []string) {
	kind := "command"
	if t := hook.Field("type"); t != nil {
		kind = t.Value.Text()
	}
	for _, need := range d.Types[kind] {
		if !slices.ContainsFunc(strings.Split(need, "|"), func(key string) bool { return hook.Field(key) != nil }) {
			first, _, several := strings.Cut(need, "|")
			if several {
				need = strings.Join(strings.Split(need, "|")[:2], " or ")
				first = need
			}
			missing = append(missing, first)
		}
	}
	return missing
}
