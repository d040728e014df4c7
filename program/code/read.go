package code

import "encoding/binary"

// A Reader reads the instructions of a block.
type Reader struct {
	code    []byte
	at, end int
	base    int // the start of the function in the file
}

// Read returns a reader of a block of one of the file's functions.
func (f *File) Read(fn int, b Block) Reader {
	return Reader{f.Code, b.Start, b.End, int(f.Functions[fn].Span.Start)}
}

// Next returns the next instruction, false at the end of the block. Its operands, but not its place, are to be read next.
func (r *Reader) Next() (op Op, at Span, ok bool) {
	if r.at >= r.end {
		return 0, Span{}, false
	}
	op = Op(r.code[r.at])
	r.at++
	if op.HasPlace() {
		start := r.base + r.Operand()
		at = Span{int32(start), int32(start + r.Operand())}
	}
	return op, at, true
}

// Operand reads one operand.
func (r *Reader) Operand() int {
	if b := r.code[r.at]; b < 0x80 { // nearly all are
		r.at++
		return int(b)
	}
	v, n := binary.Uvarint(r.code[r.at:])
	r.at += n
	return int(v)
}

// Blocks reads the blocks of an instruction, whose lengths are its next operands, into the slice.
func (r *Reader) Blocks(into []Block) {
	for i := range into {
		into[i].End = r.Operand()
	}
	for i := range into {
		into[i] = Block{r.at, r.at + into[i].End}
		r.at = into[i].End
	}
}

// In returns a reader of a block that this one has read.
func (r *Reader) In(b Block) Reader { return Reader{r.code, b.Start, b.End, r.base} }

// Offset returns where in [File.Code] the next instruction starts.
func (r *Reader) Offset() int { return r.at }
