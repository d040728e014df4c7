package settings

import (
	"fmt"
	"slices"
	"strings"

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
	previews *bool         // whether rules that are being tried out run; nil if nothing is said of it
	bans     []ban

	switches []toggle // what comes of it
}

// A selection is the rules that a list of names, families and globs comes to.
type selection struct {
	rules map[*lint.Rule]bool // whether the rule is named itself, and not only its family, a glob or all
	empty bool                // nothing is listed
}

// add adds the rules of another selection.
func (s *selection) add(other *selection) {
	for r, isNamed := range other.rules {
		s.rules[r] = s.rules[r] || isNamed
	}
}

func (s *selection) has(r *lint.Rule) bool {
	if s == nil {
		return false
	}
	_, ok := s.rules[r]
	return ok
}

// needsPreviews reports whether a rule is being tried out and is not named, so that it runs only if a project wants such rules.
func (s *selection) needsPreviews(r *lint.Rule) bool {
	return r.Status == lint.Preview && s.has(r) && !s.rules[r]
}

// A setting is what is set for one rule.
type setting struct {
	severity lint.Severity // empty for the rule's own
	off      bool
	options  any // of the type of the rule's Options, or nil
}

// A toggle says whether a rule runs.
type toggle struct {
	rule    *lint.Rule
	on      bool
	preview bool // on only if rules run that are being tried out
	extends bool // otherwise, nothing is said of the rule
}

// settle works out which of all rules the choice switches on or off.
func (c *choice) settle(all []*lint.Rule) {
	for _, r := range all {
		set, ok := c.rules[r]
		switch {
		case ok:
			c.switches = append(c.switches, toggle{rule: r, on: !set.off})
		case c.ignored.has(r):
			c.switches = append(c.switches, toggle{rule: r})
		case c.extended.has(r):
			c.switches = append(c.switches, toggle{rule: r, on: true, preview: c.extended.needsPreviews(r), extends: true})
		case c.selected != nil && !c.selected.empty:
			c.switches = append(c.switches, toggle{rule: r, on: c.selected.has(r), preview: c.selected.needsPreviews(r)})
		}
	}
}

// newPolicy returns what choices among a number of rules come to, of which the first comes over the others.
func newPolicy(choices []*choice, rules int) *lint.Policy {
	p := lint.NewPolicy()
	previews := wantPreviews(choices)
	p.SetPreviews(previews)
	switched, rated, optioned := map[*lint.Rule]bool{}, map[*lint.Rule]bool{}, map[*lint.Rule]bool{}
	for _, c := range choices {
		if c == nil {
			continue
		}
		for _, t := range c.switches {
			if len(switched) == rules {
				break
			}
			isOut := t.preview && !previews
			if !switched[t.rule] && (!isOut || !t.extends) {
				switched[t.rule] = true
				p.Switch(t.rule, t.on && !isOut)
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

// wantPreviews reports whether rules run that are being tried out.
func wantPreviews(choices []*choice) bool {
	for _, c := range choices {
		if c != nil && c.previews != nil {
			return *c.previews
		}
	}
	return false
}

// selected are the rules that a selector selects, and whether it is the name of one.
type selected struct {
	rules   []*lint.Rule
	isNamed bool
}

// addTo adds the rules to a selection.
func (s selected) addTo(into *selection) {
	for _, rule := range s.rules {
		into.rules[rule] = into.rules[rule] || s.isNamed
	}
}

// named returns the rules that a selector in a file of settings selects; "" is the command line. One that is off by default or deprecated
// needs to be named itself: neither its family, nor a glob, nor all names it. The error says that there is no rule of that name at all.
func (r *Reader) named(selector, from string) (selected, error) {
	if s, ok := r.selectors[selector]; ok {
		return s, nil
	}
	s, known := selected{}, selector == "all"
	for _, rule := range r.Rules {
		matches := rule.Matches(selector)
		known = known || matches
		name := strings.TrimPrefix(selector, rule.Family+"/")
		switch {
		case rule.IsCalled(name):
			s.rules, s.isNamed = append(s.rules, rule), true
			r.outdate(rule, name, from)
		case rule.IsIncluded() && (selector == "all" || matches):
			s.rules = append(s.rules, rule)
		}
	}
	if !known {
		var says string
		if s.rules, says = lint.WithCode(r.Rules, selector); len(s.rules) > 0 {
			s.isNamed, known = true, true
			r.Outdated = append(r.Outdated, lint.Notice{Kind: lint.Outdated, Path: from, Message: says})
		}
	}
	if !known {
		return selected{}, fmt.Errorf("%q names no rule and no family%s", selector, r.hint(&r.names, selector))
	}
	if r.selectors == nil {
		r.selectors = map[string]selected{}
	}
	r.selectors[selector] = s
	return s, nil
}

// outdate notes that a file of settings calls a rule by a name that is out of date, if it is.
func (r *Reader) outdate(rule *lint.Rule, name, from string) {
	if message := rule.Outdated(name); message != "" {
		r.Outdated = append(r.Outdated, lint.Notice{Kind: lint.Outdated, Path: from, Message: message})
	}
}

// rule returns the rule that a file of settings calls by a name, nil if there is none.
func (r *Reader) rule(name, from string) *lint.Rule {
	i := slices.IndexFunc(r.Rules, func(rule *lint.Rule) bool { return rule.IsCalled(name) })
	if i < 0 {
		return nil
	}
	r.outdate(r.Rules[i], name, from)
	return r.Rules[i]
}

// hint says which of the names of rules a word may be meant to be, or where they are listed.
func (r *Reader) hint(spelling **wording.Speller, word string) string {
	if foreign := lint.ForeignHint(word); foreign != "" {
		return foreign
	}
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

// Selection is what --select, --extend-select, --ignore and --preview say.
func (r *Reader) Selection(selected, extended, ignored []string, previews bool) (*Settings, error) {
	c := &choice{}
	if previews {
		c.previews = &previews
	}
	for list, into := range map[*[]string]**selection{&selected: &c.selected, &extended: &c.extended, &ignored: &c.ignored} {
		*into = &selection{rules: map[*lint.Rule]bool{}, empty: len(*list) == 0}
		for _, selector := range *list {
			s, err := r.named(selector, "")
			if err != nil {
				return nil, err
			}
			s.addTo(*into)
		}
	}
	c.settle(r.Rules)
	return &Settings{choice: c}, nil
}
