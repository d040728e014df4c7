package code

import (
	"encoding/binary"

	"github.com/agentlint/agentlint/parser/python"
)

// A writer writes the instructions of one function, or of a block of it.
type writer struct {
	buf  []byte
	base int // the start of the function in the file
}

// op writes an instruction that has no place.
func (w *writer) op(op Op, operands ...int) {
	w.buf = append(w.buf, byte(op))
	w.operands(operands...)
}

// at writes an instruction with the place of a node.
func (w *writer) at(op Op, n python.Node, operands ...int) {
	s := spanOf(n)
	w.buf = append(w.buf, byte(op))
	w.operands(max(int(s.Start)-w.base, 0), int(s.End-s.Start))
	w.operands(operands...)
}

func (w *writer) operands(all ...int) {
	for _, o := range all {
		w.buf = binary.AppendUvarint(w.buf, uint64(o))
	}
}

// spanOf is where a node is in its file.
func spanOf(n python.Node) Span {
	base := n.File().Base
	start, end := int(n.Pos())-base, int(n.End())-base
	return Span{int32(start), int32(max(start, end))}
}

// nested returns the instructions that write makes, as a block of the function at hand.
func (l *lowering) nested(write func()) []byte {
	outer := l.out.buf
	l.out.buf = nil
	write()
	block := l.out.buf
	l.out.buf = outer
	return block
}

// blocks writes the lengths of blocks, and then the blocks.
func (w *writer) blocks(all ...[]byte) {
	for _, b := range all {
		w.operands(len(b))
	}
	for _, b := range all {
		w.buf = append(w.buf, b...)
	}
}
