package value

import "cmp"

// An index numbers keys in the order in which they come, from 1: a hash table of its own, since most of a run is to ask for the
// objects that it has made before.
type index struct {
	keys  []Key // by number
	slots []ID  // 0 for none; a power of two of them, at most half of which are taken
	first int   // how many of them there are at first; 0 for firstSlots
}

const firstSlots = 2048

// id returns the number of a key, and whether it has got it just now.
func (x *index) id(key Key) (id ID, isNew bool) {
	if 2*len(x.keys) >= len(x.slots) {
		x.grow()
	}
	at := x.slot(key)
	if x.slots[at] == 0 {
		x.slots[at], isNew = ID(len(x.keys)), true
		x.keys = append(x.keys, key)
	}
	return x.slots[at], isNew
}

// made returns the number of a key, 0 if it has none.
func (x *index) made(key Key) ID {
	if len(x.slots) == 0 {
		return 0
	}
	return x.slots[x.slot(key)]
}

// slot returns where a key is, or is to be put.
func (x *index) slot(key Key) uint64 {
	mask := uint64(len(x.slots) - 1)
	at := key.hash() >> 20 & mask
	for x.slots[at] != 0 && x.keys[x.slots[at]] != key {
		at = (at + 1) & mask
	}
	return at
}

func (x *index) grow() {
	x.slots = make([]ID, max(2*len(x.slots), cmp.Or(x.first, firstSlots)))
	for id := 1; id < len(x.keys); id++ {
		x.slots[x.slot(x.keys[id])] = ID(id)
	}
}

func (k Key) hash() uint64 {
	const odd = 0x9e3779b97f4a7c15
	h := (uint64(k.Context)<<32 | uint64(uint32(k.At))) * odd
	h = (h ^ h>>29 ^ uint64(uint32(k.File))<<32 ^ uint64(uint32(k.Index))) * odd
	return (h ^ h>>32 ^ uint64(k.Sort)) * odd
}
