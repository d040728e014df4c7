// Package contradictingboundaries defines the rule contradicting-boundaries.
package contradictingboundaries

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/body"
	"github.com/agentlint/agentlint/policy/bullet"
)

//go:embed contradictingboundaries.md
var page string

// Rule reports pairs of boundaries of which one demands what the other forbids.
var Rule = &lint.Rule{
	ID:       "contradicting-boundaries",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	if len(f.Bullets) == 0 {
		return // few other bullets are demands
	}
	taken := reportWords(pass, f)
	bullets := bullet.Of(f)
	reportDemands(pass, f, bullets, taken)
	reportNumbers(pass, f, bullets, taken)
}

// reportWords reports boundaries that say the opposite in the same words. It returns where they start.
func reportWords(pass *analysis.Pass, f *agent.File) map[int]bool {
	taken := map[int]bool{}
	first := map[string]body.Bullet{} // by what they are about
	for _, b := range f.Bullets {
		if b.Tier == body.AskFirst {
			continue
		}
		deed := deed(b.Text)
		if earlier, ok := first[deed]; !ok {
			first[deed] = b
		} else if forbids(earlier) != forbids(b) {
			taken[b.Range.Start] = true
			report(pass, f, b, earlier)
		}
	}
	return taken
}

// negation matches what makes a sentence a prohibition.
var negation = pattern.New(`(?i)^\W*(?:never|do not|don['’]t|must not|no|avoid|refrain from)\b`)

// forbids reports whether a boundary forbids its deed. "Don't x" under Never does, as everyone understands.
func forbids(bullet body.Bullet) bool {
	return bullet.Tier == body.Never || negation.MatchString(bullet.Text)
}

// fillers are words that make no difference to what a boundary is about.
var fillers = []string{"a", "an", "the", "any", "all", "always", "your"}

// deed returns the words of a boundary that say what is demanded or forbidden.
func deed(text string) string {
	text = strings.ToLower(negation.ReplaceAllString(text, ""))
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.Join(slices.DeleteFunc(words, func(word string) bool { return slices.Contains(fillers, word) }), " ")
}

func report(pass *analysis.Pass, f *agent.File, bullet, earlier body.Bullet) {
	at, there := f.Range(bullet.Range), f.Range(earlier.Range)
	pass.Report(analysis.Diagnostic{
		Pos: at.Pos(), End: at.End(),
		Message: fmt.Sprintf("%q contradicts %q", say(bullet), say(earlier)),
		Related: []analysis.RelatedInformation{{Pos: there.Pos(), End: there.End(), Message: say(earlier)}},
	})
}

// say returns a boundary with its tier.
func say(bullet body.Bullet) string { return fmt.Sprintf("%s: %s", bullet.Tier, bullet.Text) }
