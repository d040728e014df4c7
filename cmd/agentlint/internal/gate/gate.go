// Package gate asks before a change is made: which topics the boundaries of a repository want to be asked about, what two versions of it do
// in different ways, and what of that somebody has approved.
package gate

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/body"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/policy"
	"github.com/agentlint/agentlint/policy/change"
	"github.com/agentlint/agentlint/policy/topic"
)

// A Source is a bullet that wants to be asked about a topic, or not to see it changed.
type Source struct {
	Path  string `json:"path"` // of the definition, from the top of the repository
	Line  int    `json:"line"`
	Start source.Position
	Text  string `json:"text"`
	Never bool   `json:"never"` // it forbids the change
}

// Boundaries are what a repository wants to be asked about.
type Boundaries struct {
	Topics map[string][]Source `json:"topics"` // by the name of a topic; of what flags or settings name, none
	Paths  []string            `json:"paths"`  // globs of protected paths
}

// BoundariesOf reads the definitions of a version. Where any topic is asked about, so is a policy that becomes weaker.
func BoundariesOf(v change.Version) *Boundaries {
	b := &Boundaries{Topics: map[string][]Source{}}
	places := new(kind.Classifier)
	for _, path := range v.Paths() {
		k, ok := places.Classify("/" + path)
		if !ok {
			continue
		}
		if data, ok := v.Read(path); ok && !source.IsBinary(data) {
			b.read(agent.Parse(source.New(path, data), k))
		}
	}
	return b
}

// read takes what a definition wants to be asked about.
func (b *Boundaries) read(f *agent.File) {
	for _, one := range policy.Of(f, nil) {
		if one.Tier != body.AskFirst && one.Tier != body.Never {
			continue
		}
		for _, name := range one.Topics {
			from := Source{Path: one.Path, Line: one.Line, Start: f.Source.Position(one.Range.Start), Text: one.Text, Never: one.Tier == body.Never}
			b.Topics[name] = append(b.Topics[name], from)
			if name == topic.ProtectedPath {
				b.Paths = append(b.Paths, one.Paths()...)
			}
		}
	}
}

// Add asks about topics that flags or settings name.
func (b *Boundaries) Add(names []string) error {
	for _, name := range names {
		if name == "all" {
			if err := b.Add(topic.Names()); err != nil {
				return err
			}
			continue
		}
		if _, ok := topic.ByName(name); !ok {
			return fmt.Errorf("there is no topic %q; there are %s, and all", name, strings.Join(topic.Names(), ", "))
		}
		if _, ok := b.Topics[name]; !ok {
			b.Topics[name] = nil
		}
	}
	return nil
}

// Close asks about a weakened policy, too, if there is any other topic to be asked about.
func (b *Boundaries) Close() {
	if _, ok := b.Topics[topic.Policy]; !ok && len(b.Topics) > 0 {
		b.Topics[topic.Policy] = nil
	}
}

// Asks reports whether somebody wants to be asked about a topic.
func (b *Boundaries) Asks(name string) bool {
	_, ok := b.Topics[name]
	return ok
}

// Protects reports whether the file at a path is named as not to be changed.
func (b *Boundaries) Protects(path string) bool {
	return slices.ContainsFunc(b.Paths, func(glob string) bool { return lies(glob, path) })
}

// Rule returns the rule of a topic, as reports know it.
func Rule(name string) *lint.Rule { return ruleOf()[name] }

// Rules returns the rules of all topics, in order of their IDs.
func Rules() []*lint.Rule {
	all := make([]*lint.Rule, 0, len(ruleOf()))
	for _, r := range ruleOf() {
		all = append(all, r)
	}
	slices.SortFunc(all, func(a, b *lint.Rule) int { return cmp.Compare(a.ID, b.ID) })
	return all
}

var ruleOf = sync.OnceValue(func() map[string]*lint.Rule {
	all := map[string]*lint.Rule{}
	for _, t := range topic.All() {
		page := fmt.Sprintf("# changed-%s\n\nReports a change of the %s: %s.\n\nA boundary, the settings or a flag say that somebody is to be asked first.\n\n"+
			"## Fix\n\nAsk, and run `agentlint diff --approve %s` where the answer is known, such as in CI; or take the change back.\n", t.Name, t.Title, t.Summary, t.Name)
		all[t.Name] = &lint.Rule{ID: "changed-" + t.Name, Severity: lint.Warning, Page: page, Family: "change"}
	}
	return all
})
