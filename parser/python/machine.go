//go:build !js

package python

/*
#cgo CFLAGS: -O2
#include "tree.h"
#cgo noescape agentlint_parse
#cgo nocallback agentlint_parse
*/
import "C"

import (
	"sync"
	"unsafe"

	// The runtime and the grammar that tree.c is linked with.
	_ "github.com/smacker/go-tree-sitter"
	_ "github.com/smacker/go-tree-sitter/python"
)

// A machine is the C part of a parser.
type machine struct{ c *C.agentlint_parser }

var initGrammar = sync.OnceFunc(func() { C.agentlint_init() })

func newMachine(l limits) *machine {
	initGrammar()
	in := C.agentlint_limits{
		depth: C.uint32_t(l.depth), nodes: C.uint32_t(l.nodes),
		bytes: C.uint64_t(l.bytes), steps: C.uint64_t(l.steps), steps_per_byte: C.uint64_t(l.stepsPerByte),
	}
	return &machine{C.agentlint_parser_new((*C.uint16_t)(unsafe.Pointer(&symbolKinds[0])), C.uint16_t(ErrorNode), in)}
}

func (m *machine) delete() { C.agentlint_parser_delete(m.c) }

// interrupt makes the parse that is under way, and all later ones, give up.
func (m *machine) interrupt() { C.agentlint_interrupt(m.c) }

// parse parses a text that is not empty, with tree-sitter alone if slow is set.
func (m *machine) parse(text []byte, slow bool) parsed {
	var tree C.agentlint_tree
	C.agentlint_parse(m.c, (*C.char)(unsafe.Pointer(&text[0])), C.uint32_t(len(text)), C.bool(slow), &tree)
	out := parsed{status: Status(tree.status), fellBack: bool(tree.fell_back), steps: uint64(tree.steps)}
	if tree.nodes != nil {
		out.records = unsafe.Slice((*record)(unsafe.Pointer(tree.nodes)), int(tree.count))
	}
	return out
}
