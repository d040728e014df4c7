package policy

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/body"
	"github.com/agentlint/agentlint/policy/bullet"
	"github.com/agentlint/agentlint/policy/forbid"
	"github.com/agentlint/agentlint/policy/match"
)

// maxBroken is how many bullets a finding is said to break.
const maxBroken = 3

// Cite says of each finding which bullets of the repository's definitions it breaks: those of the definition that it is in, or else those
// of the definitions that hold for its file, the nearest first.
func (r *Repository) Cite(findings []lint.Finding) {
	type key struct{ path, rule string }
	known := map[key][]lint.Broken{}
	for i := range findings {
		f := &findings[i]
		if _, isForbid := f.Rule.Options.(forbid.List); isForbid {
			f.Breaks = r.forbidden(f)
			continue
		}
		if len(f.Rule.Enforces) == 0 {
			continue
		}
		k := key{f.Path, f.Rule.ID}
		broken, ok := known[k]
		if !ok {
			broken = r.broken(f)
			known[k] = broken
		}
		f.Breaks = broken
	}
}

// forbidden returns the bullets that the settings forbid for what was found.
func (r *Repository) forbidden(f *lint.Finding) (all []lint.Broken) {
	list, _ := r.config.PolicyOf(f.Path).OptionsOf(f.Rule).(forbid.List)
	for i := range list {
		if list[i].Bullet == "" || !strings.HasSuffix(f.Message, list[i].Ending()) {
			continue
		}
		for _, d := range r.For(f.Path) {
			for j := range d.Bullets {
				if b := &d.Bullets[j]; list[i].Enforces(&b.Bullet) && len(all) == 0 {
					all = append(all, d.broken(b))
				}
			}
		}
	}
	return all
}

// broken returns the bullets that findings of a rule in a file break.
func (r *Repository) broken(f *lint.Finding) (all []lint.Broken) {
	var definitions []*Definition
	if strings.HasSuffix(f.Path, ".md") || strings.HasSuffix(f.Path, ".mdc") {
		if own := r.own(f); own != nil {
			definitions = append(definitions, own)
		}
	}
	if len(definitions) == 0 {
		definitions = r.For(f.Path)
	}
	for _, d := range definitions {
		for _, b := range d.enforcedBy(f.Rule.ID) {
			all = with(all, d.broken(b))
		}
	}
	return all
}

// with adds a bullet to those that a finding breaks. Of copies, the nearest that binds is cited, or else the nearest.
func with(all []lint.Broken, b lint.Broken) []lint.Broken {
	at := slices.IndexFunc(all, func(other lint.Broken) bool { return bullet.Same(other.Text, b.Text) })
	switch {
	case at < 0 && len(all) < maxBroken:
		return append(all, b)
	case at >= 0 && all[at].Tier == "" && b.Tier != "":
		all[at] = b
	}
	return all
}

// own returns the definition that a finding is in, with what its rule enforces there, and no other rule; nil if it is in none.
func (r *Repository) own(f *lint.Finding) *Definition {
	if r.last.path != f.Path { // findings come file by file
		r.last.path, r.last.file, r.last.bullets = f.Path, nil, nil
		r.last.file = r.parse(r.absolute(f.Path))
	}
	if r.last.file == nil {
		return nil
	}
	if r.last.bullets == nil && mayEnforce(r.last.file, f.Rule) {
		r.last.bullets = bullet.Of(r.last.file)
	}
	return &Definition{File: r.last.file, Bullets: enforced(r.last.file, r.last.bullets, []*lint.Rule{f.Rule})}
}

// mayEnforce reports whether a definition may have a bullet that a rule enforces: it names rules, or is about what the rule is about.
func mayEnforce(f *agent.File, rule *lint.Rule) bool {
	field := FieldOf(f)
	return bullet.MayName(f) || slices.ContainsFunc(rule.Enforces, func(p match.Pattern) bool { return p.HoldsIn(field) })
}

// enforcedBy returns the bullets that a rule enforces: those that bind before advice, and before what a table says of them.
func (d *Definition) enforcedBy(rule string) (all []*Bullet) {
	for i := range d.Bullets {
		if slices.Contains(d.Bullets[i].Rules, rule) {
			all = append(all, &d.Bullets[i])
		}
	}
	rank := func(b *Bullet) int {
		switch {
		case b.Fault:
			return 1
		case b.Tier == 0:
			return 2
		}
		return 0
	}
	slices.SortStableFunc(all, func(a, b *Bullet) int { return rank(a) - rank(b) })
	return all
}

func (d *Definition) broken(b *Bullet) lint.Broken {
	src := d.File.Source
	return lint.Broken{
		Tier: TierName(b.Tier), Text: b.Text, Path: b.Path, Forbids: b.Tier == body.Never && !b.Negated(),
		Start: src.Position(b.Range.Start), End: src.Position(b.Range.End),
	}
}

// TierName returns the name of a tier as reports and settings have it, "" for advice.
func TierName(t body.Tier) string { return strings.ToLower(t.String()) }
