package suppress

import (
	"bytes"
	"cmp"
	"slices"
	"sort"
	"strings"

	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/body"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/python"
)

// A site is where a comment can be written that covers what starts in a part of the file.
type site struct {
	covers        config.Range
	at            int
	before, after string
	html          bool
}

// An Insertion puts text at a byte offset of the file.
type Insertion struct {
	At   int
	Text string
}

// A Want is a finding that a comment is wanted for.
type Want struct {
	Rule string
	At   int // where it starts
}

// Insert returns the comments that suppress findings, one a place with the names of all rules, and the findings that none
// can suppress. With top, each comment is for the whole file.
func (f *File) Insert(wants []Want, reason string, top bool) (out []Insertion, left []Want) {
	wants = slices.SortedStableFunc(slices.Values(wants), func(a, b Want) int { return a.At - b.At })
	sites := f.tops
	if !top {
		out, wants = f.extend(wants)
		sites = narrowestFirst(f.sites)
	}
	names := map[site][]string{}
	for i, at := range claim(wants, sites, func(s *site) config.Range { return s.covers }) {
		if at < 0 {
			left = append(left, wants[i])
			continue
		}
		names[sites[at]] = append(names[sites[at]], wants[i].Rule)
	}
	for s, rules := range names {
		verb := Ignore
		if top {
			verb = FileIgnore
		}
		slices.Sort(rules)
		out = append(out, Insertion{s.at, f.strings.Quote(s.text(verb, slices.Compact(rules), reason))})
	}
	slices.SortFunc(out, func(a, b Insertion) int { return cmp.Or(a.At-b.At, strings.Compare(a.Text, b.Text)) })
	return slices.Compact(out), left
}

// extend adds the names of rules to directives at the ends of the findings' lines that are there already, and returns the
// findings that have none.
func (f *File) extend(wants []Want) (out []Insertion, left []Want) {
	var there []*Directive
	for i := range f.Directives {
		if d := &f.Directives[i]; d.Verb == Ignore && d.atEnd && d.Until == "" && len(d.Names) > 0 {
			there = append(there, d)
		}
	}
	for i, at := range claim(wants, there, func(d **Directive) config.Range { return (*d).Names[0].Covers }) {
		if at < 0 {
			left = append(left, wants[i])
			continue
		}
		names := there[at].Names
		out = append(out, Insertion{names[len(names)-1].Range.End, ", " + wants[i].Rule})
	}
	return out, left
}

// narrowestFirst returns sites by how much they cover; of those that cover the same much, the last comes first.
func narrowestFirst(sites []site) []site {
	sites = slices.Clone(sites)
	slices.Reverse(sites)
	slices.SortStableFunc(sites, func(a, b site) int {
		return (a.covers.End - a.covers.Start) - (b.covers.End - b.covers.Start)
	})
	return sites
}

// claim gives each want, of which those come first that start first, to the first candidate that covers it. It returns the
// candidates' indices, -1 for none.
func claim[T any](wants []Want, candidates []T, covers func(*T) config.Range) []int {
	owners := slices.Repeat([]int{-1}, len(wants))
	free := make([]int, len(wants)+1) // leads from each want to the first one from there on that nobody has claimed
	for i := range free {
		free[i] = i
	}
	for candidate := range candidates {
		r := covers(&candidates[candidate])
		i := sort.Search(len(wants), func(i int) bool { return wants[i].At >= r.Start })
		for i = follow(free, i); i < len(wants) && wants[i].At < r.End; i = follow(free, i) {
			owners[i], free[i] = candidate, i+1
		}
	}
	return owners
}

// follow returns where a chain of indices leads, and shortens it for the next time.
func follow(next []int, i int) int {
	for next[i] != i {
		next[i] = next[next[i]]
		i = next[i]
	}
	return i
}

// text returns what to write at a site.
func (s site) text(verb string, rules []string, reason string) string {
	body := "agentlint: " + verb + "[" + strings.Join(rules, ", ") + "] -- " + reason
	if s.html {
		return s.before + "<!-- " + body + " -->" + s.after
	}
	return s.before + "# " + body + s.after
}

// ownLine returns the site of a comment on a line before that of r.Start, which covers what is said.
func (t *text) ownLine(r, covers config.Range) site {
	start := t.lineStart(r.Start)
	line := t.src[start:t.lineEnd(start)]
	indent := line[:len(line)-len(bytes.TrimLeft(line, " \t"))]
	if start == 0 && bytes.HasPrefix(t.src, []byte(bom)) {
		start = len(bom)
	}
	return site{covers: covers, at: t.at(start), before: string(indent), after: t.lineBreak()}
}

const bom = "\ufeff"

// lineBreak returns the text's first line end.
func (t *text) lineBreak() string {
	if i := bytes.IndexByte(t.src, '\n'); i > 0 && t.src[i-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}

// addPythonSites adds the ends of statements and of headers, or the lines before those that end in a string that goes on;
// and the lines before comments.
func (f *File) addPythonSites(t *text, p *python.File) {
	add := func(s site) {
		if s.after != "" {
			f.outdent(t, &s)
		}
		if f.takes(s.at) {
			f.sites = append(f.sites, s)
		}
	}
	literals := stringsOf(p)
	for _, h := range t.heads.ranges {
		line := config.Range{Start: t.lineStart(h.Start), End: t.lineEnd(h.End)}
		covers := t.inFile(config.Range{Start: line.Start, End: line.End + 1})
		switch {
		case literals.endOf(line.End) <= line.End && !bytes.HasSuffix(t.src[:line.End], []byte(`\`)):
			add(site{covers: covers, at: t.until(line.End), before: "  "})
		case t.isOwn(h.Start):
			add(t.ownLine(h, covers))
		}
	}
	for _, c := range t.comments {
		if c.own && !t.insideHead(c) {
			add(t.ownLine(c.Range, t.inFile(config.Range{Start: t.lineStart(c.Start), End: c.End + 1})))
		}
	}
	at := t.pastMagic()
	for at < len(t.src) && !f.takes(t.at(at)) {
		at = t.nextLine(t.lineEnd(at))
	}
	if top := f.topOf(t, at); f.takes(top.at) {
		f.tops = append(f.tops, top)
	}
}

// takes reports whether text can be put at an offset of the file: not everywhere in a notebook.
func (f *File) takes(at int) bool {
	if f.notebook == nil {
		return true
	}
	_, _, _, ok := f.notebook.Edit(at, at, "")
	return ok
}

// topOf returns the site of a comment that covers all of a text, on a line before that of an offset.
func (f *File) topOf(t *text, at int) site {
	if at == 0 && bytes.HasPrefix(t.src, []byte(bom)) {
		at = len(bom)
	}
	s := site{covers: t.scope, at: t.at(at), after: t.lineBreak()}
	f.outdent(t, &s)
	return s
}

// outdent moves a site from an example's line to the start of that line in the document.
func (f *File) outdent(t *text, s *site) {
	if t.extract && f.notebook == nil {
		line := bytes.LastIndexByte(f.src.Text[:s.at], '\n') + 1
		s.before, s.at = string(f.src.Text[line:s.at])+s.before, line
	}
}

func stringsOf(p *python.File) spans {
	var ranges []config.Range
	for s := range p.All(python.String) {
		ranges = append(ranges, config.Range{Start: s.Start(), End: s.Stop()})
	}
	return newSpans(ranges)
}

// pastMagic returns the offset after a #! line and the declaration of an encoding (PEP 263).
func (t *text) pastMagic() int {
	at := 0
	for range 2 {
		end := t.lineEnd(at)
		line := t.src[at:end]
		if !bytes.HasPrefix(line, []byte("#!")) && !(bytes.HasPrefix(line, []byte("#")) && bytes.Contains(line, []byte("coding"))) {
			break
		}
		at = t.nextLine(end)
	}
	return at
}

// addValueSites adds the lines before fields and items of blocks.
func (f *File) addValueSites(t *text, v config.Value) {
	add := func(r config.Range, inner config.Value) {
		if start := t.lineStart(r.Start); len(bytes.Trim(t.src[start:r.Start], " \t-")) == 0 {
			end := t.lineEnd(max(r.End, r.Start))
			s := t.ownLine(r, t.inFile(config.Range{Start: start, End: end + 1}))
			f.outdent(t, &s)
			f.sites = append(f.sites, s)
			f.addValueSites(t, inner)
		}
	}
	for i := range v.Fields {
		field := &v.Fields[i]
		add(config.Range{Start: field.Key.Start, End: max(field.Key.End, field.Value.Range.End)}, field.Value)
	}
	for _, item := range v.Items {
		add(item.Range, item)
	}
}

// addMarkdownSites adds the lines before the blocks that are in no other.
func (f *File) addMarkdownSites(t *text, d *agent.File, blocks []body.Block) {
	for _, b := range blocks {
		if b.Top {
			s := t.ownLine(config.Range{Start: b.Range.Start}, config.Range{Start: t.lineStart(b.Range.Start), End: b.Range.End + 1})
			s.html = true
			f.sites = append(f.sites, s)
		}
	}
	if d.Frontmatter == nil {
		s := t.ownLine(config.Range{Start: d.Body.Start, End: d.Body.Start}, t.scope)
		s.html = true
		f.tops = append(f.tops, s)
	}
}
