package host

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/config"
)

// Particular reports whether the host takes only some of the strings that the key's types allow.
func (k Key) Particular() bool {
	return len(k.Values) > 0 || k.Pattern != nil || k.MinLength > 0 || k.MaxLength > 0
}

// Fault says why the host does not take the scalar v, given that it takes its type: "is empty"; "" if it does.
func (k Key) Fault(v agent.Value) string {
	text := v.Text()
	if v.Type() == agent.Bool {
		text = strings.ToLower(text)
	}
	size := utf8.RuneCountInString(text)
	switch {
	case strings.TrimSpace(text) == "" && (k.MinLength > 0 || len(k.Values) > 0):
		return "is empty"
	case size < k.MinLength:
		return fmt.Sprintf("has %d characters instead of at least %d", size, k.MinLength)
	case k.MaxLength > 0 && size > k.MaxLength:
		return fmt.Sprintf("has %d characters instead of at most %d", size, k.MaxLength)
	case len(k.Values) > 0 && !slices.Contains(k.Values, text):
		return fmt.Sprintf("is %q, not %s", text, config.AnyOf(k.Values))
	case !k.Pattern.MatchString(text):
		return fmt.Sprintf("is %q, not of the form %s", text, k.Note)
	}
	return ""
}

// Styled reports whether text is written as the host advises.
func (k Key) Styled(text string) bool { return k.Style.MatchString(text) }
