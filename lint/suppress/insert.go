package suppress

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/python"
)

// A site is where a comment can be written that covers what starts in a part of the file.
type site struct {
	covers         config.Range
	at             int
	before, behind string
	html           bool
	json           bool // inside a JSON string
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
	names := map[site][]string{}
	for _, w := range wants {
		if !top && f.extend(&out, w) {
			continue
		}
		sites := f.sites
		if top {
			sites = f.tops
		}
		s, ok := narrowest(sites, w.At)
		if !ok {
			left = append(left, w)
			continue
		}
		names[s] = append(names[s], w.Rule)
	}
	for s, rules := range names {
		verb := Ignore
		if top {
			verb = FileIgnore
		}
		slices.Sort(rules)
		out = append(out, Insertion{s.at, s.text(verb, slices.Compact(rules), reason)})
	}
	slices.SortFunc(out, func(a, b Insertion) int { return cmp.Or(a.At-b.At, strings.Compare(a.Text, b.Text)) })
	return slices.Compact(out), left
}

// extend adds the name of a rule to a directive at the end of the finding's line that is there already.
func (f *File) extend(out *[]Insertion, w Want) bool {
	for i := range f.Directives {
		d := &f.Directives[i]
		if d.Verb == Ignore && d.atEnd && d.Until == "" && len(d.Names) > 0 && contains(d.Names[0].Covers, w.At) {
			*out = append(*out, Insertion{d.Names[len(d.Names)-1].Range.End, ", " + w.Rule})
			return true
		}
	}
	return false
}

func narrowest(sites []site, at int) (best site, ok bool) {
	for _, s := range sites {
		size := s.covers.End - s.covers.Start
		if contains(s.covers, at) && (!ok || size <= best.covers.End-best.covers.Start) {
			best, ok = s, true
		}
	}
	return best, ok
}

// text returns what to write at a site.
func (s site) text(verb string, rules []string, reason string) string {
	body := "agentlint: " + verb + "[" + strings.Join(rules, ", ") + "] -- " + reason
	if s.html {
		return s.before + "<!-- " + body + " -->" + s.behind
	}
	text := s.before + "# " + body + s.behind
	if s.json {
		var quoted bytes.Buffer
		encoder := json.NewEncoder(&quoted)
		encoder.SetEscapeHTML(false)
		_ = encoder.Encode(text) // a string can't fail
		text = strings.Trim(quoted.String(), "\"\n")
	}
	return text
}

// ownLine returns the site of a comment on a line before that of r.Start, which covers what is said.
func (t *text) ownLine(r, covers config.Range) site {
	start := t.lineStart(r.Start)
	line := t.src[start:t.lineEnd(start)]
	indent := line[:len(line)-len(bytes.TrimLeft(line, " \t"))]
	if start == 0 && bytes.HasPrefix(t.src, []byte(bom)) {
		start = len(bom)
	}
	return site{covers: covers, at: t.at(start), before: string(indent), behind: t.lineBreak()}
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
	isJSON := f.isNotebook()
	add := func(s site) {
		if s.json = isJSON; s.behind != "" {
			f.outdent(t, &s)
		}
		f.sites = append(f.sites, s)
	}
	for _, h := range t.heads {
		line := config.Range{Start: t.lineStart(h.Start), End: t.lineEnd(h.End)}
		covers := t.inFile(config.Range{Start: line.Start, End: line.End + 1})
		switch {
		case !inString(p, line.End) && !bytes.HasSuffix(t.src[:line.End], []byte(`\`)):
			add(site{covers: covers, at: f.lineEndInFile(t, line.End, isJSON), before: "  "})
		case t.isOwn(h.Start):
			add(t.ownLine(h, covers))
		}
	}
	for _, c := range t.comments {
		if c.own && !t.insideHead(c) {
			add(t.ownLine(c.Range, t.inFile(config.Range{Start: t.lineStart(c.Start), End: c.End + 1})))
		}
	}
	top := f.topOf(t, t.pastMagic())
	top.json = isJSON
	f.tops = append(f.tops, top)
}

// topOf returns the site of a comment that covers all of a text, on a line before that of an offset.
func (f *File) topOf(t *text, at int) site {
	if at == 0 && bytes.HasPrefix(t.src, []byte(bom)) {
		at = len(bom)
	}
	s := site{covers: t.scope, at: t.at(at), behind: t.lineBreak()}
	f.outdent(t, &s)
	return s
}

// outdent moves a site from an example's line to the start of that line in the document.
func (f *File) outdent(t *text, s *site) {
	if t.extract && !f.isNotebook() {
		line := bytes.LastIndexByte(f.src.Text[:s.at], '\n') + 1
		s.before, s.at = string(f.src.Text[line:s.at])+s.before, line
	}
}

func (f *File) isNotebook() bool { return strings.HasSuffix(f.src.Path, ".ipynb") }

// lineEndInFile converts the end of a line of the text, before its line end.
func (f *File) lineEndInFile(t *text, end int, isJSON bool) int {
	at := t.at(end)
	switch {
	case isJSON && (at >= len(f.src.Text) || f.src.Text[at] != '\\'): // behind the cell, which ends in a quote
		return bytes.LastIndexByte(f.src.Text[:min(at, len(f.src.Text))], '"')
	case !isJSON && end > 0:
		return t.at(end-1) + 1
	}
	return at
}

func inString(p *python.File, at int) bool {
	for s := range p.All(python.String) {
		if s.Start() < at && at < s.Stop() {
			return true
		}
	}
	return false
}

// pastMagic returns the offset behind a #! line and the declaration of an encoding (PEP 263).
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
func (f *File) addMarkdownSites(t *text, d *agent.File) {
	for _, b := range d.Blocks {
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
