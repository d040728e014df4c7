package python

import (
	"encoding/binary"
	"syscall/js"
	"unsafe"
)

// A machine is the C part of a parser, in a WebAssembly module of its own: what the page has put at agentlintParser are the exports of wasm.c.
type machine struct {
	exports js.Value
	parser  int // addresses in the module's memory
	tree    int
	records []record
}

// treeSize is how many bytes an agentlint_tree has there.
const treeSize = 24

func newMachine(l limits) *machine {
	m := &machine{exports: js.Global().Get("agentlintParser")}
	kinds := unsafe.Slice((*byte)(unsafe.Pointer(&symbolKinds[0])), len(symbolKinds)*int(unsafe.Sizeof(symbolKinds[0])))
	in := binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(nil, l.depth), l.nodes)
	for _, n := range []uint64{l.bytes, l.steps, l.stepsPerByte} {
		in = binary.LittleEndian.AppendUint64(in, n)
	}
	limits := m.put(in)
	m.parser = m.exports.Call("shim_new", m.put(kinds), int(ErrorNode), limits).Int() // which keeps the kinds
	m.exports.Call("shim_free", limits)
	m.tree = m.exports.Call("shim_alloc", treeSize).Int()
	return m
}

func (m *machine) delete() {
	m.exports.Call("shim_delete", m.parser)
	m.exports.Call("shim_free", m.tree)
}

// interrupt makes the parse that is under way, and all later ones, give up.
func (m *machine) interrupt() { m.exports.Call("shim_interrupt", m.parser) }

// parse parses a text that is not empty, with tree-sitter alone if slow is set.
func (m *machine) parse(text []byte, slow bool) parsed {
	at, flag := m.put(text), 0
	if slow {
		flag = 1
	}
	m.exports.Call("shim_parse", m.parser, at, len(text), flag, m.tree)
	m.exports.Call("shim_free", at)
	tree := make([]byte, treeSize)
	js.CopyBytesToGo(tree, m.memory(m.tree, treeSize))
	out := parsed{status: Status(tree[8]), fellBack: tree[9] != 0, steps: binary.LittleEndian.Uint64(tree[16:])}
	nodes, count := int(binary.LittleEndian.Uint32(tree)), int(binary.LittleEndian.Uint32(tree[4:]))
	if nodes == 0 || count == 0 {
		return out
	}
	if cap(m.records) < count {
		m.records = make([]record, count)
	}
	out.records = m.records[:count]
	size := count * int(unsafe.Sizeof(record{}))
	js.CopyBytesToGo(unsafe.Slice((*byte)(unsafe.Pointer(&out.records[0])), size), m.memory(nodes, size))
	return out
}

// put copies bytes into the module's memory, and returns where they are.
func (m *machine) put(bytes []byte) int {
	at := m.exports.Call("shim_alloc", len(bytes)).Int()
	js.CopyBytesToJS(m.memory(at, len(bytes)), bytes)
	return at
}

// memory is a part of the module's memory, as long as that does not grow.
func (m *machine) memory(at, size int) js.Value {
	return js.Global().Get("Uint8Array").New(m.exports.Get("memory").Get("buffer"), at, size)
}
