package body

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/agent/mojibake"
	"github.com/agentlint/agentlint/parser/config"
)

// A Tier is how binding a boundary is.
type Tier uint8

// The tiers.
const (
	Always   Tier = iota + 1 // what the agent must do
	AskFirst                 // what it must not do without asking
	Never                    // what it must not do
)

// String names the tier as definitions do.
func (t Tier) String() string {
	return [...]string{"", "Always", "Ask First", "Never"}[t]
}

// A Bullet is one boundary.
type Bullet struct {
	Tier    Tier
	Text    string // on one line, markup as written
	Range   Range  // of the text
	Heading Range  // of the words that set the tier: a heading, or what stands before the colon
}

// tiers are the words that set a tier, in lower case.
var tiers = map[string]Tier{
	"always": Always, "always do": Always, "do": Always, "dos": Always, "do's": Always, "must do": Always,
	"ask first": AskFirst, "ask before": AskFirst, "ask before doing": AskFirst, "ask": AskFirst,
	"never": Never, "never do": Never, "don't": Never, "don'ts": Never, "dont's": Never, "don't do": Never, "donts": Never,
	"do not": Never, "must not": Never, "must not do": Never, "not to do": Never,
	"forbidden": Never, "forbidden actions": Never, "prohibited": Never, "prohibited actions": Never, "off limits": Never,
}

// mayTier matches texts that may have the words of a tier.
var mayTier = pattern.New(`(?i)always|do|ask|never|must|forbidden|prohibited|limits`)

// A label is what puts the bullets under it into a tier.
type label struct {
	tier  Tier
	at    Range
	level int // of the heading, 0 for a lead-in
}

// findBullets fills Bullets. A heading labels its section; "**Never:**" labels the rest of its own
// paragraph or bullet, and the list that follows.
func (b *reader) findBullets(document ast.Node) {
	var headings []label
	var lead label
	sections := b.Sections // one for each heading
	for n := document.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Heading:
			headings = slices.DeleteFunc(headings, func(l label) bool { return l.level >= n.Level })
			if tier := sections[0].Tier; tier != 0 {
				headings = append(headings, label{tier, sections[0].Heading, n.Level})
			}
			sections = sections[1:]
			lead = label{}
		case *ast.Paragraph:
			lead = b.leadIn(n)
		case *ast.List:
			if lead.tier == 0 && len(headings) > 0 {
				lead = headings[len(headings)-1]
			}
			b.list(n, lead)
			lead = label{}
		default:
			lead = label{}
		}
	}
}

// leadIn returns the label that a paragraph is, if it is nothing else: "Never:" or "**Never**".
func (b *reader) leadIn(n ast.Node) label {
	tier, at, rest := b.lead(n)
	switch {
	case tier != 0 && rest.Start == rest.End:
		return label{tier: tier, at: at}
	case bytes.HasPrefix(b.text[b.lines(n).Start:], []byte("**")):
		return label{tier: wordsTier(b.plain(n)), at: b.lines(n)}
	}
	return label{}
}

// list adds the items of n that are boundaries by their own words or by the label around them.
func (b *reader) list(n *ast.List, outer label) {
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		first := item.FirstChild()
		if first == nil || first.Kind() != ast.KindTextBlock && first.Kind() != ast.KindParagraph {
			continue
		}
		tier, at, rest := b.lead(first)
		switch {
		case tier != 0 && rest.Start < rest.End:
			b.inline(label{tier: tier, at: at}, rest)
			continue
		case tier == 0 && outer.tier != 0:
			r := b.lines(first)
			b.Bullets = append(b.Bullets, Bullet{outer.tier, b.plain(first), r, outer.at})
			continue
		}
		for child := first.NextSibling(); child != nil; child = child.NextSibling() {
			if nested, ok := child.(*ast.List); ok {
				b.list(nested, label{tier: tier, at: at})
			}
		}
	}
}

// lead splits a block at the first colon of its first line, and returns the tier that the words before it set.
func (b *reader) lead(n ast.Node) (tier Tier, at, rest Range) {
	whole := b.lines(n)
	first, _ := config.Line(b.text[:whole.End], whole.Start)
	colon := bytes.IndexByte(b.text[first.Start:first.End], ':')
	if colon < 0 {
		return 0, Range{}, Range{}
	}
	at = Range{Start: whole.Start, End: whole.Start + colon}
	rest = config.Trim(b.text, Range{Start: at.End + 1, End: whole.End})
	for rest.Start < rest.End && bytes.IndexByte([]byte("* \t\r\n"), b.text[rest.Start]) >= 0 {
		rest.Start++
	}
	return wordsTier(b.string(at)), at, rest
}

// inline adds the boundaries of a comma-joined list: "run the tests, keep the style, and log errors".
func (b *reader) inline(l label, r Range) {
	separator := byte(',')
	if bytes.IndexByte(b.text[r.Start:r.End], ';') >= 0 {
		separator = ';'
	}
	for _, part := range split(b.text, r, separator) {
		part = config.Trim(b.text, part)
		for _, word := range []string{"and ", "or "} {
			if bytes.HasPrefix(b.text[part.Start:part.End], []byte(word)) {
				part.Start += len(word)
			}
		}
		if part.Start < part.End {
			text := strings.Join(strings.Fields(b.string(part)), " ")
			b.Bullets = append(b.Bullets, Bullet{l.tier, text, part, l.at})
		}
	}
}

// split cuts r at separators outside of parentheses and inline code.
func split(text []byte, r Range, separator byte) []Range {
	var parts []Range
	start, depth, code := r.Start, 0, false
	for i := r.Start; i < r.End; i++ {
		switch c := text[i]; {
		case c == '`':
			code = !code
		case code:
		case c == '(' || c == '[':
			depth++
		case c == ')' || c == ']':
			depth--
		case c == separator && depth <= 0:
			parts = append(parts, Range{Start: start, End: i})
			start = i + 1
		}
	}
	return append(parts, Range{Start: start, End: r.End})
}

// titleTier returns the tier that a heading's last words set, parentheses aside; "Do's and Don'ts" sets none.
func titleTier(title string) Tier {
	title, _, _ = strings.Cut(title, "(")
	if !mayTier.MatchString(title) {
		return 0
	}
	all := words(title)
	for n := min(3, len(all)); n > 0; n-- {
		before, last := all[:len(all)-n], strings.Join(all[len(all)-n:], " ")
		tier := tiers[last]
		if tier == 0 || last == "do" && len(before) > 0 {
			continue
		}
		if slices.ContainsFunc(before, func(word string) bool { return tiers[word] != 0 }) {
			return 0
		}
		return tier
	}
	return 0
}

// wordsTier returns the tier that text sets if it has no other words.
func wordsTier(text string) Tier {
	if len(text) > 80 || !mayTier.MatchString(text) {
		return 0
	}
	return tiers[strings.Join(words(text), " ")]
}

// words returns the English words of text in lower case, without markup and emoji, even damaged ones.
func words(text string) []string {
	text = strings.ReplaceAll(strings.ToLower(string(mojibake.Repair([]byte(text)))), "’", "'")
	return strings.FieldsFunc(text, func(r rune) bool { return (r < 'a' || r > 'z') && r != '\'' })
}
