package agent

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/source"
)

// An Edit replaces the bytes of Range by New.
type Edit struct {
	Range Range
	New   string
}

// A Repair is a way to mend a problem of the frontmatter.
type Repair struct {
	Message string // a verb phrase: quote the value of "description"
	Edits   []Edit // in order
	Safe    bool   // no other reading is likely
}

// Repair returns a way to mend p, or nil. It was tried: parsed again, the file is without p, the text of p's field is
// what stood there, and no other field reads differently. It is not safe if another way would give other data. Of a file with
// very many problems, only the first are tried.
func (f *File) Repair(p Problem) *Repair {
	var repair *Repair
	var data Value
	for _, r := range f.candidates(p) {
		fields, ok := f.mend(p, r.Edits)
		switch {
		case !ok:
		case repair == nil:
			repair, data = &r, Value{Fields: fields}
		default:
			repair.Safe = repair.Safe && sameData(data, Value{Fields: fields})
		}
	}
	return repair
}

func (f *File) candidates(p Problem) []Repair {
	switch p.Kind {
	case UnquotedColon, UnindentedLine:
		return append(f.quoteLine(p), f.indentBlock(p)...)
	case BareAsterisk:
		return f.quoteGlob(p)
	case InvalidYAML:
		return f.quoteLine(p)
	case TabIndent:
		return f.expandTabs(p)
	case MalformedFence:
		return f.straighten(p)
	case TextBeforeFrontmatter:
		if len(bytes.TrimSpace(f.Source.Text[p.Range.Start:p.Range.End])) == 0 {
			return []Repair{{"delete the blank lines", []Edit{{p.Range, ""}}, true}}
		}
	case UnclosedFrontmatter:
		end := config.Trim(f.Source.Text, f.Frontmatter.Content).End
		return []Repair{{`add the closing "---"`, []Edit{{Range{Start: end, End: end}, f.lineEnd() + "---"}}, false}}
	}
	return nil
}

// quoteLine quotes the value on p's line.
func (f *File) quoteLine(p Problem) []Repair {
	key, value, rest := f.lineField(p.Range.Start)
	quoted, ok := quote(f.Text(value))
	if !ok || key == "" || p.Kind == InvalidYAML && !balanced(f.Text(value)) {
		return nil
	}
	isText := p.Kind != InvalidYAML && !strings.ContainsAny(f.Text(value)[:1], "[{&*!")
	return []Repair{{fmt.Sprintf("quote the value of %q", key), []Edit{{value, quoted}}, isText && !f.mayHaveComment(rest)}}
}

// mayHaveComment reports whether a comment may start in r: some readers take it for a part of a value without quotes.
func (f *File) mayHaveComment(r Range) bool {
	return strings.Contains(f.Text(r), " # ") || strings.Contains(f.Text(r), "\t#")
}

// lineField returns the key and the value on the line that at is on, and the rest of the line after the key; key is "" if
// there is none.
func (f *File) lineField(at int) (key string, value, rest Range) {
	r, _ := config.Line(f.Source.Text, lineStart(f.Source.Text, at))
	for rest := f.Source.Text[r.Start:r.End]; ; rest = f.Source.Text[r.Start:r.End] {
		item := bytes.TrimLeft(rest, " ")
		if !bytes.HasPrefix(item, []byte("- ")) {
			break
		}
		r.Start += len(rest) - len(item) + len("- ")
	}
	match := keyLine.FindSubmatchIndex(f.Source.Text[r.Start:r.End])
	if match == nil {
		return "", Range{}, Range{}
	}
	key = f.Text(Range{Start: r.Start + match[2], End: r.Start + match[3]})
	rest = Range{Start: r.Start + match[1], End: r.End}
	return key, withoutComment(f.Source.Text, rest), rest
}

// quote returns text in quotes, and whether it can stand in some without escapes.
func quote(text string) (string, bool) {
	switch {
	case text == "" || strings.ContainsAny(text[:1], `"'|>`):
		return "", false
	case !strings.ContainsAny(text, `"\`):
		return `"` + text + `"`, true
	case !strings.Contains(text, "'"):
		return "'" + text + "'", true
	}
	return "", false
}

// balanced reports whether as many brackets close as open: what is wrong with the text is that it is none to YAML.
func balanced(text string) bool {
	return strings.Count(text, "[") == strings.Count(text, "]") && strings.Count(text, "{") == strings.Count(text, "}")
}

// quoteGlob quotes the word that starts at p with an asterisk: all of the line, but one element of a list in brackets.
func (f *File) quoteGlob(p Problem) []Repair {
	text := f.Source.Text
	word := withoutComment(text, p.Range)
	if bytes.ContainsAny(text[lineStart(text, word.Start):word.Start], "[{") {
		if n := bytes.IndexAny(text[word.Start:word.End], ", ]}"); n >= 0 {
			word.End = word.Start + n
		}
	}
	quoted, ok := quote(f.Text(word))
	if !ok || f.isAnchored(f.Text(word)) {
		return nil
	}
	isSafe := !f.mayHaveComment(p.Range) && !anchor.MatchString(f.Text(f.Frontmatter.Content))
	return []Repair{{"quote " + f.Text(word), []Edit{{word, quoted}}, isSafe}}
}

// anchor matches what an alias, written with care, could have been of.
var anchor = pattern.New(`(?m)(?:^|[ \t\[{,])&[A-Za-z0-9_-]+`)

// isAnchored reports whether the frontmatter may have the anchor of an alias: the YAML is then at fault elsewhere.
func (f *File) isAnchored(alias string) bool {
	name, _, _ := strings.Cut(strings.TrimPrefix(alias, "*"), " ")
	return name != "" && strings.Contains(f.Text(f.Frontmatter.Content), "&"+name)
}

// indentBlock makes a block scalar of the field that p is in.
func (f *File) indentBlock(p Problem) []Repair {
	field := f.FieldAt(p.Range)
	if field == nil || !field.Recovered || f.isNested(*field) || strings.ContainsAny(f.Text(field.Value.Range)[:1], `"'[{`) {
		return nil
	}
	value := f.Text(field.Value.Range)
	header := strings.TrimRight(blockHeader.FindString(value), "\r\n")
	if header == "" {
		header = "|-"
	} else {
		value = blockHeader.ReplaceAllString(value, "")
	}
	indent := f.Text(Range{Start: lineStart(f.Source.Text, field.Key.Start), End: field.Key.Start}) + "  "
	at := Range{Start: keyEnd(f.Source.Text, field), End: field.Value.Range.End}
	edit := Edit{at, " " + header + f.lineEnd() + f.indented(value, indent)}
	return []Repair{{fmt.Sprintf("make the value of %q a block of indented text", field.Name), []Edit{edit}, isProse(value)}}
}

// isProse reports whether the first line of a value has several words, and no line after it is like a field, but for those
// of a dialogue. After a single word, the next line may well be a key that was written badly.
func isProse(value string) bool {
	first, rest, _ := strings.Cut(value, "\n")
	for l := range strings.Lines(rest) {
		if keyLine.MatchString(l) && l[0] != ' ' && !dialogue.MatchString(l) {
			return false
		}
	}
	return strings.HasPrefix(first, "<") || strings.Contains(strings.TrimSpace(first), " ")
}

// keyEnd returns the offset after the field's colon.
func keyEnd(text []byte, field *Field) int {
	return field.Key.End + bytes.IndexByte(text[field.Key.End:], ':') + 1
}

// indented returns value with each of its lines after indent. What the lines after the first share is dropped.
func (f *File) indented(value, indent string) string {
	lines := strings.Split(strings.ReplaceAll(value, "\r\n", "\n"), "\n")
	shared := -1
	for _, l := range lines[1:] {
		if text := strings.TrimLeft(l, " "); text != "" && (shared < 0 || len(l)-len(text) < shared) {
			shared = len(l) - len(text)
		}
	}
	for i, l := range lines {
		if i > 0 && len(l) >= shared && shared > 0 {
			l = l[shared:]
		}
		if lines[i] = ""; strings.TrimSpace(l) != "" {
			lines[i] = indent + l
		}
	}
	return strings.Join(lines, f.lineEnd())
}

// expandTabs makes spaces of the tabs in the indentation of p's field, as many as parse.
func (f *File) expandTabs(p Problem) []Repair {
	field := f.FieldAt(p.Range)
	if field == nil {
		return nil
	}
	var repairs []Repair
	for _, width := range []int{2, 4, 8} {
		repair := Repair{Message: fmt.Sprintf("indent by %d spaces instead of a tab", width), Safe: true}
		for at := field.Key.Start; at < field.Value.Range.End; {
			_, next := config.Line(f.Source.Text, at)
			if tabs := leadingTabs(f.Source.Text, next); next < field.Value.Range.End && tabs.Start < tabs.End {
				repair.Edits = append(repair.Edits, Edit{tabs, strings.Repeat(" ", width*(tabs.End-tabs.Start))})
			}
			at = next
		}
		repairs = append(repairs, repair)
	}
	return repairs
}

// straighten makes the fences "---" at the margin, and takes their indentation from all lines if those share it.
func (f *File) straighten(p Problem) []Repair {
	text, content := f.Source.Text, f.Frontmatter.Content
	indent := f.Text(Range{Start: p.Range.Start, End: config.Trim(text, p.Range).Start})
	end := content.End
	if f.allIndented(f.Body, indent) {
		end = f.Body.End
	}
	start := p.Range.Start
	if before := config.Trim(text, Range{Start: f.start(), End: start}); before.Start == before.End {
		start = f.start() // blank lines
	}
	edits := []Edit{{Range{Start: start, End: p.Range.End}, "---"}}
	for at := content.Start; at < end; {
		r, next := config.Line(text, at)
		if at == content.End {
			edits = append(edits, Edit{r, "---"})
		} else if indent != "" && strings.HasPrefix(f.Text(r), indent) {
			edits = append(edits, Edit{Range{Start: r.Start, End: r.Start + len(indent)}, ""})
		}
		at = next
	}
	if end == content.End {
		closing, _ := config.Line(text, end)
		edits = append(edits, Edit{closing, "---"})
	}
	keepsBody := indent == "" || end == content.End || len(bytes.TrimSpace(text[f.Body.Start:f.Body.End])) == 0
	return []Repair{{`write the fences as "---"`, edits, keepsBody}}
}

// allIndented reports whether each line of r with text starts with indent.
func (f *File) allIndented(r Range, indent string) bool {
	for l := range strings.Lines(f.Text(r)) {
		if strings.TrimSpace(l) != "" && !strings.HasPrefix(l, indent) {
			return false
		}
	}
	return true
}

// maxTried is how many bytes are parsed again to try the repairs of a file, which takes a second: nobody makes that many mistakes.
const maxTried = 4 << 20

// mend returns the fields of the frontmatter after the edits, and whether these do what Repair promises.
func (f *File) mend(p Problem, edits []Edit) ([]Field, bool) {
	if f.tried += len(f.Source.Text); len(edits) == 0 || f.tried > maxTried {
		return nil, false
	}
	g := &File{Source: source.New(f.Source.Path, []byte(f.Apply(edits))), Kind: f.Kind, ctx: f.ctx}
	g.parseFrontmatter()
	last := edits[len(edits)-1].Range.End + len(g.Source.Text) - len(f.Source.Text)
	i := slices.Index(f.Problems, p)
	if i < len(g.Problems) && g.Problems[i].Range.Start <= last && len(g.Problems) >= len(f.Problems) {
		return nil, false
	}
	return g.Fields(), slices.EqualFunc(f.Fields(), g.Fields(), func(a, b Field) bool { return sameField(f, a, g, b) })
}

// sameData reports whether two values are the same to who reads the file.
func sameData(a, b Value) bool {
	return a.Type() == b.Type() && a.Text() == b.Text() && slices.EqualFunc(a.Items, b.Items, sameData) &&
		slices.EqualFunc(a.Fields, b.Fields, func(a, b Field) bool { return a.Name == b.Name && sameData(a.Value, b.Value) })
}

// sameField reports whether b of g reads as a of f does, or as what was recovered of a.
func sameField(f *File, a Field, g *File, b Field) bool {
	switch {
	case a.Name != b.Name:
		return false
	case !a.Recovered:
		return collapse(f.Text(a.Value.Range)) == collapse(g.Text(b.Value.Range))
	case f.isNested(a):
		return !b.Recovered || withoutQuotes(a.Value.Text()) == withoutQuotes(b.Value.Text())
	}
	return b.Value.Type() == List || collapse(a.Value.Text()) == collapse(b.Value.Text())
}

// isNested reports whether a recovered field seems to hold a list or map: it has nothing but that below its key.
func (f *File) isNested(field Field) bool {
	between := f.Text(Range{Start: field.Key.End, End: field.Value.Range.Start})
	first, _ := config.Line(f.Source.Text, field.Value.Range.Start)
	value := f.Text(first)
	return strings.ContainsAny(between, "\r\n") && (strings.HasPrefix(value, "- ") || keyLine.MatchString(value))
}

var withoutQuotes = strings.NewReplacer(`"`, "", "'", "").Replace

// Apply returns the file's text after the edits, which are in order and do not overlap.
func (f *File) Apply(edits []Edit) string {
	var out strings.Builder
	at := 0
	for _, e := range edits {
		out.Write(f.Source.Text[at:e.Range.Start])
		out.WriteString(e.New)
		at = e.Range.End
	}
	out.Write(f.Source.Text[at:])
	return out.String()
}

// lineEnd returns how the file's first line ends.
func (f *File) lineEnd() string {
	if first, next := config.Line(f.Source.Text, 0); next > first.End {
		return f.Text(Range{Start: first.End, End: next})
	}
	return "\n"
}
