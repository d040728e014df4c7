// Package encodedpayload defines the rule encoded-payload.
package encodedpayload

import (
	_ "embed"
	"encoding/base64"
	"encoding/hex"
	"go/token"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
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

// encoded matches a run of base64 or hexadecimal digits of at least 48 bytes.
var encoded = pattern.New(`[A-Za-z0-9+/_-]{64,}={0,2}`)

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	if f.Kind == kind.Template {
		return
	}
	for _, m := range encoded.FindAllIndex(f.Source.Text, -1) {
		if text := decode(string(f.Source.Text[m[0]:m[1]])); isMeant(text) {
			pass.Report(analysis.Diagnostic{
				Pos: token.Pos(f.Base + m[0]), End: token.Pos(f.Base + m[1]),
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
	digits = strings.TrimRight(strings.NewReplacer("-", "+", "_", "/").Replace(digits), "=")
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
