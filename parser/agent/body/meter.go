package body

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
	maxMemory = 320_000_000 // bytes
	maxSteps  = 1 << 29     // bytes looked at again to find where something ends
)

// What goldmark and this package keep of things, in bytes, as measured.
const (
	perLine   = 100
	perBlock  = 300
	perTitle  = 300 // of a heading, beside that of a block
	perOpen   = 100 // of each line, for each block around it
	perInline = 500
	perCell   = 400
)

// A meter counts what it takes to parse a body, and ends that when it is too much or nobody wants it any more.
type meter struct {
	ctx           context.Context
	body          *reader
	memory, steps int // that are left
	unasked       int // calls since ctx was asked

	block ast.Node // whose text is parsed
	open  []int    // offsets of its brackets that are open
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
	m.spend(perLine*bytes.Count(m.body.markdown, []byte("\n")), 0, len(m.body.markdown))
	return markdown.Parse(text.NewReader(m.body.markdown), parser.WithContext(pc)), ""
}

// spend takes memory and steps off what is left; at is the offset in the body that the parser has come to.
func (m *meter) spend(memory, steps, at int) {
	m.memory -= memory
	m.steps -= steps
	if m.memory < 0 {
		m.stop(at, fmt.Sprintf("its lines, blocks and links take over %d MB of memory", maxMemory/1_000_000))
	}
	if m.steps < 0 {
		m.stop(at, fmt.Sprintf("it takes over %d steps to find where links, code and tables end", maxSteps))
	}
	if m.unasked++; m.unasked == 1000 {
		m.unasked = 0
		if m.ctx.Err() != nil {
			panic(tooMuchError{"interrupted"})
		}
	}
}

func (m *meter) stop(at int, what string) {
	panic(tooMuchError{fmt.Sprintf("%s, counted up to line %d", what, m.body.file.Position(m.body.at(at)).Line)})
}

// A meteredBlock counts the blocks that a parser opens, and the lines that it looks at.
type meteredBlock struct{ parser.BlockParser }

// Open is that of parser.BlockParser.
func (p meteredBlock) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	node, state := p.BlockParser.Open(parent, reader, pc)
	if node != nil {
		_, at := reader.Position()
		memory := perBlock
		if node.Kind() == ast.KindHeading {
			memory += perTitle
		}
		meterOf(pc).spend(memory, 0, at.Start)
	}
	return node, state
}

// Continue is that of parser.BlockParser.
func (p meteredBlock) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	_, at := reader.Position()
	meterOf(pc).spend(perOpen, 0, at.Start)
	return p.BlockParser.Continue(node, reader, pc)
}

// A meteredInline counts what a parser makes of a character, and how far it looked for it.
type meteredInline struct{ parser.InlineParser }

// Parse is that of parser.InlineParser.
func (p meteredInline) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, before := block.PeekLine()
	node := p.InlineParser.Parse(parent, block, pc)
	_, after := block.Position()
	memory, steps := 0, after.Start-before.Start
	if node != nil {
		memory = perInline
	}
	if node == nil && mayOpen(line) || node != nil && node.Kind() == ast.KindText { // the end was looked for in vain
		steps = end(parent) - before.Start
	}
	meterOf(pc).spend(memory, max(steps, 0), before.Start)
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

// A meteredLink counts links. For each bracket that closes, goldmark looks at all since the one that it closes, and if a
// destination or label seems to come, for its end.
type meteredLink struct {
	parser.InlineParser
	parser.CloseBlocker
}

// Parse is that of parser.InlineParser.
func (p meteredLink) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	m := meterOf(pc)
	if m.block != parent {
		m.block, m.open = parent, m.open[:0]
	}
	first := block.Peek()
	_, before := block.Position()
	node := p.InlineParser.Parse(parent, block, pc)
	memory, steps := 0, 0
	switch last := len(m.open) - 1; {
	case node != nil && first != ']':
		m.open = append(m.open, before.Start)
	case first == ']' && last >= 0:
		steps = before.Start - m.open[last]
		m.open = m.open[:last]
	}
	if next := block.Peek(); node == nil && (next == '(' || next == '[') {
		steps += 4 * (end(parent) - before.Start) // character by character
	}
	if node != nil {
		memory = perInline
	}
	m.spend(memory, max(steps, 0), before.Start)
	return node
}

// A meteredTransformer counts what it may take to make something else of a paragraph.
type meteredTransformer struct {
	parser.ParagraphTransformer
	cost func(lines *text.Segments, source []byte) (memory, steps int)
}

// Transform is that of parser.ParagraphTransformer.
func (t meteredTransformer) Transform(n *ast.Paragraph, reader text.Reader, pc parser.Context) {
	if lines := n.Lines(); lines.Len() > 0 {
		memory, steps := t.cost(lines, reader.Source())
		meterOf(pc).spend(memory, steps, lines.At(0).Start)
	}
	t.ParagraphTransformer.Transform(n, reader, pc)
}

// linksCost is that of taking the definitions of links out of a paragraph: each is looked for up to the paragraph's end, and
// moves the lines after it.
func linksCost(lines *text.Segments, source []byte) (memory, steps int) {
	first, last := lines.At(0), lines.At(lines.Len()-1)
	definitions := bytes.Count(source[first.Start:last.Stop], []byte("]:"))
	return perInline * definitions, definitions * (last.Stop - first.Start)
}

// tableCost is that of making a table of a paragraph: each row gets as many cells as the header has.
func tableCost(lines *text.Segments, source []byte) (memory, steps int) {
	for i := range lines.Len() {
		at := lines.At(i)
		line := source[at.Start:at.Stop]
		if len(bytes.Trim(line, " \t\r\n|:-")) == 0 && bytes.IndexByte(line, '-') >= 0 {
			return perCell * (bytes.Count(line, []byte("|")) + 1) * (lines.Len() - i), 0
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
