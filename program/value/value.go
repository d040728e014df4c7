// Package value holds what an expression of a training program may be while the program is run abstractly: a small set of
// objects, each made at one place and by one way to it.
//
// An object keeps what it was made of: the result of a call its callee, receiver and arguments. So where a value comes from
// is a walk over objects. What an object holds only ever grows.
package value

import (
	"cmp"
	"iter"
	"math/bits"
	"slices"
)

// A Value is a set of objects of a [Heap]. The zero Value is empty: a name that nothing has bound.
type Value uint32

// An ID names an object of a [Heap].
type ID uint32

// Nothing is the value of what is not bound.
const Nothing Value = 0

// maxObjects bounds the objects of a value. One that may be more things than that may be anything.
const maxObjects = 24

// A Heap holds the objects of one run, and the values made of them. It is not for concurrent use.
type Heap struct {
	objects []*page
	length  int // of objects, one that is none among them
	sets    [][]ID
	room    []ID    // for sets to come
	alone   []Value // those of one object, by its ID
	bySet   map[string]Value
	joins   map[uint64]Value
	byKey   index
	numbers map[string]int32 // see Number
	many    Value
	version int
	names   int // that there is room for
}

// A page is objects in a row. They stay where they are.
type page [pageSize]Object

const (
	pageSize = 64
	roomSize = 1024
	usual    = 400 // names, and joined values: most runs have more
)

// NewHeap returns a heap without objects, with room for so many names, 0 for as many as most runs have.
func NewHeap(names int) *Heap {
	h := &Heap{bySet: map[string]Value{"": Nothing}, names: cmp.Or(names, usual)}
	h.joins, h.numbers = make(map[uint64]Value, h.names), make(map[string]int32, h.names)
	if names > 0 {
		h.byKey.first = 1 << bits.Len(uint(4*names))
	}
	h.sets = [][]ID{nil}
	h.add(Object{})
	h.byKey.keys = append(h.byKey.keys, Key{})
	h.many = h.Of(h.New(Key{Sort: Foreign}, Object{Kind: Foreign, Name: "?", Why: "it may be too many things"}))
	return h
}

// A Key says where an object is made and on which way there: the same place makes the same object again.
type Key struct {
	Context uint32 // the calls that lead there
	File    int32
	At      int32 // bytes of code
	Sort    Kind
	Index   int32 // of several that one instruction makes
}

// The files in the keys of objects that no instruction makes.
const (
	PartFile      int32 = -1 - iota // an element or attribute of something outside the project
	MethodFile                      // a method of something by its dotted name
	BoundFile                       // a method of the project with its receiver
	AnnotatedFile                   // something of which the annotation is known
	FieldFile                       // a field of a class
	OutsideFile                     // something outside the project
	NamespaceFile                   // a folder without an __init__.py
	SuperFile                       // super()
	PresetFile                      // what stands under a key of a configuration
)

// New returns the object that is made under a key: the one that was made before, if there is one.
func (h *Heap) New(key Key, o Object) ID {
	id, isNew := h.byKey.id(key)
	if isNew {
		h.add(o)
	}
	return id
}

// Made returns the object that was made under a key, false if none was.
func (h *Heap) Made(key Key) (id ID, ok bool) {
	id = h.byKey.made(key)
	return id, id != 0
}

func (h *Heap) add(o Object) {
	at := h.length % pageSize
	if at == 0 {
		h.objects = append(h.objects, new(page))
	}
	h.objects[h.length/pageSize][at] = o
	h.alone = append(h.alone, Nothing)
	h.length++
}

// Close lets go of what only New and Number need. There are no more objects to come.
func (h *Heap) Close() { h.byKey, h.numbers = index{}, nil }

// Object returns an object.
func (h *Heap) Object(id ID) *Object { return &h.objects[id/pageSize][id%pageSize] }

// Len returns how many objects there are: they are numbered from 1 to that.
func (h *Heap) Len() int { return h.length - 1 }

// Objects yields all objects in the order in which they were made, those that are made meanwhile, too.
func (h *Heap) Objects() iter.Seq2[ID, *Object] {
	return func(yield func(ID, *Object) bool) {
		for id := ID(1); int(id) <= h.Len(); id++ {
			if !yield(id, h.Object(id)) {
				return
			}
		}
	}
}

// All returns the objects that a value may be, in the order in which they were made.
func (h *Heap) All(v Value) []ID { return h.sets[v] }

// One returns the only object that a value may be, false if there are none or several.
func (h *Heap) One(v Value) (ID, bool) {
	if all := h.sets[v]; len(all) == 1 {
		return all[0], true
	}
	return 0, false
}

// Of returns the value that is one of some objects.
func (h *Heap) Of(ids ...ID) Value {
	if len(ids) > 1 {
		slices.Sort(ids)
		ids = slices.Compact(ids)
	}
	switch {
	case len(ids) == 0:
		return Nothing
	case len(ids) > maxObjects:
		return h.many
	case len(ids) == 1:
		if h.alone[ids[0]] == Nothing {
			h.alone[ids[0]] = h.set(ids)
		}
		return h.alone[ids[0]]
	}
	var room [4 * maxObjects]byte
	key := room[:0]
	for _, id := range ids {
		key = append(key, byte(id), byte(id>>8), byte(id>>16), byte(id>>24))
	}
	v, ok := h.bySet[string(key)]
	if !ok {
		v = h.set(ids)
		h.bySet[string(key)] = v
	}
	return v
}

// set returns a new value.
func (h *Heap) set(ids []ID) Value {
	if cap(h.room)-len(h.room) < len(ids) {
		h.room = make([]ID, 0, roomSize)
	}
	start := len(h.room)
	h.room = append(h.room, ids...)
	h.sets = append(h.sets, h.room[start:len(h.room):len(h.room)])
	return Value(len(h.sets) - 1)
}

// Join returns the value that is one of a or one of b.
func (h *Heap) Join(a, b Value) Value {
	switch {
	case a == b || b == Nothing:
		return a
	case a == Nothing:
		return b
	case a == h.many || b == h.many: // and stays that, however many more are added
		return h.many
	}
	if a > b {
		a, b = b, a
	}
	key := uint64(a)<<32 | uint64(b)
	joined, ok := h.joins[key]
	if !ok {
		joined = h.Of(slices.Concat(h.sets[a], h.sets[b])...)
		h.joins[key] = joined
	}
	return joined
}

// Add makes part of an object one of what it is and v. Every change is a new version of the heap.
func (h *Heap) Add(part *Value, v Value) {
	if joined := h.Join(*part, v); joined != *part {
		*part = joined
		h.version++
	}
}

// SetField makes a field of an object what v is.
func (h *Heap) SetField(id ID, name string, v Value) {
	o := h.Object(id)
	if o.Fields == nil {
		o.Fields = map[string]Value{}
	}
	if o.Fields[name] != v {
		o.Fields[name] = v
		h.version++
	}
}

// Touch makes a new version of the heap for a change outside it.
func (h *Heap) Touch() { h.version++ }

// Version returns a number that is another one after any change of an object.
func (h *Heap) Version() int { return h.version }
