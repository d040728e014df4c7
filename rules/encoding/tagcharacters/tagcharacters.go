// Package tagcharacters defines the rule tag-characters.
package tagcharacters

import (
	"bytes"
	_ "embed"

	"fmt"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
)

//go:embed tagcharacters.md
var page string

// Rule reports hidden text in Unicode tag characters.
var Rule = &lint.Rule{
	ID:       "tag-characters",
	Severity: lint.Warning,
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

// hidden matches tag characters with what stands before them.
var hidden = pattern.New(`.?[\x{E0000}-\x{E007F}]+`)

// flag matches the flags of England, Scotland, Texas and the like: a black flag, the tags of a region, a cancel tag.
// Source: https://www.unicode.org/reports/tr51/#def_std_emoji_tag_sequence_set
var flag = pattern.New(`^\x{1F3F4}[\x{E0061}-\x{E007A}]{2}[\x{E0030}-\x{E0039}\x{E0061}-\x{E007A}]{1,3}\x{E007F}$`)

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	if !bytes.Contains(f.Source.Text, []byte("\xf3\xa0")) { // what their UTF-8 starts with
		return
	}
	start := 0
	for line := range bytes.Lines(f.Source.Text) {
		for _, m := range hidden.FindAllIndex(line, -1) {
			report(pass, f, agent.Range{Start: start + m[0], End: start + m[1]})
		}
		start += len(line)
	}
}

func report(pass *analysis.Pass, f *agent.File, r agent.Range) {
	match := f.Text(r)
	if flag.MatchString(match) {
		return
	}
	tags := strings.TrimLeftFunc(match, func(r rune) bool { return !isTag(r) })
	at := f.Range(agent.Range{Start: r.End - len(tags), End: r.End})
	pass.Report(analysis.Diagnostic{
		Pos: at.Pos(), End: at.End(),
		Message:        fmt.Sprintf("invisible tag characters say %q", decode(tags)),
		SuggestedFixes: lint.UnsafeFix("delete the hidden text", analysis.TextEdit{Pos: at.Pos(), End: at.End()}),
	})
}

func isTag(r rune) bool { return r >= 0xE0000 && r <= 0xE007F }

// decode returns the ASCII text that tags stand for; tags without a visible counterpart are dropped.
func decode(tags string) string {
	return strings.Map(func(r rune) rune {
		if r -= 0xE0000; r < ' ' || r > '~' {
			return -1
		}
		return r
	}, tags)
}
