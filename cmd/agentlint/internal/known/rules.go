package known

import (
	"fmt"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/rules"
)

// RulesByID returns the rules in order of their IDs.
func RulesByID(all []*lint.Rule) []*lint.Rule {
	return slices.SortedFunc(slices.Values(all), func(a, b *lint.Rule) int { return strings.Compare(a.ID, b.ID) })
}

// RuleIDs returns the names of all rules.
func RuleIDs() (ids []string) {
	for _, r := range rules.All {
		ids = append(ids, r.ID)
	}
	return ids
}

// Rule returns the rule of a name, which it may have had before.
func Rule(id string) (*lint.Rule, error) {
	if i := slices.IndexFunc(rules.All, func(r *lint.Rule) bool { return r.IsCalled(id) }); i >= 0 {
		return rules.All[i], nil
	}
	if foreign := lint.ForeignHint(id); foreign != "" {
		return nil, fmt.Errorf("there is no rule %q%s", id, foreign)
	}
	if nearest, ok := wording.Nearest(id, RuleIDs()); ok {
		return nil, fmt.Errorf("there is no rule %q; did you mean %q?", id, nearest)
	}
	return nil, fmt.Errorf("there is no rule %q; agentlint rules lists all", id)
}
