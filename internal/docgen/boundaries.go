package main

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/bullet"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/policy/topic"
)

// A subject is what boundaries are about, with what they say of it.
type subject struct {
	Name   string
	Demand []demand
}

// A demand is what a boundary says, and the rules that hold an agent to it.
type demand struct {
	Text  string
	Rules []*lint.Rule
}

// Boundaries are what rules enforce, by what that is about.
func (p page) Boundaries() (all []subject) {
	byName := map[string]map[string][]*lint.Rule{}
	for _, r := range p.Rules {
		for _, pattern := range r.Enforces {
			name, text := cmp.Or(pattern.Object, pattern.Scope, pattern.Lacks), phrase(pattern)
			if byName[name] == nil {
				byName[name] = map[string][]*lint.Rule{}
			}
			if !slices.Contains(byName[name][text], r) {
				byName[name][text] = append(byName[name][text], r)
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		s := subject{Name: name}
		for _, text := range slices.Sorted(maps.Keys(byName[name])) {
			s.Demand = append(s.Demand, demand{text, byName[name][text]})
		}
		all = append(all, s)
	}
	return all
}

// Topics are what boundaries want to be asked about.
func (page) Topics() []topic.Topic { return topic.All() }

// phrase is a boundary that a pattern meets, in words.
func phrase(p match.Pattern) string {
	words := []string{"always"}
	if p.Deed == bullet.Avoid {
		words[0] = "never"
	}
	words = append(words, p.Verb, p.Object)
	if p.Scope != "" {
		words = append(words, "… "+p.Scope)
	}
	if p.Lacks != "" {
		words = append(words, "without "+p.Lacks)
	}
	return strings.Join(strings.Fields(strings.Join(words, " ")), " ")
}
