package lint

import (
	"slices"
	"strings"
	"unicode"

	"github.com/agentlint/agentlint/parser/agent/body"
)

// Enforces reports whether the rule checks what a bullet demands: whether the words of one of its Boundaries follow
// each other in the bullet, case and plurals aside. What only needs asking about is no demand.
func (r *Rule) Enforces(bullet body.Bullet) bool {
	if bullet.Tier == body.AskFirst {
		return false
	}
	text := words(bullet.Text)
	return slices.ContainsFunc(r.Boundaries, func(phrase string) bool { return containsAll(text, words(phrase)) })
}

// words returns the words of text in lower case and the singular.
func words(text string) []string {
	all := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i, word := range all {
		if len(word) > 3 && !strings.HasSuffix(word, "ss") {
			all[i] = strings.TrimSuffix(word, "s")
		}
	}
	return all
}

// containsAll reports whether all the words of phrase stand in text side by side.
func containsAll(text, phrase []string) bool {
	for len(phrase) > 0 && len(text) >= len(phrase) {
		if slices.Equal(text[:len(phrase)], phrase) {
			return true
		}
		text = text[1:]
	}
	return false
}
