package change

import (
	"fmt"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/body"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/policy/topic"
)

// A boundary is a bullet of a definition that binds.
type boundary struct {
	tier  body.Tier
	text  string
	words []string // in lower case, without marks
	at    place
}

func (b *boundary) line() string { return fmt.Sprintf("boundary (%s): %s", b.tier, b.text) }

// strictness ranks tiers by how much they keep an agent from.
var strictness = map[body.Tier]int{body.Always: 1, body.AskFirst: 2, body.Never: 3}

// isDefinition reports whether a file tells agents what to do.
func isDefinition(name string) bool {
	_, ok := new(kind.Classifier).Classify("/" + name)
	return ok
}

// boundaries reports boundaries that are gone, or that bind less.
func (c *comparison) boundaries() {
	var before, after []*boundary
	for _, name := range c.paths(isDefinition) {
		before = append(before, c.before.boundaries(name)...)
		after = append(after, c.after.boundaries(name)...)
	}
	before = slices.DeleteFunc(before, func(b *boundary) bool {
		i := slices.IndexFunc(after, func(a *boundary) bool { return a.tier == b.tier && slices.Equal(a.words, b.words) })
		if i >= 0 {
			after = slices.Delete(after, i, i+1)
		}
		return i >= 0
	})
	for _, b := range before {
		i := closest(b, after)
		if i < 0 {
			c.add(topic.Policy, b.line(), "", b.at, true)
			continue
		}
		if a := after[i]; isSofter(b, a) {
			c.add(topic.Policy, b.line(), a.line(), a.at, false)
		}
		after = slices.Delete(after, i, i+1)
	}
}

// boundaries returns the boundaries of a definition.
func (s *side) boundaries(name string) (all []*boundary) {
	src := s.source(name)
	k, ok := new(kind.Classifier).Classify("/" + name)
	if src == nil || !ok {
		return nil
	}
	for _, b := range agent.ParseContext(s.ctx, src, k).Bullets {
		if strictness[b.Tier] > 0 {
			all = append(all, &boundary{b.Tier, b.Text, wordsOf(b.Text), place{name, b.Range.Start, b.Range.End}})
		}
	}
	return all
}

func wordsOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r < 128
	})
}

// closest returns the index of the boundary that shares most words with another, -1 if none shares half.
func closest(b *boundary, all []*boundary) int {
	best, index := 0.5, -1
	for i, a := range all {
		if share := shared(b.words, a.words); share >= best {
			best, index = share, i
		}
	}
	return index
}

// shared returns which part of the words of two texts both have, the ends of words aside.
func shared(a, b []string) float64 {
	common := 0
	for _, word := range a {
		if slices.ContainsFunc(b, func(other string) bool { return root(word) == root(other) }) {
			common++
		}
	}
	return float64(common) / float64(max(len(a), len(b), 1))
}

// root cuts the ending off a word: train of training and trains.
func root(word string) string {
	for _, ending := range []string{"ing", "ed", "es", "s", "e"} {
		if cut, ok := strings.CutSuffix(word, ending); ok && len(cut) > 2 {
			return cut
		}
	}
	return word
}

// softening are words and phrases that make a boundary bind less.
var softening = []string{
	"prefer", "preferably", "try", "should", "ideally", "if possible", "when possible", "where possible", "if practical", "where practical", "generally", "usually", "consider",
	"unless", "except", "normally", "when convenient", "as appropriate", "may", "optionally", "recommended", "where feasible", "if feasible", "avoid", "without good reason", "unnecessarily",
}

// isSofter reports whether a boundary binds less than it did: in a weaker tier, or with words that let more pass.
func isSofter(before, after *boundary) bool {
	if strictness[after.tier] != strictness[before.tier] {
		return strictness[after.tier] < strictness[before.tier]
	}
	old, now := " "+strings.Join(before.words, " ")+" ", " "+strings.Join(after.words, " ")+" "
	return slices.ContainsFunc(softening, func(phrase string) bool {
		return strings.Contains(now, " "+phrase+" ") && !strings.Contains(old, " "+phrase+" ")
	})
}
