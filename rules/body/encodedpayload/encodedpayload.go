// Package encodedpayload defines the rule encoded-payload.
package encodedpayload

import (
	_ "embed"
	"encoding/base64"
	"encoding/hex"
	"go/token"
	"iter"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/kind"
)

//go:embed encodedpayload.md
var page string

// Rule reports text that is encoded so that nobody sees what it says.
var Rule = &lint.Rule{
	ID:       "encoded-payload",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

// least is how many digits of base64 or hexadecimal in a run are looked at.
const least = 64

// runs yields the start and end of each run of at least least digits. A run of that length has a digit at a multiple of it.
func runs(text []byte) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		for at := least - 1; at < len(text); at += least {
			if !isDigit[text[at]] {
				continue
			}
			start, end := at, at+1
			for start > 0 && isDigit[text[start-1]] {
				start--
			}
			for end < len(text) && isDigit[text[end]] {
				end++
			}
			if end-start >= least && !yield(start, end) {
				return
			}
			at = end - end%least - 1
		}
	}
}

// isDigit has the digits of base64, in both alphabets, and of hexadecimal.
var isDigit = func() (is [256]bool) {
	for _, c := range "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_" {
		is[c] = true
	}
	return is
}()

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	if f.Kind == kind.Template {
		return
	}
	for start, end := range runs(f.Source.Text) {
		if text := decode(string(f.Source.Text[start:end])); isMeant(text) {
			pass.Report(analysis.Diagnostic{
				Pos: token.Pos(f.Base + start), End: token.Pos(f.Base + end),
				Message: "this is encoded text, which nobody sees but the agent that decodes it: " + short(text),
			})
		}
	}
}

// decode returns what a run of digits encodes, "" for nothing.
func decode(digits string) string {
	if data, err := hex.DecodeString(digits); err == nil {
		return string(data)
	}
	digits = strings.NewReplacer("-", "+", "_", "/").Replace(digits)
	data, err := base64.RawStdEncoding.DecodeString(digits)
	if err != nil {
		return ""
	}
	return string(data)
}

// isMeant reports whether a text is one: all of it can be printed, and it has words.
func isMeant(text string) bool {
	if strings.Count(text, " ") < 3 {
		return false
	}
	return strings.IndexFunc(text, func(r rune) bool { return r > '~' || r < ' ' && r != '\n' && r != '\t' && r != '\r' }) < 0
}

// short returns the start of a text on one line.
func short(text string) string {
	const most = 60
	text = strings.Join(strings.Fields(text), " ")
	if len(text) > most {
		return text[:most-1] + "…"
	}
	return text
}
