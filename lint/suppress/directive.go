package suppress

import (
	"bytes"
	"slices"
	"strings"
	"unicode"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/config"
)

// A Directive is one comment for agentlint. Ranges are in bytes of the file.
type Directive struct {
	Verb    string // one of [Verbs], or what was written in its place
	Names   []Name
	Blanket bool         // it says of no rule that it is meant, or of all
	Until   string       // the last day on which it holds, YYYY-MM-DD; empty for ever
	Reason  string       // what comes after --
	Range   config.Range // from the # or <!-- on
	Whole   config.Range // what to delete to be rid of it: the line, if there is nothing else on it; empty if that may change more

	atEnd bool // of a line, not on one of its own
}

// A Name is a rule, a family or a glob of them in a directive.
type Name struct {
	Text   string
	Range  config.Range
	Covers config.Range // findings that start in here are suppressed
	Known  bool         // a rule has the name
	Now    string       // what the rule is called now, if it had the name before; "" if it has it still
	Ran    bool         // on this file, and saw all that it goes by
	Used   bool         // it suppressed something, or enabled what was disabled
}

// What a directive does.
const (
	Ignore     = "ignore"      // suppresses in what it stands at
	Disable    = "disable"     // suppresses up to enable, or the end
	Enable     = "enable"      // ends disable
	FileIgnore = "file-ignore" // suppresses in the whole file, or the whole example in a document
)

// Verbs are what a directive can do.
var Verbs = []string{Ignore, Disable, Enable, FileIgnore}

// IsKnown reports whether the directive's verb is one of [Verbs].
func (d *Directive) IsKnown() bool { return slices.Contains(Verbs, d.Verb) }

var (
	// hash matches where a directive starts in a comment: a comment may hold several, each after a # of its own.
	hash  = pattern.New(`(?:^|[ \t])(#+[ \t]*agentlint:)`)
	html  = pattern.New(`^<!--[ \t\r\n]*agentlint:`)
	parts = pattern.New(`^\s*([\w-]+)[ \t]*(?:\[([^\]]*)\])?[ \t]*(?:until=(\S*))?[ \t]*(?s:--\s*(.*))?`)
	next  = pattern.New(`[ \t]#[# \t]`)
	name  = pattern.New(`[^\s,]+`)
)

// directives returns what a comment of the text says to agentlint.
func (t *text) directives(c comment) (out []Directive) {
	body := strings.TrimRight(string(t.src[c.Start:c.End]), "\r")
	if strings.HasPrefix(body, "<!--") {
		if m := html.FindString(body); m != "" {
			out = t.parse(out, c, config.Range{Start: c.Start, End: c.End}, len(m), strings.TrimSuffix(body, "-->"))
		}
		if before := t.src[t.lineStart(c.Start):c.Start]; !bytes.ContainsFunc(before, unicode.IsLetter) {
			for i := range out { // it may keep apart what is above and below, or keep what follows from being a heading
				out[i].Whole = config.Range{}
			}
		}
		return out
	}
	all := hash.FindAllStringSubmatchIndex(body, -1)
	for i, m := range all {
		end := len(body)
		if i+1 < len(all) {
			end = all[i+1][0]
		}
		if at := next.FindStringIndex(body[m[3]:end]); at != nil {
			end = m[3] + at[0]
		}
		out = t.parse(out, c, config.Range{Start: c.Start + m[2], End: c.Start + end}, m[3]-m[2], body[m[2]:end])
	}
	return out
}

// parse reads the directive at r, whose body starts at an offset in its comment's text, and appends it if it is one.
func (t *text) parse(out []Directive, c comment, r config.Range, start int, comment string) []Directive {
	body := comment[start:]
	m := parts.FindStringSubmatchIndex(body)
	if m == nil {
		return out
	}
	group := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return body[m[2*i]:m[2*i+1]]
	}
	d := Directive{Verb: group(1), Until: group(3), Reason: strings.TrimSpace(group(4)), atEnd: !c.own}
	if !d.IsKnown() && m[4] < 0 {
		return out // prose
	}
	d.Range, d.Whole = t.inFile(r), t.whole(c, r)
	covers := t.coverOf(&d, c)
	for _, at := range name.FindAllStringIndex(group(2), -1) {
		offset := r.Start + start + m[4]
		n := Name{Text: strings.Clone(group(2)[at[0]:at[1]]), Covers: covers}
		n.Range = t.inFile(config.Range{Start: offset + at[0], End: offset + at[1]})
		d.Blanket = d.Blanket || strings.Trim(n.Text, "*?/") == "" || n.Text == "all"
		d.Names = append(d.Names, n)
	}
	d.Blanket = d.IsKnown() && (d.Blanket || len(d.Names) == 0)
	return append(out, d)
}

// coverOf returns what a directive covers in the file.
func (t *text) coverOf(d *Directive, c comment) config.Range {
	switch d.Verb {
	case FileIgnore:
		return t.scope
	case Disable:
		return config.Range{Start: d.Range.Start, End: max(t.inFile(config.Range{Start: 0, End: t.end}).End, d.Range.Start) + 1}
	case Ignore:
		return t.covered(c)
	}
	return config.Range{}
}
