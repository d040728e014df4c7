// Package placeholdercomment defines the rule placeholder-comment.
package placeholdercomment

import (
	"bytes"
	_ "embed"
	"go/token"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
)

//go:embed placeholdercomment.md
var page string

// Options are what a project may set.
type Options struct {
	Words []string `yaml:"words"` // what marks a comment at its start, in capitals or not
}

// Rule reports comments that stand for work nobody has done.
var Rule = &lint.Rule{
	ID:       "placeholder-comment",
	Severity: lint.Warning,
	Craft:    true,
	Noqa: []string{
		"FIX001", "FIX002", "FIX003", "FIX004", "line-contains-fixme", "line-contains-todo", "line-contains-xxx",
		"line-contains-hack", "W0511", "fixme",
	},
	Page:      page,
	Enforces:  []match.Pattern{match.Avoid("use", "todo"), match.Avoid("use", "stub").With("code")},
	Options:   Options{Words: []string{"todo", "fixme", "hack", "xxx"}},
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	options := lint.Options[Options](pass)
	for comment := range python.Of(pass).All(python.Comment) {
		text := comment.Text()
		if ticket.MatchString(text) {
			continue
		}
		start, end := options.word(text)
		severity, message := lint.Note, "this comment marks unfinished work"
		if start < 0 {
			at := phrase.FindStringIndex(text)
			if at == nil || options.goesOn(comment) {
				continue
			}
			start, end = at[0], at[1]
			severity, message = lint.Warning, "this comment replaces code that is missing"
		}
		pass.Report(analysis.Diagnostic{
			Pos: comment.Pos() + token.Pos(start), End: comment.Pos() + token.Pos(end), Category: string(severity),
			Message: message + ": " + strings.TrimSpace(strings.Trim(clip(text), "# ")),
		})
	}
}

// ticket matches what says where the work is kept track of: TODO(#12), a URL, an issue of GitHub or Jira.
var ticket = pattern.New(`https?://|#\d+|\b[A-Z]{2,}-\d+\b`)

// word returns where one of the words stands that begins a comment, or a part of one after #; -1 if none does.
func (o Options) word(comment string) (start, end int) {
	for {
		rest := strings.TrimLeft(comment[end:], "# \t\u00a0")
		start = len(comment) - len(rest)
		end = start + len(firstWord(rest))
		if slices.ContainsFunc(o.Words, func(w string) bool { return strings.EqualFold(w, comment[start:end]) }) {
			return start, end
		}
		next := strings.IndexByte(comment[end:], '#')
		if next < 0 {
			return -1, -1
		}
		end += next
	}
}

// goesOn reports whether a comment is the second line of one that is marked by a word, and goes on in small letters: the first says it all.
func (o Options) goesOn(comment python.Node) bool {
	above, ok := bytes.CutSuffix(bytes.TrimRight(comment.File().Text()[:comment.Start()], " \t"), []byte("\n"))
	before := string(bytes.TrimSpace(above[bytes.LastIndexByte(above, '\n')+1:]))
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(comment.Text(), "# \t"))
	if !ok || !strings.HasPrefix(before, "#") || !unicode.IsLower(first) {
		return false
	}
	at, _ := o.word(before)
	return at >= 0
}

func firstWord(text string) string {
	end := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if end < 0 {
		return text
	}
	return text[:end]
}

// phrase matches what generated code says in place of code. Words such as "placeholder" and "for now" are no such
// phrases: they also describe tensors, graphs and decisions.
var phrase = pattern.New(`(?i)^#+ *left as an exercise|(\.\.\.|…) ?(existing|remaining|other) code|^#+ *existing code *(\.+|…)|` +
	`^#+ *(add|insert) (more|additional|other) .{1,40} as (needed|necessary|required)\s*\.?$|^#+ *(and )?(add|implement|put|insert|write) ([\w-]+ ){0,4}later\s*(\.+)?\s*$|` +
	`^#+ *(to be implemented|([\w-]+ ){0,3}not (yet implemented|implemented yet))\s*(\.+|!)?\s*$|^#+ *([\w-]+ ){0,2}same as before\s*(\.+|…)?\s*$|` +
	`^#+ *((this is|it is|just|only|a|an) ){0,3}placeholder (for|until) (the |your |an? )?(actual|real)\b|` +
	`\b(optimi[sz]e (this )?later|(add|implement|put|insert|write) (your ([\w-]+ ){0,4}|([\w-]+ ){0,4}(logic|code|implementation) )here\s*(\.+)?\s*$|` +
	`(implementation|logic|code) goes here|your (\w+ )?code( goes)? here|` +
	`(rest|remainder) of (the |your )?(code|function|implementation)\b|` +
	`(rest|remainder) of ([\w-]+ ){0,3}(class|code|file|function|implementation|logic|loop|method|module|program|script) ` +
	`((stays|remains|is) )?(unchanged|the same)\s*(\.+|…)?\s*$|existing code (here|remains|continues)|` +
	`for now,? (we |we'll |i |i'll )?(just |simply |only )?return\b|for now,? (just|simply) (print|fake|mock|hard-?code)|` +
	`(placeholder|dummy|stub|skeleton) implementation\b|` +
	`this is (just |only )?a (stub|skeleton)\s*(\.+)?\s*$|(is|are) left as an exercise|fill in the (details|blanks)\b|simplified (version |implementation )?for demonstration\b|` +
	`in (a )?production,? (this|you|we) (would|should)\b|` +
	`in a real(-world)? (app|application|implementation|scenario|project|system)\b|fill (this|me) in\b|fill in here\b|` +
	`replace (this |it )?with (your |the |an )?(actual|real) )`)

// maxQuote is how much of a comment a message repeats, in bytes.
const maxQuote = 60

func clip(text string) string {
	if len(text) <= maxQuote {
		return text
	}
	return strings.ToValidUTF8(text[:maxQuote], "") + "…"
}
