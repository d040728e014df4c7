// Package repeateddirective defines the rule repeated-directive.
package repeateddirective

import (
	"bytes"
	_ "embed"
	"fmt"
	"iter"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
)

//go:embed repeateddirective.md
var page string

// Rule reports instructions that stand a second time where they hold already.
var Rule = &lint.Rule{
	ID:       "repeated-directive",
	Severity: lint.Note,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

var (
	// sentence matches one sentence of a line, without the mark of its list.
	sentence = pattern.New(`[^\s\-*+|.!?;][^\r\n|]*?(?:[.!?;](?:\s|$)|\r?\n|$)`)
	// directive matches words that tell the agent what to do.
	directive = pattern.New(`(?i)\b(?:always|never|must|do not|don['’]t|should|ensure|make sure|avoid|only|required?)\b`)
	// mayDirect matches lines that may have one, and many others.
	mayDirect = pattern.New(`(?i)always|never|must|do|should|ensure|make|avoid|only|require`)
)

// minWords is how long a sentence must be for its repetition to be no coincidence.
const minWords = 6

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	first := map[string]agent.Range{}
	for at := range sentences(f) {
		key := normal(f.Text(at))
		if isQuoted(key) || len(strings.Fields(key)) < minWords || !directive.MatchString(key) || isElsewhere(f, at) {
			continue
		}
		if earlier, ok := first[key]; !ok {
			first[key] = at
		} else if scope(f, earlier).Contains(at) {
			report(pass, f, at, earlier)
		}
	}
}

// sentences yields those of the lines that may have a directive.
func sentences(f *agent.File) iter.Seq[agent.Range] {
	return func(yield func(agent.Range) bool) {
		start := f.Body.Start
		for line := range bytes.Lines(f.Source.Text[f.Body.Start:f.Body.End]) {
			if mayDirect.Match(line) {
				for _, m := range sentence.FindAllIndex(line, -1) {
					if !yield(agent.Range{Start: start + m[0], End: start + m[1]}) {
						return
					}
				}
			}
			start += len(line)
		}
	}
}

// scope returns the section that a sentence holds for, with the sections below it; before the first heading it holds for all.
func scope(f *agent.File, r agent.Range) agent.Range {
	scope := f.Body
	for _, section := range f.Sections {
		if section.Range.Contains(r) {
			scope = section.Range
		}
	}
	return scope
}

// isQuoted reports whether a sentence is what somebody says, or the label of what follows.
func isQuoted(sentence string) bool {
	return strings.HasPrefix(sentence, ">") || strings.HasPrefix(sentence, `"`) || strings.HasSuffix(sentence, ":")
}

var emphasis = strings.NewReplacer("*", "", "`", "")

// normal returns a sentence as it is compared: without case, emphasis and the last dot.
func normal(text string) string {
	text = emphasis.Replace(strings.ToLower(text))
	return strings.Trim(strings.Join(strings.Fields(text), " "), " .;!?")
}

// isElsewhere reports whether r stands in a code block, a table or a boundary, which is another rule's business.
func isElsewhere(f *agent.File, r agent.Range) bool {
	return f.InFence(r) ||
		slices.ContainsFunc(f.Tables, func(table agent.Table) bool { return table.Range.Contains(r) }) ||
		slices.ContainsFunc(f.Bullets, func(bullet agent.Bullet) bool { return bullet.Range.Start <= r.Start && r.Start < bullet.Range.End })
}

func report(pass *analysis.Pass, f *agent.File, again, earlier agent.Range) {
	at, there := f.Range(trim(f, again)), f.Range(trim(f, earlier))
	pass.Report(analysis.Diagnostic{
		Pos: at.Pos(), End: at.End(),
		Message: fmt.Sprintf("line %d says this already", f.Source.Position(earlier.Start).Line),
		Related: []analysis.RelatedInformation{{Pos: there.Pos(), End: there.End(), Message: "said here first"}},
	})
}

// trim returns r without the space behind it.
func trim(f *agent.File, r agent.Range) agent.Range {
	r.End = r.Start + len(strings.TrimSpace(f.Text(r)))
	return r
}
