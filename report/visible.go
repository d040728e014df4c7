package report

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/agentlint/agentlint/internal/pattern"
)

// emojiStyle asks for a character's emoji form. It is the one invisible character that stays:
// it is common in prose, and a single bit of it can't reorder or hide anything.
const emojiStyle = '\ufe0f'

// visible returns s with every character that a terminal would act on, or a reader could not see, as a
// Go escape: controls (\x1b), line ends, bidi controls (\u202e), zero-width characters, tag characters,
// bytes that are not UTF-8 (\xff). Files are untrusted, and so are their names. It is no logging command either.
func visible(s string) string {
	s = command.ReplaceAllStringFunc(s, shut)
	if strings.IndexFunc(s, hidden) < 0 {
		return s
	}
	var b strings.Builder
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, s[0])
		case hidden(r):
			b.WriteString(strings.Trim(strconv.QuoteRuneToASCII(r), "'"))
		default:
			b.WriteRune(r)
		}
		s = s[size:]
	}
	return b.String()
}

// command matches the start of a logging command, which the agents of GitHub Actions and of Azure Pipelines obey wherever
// in a line of their logs it stands.
// Sources: https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs,
// https://github.com/microsoft/azure-pipelines-agent/blob/master/src/Microsoft.VisualStudio.Services.Agent/Command.cs
var command = pattern.New(`##(?i:vso)?\[`)

// shut writes the brackets that open a command as escapes.
func shut(s string) string { return strings.ReplaceAll(s, "[", `\x5b`) }

func hidden(r rune) bool {
	if r == emojiStyle {
		return false
	}
	return r == utf8.RuneError || !unicode.IsGraphic(r) || unicode.Is(unicode.Variation_Selector, r)
}
