package settings

import (
	"fmt"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/program/story"
)

// A choice is which rules run, and how.
type choice struct {
	selected *selection // what runs, in place of what does by default; nil if nothing is said of it
	extended *selection // what runs, too; of a command line only
	ignored  *selection
	rules    map[*lint.Rule]*setting
	purpose  story.Purpose // of scripts, "" if nothing is said of it
	bans     []ban

	switches []toggle // what comes of it
}

// A selection is the rules that a list of names, families and globs comes to.
type selection struct {
	rules map[*lint.Rule]bool
	empty bool // nothing is listed
}

// add adds the rules of another selection.
func (s *selection) add(other *selection) {
	for r := range other.rules {
		s.rules[r] = true
	}
}

func (s *selection) has(r *lint.Rule) bool { return s != nil && s.rules[r] }

// A setting is what is set for one rule.
type setting struct {
	severity lint.Severity // empty for the rule's own
	off      bool
	options  any // of the type of the rule's Options, or nil
}

// A toggle says whether a rule runs.
type toggle struct {
	rule *lint.Rule
	on   bool
}

// settle works out which of all rules the choice switches on or off.
func (c *choice) settle(all []*lint.Rule) {
	for _, r := range all {
		set, ok := c.rules[r]
		switch {
		case ok:
			c.switches = append(c.switches, toggle{r, !set.off})
		case c.ignored.has(r):
			c.switches = append(c.switches, toggle{r, false})
		case c.extended.has(r):
			c.switches = append(c.switches, toggle{r, true})
		case c.selected != nil && !c.selected.empty:
			c.switches = append(c.switches, toggle{r, c.selected.has(r)})
		}
	}
}

// newPolicy returns what choices among a number of rules come to, of which the first comes over the others.
func newPolicy(choices []*choice, rules int) *lint.Policy {
	p := lint.NewPolicy()
	switched, rated, optioned := map[*lint.Rule]bool{}, map[*lint.Rule]bool{}, map[*lint.Rule]bool{}
	for _, c := range choices {
		if c == nil {
			continue
		}
		for _, t := range c.switches {
			if len(switched) == rules {
				break
			}
			if !switched[t.rule] {
				switched[t.rule] = true
				p.Switch(t.rule, t.on)
			}
		}
		if p.Purpose() == "" {
			p.SetPurpose(c.purpose)
		}
		for r, set := range c.rules {
			if set.severity != "" && !rated[r] {
				rated[r] = true
				p.SetSeverity(r, set.severity)
			}
			if set.options != nil && !optioned[r] {
				optioned[r] = true
				p.SetOptions(r, set.options)
			}
		}
	}
	return p
}

// named returns the rules that a selector selects. One that is off by default wants to be named itself: neither its family,
// nor a glob, nor all names it. The error says that there is no rule of that name at all.
func (r *Reader) named(selector string) ([]*lint.Rule, error) {
	if rules, ok := r.selectors[selector]; ok {
		return rules, nil
	}
	rules, known := []*lint.Rule{}, selector == "all"
	for _, rule := range r.Rules {
		matches := rule.Matches(selector)
		known = known || matches
		if selector == rule.ID || !rule.Off && (selector == "all" || matches) {
			rules = append(rules, rule)
		}
	}
	if !known {
		return nil, fmt.Errorf("%q names no rule and no family%s", selector, r.hint(&r.names, selector))
	}
	if r.selectors == nil {
		r.selectors = map[string][]*lint.Rule{}
	}
	r.selectors[selector] = rules
	return rules, nil
}

// hint says which of the names of rules a word may be meant to be, or where they are listed.
func (r *Reader) hint(spelling **wording.Speller, word string) string {
	if *spelling == nil {
		var ids, names []string
		for _, rule := range r.Rules {
			ids, names = append(ids, rule.ID), append(names, rule.ID, rule.Family)
		}
		r.ids, r.names = wording.NewSpeller(ids), wording.NewSpeller(names)
	}
	if nearest, ok := (*spelling).Nearest(word); ok {
		return fmt.Sprintf("; did you mean %q?", nearest)
	}
	return "; agentlint rules lists all"
}

// Selection is what --select, --extend-select and --ignore say.
func (r *Reader) Selection(selected, extended, ignored []string) (*Settings, error) {
	c := &choice{}
	for list, into := range map[*[]string]**selection{&selected: &c.selected, &extended: &c.extended, &ignored: &c.ignored} {
		*into = &selection{rules: map[*lint.Rule]bool{}, empty: len(*list) == 0}
		for _, selector := range *list {
			rules, err := r.named(selector)
			if err != nil {
				return nil, err
			}
			for _, rule := range rules {
				(*into).rules[rule] = true
			}
		}
	}
	c.settle(r.Rules)
	return &Settings{choice: c}, nil
}
