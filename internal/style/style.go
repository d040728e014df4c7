// Package style holds what can be checked of the house style that docs/contributing.md describes: words that messages, help, pages and
// guides do without, and the form of a message.
package style

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// longest is the most characters that a message may have, before values are filled in.
const longest = 100

// banned are expressions that a native reader stumbles over, each with what to write instead.
var banned = []struct {
	pattern *regexp.Regexp
	instead string
}{
	{regexp.MustCompile(`(?i)\bbehind\b`), "after"},
	{regexp.MustCompile(`(?i)\b(?:stands|stood)\b`), "appears, is"},
	{regexp.MustCompile(`(?i)\btells\b`), "reports, says, shows, asks"},
	{regexp.MustCompile(`(?i)\bmend(?:s|ed|ing)?\b`), "fix, correct"},
	{regexp.MustCompile(`(?i)\banew\b`), "again"},
	{regexp.MustCompile(`(?i)\bfiles? of settings\b`), "settings file"},
	{regexp.MustCompile(`(?i)\bwho knows\b`), "if you know"},
	{regexp.MustCompile(`(?i)\b(?:is|are) offered\b|\bautomatic fix\b|\boffers no fix\b`), "nothing: the line on the fix says it"},
	{regexp.MustCompile(`(?i)\b(?:can't|cannot|can not) be told\b|\bcan't tell\b`), "unknown, can't be distinguished"},
	{regexp.MustCompile(`(?i)\bnothing is said\b`), "nothing is reported"},
	{regexp.MustCompile(`(?i)\bwithout a word\b`), "silently, without a message"},
	{regexp.MustCompile(`(?i)\bbelongs? into\b`), "belongs in"},
	{regexp.MustCompile(`(?i)\b(?:speaks?|spoken) of\b`), "mentions, describes"},
	{regexp.MustCompile(`(?i)\bcustomar(?:y|ily)\b`), "usual, common"},
	{regexp.MustCompile(`(?i)\b(?:misspelt|learnt)\b`), "misspelled, learned"},
	{regexp.MustCompile(`(?i)\b(?:agent|event|file|name|one|value) (?:that|which) there (?:is|are)\b`), "existing"},
	{regexp.MustCompile(`(?i)\b(?:it|this|that|which) is no [a-z]+\b`), "is not a"},
	{regexp.MustCompile(`\b(?:Looked at|Looked for|Left alone|Reported|Recognised|Counted) (?:is|are)\b`), "the rule looks at, reports, ignores"},
}

// names are words that begin with a capital anywhere.
var names = regexp.MustCompile(`^(?:[A-Z]\w*[A-Z0-9]|Claude|Codex|Copilot|Cursor|Gemini|Keras|OpenCode|Python|VS Code)`)

// Words returns what is wrong with the wording of a text: each banned expression in it, with what to write instead.
func Words(text string) (faults []string) {
	for _, b := range banned {
		if found := b.pattern.FindString(text); found != "" {
			faults = append(faults, fmt.Sprintf("%q: write %s", strings.Join(strings.Fields(found), " "), b.instead))
		}
	}
	return faults
}

// Message returns what is wrong with a finding's message, or with the format of one: its wording, its length, a capital at its
// start, or a full stop at its end.
func Message(format string) []string {
	faults := Words(format)
	if n := utf8.RuneCountInString(format); n > longest {
		faults = append(faults, fmt.Sprintf("it has %d characters, over %d", n, longest))
	}
	if first, _ := utf8.DecodeRuneInString(format); unicode.IsUpper(first) && !names.MatchString(format) {
		faults = append(faults, "it starts with a capital")
	}
	if strings.HasSuffix(format, ".") {
		faults = append(faults, "it ends with a full stop")
	}
	return faults
}

var (
	fence = regexp.MustCompile("(?ms)^(`{3,})[^`\n]*\n.*?^`{3,}[ \t]*$")
	code  = regexp.MustCompile("`[^`\n]*`")
)

// Prose returns the prose of a page: Markdown without fenced blocks and code.
func Prose(markdown string) string {
	return code.ReplaceAllString(fence.ReplaceAllString(markdown, ""), "x")
}
