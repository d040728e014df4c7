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
func Of(f *agent.File, rules []*lint.Rule) []Bullet {
	isOther := isOther(f)
	var all []Bullet
	for _, b := range bullet.Of(f) {
		out := Bullet{Bullet: b, Path: f.Source.Path}
		out.enforce(rules, isOther)
		all = append(all, out)
	}
	return all
}

// enforce fills in what enforces the bullet. A bullet that names rules has said what it wants.
func (b *Bullet) enforce(rules []*lint.Rule, isOther bool) {
	demands := b.Demands()
	if len(b.Named) == 0 && (isOther || isElsewhere(&b.Bullet)) {
		demands = nil
	}
	for _, rule := range rules {
		if len(b.Named) > 0 && !slices.Contains(b.Named, rule.ID) {
			continue
		}
		if rule.Meets(&b.Bullet, demands) {
			b.Rules = append(b.Rules, rule.ID)
		}
	}
	for i := range demands {
		for _, name := range match.Topics(&demands[i]) {
			if !slices.Contains(b.Topics, name) {
				b.Topics = append(b.Topics, name)
			}
		}
		if demands[i].Deed != bullet.Do && len(b.Paths()) > 0 && match.Protects(&demands[i]) && !slices.Contains(b.Topics, topic.ProtectedPath) {
			b.Topics = append(b.Topics, topic.ProtectedPath)
		}
	}
}
