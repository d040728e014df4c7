// Package confirm holds what a project has confirmed of the bullets of its definitions: which rules enforce a bullet, and how. The file of
// settings keeps it, a person has looked at it, and a bullet that is no longer what was confirmed is found.
package confirm

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/policy/bullet"
)

// An Entry is a bullet that was confirmed.
type Entry struct {
	Fingerprint string   `yaml:"fingerprint"` // of its words; see bullet.Bullet
	Bullet      string   `yaml:"bullet"`      // its words
	Tier        string   `yaml:"tier"`        // always, ask first, never; "" for advice
	From        Places   `yaml:"from"`        // the definition, or those that have it each, from the directory of the settings
	Rules       []string `yaml:"rules"`       // that enforce it
	Severity    string   `yaml:"severity"`    // of what they find; "" for their own
	Max         int      `yaml:"max"`         // the bound that the bullet sets, for those of the rules that have the option max; 0 for none

	Settings   string          `yaml:"-"` // the settings file that has the entry, as shown
	Start, End source.Position `yaml:"-"` // of its fingerprint there
}

// Places are the paths of definitions. One is written as a text, several as a list.
type Places []string

// UnmarshalYAML reads a text or a list.
func (p *Places) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind == yaml.ScalarNode {
		*p = Places{node.Value}
		return nil
	}
	return node.Decode((*[]string)(p))
}

// MarshalYAML writes what UnmarshalYAML reads.
func (p Places) MarshalYAML() (any, error) {
	if len(p) == 1 {
		return p[0], nil
	}
	return []string(p), nil
}

// A List is all that was confirmed.
type List []Entry

// Add adds a bullet of one definition. Of copies in several, those count that bind most.
func (l *List) Add(e Entry) {
	at := slices.IndexFunc(*l, func(other Entry) bool { return other.Fingerprint == e.Fingerprint })
	if at < 0 {
		*l = append(*l, e)
		return
	}
	was := &(*l)[at]
	rules := was.Rules
	for _, id := range e.Rules {
		if !slices.Contains(rules, id) {
			rules = append(slices.Clip(rules), id)
		}
	}
	switch {
	case bound(e.Tier) > bound(was.Tier):
		*was = e
	case e.Tier == was.Tier && !slices.Contains(was.From, e.From[0]):
		was.From = append(slices.Clip(was.From), e.From...)
	}
	was.Rules = rules
}

// A Drift is a confirmed bullet that its definition no longer has.
type Drift struct {
	Entry  *Entry
	Kind   Kind
	Bullet *bullet.Bullet // what is there instead; nil if it is removed
}

// A Kind says what became of a bullet.
type Kind string

// The kinds.
const (
	Changed  Kind = "changed"  // other words
	Softened Kind = "softened" // the same or other words, in a tier that binds less
	Removed  Kind = "removed"
)

// Drifts compares what was confirmed of a definition with its bullets.
func (l List) Drifts(path string, bullets []bullet.Bullet) (all []Drift) {
	for i := range l {
		if e := &l[i]; slices.ContainsFunc(e.From, func(from string) bool { return IsAt(from, path) }) {
			if d := e.drift(bullets); d != nil {
				all = append(all, *d)
			}
		}
	}
	return all
}

// IsAt reports whether a path that is seen from another directory is that of a definition.
func IsAt(from, path string) bool {
	return from == path || strings.HasSuffix(path, "/"+from) || strings.HasSuffix(from, "/"+path)
}

// drift says what became of the bullet; nil if it is as it was.
func (e *Entry) drift(bullets []bullet.Bullet) *Drift {
	var nearest *bullet.Bullet
	best := 0
	for i := range bullets {
		b := &bullets[i]
		if b.Fingerprint() == e.Fingerprint && bound(TierOf(b)) >= bound(e.Tier) {
			return nil
		}
		if shared := e.shares(b); shared > best {
			nearest, best = b, shared
		}
	}
	switch {
	case nearest == nil:
		return &Drift{e, Removed, nil}
	case bound(TierOf(nearest)) < bound(e.Tier):
		return &Drift{e, Softened, nearest}
	}
	return &Drift{e, Changed, nearest}
}

// shares returns how many words a bullet has of those that were confirmed, if that is half of them or more.
func (e *Entry) shares(b *bullet.Bullet) int {
	words, n := bullet.Words(e.Bullet), 0
	other := bullet.Words(b.Text)
	for _, w := range words {
		if slices.Contains(other, w) {
			n++
		}
	}
	if n*2 < len(words) {
		return 0
	}
	return n
}

// TierOf returns the tier of a bullet as entries have it.
func TierOf(b *bullet.Bullet) string { return strings.ToLower(b.Tier.String()) }

// bound returns how much a tier binds.
func bound(tier string) int {
	return map[string]int{"": 0, "ask first": 1, "always": 2, "never": 2}[tier]
}
