package agent

import (
	"bytes"
	"context"
	"fmt"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// The bounds of what is made of a body. The largest definitions that people wrote come to some hundredths of them.
const (
	maxNodes = 1_500_000 // lines, blocks, cells of tables, links and the like, each of which takes some 200 bytes
	maxSteps = 1 << 29   // bytes looked at again to find where something ends
)

// A meter counts what it takes to parse a body, and ends that when it is too much or nobody wants it any more.
type meter struct {
	ctx          context.Context
	body         *body
	nodes, steps int // that are left
	unasked      int // calls since ctx was asked
}

// tooMuchError is what a meter panics with.
type tooMuchError struct{ what string }

var meterKey = parser.NewContextKey()

func meterOf(pc parser.Context) *meter { return pc.Get(meterKey).(*meter) }

// parse parses the body. It returns nil and what there is too much of if that takes too much.
func (m *meter) parse() (document ast.Node, tooMuch string) {
	defer func() {
		switch cause := recover().(type) {
		case nil:
		case tooMuchError:
			document, tooMuch = nil, cause.what
		default:
			panic(cause)
		}
	}()
	pc := parser.NewContext()
	pc.Set(meterKey, m)
	m.spend(bytes.Count(m.body.markdown, []byte("\n")), 0, len(m.body.markdown))
	return markdown.Parse(text.NewReader(m.body.markdown), parser.WithContext(pc)), ""
}

// spend takes nodes and steps off what is left; at is the offset in the body that the parser has come to.
func (m *meter) spend(nodes, steps, at int) {
	m.nodes -= nodes
	m.steps -= steps
	if m.nodes < 0 {
		m.stop(at, fmt.Sprintf("over %d lines, blocks and links", maxNodes))
	}
	if m.steps < 0 {
		m.stop(at, fmt.Sprintf("over %d steps to find where links, code and tables end", maxSteps))
	}
	if m.unasked++; m.unasked == 1000 {
		m.unasked = 0
		if m.ctx.Err() != nil {
			panic(tooMuchError{"interrupted"})
		}
	}
}

func (m *meter) stop(at int, what string) {
	panic(tooMuchError{fmt.Sprintf("%s, counted up to line %d", what, m.body.Source.Position(m.body.at(at)).Line)})
}

// A meteredBlock counts the blocks that a parser opens, and the lines that it looks at.
type meteredBlock struct{ parser.BlockParser }

// Open is that of parser.BlockParser.
func (p meteredBlock) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	node, state := p.BlockParser.Open(parent, reader, pc)
	if node != nil {
		_, at := reader.Position()
		meterOf(pc).spend(1, 0, at.Start)
	}
	return node, state
}

// Continue is that of parser.BlockParser.
func (p meteredBlock) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	_, at := reader.Position()
	meterOf(pc).spend(0, 32, at.Start) // which goldmark keeps
	return p.BlockParser.Continue(node, reader, pc)
}

// A meteredInline counts what a parser makes of a character, and how far it looked for it.
type meteredInline struct{ parser.InlineParser }

// Parse is that of parser.InlineParser.
func (p meteredInline) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, before := block.PeekLine()
	node := p.InlineParser.Parse(parent, block, pc)
	_, after := block.Position()
	nodes, steps := 0, after.Start-before.Start
	if node != nil {
		nodes = 2 // with the text before it
	}
	if node == nil && mayOpen(line) || node != nil && node.Kind() == ast.KindText { // the end was looked for in vain
		steps = end(parent) - before.Start
	}
	meterOf(pc).spend(nodes, max(steps, 0), before.Start)
	return node
}

// mayOpen reports whether a text starts like a tag or comment, the end of which is looked for.
func mayOpen(text []byte) bool {
	return len(text) > 1 && text[0] == '<' && (text[1] == '!' || text[1] == '?' || text[1] == '/' || text[1]|0x20 >= 'a' && text[1]|0x20 <= 'z')
}

// end returns where the text of a block ends.
func end(block ast.Node) int {
	for ; block != nil; block = block.Parent() {
		if block.Type() == ast.TypeBlock && block.Lines().Len() > 0 {
			return block.Lines().At(block.Lines().Len() - 1).Stop
		}
	}
	return 0
}

// A meteredLink counts links. For each bracket that closes, goldmark looks at what was found since one was opened.
type meteredLink struct {
	parser.InlineParser
	parser.CloseBlocker
}

var linkBlockKey = parser.NewContextKey()

// Parse is that of parser.InlineParser.
func (p meteredLink) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	m := meterOf(pc)
	_, before := block.Position()
	if pc.Get(linkBlockKey) != parent { // the first of its block
		pc.Set(linkBlockKey, parent)
		brackets := 0
		for i := range parent.Lines().Len() {
			line := parent.Lines().At(i)
			brackets += bytes.Count(m.body.markdown[line.Start:line.Stop], []byte("]"))
		}
		m.spend(0, brackets*brackets, before.Start)
	}
	closes := block.Peek() == ']'
	node := p.InlineParser.Parse(parent, block, pc)
	switch {
	case node != nil:
		m.spend(2, 0, before.Start)
	case closes && (block.Peek() == '(' || block.Peek() == '['):
		m.spend(0, max(end(parent)-before.Start, 0), before.Start)
	}
	return node
}

// A meteredTransformer counts what it may take to make something else of a paragraph.
type meteredTransformer struct {
	parser.ParagraphTransformer
	cost func(lines *text.Segments, source []byte) (nodes, steps int)
}

// Transform is that of parser.ParagraphTransformer.
func (t meteredTransformer) Transform(n *ast.Paragraph, reader text.Reader, pc parser.Context) {
	if lines := n.Lines(); lines.Len() > 0 {
		nodes, steps := t.cost(lines, reader.Source())
		meterOf(pc).spend(nodes, steps, lines.At(0).Start)
	}
	t.ParagraphTransformer.Transform(n, reader, pc)
}

// linksCost is that of taking the definitions of links out of a paragraph: each is looked for up to the paragraph's end, and
// moves the lines behind it.
func linksCost(lines *text.Segments, source []byte) (nodes, steps int) {
	first, last := lines.At(0), lines.At(lines.Len()-1)
	definitions := bytes.Count(source[first.Start:last.Stop], []byte("]:"))
	return definitions, definitions * (last.Stop - first.Start)
}

// tableCost is that of making a table of a paragraph: each row gets as many cells as the header has.
func tableCost(lines *text.Segments, source []byte) (nodes, steps int) {
	for i := range lines.Len() {
		at := lines.At(i)
		line := source[at.Start:at.Stop]
		if len(bytes.Trim(line, " \t\r\n|:-")) == 0 && bytes.IndexByte(line, '-') >= 0 {
			return 2 * (bytes.Count(line, []byte("|")) + 1) * (lines.Len() - i), 0
		}
	}
	return 0, 0
}

// metered returns the parsers of blocks with a meter.
func metered(parsers []util.PrioritizedValue) []util.PrioritizedValue {
	for i, p := range parsers {
		parsers[i].Value = meteredBlock{p.Value.(parser.BlockParser)}
	}
	return parsers
}
