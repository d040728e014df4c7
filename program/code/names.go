package code

import "sync"

// operands are how many operands instructions have before their blocks, and how many blocks, where that is always so.
var operands = [256][2]int{
	Constantly: {1, 0}, LoadLocal: {1, 0}, LoadOuter: {2, 0}, LoadModule: {1, 0}, LoadFree: {1, 0}, StoreLocal: {1, 0}, StoreOuter: {2, 0},
	StoreModule: {1, 0}, DeleteLocal: {1, 0}, Attribute: {1, 0}, SetAttribute: {1, 0}, Slice: {1, 0}, MakeList: {1, 0}, MakeTuple: {1, 0},
	MakeSet: {1, 0}, MakeDict: {1, 0}, Collect: {1, 0}, Format: {1, 0}, Binary: {1, 0}, Compare: {1, 0}, And: {0, 1}, Or: {0, 1}, Choose: {0, 2},
	MakeFunction: {1, 0}, Import: {2, 0}, ImportFrom: {2, 0}, ImportStar: {1, 0}, Field: {2, 0}, Unpack: {2, 0}, If: {0, 2}, For: {1, 2},
	While: {0, 3}, With: {1, 1}, Raise: {1, 0},
}

// Names calls visit with the attributes that a function reads, and with the strings that it has.
func (f *File) Names(function int, visit func(name string)) {
	f.Walk(f.Read(function, f.Functions[function].Body), func(op Op, operands []int, _ Span) {
		switch op {
		case Attribute:
			visit(f.Symbols[operands[0]])
		case Constantly:
			if c := f.Constants[operands[0]]; c.Kind == String {
				visit(c.Text)
			}
		}
	})
}

// Readers returns the functions that have a name among their [File.Names]. It is safe for concurrent use.
func (f *File) Readers(name string) []int32 {
	return f.readers.of(func(readers map[string][]int32) {
		for i := range f.Functions {
			f.Names(i, func(name string) {
				if all := readers[name]; len(all) == 0 || all[len(all)-1] != int32(i) {
					readers[name] = append(all, int32(i))
				}
			})
		}
	})[name]
}

// Slot returns the slot of a name of the module, false if it has none. It is safe for concurrent use.
func (f *File) Slot(name string) (slot int, ok bool) {
	slot, ok = f.slots.of(func(slots map[string]int) {
		for i, symbol := range f.Functions[0].Locals {
			if _, ok := slots[f.Symbols[symbol]]; !ok {
				slots[f.Symbols[symbol]] = i
			}
		}
	})[name]
	return slot, ok
}

// A found is what is found out about names when it is first asked for.
type found[V any] struct {
	once   sync.Once
	byName map[string]V
}

func (f *found[V]) of(find func(byName map[string]V)) map[string]V {
	f.once.Do(func() {
		f.byName = map[string]V{}
		find(f.byName)
	})
	return f.byName
}

// Walk calls visit with all instructions of a block and of those in it.
func (f *File) Walk(r Reader, visit func(op Op, operands []int, at Span)) {
	for {
		op, at, ok := r.Next()
		if !ok {
			return
		}
		all, blocks := r.shape(op)
		visit(op, all, at)
		inner := make([]Block, blocks)
		r.Blocks(inner)
		for _, b := range inner {
			f.Walk(r.In(b), visit)
		}
	}
}

// shape reads the operands of an instruction, and tells how many blocks follow.
func (r *Reader) shape(op Op) (all []int, blocks int) {
	shape := operands[op]
	n := shape[0]
	switch op {
	case Call:
		n = r.Operand()
	case MakeClass:
		all = append(all, r.Operand())
		n = r.Operand()
	case Try:
		return nil, 3 + 2*r.Operand()
	}
	for range n {
		all = append(all, r.Operand())
	}
	return all, shape[1]
}
