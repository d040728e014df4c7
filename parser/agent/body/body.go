// Package body reads the Markdown of an agent definition: its sections, boundaries, code, tables and links. [Parse] never
// fails, but it stops at what would take too much memory or time. All positions are byte offsets into the text of the file.
package body

import (
	"bytes"
	"context"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/source"
)

// A Range is the bytes Start to End (exclusive) of the file's text.
type Range = config.Range

// A Markdown is what the body of a definition holds, by position. Nothing changes it after [Parse].
type Markdown struct {
	Sections  []Section // in order of their headings
	Bullets   []Bullet  // of boundaries: always, ask first, never
	Fences    []Fence
	Tables    []Table
	Links     []Link
	CodeSpans []CodeSpan

	file     *source.File
	body     Range
	document ast.Node // for Outline; nil if it was not read
	indented []Range  // code blocks without fences
}

// A Section is a heading with what stands under it.
type Section struct {
	Level   int    // 1 to 6
	Title   string // without # and surrounding space, markup as written
	Heading Range  // of the title
	Content Range  // from after the heading's line to the next heading
	Range   Range  // from the heading's line to the next heading of the same or a higher level
	Tier    Tier   // that the title sets, or 0
	Parent  int    // index in Markdown.Sections of the section around it, or -1
}

// A CodeSpan is `inline code`.
type CodeSpan struct {
	Range   Range // with the backticks
	Content Range
}

// A Link is an inline link, an image, an <autolink> or the use of a reference link.
type Link struct {
	Range         Range
	Destination   string // as written: not unescaped, percent-decoded or resolved
	DestinationAt Range  // of the destination; of the whole link if it is by reference
	Image         bool
}

// markdown parses CommonMark with tables, but for emphasis: nobody asks for it, and neither code nor links depend on it. It
// wants a meter in its context, and is safe for concurrent use.
var markdown = parser.NewParser(
	parser.WithBlockParsers(metered(parser.DefaultBlockParsers())...),
	parser.WithInlineParsers(
		util.Prioritized(meteredInline{parser.NewCodeSpanParser()}, 100),
		util.Prioritized(meteredLink{parser.NewLinkParser(), parser.NewLinkParser().(parser.CloseBlocker)}, 200),
		util.Prioritized(meteredInline{parser.NewAutoLinkParser()}, 300),
		util.Prioritized(meteredInline{parser.NewRawHTMLParser()}, 400),
	),
	parser.WithParagraphTransformers(
		util.Prioritized(meteredTransformer{linkReferences{}, linksCost}, 100),
		util.Prioritized(meteredTransformer{extension.NewTableParagraphTransformer(), tableCost}, 200),
	),
)

// linkReferences takes the definitions of links out of paragraphs, which start with one if they have any: goldmark alone
// would make a reader for each paragraph.
type linkReferences struct{}

// Transform is that of parser.ParagraphTransformer.
func (linkReferences) Transform(n *ast.Paragraph, reader text.Reader, pc parser.Context) {
	if lines := n.Lines(); lines.Len() > 0 {
		first := lines.At(0)
		if start := util.TrimLeftSpace(first.Value(reader.Source())); len(start) > 0 && start[0] != '[' {
			return
		}
	}
	parser.LinkReferenceParagraphTransformer.Transform(n, reader, pc)
}

// Parse reads the Markdown that stands at r in a file. It returns what there is too much of to read it, or that ctx was done
// before; "" if all was read.
func Parse(ctx context.Context, file *source.File, r Range) (m Markdown, tooMuch string) {
	m = Markdown{file: file, body: r}
	b := m.reader()
	if tooMuch = tooDeep(b.markdown); tooMuch != "" {
		return m, tooMuch
	}
	meter := &meter{ctx: ctx, body: b, memory: maxMemory, steps: maxSteps}
	if m.document, tooMuch = meter.parse(); tooMuch != "" {
		return m, tooMuch
	}
	_ = ast.Walk(m.document, b.visit)
	b.closeFences()
	b.closeSections()
	b.findBullets(m.document)
	return m, ""
}

func (m *Markdown) reader() *reader {
	text := m.file.Text[:m.body.End]
	return &reader{Markdown: m, text: text, markdown: text[m.body.Start:], base: m.body.Start}
}

// A reader collects what stands in the Markdown. Nodes have offsets from its start, everything else from the file's.
type reader struct {
	*Markdown
	text     []byte // the file up to the body's end
	markdown []byte // the body
	base     int    // offset of the body in the file
	limit    int    // where the text of the block at hand ends in the file
	comments []Comment
	blocks   []Block
}

func (b *reader) visit(n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	if n.Type() == ast.TypeBlock && n.Lines().Len() > 0 {
		b.limit = b.at(n.Lines().At(n.Lines().Len() - 1).Stop)
	}
	switch n := n.(type) {
	case *ast.Heading:
		if n.Parent().Kind() == ast.KindDocument {
			b.addSection(n)
		}
	case *ast.FencedCodeBlock:
		b.addFence(n)
	case *ast.CodeBlock:
		b.indented = append(b.indented, b.lines(n))
	case *extast.Table:
		b.addTable(n)
	case *ast.CodeSpan:
		b.addCodeSpan(n)
	case *ast.AutoLink:
		label := Range{Start: b.at(n.Pos()) + 1, End: b.at(n.Pos()) + 1 + len(n.Label(b.markdown))}
		b.Links = append(b.Links, Link{Range{Start: label.Start - 1, End: label.End + 1}, b.string(label), label, false})
	case *ast.Link:
		b.addLink(n, n.Destination, n.Title, n.Reference)
	case *ast.Image:
		b.addLink(n, n.Destination, n.Title, n.Reference)
	}
	return ast.WalkContinue, nil
}

// at converts a node's offset to one in the file. goldmark may put a node after the end where tabs are.
func (b *reader) at(offset int) int { return min(b.base+offset, len(b.text)) }

// string returns the bytes of r as they stand in the file.
func (b *reader) string(r Range) string { return string(b.text[r.Start:r.End]) }

// lines returns the range of a block's text, from its first line's start to its last line's end.
func (b *reader) lines(n ast.Node) Range {
	lines := n.Lines()
	if lines.Len() == 0 {
		return Range{Start: b.at(max(n.Pos(), 0)), End: b.at(max(n.Pos(), 0))}
	}
	return config.Trim(b.text, Range{Start: b.at(lines.At(0).Start), End: b.at(lines.At(lines.Len() - 1).Stop)})
}

// plain returns a block's text on one line, markup as written, without the markers of blocks around it.
func (b *reader) plain(n ast.Node) string {
	return strings.Join(strings.Fields(string(n.Lines().Value(b.markdown))), " ")
}

func (b *reader) addSection(n *ast.Heading) {
	title, text := b.lines(n), b.plain(n)
	start := b.lineStart(b.at(n.Pos()))
	_, end := config.Line(b.text, title.End)
	if n.Lines().Len() > 0 && !bytes.HasPrefix(b.text[b.at(n.Pos()):], []byte("#")) {
		_, end = config.Line(b.text, end) // the underline of a setext heading
	}
	b.Sections = append(b.Sections, Section{
		Level: n.Level, Title: text, Tier: titleTier(text), Heading: title,
		Content: Range{Start: end, End: end}, Range: Range{Start: start, End: end}, Parent: -1,
	})
}

// closeSections sets the ends and parents of the sections, now that all are known.
func (b *reader) closeSections() {
	var around []int // sections that the one at hand may be in, each of a lower level than the next
	for i := range b.Sections {
		s := &b.Sections[i]
		s.Content.End, s.Range.End = len(b.text), len(b.text)
		if i > 0 {
			b.Sections[i-1].Content.End = s.Range.Start
		}
		for len(around) > 0 && b.Sections[around[len(around)-1]].Level >= s.Level {
			b.Sections[around[len(around)-1]].Range.End = s.Range.Start
			around = around[:len(around)-1]
		}
		if len(around) > 0 {
			s.Parent = around[len(around)-1]
		}
		around = append(around, i)
	}
}

// lineStart returns the start of the line that at is on.
func (b *reader) lineStart(at int) int {
	return max(bytes.LastIndexAny(b.text[:at], "\r\n")+1, b.base)
}

func (b *reader) addCodeSpan(n *ast.CodeSpan) {
	r := Range{Start: b.at(n.Pos()), End: b.inlineEnd(n)}
	ticks := backticks(b.text[r.Start:r.End])
	b.CodeSpans = append(b.CodeSpans, CodeSpan{r, Range{Start: r.Start + ticks, End: r.End - ticks}})
}

func backticks(text []byte) int { return len(text) - len(bytes.TrimLeft(text, "`")) }

// inlineEnd returns the offset after an inline node, which goldmark does not keep.
func (b *reader) inlineEnd(n ast.Node) int {
	switch n := n.(type) {
	case *ast.Text:
		return b.at(n.Segment.Stop)
	case *ast.RawHTML:
		return b.at(n.Segments.At(n.Segments.Len() - 1).Stop)
	case *ast.AutoLink:
		return b.at(n.Pos()) + len(n.Label(b.markdown)) + len("<>")
	case *ast.Link:
		r, _ := b.target(n, n.Destination, n.Title, n.Reference)
		return r.End
	case *ast.Image:
		r, _ := b.target(n, n.Destination, n.Title, n.Reference)
		return r.End
	case *ast.CodeSpan:
		end := b.childrenEnd(n, 1)
		end += max(bytes.IndexByte(b.text[end:], '`'), 0) // a space next to the backticks is no content
		return end + backticks(b.text[end:])
	}
	return b.childrenEnd(n, 0)
}

// childrenEnd returns the offset after the last child of n, or after its opening delimiter if it has none.
func (b *reader) childrenEnd(n ast.Node, opening int) int {
	if last := n.LastChild(); last != nil {
		return b.inlineEnd(last)
	}
	return min(b.at(max(n.Pos(), 0))+opening, len(b.text))
}

func (b *reader) addLink(n ast.Node, destination, title []byte, reference *ast.ReferenceLink) {
	r, at := b.target(n, destination, title, reference)
	b.Links = append(b.Links, Link{r, string(destination), at, n.Kind() == ast.KindImage})
}

// target returns the ranges of a link and its destination, which goldmark does not keep: it looks for
// destination and title after the link's text.
func (b *reader) target(n ast.Node, destination, title []byte, reference *ast.ReferenceLink) (link, at Range) {
	end := b.after(b.childrenEnd(n, len("[")), "]")
	if reference != nil {
		if reference.Type != ast.ReferenceLinkShortcut {
			end = b.after(end, "]")
		}
		link = Range{Start: b.at(n.Pos()), End: end}
		return link, link
	}
	end = b.after(end, "(")
	at.End = b.after(end, string(destination))
	at.Start = at.End - len(destination)
	end = b.after(b.after(at.End, string(title)), ")")
	return Range{Start: b.at(n.Pos()), End: end}, at
}

// after returns the offset after the next occurrence of s in the block at hand, or start if there is none.
func (b *reader) after(start int, s string) int {
	if i := bytes.Index(b.text[start:max(b.limit, start)], []byte(s)); i >= 0 {
		return start + i + len(s)
	}
	return start
}
