package python

import (
	"iter"
	"slices"
)

// identifiers is an index of a file's identifiers by how they are written.
type identifiers struct {
	built  bool
	number map[string]uint32 // of each name, from 0
	starts []uint32          // by number, where the name's identifiers begin in ids; at the end, how many there are
	ids    []uint32          // in source order within a name
	of     []uint32          // numbers of the identifiers in source order
}

func (x *identifiers) reset() {
	x.built = false
	clear(x.number)
}

// build sorts the identifiers, which are in source order, by counting.
func (x *identifiers) build(f *File, all []uint32) {
	if x.built = true; x.number == nil {
		x.number = map[string]uint32{}
	}
	x.starts, x.of = x.starts[:0], x.of[:0]
	for _, id := range all {
		name := Node{f, id}.Text()
		k, ok := x.number[name]
		if !ok {
			k = uint32(len(x.starts))
			x.number[name] = k
			x.starts = append(x.starts, 0)
		}
		x.starts[k]++
		x.of = append(x.of, k)
	}
	end := uint32(0)
	for k := range x.starts {
		end += x.starts[k]
		x.starts[k] = end
	}
	x.starts = append(x.starts, end)
	x.ids = slices.Grow(x.ids[:0], len(all))[:len(all)]
	for i, id := range slices.Backward(all) {
		k := x.of[i]
		x.starts[k]--
		x.ids[x.starts[k]] = id
	}
}

// named returns the identifiers that are written as name.
func (x *identifiers) named(name string) []uint32 {
	k, ok := x.number[name]
	if !ok {
		return nil
	}
	return x.ids[x.starts[k]:x.starts[k+1]]
}

// Identifiers yields the identifiers inside this node that are written as name, in source order. It looks at no others.
func (n Node) Identifiers(name string) iter.Seq[Node] {
	return func(yield func(Node) bool) {
		if n.file == nil {
			return
		}
		ids := n.file.identifiersNamed(name)
		first, _ := slices.BinarySearch(ids, n.id+1)
		for _, id := range ids[first:] {
			if id >= n.record().next || !yield(Node{n.file, id}) {
				return
			}
		}
	}
}

func (f *File) identifiersNamed(name string) []uint32 {
	if x := &f.identifiers; !x.built {
		f.buildIndex()
		x.build(f, f.index[f.starts[Identifier]:f.starts[Identifier+1]])
	}
	return f.identifiers.named(name)
}
