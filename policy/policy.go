// Package policy takes the bullets of agent definitions as a policy: which rules enforce each of them, and which topics it wants to be asked
// about. Reading is offline and deterministic, and what is not sure to be enforced is not.
package policy

import (
	"slices"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/policy/bullet"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/policy/topic"
)

// A Bullet is one thing that a definition demands, with what enforces it.
type Bullet struct {
	bullet.Bullet
	Path   string   // of the definition, slash-separated
	Rules  []string // the rules that find what breaks it, in the order of the list of rules
	Topics []string // the topics of changes that it is about; see package topic
}

// Of returns the bullets of a definition by position, with what there is among rules that enforces them.
func Of(f *agent.File, rules []*lint.Rule) []Bullet { return enforced(f, bullet.Of(f), rules) }

// enforced returns the bullets of a definition with what there is among rules that enforces them.
func enforced(f *agent.File, bullets []bullet.Bullet, rules []*lint.Rule) []Bullet {
	if len(bullets) == 0 {
		return nil
	}
	field := FieldOf(f)
	var all []Bullet
	for _, b := range bullets {
		out := Bullet{Bullet: b, Path: f.Source.Path}
		out.enforce(rules, field)
		all = append(all, out)
	}
	return all
}

// bounds are the words of what a rule with an option max counts, of which a bullet with a number has to have one.
var bounds = map[string][]string{
	"cyclomatic-complexity": {"complexity"}, "too-many-methods": {"method", "routine"}, "name-too-long": {"name", "character"},
	"high-coupling": {"class", "dependency"}, "deep-call-chain": {"chain", "call"}, "too-many-config-options": {"option", "setting"},
}

// Max returns the highest value that a bullet allows of what its rules count, 0 for none.
func (b *Bullet) Max() int {
	for _, n := range b.Numbers() {
		for _, rule := range b.Rules {
			if slices.ContainsFunc(bounds[rule], func(word string) bool { return slices.Contains(n.About, word) }) {
				return n.Max
			}
		}
	}
	return 0
}

// enforce fills in what enforces the bullet. A bullet that names rules has said what it wants.
func (b *Bullet) enforce(rules []*lint.Rule, field match.Field) {
	demands := b.Demands()
	if isElsewhere(&b.Bullet) {
		field = match.Other
	}
	for _, rule := range rules {
		if len(b.Named) > 0 && !slices.ContainsFunc(b.Named, rule.IsCalled) {
			continue
		}
		if rule.Meets(&b.Bullet, demands, field) {
			b.Rules = append(b.Rules, rule.ID)
		}
	}
	for i := range demands {
		for _, name := range match.Topics(&demands[i], field) {
			if !slices.Contains(b.Topics, name) {
				b.Topics = append(b.Topics, name)
			}
		}
		if match.Protects(&demands[i], b.Paths()) && !slices.Contains(b.Topics, topic.ProtectedPath) {
			b.Topics = append(b.Topics, topic.ProtectedPath)
		}
	}
}
