package wording

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
)

var (
	wordPart  = pattern.New(`[A-Z]?[a-z0-9]+|[A-Z]+`)
	negations = []string{"disallow", "disallowed", "deny", "denied", "block", "blocked", "exclude", "excluded", "disable", "disabled", "no", "non", "not", "without", "ignore", "ignored"}
)

// Opposite reports whether one of two names denies what the other allows, so that nobody means one by the other:
// allowed-tools and disallowed-tools.
func Opposite(a, b string) bool { return isNegative(a) != isNegative(b) }

func isNegative(name string) bool {
	return slices.ContainsFunc(wordPart.FindAllString(name, -1), func(part string) bool {
		return slices.Contains(negations, strings.ToLower(part))
	})
}
