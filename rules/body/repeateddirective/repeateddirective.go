// Package repeateddirective defines the rule repeated-directive.
package repeateddirective

import (
	"bytes"
	_ "embed"
	"fmt"
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

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
	// directive matches words that tell the agent what to do.
	directive = pattern.New(`(?i)\b(?:always|never|must|do not|don['’]t|should|ensure|make sure|avoid|only|required?)\b`)
	// mayDirect matches lines that may have one, and many others.
	mayDirect = pattern.New(`(?i)always|never|must|do(?:\W+no|n\W*)t|should|ensure|make\W+sure|avoid|only|require`)
)

// minWords is how long a sentence must be for its repetition to be no coincidence.
const minWords = 6

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	first := map[string]agent.Range{}
	var key []byte
	for at := range sentences(f) {
		key = normal(key[:0], f.Source.Text[at.Start:at.End])
		if isQuoted(key) || bytes.Count(key, []byte(" ")) < minWords-1 || !directive.Match(key) || isElsewhere(f, at) {
			continue
		}
		if earlier, ok := first[string(key)]; !ok {
			first[string(key)] = at
		} else if scope(f, earlier).Contains(at) {
			report(pass, f, at, earlier)
		}
	}
}

// sentences yields those of the lines outside fences that may have a directive.
func sentences(f *agent.File) iter.Seq[agent.Range] {
	return func(yield func(agent.Range) bool) {
		start, fences := f.Body.Start, f.Fences
		for line := range bytes.Lines(f.Source.Text[f.Body.Start:f.Body.End]) {
			for len(fences) > 0 && fences[0].Content.End <= start {
				fences = fences[1:]
			}
			if isCode := len(fences) > 0 && fences[0].Content.Start <= start; !isCode && mayDirect.Match(line) {
				for first, end := range split(line) {
					if !yield(agent.Range{Start: start + first, End: start + end}) {
						return
					}
				}
			}
			start += len(line)
		}
	}
}

// marks are what a sentence does not start with: the marks of lists and tables, and what ends another sentence.
const marks = " \t\n\f\r-*+|.!?;"

// split yields the starts and ends of a line's sentences. The cells of a table are none, but for the last.
func split(line []byte) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		for start := 0; ; {
			start = len(line) - len(bytes.TrimLeft(line[start:], marks))
			if start == len(line) {
				return
			}
			end, ok := sentenceEnd(line, start+1)
			if ok && !yield(start, end) {
				return
			}
			start = end
		}
	}
}

// sentenceEnd returns where the sentence that is under way at the given offset ends, with the space after it. It is none if
// a bar or a line end of its own comes first.
func sentenceEnd(line []byte, at int) (end int, ok bool) {
	for ; at < len(line); at++ {
		switch rest := line[at+1:]; line[at] {
		case '\n':
			return at + 1, true
		case '|':
			return at, false
		case '\r':
			if !bytes.HasPrefix(rest, []byte("\n")) {
				return at, false
			}
		case '.', '!', '?', ';':
			if len(rest) > 0 && strings.IndexByte(" \t\n\f\r", rest[0]) >= 0 {
				return at + 2, true
			}
		}
	}
	return at, true
}

// scope returns the section that a sentence holds for, with the sections below it; before the first heading it holds for all.
func scope(f *agent.File, r agent.Range) agent.Range {
	if i := f.SectionAt(r); i >= 0 {
		return f.Sections[i].Range
	}
	return f.Body
}

// isQuoted reports whether a sentence is what somebody says, or the label of what follows.
func isQuoted(sentence []byte) bool {
	return bytes.HasPrefix(sentence, []byte(">")) || bytes.HasPrefix(sentence, []byte(`"`)) || bytes.HasSuffix(sentence, []byte(":"))
}

// normal writes a sentence to an empty buffer as it is compared: without case, emphasis and the last dot, and with one space
// between words.
func normal(buffer, text []byte) []byte {
	isSpaced := true
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		text = text[size:]
		switch isSpace := unicode.IsSpace(r); {
		case r == '*' || r == '`' || isSpace && isSpaced:
		case isSpace:
			buffer, isSpaced = append(buffer, ' '), true
		default:
			buffer, isSpaced = utf8.AppendRune(buffer, unicode.ToLower(r)), false
		}
	}
	return bytes.Trim(buffer, " .;!?")
}

// isElsewhere reports whether r stands in a code block, a table or a boundary, which is another rule's business.
func isElsewhere(f *agent.File, r agent.Range) bool {
	bullet := f.BulletAt(r.Start)
	return f.InFence(r) || f.TableAt(r) != nil || bullet != nil && r.Start < bullet.Range.End
}

func report(pass *analysis.Pass, f *agent.File, again, earlier agent.Range) {
	at, there := f.Range(trim(f, again)), f.Range(trim(f, earlier))
	pass.Report(analysis.Diagnostic{
		Pos: at.Pos(), End: at.End(),
		Message: fmt.Sprintf("line %d already says this", f.Source.Position(earlier.Start).Line),
		Related: []analysis.RelatedInformation{{Pos: there.Pos(), End: there.End(), Message: "first said here"}},
	})
}

// trim returns r without the space after it.
func trim(f *agent.File, r agent.Range) agent.Range {
	r.End = r.Start + len(strings.TrimSpace(f.Text(r)))
	return r
}
