// Package replacementcharacter defines the rule replacement-character.
package replacementcharacter

import (
	_ "embed"

	"bytes"
	"fmt"
	"unicode/utf8"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
)

//go:embed replacementcharacter.md
var page string

// Rule reports text that was lost when the file was decoded.
var Rule = &lint.Rule{
	ID:       "replacement-character",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

const lost = string(utf8.RuneError)

// explained matches what only a text about the character says.
var explained = pattern.New(`(?i)U\+FFFD|replacement character|&#xfffd`)

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	text := f.Source.Text
	if !bytes.Contains(text, []byte(lost)) || explained.Match(text) {
		return
	}
	for i := 0; i < len(text); {
		n := length(text[i:])
		if at := (agent.Range{Start: i, End: i + n}); n > 0 && !f.InCode(at) {
			pass.ReportRangef(f.Range(at), "%s lost here: U+FFFD replaces bytes that could not be decoded", amount(n/len(lost)))
		}
		i += max(n, 1)
	}
}

// length returns the bytes of the replacement characters that text starts with.
func length(text []byte) (n int) {
	for bytes.HasPrefix(text[n:], []byte(lost)) {
		n += len(lost)
	}
	return n
}

func amount(n int) string {
	if n == 1 {
		return "a character was"
	}
	return fmt.Sprintf("%d characters or bytes were", n)
}
