// Package bullet reads the bullets of an agent definition as demands: what is to be done, to be avoided or to be asked about, with which
// verb, about what, and on which condition. It knows no rule. Reading never fails; what is no demand gives none.
package bullet

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/body"
)

// A Bullet is one thing that a definition says an agent must or must not do. It is plain data, without positions in a run.
type Bullet struct {
	Tier     body.Tier // 0 for advice under no heading or word that says how binding it is
	Text     string    // on one line, without markup
	Range    agent.Range
	Line     int      // from 1
	Fault    bool     // a row of a table of faults, which names what is wrong
	Headings []string // the titles above it, innermost first
	Named    []string // the rules that it names itself
}

// Of returns the bullets of a definition by position: its boundaries, the rows of its tables of pitfalls, and the items of its lists and
// headings that say what to do.
func Of(f *agent.File) []Bullet {
	r := reader{file: f, taken: map[int]bool{}}
	for _, b := range f.Bullets {
		r.add(b.Tier, b.Text, b.Range, false)
	}
	for _, t := range f.Tables {
		r.table(t)
	}
	for _, item := range f.Items() {
		if !f.InCode(item.Range) {
			r.own(item.Text, item.Range)
		}
	}
	for i := range f.Sections {
		if s := &f.Sections[i]; s.Tier == 0 && len(strings.Fields(s.Title)) > 2 && tierOf(s.Title) != 0 {
			r.own(s.Title, s.Heading)
		}
	}
	slices.SortStableFunc(r.all, func(a, b Bullet) int { return a.Range.Start - b.Range.Start })
	return r.all
}

// maxBullets is how many bullets of a definition are read.
const maxBullets = 5000

// A reader collects bullets.
type reader struct {
	file  *agent.File
	all   []Bullet
	taken map[int]bool // starts of what is a bullet
}

func (r *reader) add(tier body.Tier, text string, at agent.Range, isFault bool) {
	if r.taken[at.Start] || len(r.all) == maxBullets {
		return
	}
	r.taken[at.Start] = true
	named := named(r.file.Text(at))
	if text = plain(text); text == "" {
		return
	}
	r.all = append(r.all, Bullet{
		Tier: tier, Text: text, Range: at, Line: r.file.Source.Position(at.Start).Line, Fault: isFault,
		Headings: r.headings(at), Named: named,
	})
}

// own adds a text that says by its own words that something is to be done.
func (r *reader) own(text string, at agent.Range) {
	clean := plain(text)
	demands := parse(clean, 0, false)
	tier := tierAmong(clean, demands)
	if tier != 0 || len(demands) > 0 || len(named(r.file.Text(at))) > 0 {
		r.add(tier, text, at, false)
	}
}

// headings returns the titles above a place.
func (r *reader) headings(at agent.Range) (titles []string) {
	for i := r.file.SectionAt(at); i >= 0; i = r.file.Sections[i].Parent {
		titles = append(titles, plain(r.file.Sections[i].Title))
	}
	return titles
}

// tierOf returns the tier that the first words of a text set.
func tierOf(text string) body.Tier {
	text = plain(text)
	return tierAmong(text, parse(text, 0, false))
}

// tierAmong is [tierOf] of a plain text, whose demands are given.
func tierAmong(text string, demands []Demand) body.Tier {
	c := clause{tokens: tokenize(text)}
	if len(c.tokens) == 0 {
		return 0
	}
	if first := c.tokens[0]; first.is("always", "must") || first.is("ensure") {
		return body.Always
	}
	if len(demands) > 0 && demands[0].Deed == Ask {
		return body.AskFirst
	}
	c.strip()
	if c.deed == Avoid {
		return body.Never
	}
	return 0
}

// faults are the titles of columns that list what is wrong.
var faults = setOf(`pitfall mistake fault problem issue anti-pattern antipattern don't avoid smell error bad wrong`)

// table adds the first column of a table of faults.
func (r *reader) table(t body.Table) {
	if len(t.Header.Cells) < 2 {
		return
	}
	title := Words(t.Header.Cells[0].Text)
	if len(title) == 0 || len(title) > 3 || !faults[title[len(title)-1]] {
		return
	}
	for _, row := range t.Rows {
		if len(row.Cells) > 1 && row.Cells[0].Text != "" {
			r.add(body.Never, row.Cells[0].Text, row.Cells[0].Range, true)
		}
	}
}

// directive is how a bullet names rules.
const directive = "agentlint: enforce["

// MayName reports whether a bullet of a definition may name rules.
func MayName(f *agent.File) bool { return bytes.Contains(f.Source.Text, []byte(directive)) }

// named returns the rules that a bullet names: <!-- agentlint: enforce[missing-seed] -->.
func named(text string) (rules []string) {
	for {
		at := strings.Index(text, directive)
		if at < 0 {
			return rules
		}
		text = text[at+len(directive):]
		inside, _, found := strings.Cut(text, "]")
		if !found {
			return rules
		}
		for name := range strings.SplitSeq(inside, ",") {
			if name = strings.TrimSpace(name); name != "" {
				rules = append(rules, name)
			}
		}
	}
}

// Demands returns what a bullet demands.
func (b *Bullet) Demands() []Demand { return Parse(b.Text, b.Tier, b.Fault) }

// Fingerprint identifies the words of a bullet, whatever its tier, place, case and marks are: 12 hexadecimal digits.
func (b *Bullet) Fingerprint() string {
	h := fnv.New64a()
	for _, t := range tokenize(b.Text) {
		if t.kind != mark {
			fmt.Fprintf(h, "%s ", strings.ToLower(t.text))
		}
	}
	return fmt.Sprintf("%012x", h.Sum64()>>16)
}

// Negated reports whether the bullet forbids by words of its own, whatever the heading above it says.
func (b *Bullet) Negated() bool { return !b.Fault && tierOf(b.Text) == body.Never }

// Code returns what stands between backticks.
func (b *Bullet) Code() (all []string) {
	for _, t := range tokenize(b.Text) {
		if t.kind == code {
			all = append(all, t.text)
		}
	}
	return all
}

// Paths returns the code that is the path of a file or folder, or a glob of such.
func (b *Bullet) Paths() []string {
	return slices.DeleteFunc(b.Code(), func(text string) bool { return !isPath(text) })
}

// isPath reports whether text looks like a path: it has a slash, or the ending of a file's name, and no blanks and calls.
func isPath(text string) bool {
	if strings.ContainsAny(text, " ()<>{}=\"'$@,;:") || strings.HasPrefix(text, "/") && strings.Count(text, "/") == 1 || strings.HasPrefix(text, "//") {
		return false
	}
	if strings.HasSuffix(text, "/") || strings.Contains(text, "/") {
		return true
	}
	if strings.HasPrefix(text, ".env") {
		return true
	}
	dot := strings.LastIndexByte(text, '.')
	return dot >= 0 && endings[text[dot+1:]]
}

var endings = setOf(`md mdc py ipynb yaml yml json toml lock cfg ini txt csv tsv parquet pt pth ckpt h5 safetensors onnx pkl sh mod sum npy npz
ts js tsx jsx go rs java sql xml html css`)

// Same reports whether two texts have the same words, whatever their case and marks are.
func Same(a, b string) bool {
	return (&Bullet{Text: plain(a)}).Fingerprint() == (&Bullet{Text: plain(b)}).Fingerprint()
}
