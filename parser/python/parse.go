// Package python parses Python into flat nodes and resolves names to dotted qualified names.
//
// [Parser.Parse] is the only door: which machinery runs behind it is nobody else's business. The grammar is
// tree-sitter-python v0.23.0, and the nodes stand in preorder. Two ways lead to the same nodes:
//
//   - driver.c, a deterministic LR parser over the grammar's tables (grammar.c) with a lexer of its own (lexer.c). It
//     builds no tree, and where the grammar has a conflict it looks ahead (guess.c).
//   - tree-sitter itself, whose tree tree.c copies: for files with a syntax error, as recovery is its business, and for
//     the few that the driver cannot decide. It takes ten times as long.
package python

//go:generate go run ./gen

import (
	"context"
	"os"
	"runtime"

	"github.com/agentlint/agentlint/parser/source"
)

// MaxDepth is how deep nodes may nest: rules, and what they rest on, go down a tree by calling themselves. Python's own
// compiler gives up on code a fraction as deep.
const MaxDepth = 1000

// MaxNodes is how many nodes a file may have. Code that people write has one in four bytes, so that would be 16 MB of it.
const MaxNodes = 4_000_000

// limits are what a parse may take.
type limits struct {
	depth, nodes uint32
	// What tree-sitter may take to find what is Python in a file with syntax errors: bytes of memory, and steps for any file
	// and for each of its bytes. Code with a few errors takes about ten steps a byte; garbage takes up to a hundred, and some
	// that grow with the file. They are counted, not timed, so that the same file always comes to the same.
	bytes, steps, stepsPerByte uint64
}

var usual = limits{depth: MaxDepth, nodes: MaxNodes, bytes: 256 << 20, steps: 30_000_000, stepsPerByte: 10}

// A Status says how a parse went.
type Status uint8

// The ways a parse can go. But for the first two there are no nodes.
const (
	Clean       Status = iota // the whole file is Python
	Recovered                 // there are syntax errors; the rest has nodes
	TooDeep                   // nodes nest over MaxDepth levels deep
	TooLarge                  // there are over MaxNodes nodes
	TooHard                   // it takes too much to tell what is Python in it
	Interrupted               // the parser was told to give up
)

// IsGivenUp reports whether nothing can be said of the file, since it takes too much to read it.
func (f *File) IsGivenUp() bool { return f.Status > Recovered }

// A Parser turns files into syntax, one at a time, and reuses its buffers. It is not for concurrent use.
type Parser struct {
	machine   *machine
	file      File
	slow      bool // always parse with tree-sitter
	fallbacks int
	steps     uint64 // of the last parse
}

// A parsed is what a machine makes of a text. The records are valid until it is given the next one.
type parsed struct {
	records  []record
	status   Status
	fellBack bool // tree-sitter parsed it
	steps    uint64
}

// NewParser returns a parser. Its C memory is freed when the parser is collected. With AGENTLINT_PARSER=tree-sitter in
// the environment it parses every file with tree-sitter, for comparison.
func NewParser() *Parser { return newParser(usual) }

func newParser(l limits) *Parser {
	p := &Parser{machine: newMachine(l), slow: os.Getenv("AGENTLINT_PARSER") == "tree-sitter"}
	runtime.AddCleanup(p, (*machine).delete, p.machine)
	return p
}

// Heed makes all parses give up once ctx is done, the one that is under way included. The function that it returns ends that,
// but for a parser that has been told to give up.
func (p *Parser) Heed(ctx context.Context) (stop func()) {
	unheed := context.AfterFunc(ctx, func() {
		p.machine.interrupt()
		runtime.KeepAlive(p)
	})
	return func() { unheed() }
}

// Fallbacks returns how many files needed tree-sitter: those with a syntax error and a few whose parse is ambiguous.
// Others take a tenth of the time.
func (p *Parser) Fallbacks() int { return p.fallbacks }

// Parse parses text, an extract of src if mapping is not nil and the whole of src otherwise.
// The file and all that was taken from it, strings included, are valid until the next Parse.
func (p *Parser) Parse(src *source.File, text []byte, mapping source.Mapping) *File {
	f := &p.file
	f.reset(src, text, mapping)
	if len(text) == 0 {
		f.leaveEmpty()
		return f
	}
	tree := p.machine.parse(text, p.slow)
	p.steps = tree.steps
	if tree.fellBack {
		p.fallbacks++
	}
	if f.Status = tree.status; f.IsGivenUp() {
		f.leaveEmpty()
		return f
	}
	f.records = tree.records
	return f
}

// leaveEmpty makes the file's root all there is.
func (f *File) leaveEmpty() {
	f.records = append(f.own[:0], record{next: 1, kind: Module, flags: named})
	f.own = f.records
}
