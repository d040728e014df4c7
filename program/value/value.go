// Package value holds what an expression of a training program may be while the program is run abstractly: a small set of
// objects, each made at one place and by one way to it.
//
// An object keeps what it was made of: the result of a call its callee, receiver and arguments. So where a value comes from
// is a walk over objects. What an object holds only ever grows.
package value

import "slices"

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
	objects []Object
	sets    [][]ID
	bySet   map[string]Value
	joins   map[[2]Value]Value
	byKey   map[Key]ID
	numbers map[string]int32 // see Number
	many    Value
	version int
}

// NewHeap returns a heap without objects.
func NewHeap() *Heap {
	h := &Heap{bySet: map[string]Value{"": Nothing}, joins: map[[2]Value]Value{}, byKey: map[Key]ID{}, numbers: map[string]int32{}}
	h.sets = [][]ID{nil}
	h.objects = []Object{{}}
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
)

// New returns the object that is made under a key: the one that was made before, if there is one.
func (h *Heap) New(key Key, o Object) ID {
	if id, ok := h.byKey[key]; ok {
		return id
	}
	id := ID(len(h.objects))
	h.objects = append(h.objects, o)
	h.byKey[key] = id
	return id
}

// Close lets go of what only New and Number need. There are no more objects to come.
func (h *Heap) Close() { h.byKey, h.numbers = nil, nil }

// Object returns an object. The pointer is good until the next New.
func (h *Heap) Object(id ID) *Object { return &h.objects[id] }

// Len returns how many objects there are: they are numbered from 1 to that.
func (h *Heap) Len() int { return len(h.objects) - 1 }

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
	slices.Sort(ids)
	ids = slices.Compact(ids)
	if len(ids) > maxObjects {
		return h.many
	}
	key := make([]byte, 0, 4*len(ids))
	for _, id := range ids {
		key = append(key, byte(id), byte(id>>8), byte(id>>16), byte(id>>24))
	}
	v, ok := h.bySet[string(key)]
	if !ok {
		v = Value(len(h.sets))
		h.sets = append(h.sets, slices.Clone(ids))
		h.bySet[string(key)] = v
	}
	return v
}

// Join returns the value that is one of a or one of b.
func (h *Heap) Join(a, b Value) Value {
	switch {
	case a == b || b == Nothing:
		return a
	case a == Nothing:
		return b
	}
	if a > b {
		a, b = b, a
	}
	joined, ok := h.joins[[2]Value{a, b}]
	if !ok {
		joined = h.Of(slices.Concat(h.sets[a], h.sets[b])...)
		h.joins[[2]Value{a, b}] = joined
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
	o := &h.objects[id]
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
