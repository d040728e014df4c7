// Package host says what each host reads of an agent definition: keys, their types, limits, and what becomes of
// the rest. The facts are data, one YAML file a host, each with its source and the day it was checked.
package host

import (
	"cmp"
	"embed"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v4"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/kind"
)

// A Host is a program that reads agent definitions.
type Host struct {
	Name    string    `yaml:"name"`   // as in configuration: copilot-cli
	Title   string    `yaml:"title"`  // as in messages: Copilot CLI
	Target  string    `yaml:"target"` // what the key target of a definition calls the host; "" for nothing
	Tools   *Tools    `yaml:"tools"`  // nil if the host's tools are not known
	Schemas []*Schema `yaml:"files"`  // one for each kind of file that the host reads
}

// Tools are the names by which a host knows its own tools; servers and extensions bring more.
type Tools struct {
	Names    []string            `yaml:"names"`
	Renamed  map[string][]string `yaml:"renamed"`   // what replaces a former name that the host still reads
	Retired  map[string]string   `yaml:"retired"`   // tools that the host has no more, and what takes their place; "" for nothing
	FoldCase bool                `yaml:"fold-case"` // upper and lower case do not count
	Source   string              `yaml:"source"`    // URL
	Checked  string              `yaml:"checked"`   // date: 2006-01-02
}

// Knows reports whether the host has a tool of its own by that name.
func (t *Tools) Knows(name string) bool {
	return slices.ContainsFunc(t.Names, func(n string) bool { return n == name || t.FoldCase && strings.EqualFold(n, name) })
}

// A Schema is what a host reads of one kind of file.
type Schema struct {
	Host     *Host           `yaml:"-"`
	Kinds    []kind.Kind     `yaml:"kinds"`
	Foreign  []kind.Kind     `yaml:"foreign"`  // those of Kinds that are another host's, read for its users' sake
	Identity Identity        `yaml:"identity"` // what other files call the definition by
	Unknown  Unknown         `yaml:"unknown"`  // what becomes of a key that is not in Keys
	Limits   Limits          `yaml:"limits"`
	Faults   map[string]Fate `yaml:"faults"` // what becomes of a file, by the kind of problem or the rule that reports it
	Keys     map[string]Key  `yaml:"keys"`
	Handoffs map[string]Key  `yaml:"handoffs"` // the keys of an entry of handoffs; nil if the host reads none
	Note     string          `yaml:"note"`
	Source   string          `yaml:"source"`  // URL
	Checked  string          `yaml:"checked"` // date: 2006-01-02
}

// An Identity is where a definition gets the name that others know it by.
type Identity string

// The identities.
const (
	NamedByKey  Identity = "name"      // the key name
	NamedByFile Identity = "filename"  // the file's name without its extensions
	NamedByDir  Identity = "directory" // the folder's name, which the key name must repeat
	Anonymous   Identity = "none"      // nothing refers to the file
)

// Unknown is what a host does with a key it does not know.
type Unknown string

// The fates of unknown keys.
const (
	Ignored     Unknown = "ignored"     // dropped without a word
	Warned      Unknown = "warned"      // dropped with a warning
	Rejected    Unknown = "rejected"    // the file is invalid
	PassedOn    Unknown = "passed-on"   // sent to the model's provider as an option
	Unspecified Unknown = "unspecified" // the documentation does not say
)

// A Fate is what becomes of a file with a fault.
type Fate struct {
	Loads   bool   `yaml:"loads"`   // it is read all the same; otherwise all of its keys, if not the file, are lost
	Note    string `yaml:"note"`    // a condition: unless its lines end in CRLF
	Source  string `yaml:"source"`  // URL
	Checked string `yaml:"checked"` // date: 2006-01-02; the schema's unless given
}

// Limits are sizes beyond which a host truncates or refuses; 0 means none is known.
type Limits struct {
	BodyChars int `yaml:"body-chars"` // code points of the body
	BodyLines int `yaml:"body-lines"` // recommended, not enforced
	ReadChars int `yaml:"read-chars"` // code points from the start of the file; the rest may go unread
	ReadBytes int `yaml:"read-bytes"` // likewise, in bytes
}

// A Key is what a host expects under one key.
type Key struct {
	Types       []agent.Type     `yaml:"types"`
	Items       []agent.Type     `yaml:"items"`      // types of a list's elements or a map's values; empty for any
	Values      []string         `yaml:"values"`     // the only ones allowed; empty for any
	Leaves      []string         `yaml:"leaves"`     // the only scalars allowed at any depth of a map, or instead of one
	Pattern     *pattern.Pattern `yaml:"pattern"`    // strings must match it
	Style       *pattern.Pattern `yaml:"style"`      // strings should match it, though others work
	Spelling    Spelling         `yaml:"spelling"`   // of models
	Otherwise   string           `yaml:"otherwise"`  // what the host does with any other value: "ignores it"
	MinLength   int              `yaml:"min-length"` // code points
	MaxLength   int              `yaml:"max-length"` // code points; 0 means no limit
	Required    bool             `yaml:"required"`
	Ignored     bool             `yaml:"ignored"` // accepted, without effect in this host
	With        string           `yaml:"with"`    // the key without which it has no effect
	Serious     bool             `yaml:"serious"` // of an ignored key: without it, the definition does other than it says
	Deprecated  bool             `yaml:"deprecated"`
	Replacement string           `yaml:"replacement"` // the key to use instead of a deprecated or ignored one
	Renamed     bool             `yaml:"renamed"`     // to Replacement, which means the same
	Note        string           `yaml:"note"`
	Source      string           `yaml:"source"`  // URL; the schema's unless given
	Checked     string           `yaml:"checked"` // date: 2006-01-02; the schema's unless given
}

// Accepts reports whether a value of type t is one that the key allows. A whole number is a float as well.
func (k Key) Accepts(t agent.Type) bool {
	return slices.Contains(k.Types, t) || t == agent.Int && slices.Contains(k.Types, agent.Float)
}

// Native reports whether files of that kind are made for the host, rather than for another one whose files it reads too.
func (s *Schema) Native(k kind.Kind) bool { return !slices.Contains(s.Foreign, k) }

// Names returns the schema's keys in alphabetical order.
func (s *Schema) Names() []string { return slices.Sorted(maps.Keys(s.Keys)) }

// Schema returns what the host reads of files of that kind, or nil if it does not read them.
func (h *Host) Schema(k kind.Kind) *Schema {
	for _, s := range h.Schemas {
		if slices.Contains(s.Kinds, k) {
			return s
		}
	}
	return nil
}

// BuiltIn returns the Name of each host that agentlint comes with, in order. It reads no facts: a file has the name of its host.
func BuiltIn() []string {
	entries, err := data.ReadDir(".")
	if err != nil {
		panic(err)
	}
	names := make([]string, len(entries))
	for i, entry := range entries {
		names[i] = strings.TrimSuffix(entry.Name(), ".yaml")
	}
	return names
}

// All returns the hosts, ordered by name.
func All() []*Host { return hosts() }

// ByName returns the host with that Name, or nil.
func ByName(name string) *Host {
	for _, h := range All() {
		if h.Name == name {
			return h
		}
	}
	return nil
}

// For returns the schemas of the hosts that read files of that kind, ordered by host.
func For(k kind.Kind) []*Schema {
	var schemas []*Schema
	for _, h := range All() {
		if s := h.Schema(k); s != nil {
			schemas = append(schemas, s)
		}
	}
	return schemas
}

// Reading returns the schemas of the hosts that read f, ordered by host: those for its kind, but for the ones that the
// definition's key target leaves out.
// Source: https://docs.github.com/en/copilot/reference/custom-agents-configuration
func Reading(f *agent.File) []*Schema {
	target := ""
	if field := f.Field("target"); field != nil {
		target = field.Value.Text()
	}
	return ReadingAs(f.Kind, f.Source.Path, target)
}

// ReadingAs is [Reading] for a definition of a kind at a path whose key target is target, "" for none.
func ReadingAs(k kind.Kind, name, target string) []*Schema {
	looking := lookers(k, name)
	return slices.DeleteFunc(For(k), func(s *Schema) bool {
		return slices.Contains(s.Keys["target"].Values, target) && target != s.Host.Target ||
			looking != nil && !slices.Contains(looking, s.Host.Name)
	})
}

// lookers returns the Name of each host that looks for a skill in its folder, nil for one that any may look in: hosts share the
// kind, and each has folders of its own. Other kinds tell their hosts.
func lookers(k kind.Kind, name string) (hosts []string) {
	if k != kind.Skill {
		return nil
	}
	folder := path.Dir(name)
	if known, ok := skillHosts.Load(folder); ok {
		return known.([]string)
	}
	if place := kind.PlaceOf(name); place != nil && place.Kind == k && place.Found == kind.ByPath {
		hosts = place.Hosts
	}
	skillHosts.Store(folder, hosts)
	return hosts
}

// skillHosts are those that look for a skill in a folder, by that. Many rules ask for each skill.
var skillHosts sync.Map

//go:embed *.yaml
var data embed.FS

var hosts = sync.OnceValue(builtIn)

func builtIn() []*Host {
	entries, err := data.ReadDir(".")
	if err != nil {
		panic(err)
	}
	all := make([]*Host, len(entries))
	for i, entry := range entries {
		all[i] = read(entry.Name())
	}
	return all
}

// read decodes an embedded file. One that does not decode is a fault in this program, which its tests find.
func read(name string) *Host {
	text, err := data.ReadFile(name)
	if err != nil {
		panic(err)
	}
	h, err := decode(text)
	if err != nil {
		panic(fmt.Sprintf("%s: %v", name, err))
	}
	return h
}

// decode reads the facts about one host.
func decode(text []byte) (*Host, error) {
	h := new(Host)
	if err := yaml.Load(text, h, yaml.WithKnownFields()); err != nil {
		return nil, err
	}
	for _, s := range h.Schemas {
		s.Host = h
		s.inherit(s.Keys)
		s.inherit(s.Handoffs)
		for name, fate := range s.Faults {
			fate.Checked = cmp.Or(fate.Checked, s.Checked)
			s.Faults[name] = fate
		}
	}
	return h, nil
}

// inherit gives the keys the schema's source and date where they have none of their own.
func (s *Schema) inherit(keys map[string]Key) {
	for name, key := range keys {
		if key.Source == "" {
			key.Source = s.Source
		}
		if key.Checked == "" {
			key.Checked = s.Checked
		}
		keys[name] = key
	}
}
