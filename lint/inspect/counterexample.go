package inspect

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/body"
)

var (
	// bad matches a short line that says that what follows is not to be done.
	bad = pattern.New(`(?i)^[\s#*_>:-]*(?:\d+[.)]\s*)?(?:bad|wrong|incorrect|anti-?patterns?|before|problematic|not recommended)\b(?:\s+(?:code|example|practice|approach|way|pattern)s?)?[\s*_]*(?:[:.(,–—-]|$)`)
	// good matches one that says that it is.
	good = pattern.New(`(?i)^[\s#*_>:-]*(?:\d+[.)]\s*)?(?:good|right|correct|better|best|after|fixed|preferred|recommended|solution)\b(?:\s+(?:code|example|practice|approach|way|pattern)s?)?[\s*_]*(?:[:.(,–—-]|$)`)
	// discouraged matches a line in front of a block that forbids what it shows.
	discouraged = pattern.New(`(?i)^[\s#*_>:-]*(?:don't|do not|avoid|never)(?:\s+(?:do this|this|write this))?[\s*_]*(?::|$)`)
)

// marks are what people put in front of what is not to be done, and of what is.
const (
	badMarks  = "❌✗✘🚫👎"
	goodMarks = "✅✓✔👍"
)

func isBad(line string) bool { return strings.ContainsAny(line, badMarks) || bad.MatchString(line) }

func isGood(line string) bool {
	return !strings.ContainsAny(line, badMarks) && (strings.ContainsAny(line, goodMarks) || good.MatchString(line))
}

// dropCounterexamples drops the findings from one on in code that a definition shows as what not to write: the whole block, or the
// lines after a comment that says so, up to one that says the opposite.
func dropCounterexamples(f *agent.File, fence body.Fence, findings []lint.Finding, from int) []lint.Finding {
	if from >= len(findings) {
		return findings
	}
	lines, isWhole := counterexamples(f, fence), isCounterexample(f, fence)
	first := f.Source.Position(fence.Range.Start).Line
	last := f.Source.Position(max(fence.Range.End-1, fence.Range.Start)).Line
	rest := slices.DeleteFunc(slices.Clone(findings[from:]), func(found lint.Finding) bool {
		line := found.Start.Line
		return line >= first && line <= last && (isWhole && !lines[-line] || lines[line])
	})
	return append(findings[:from], rest...)
}

// isCounterexample reports whether the heading or the line above a block says that it is wrong.
func isCounterexample(f *agent.File, fence body.Fence) bool {
	if i := f.SectionAt(fence.Range); i >= 0 && isBad(f.Sections[i].Title) {
		return true
	}
	text := strings.TrimRight(string(f.Source.Text[:fence.Range.Start]), " \t\r\n>")
	line := text[strings.LastIndexByte(text, '\n')+1:]
	return len(line) < 100 && (isBad(line) || discouraged.MatchString(line))
}

// counterexamples returns the lines of a block that its comments say are wrong, and with a minus those that they say are right.
func counterexamples(f *agent.File, fence body.Fence) map[int]bool {
	lines := map[int]bool{}
	number := f.Source.Position(fence.Content.Start).Line
	state := 0
	for line := range strings.Lines(string(f.Source.Text[fence.Content.Start:fence.Content.End])) {
		code, comment, hasComment := strings.Cut(line, "#")
		isOwn, now := strings.TrimSpace(code) == "", 0
		switch {
		case !hasComment:
		case isBad(comment):
			now = 1
		case isGood(comment):
			now = -1
		}
		if now != 0 && isOwn {
			state = now
		}
		if now == 0 || isOwn {
			now = state
		}
		if now != 0 {
			lines[now*number] = true
		}
		number++
	}
	return lines
}
