// Package python parses Python into flat nodes and resolves names to dotted qualified names.
//
// [Parser.Parse] is the only door: which machinery runs behind it is nobody else's business. The grammar is
// tree-sitter-python v0.23.0; a tree is copied once into nodes that stand in preorder, and dropped.
package python

//go:generate go run ./gen

/*
#include "tree.h"
#cgo noescape agentlint_parse
#cgo nocallback agentlint_parse
*/
import "C"

import (
	"runtime"
	"time"
	"unsafe"

	// The runtime and the grammar that tree.c is linked with.
	_ "github.com/smacker/go-tree-sitter"
	_ "github.com/smacker/go-tree-sitter/python"

	"github.com/agentlint/agentlint/parser/source"
)

// Budget is how long one file may take to parse: error recovery over megabytes of garbage can take minutes.
const Budget = 10 * time.Second

// A Status says how a parse went.
type Status uint8

// The ways a parse can go.
const (
	Clean     Status = iota // the whole file is Python
	Recovered               // there are syntax errors; the rest has nodes
	TimedOut                // gave up after Budget; there are no nodes
	TooDeep                 // nodes nest over MaxDepth levels deep; they are left out
)

// IsGivenUp reports whether nothing can be said of the file, since it takes too much to read it.
func (f *File) IsGivenUp() bool { return f.Status == TimedOut || f.Status == TooDeep }

// A Parser turns files into syntax, one at a time, and reuses its buffers. It is not for concurrent use.
type Parser struct {
	c    *C.agentlint_parser
	file File
}

// NewParser returns a parser. Its C memory is freed when the parser is collected.
func NewParser() *Parser {
	p := &Parser{c: C.agentlint_parser_new((*C.uint16_t)(unsafe.Pointer(&symbolKinds[0])), C.uint16_t(ErrorNode))}
	runtime.AddCleanup(p, func(c *C.agentlint_parser) { C.agentlint_parser_delete(c) }, p.c)
	return p
}

// Parse parses text, an extract of src if mapping is not nil and the whole of src otherwise.
// The file and all that was taken from it, strings included, are valid until the next Parse.
func (p *Parser) Parse(src *source.File, text []byte, mapping source.Mapping) *File {
	f := &p.file
	f.reset(src, text, mapping)
	if len(text) == 0 {
		f.records = append(f.own[:0], record{next: 1, kind: Module, flags: named})
		f.own = f.records
		return f
	}
	var nodes *C.agentlint_node
	var count C.uint32_t
	status := C.agentlint_parse(p.c, (*C.char)(unsafe.Pointer(&text[0])), C.uint32_t(len(text)),
		C.uint64_t(Budget.Microseconds()), &nodes, &count)
	f.Status = Status(status)
	if f.Status != TimedOut {
		f.records = unsafe.Slice((*record)(unsafe.Pointer(nodes)), int(count))
	}
	if isTooDeep(f.records) {
		f.Status = TooDeep
	}
	if f.IsGivenUp() {
		f.records = append(f.own[:0], record{next: 1, kind: Module, flags: named})
		f.own = f.records
	}
	return f
}
