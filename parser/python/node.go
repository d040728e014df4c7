package python

import (
	"go/token"
	"iter"
	"slices"
	"unsafe"

	"github.com/agentlint/agentlint/parser/source"
)

// A Kind is what a node is, such as FunctionDefinition.
type Kind uint16

// String returns the grammar's name for the kind.
func (k Kind) String() string { return kindNames[k] }

// A Field is the part a node plays in its parent, such as BodyField.
type Field uint8

// A record is one node as the parsers deliver it: 20 bytes, in preorder. The children of record i start at i+1.
type record struct {
	start, end uint32 // bytes
	next       uint32 // the first record after the subtree
	parent     uint32
	kind       Kind
	field      Field
	flags      uint8
}

// The flags of a record.
const (
	named    = 1 << iota // has a rule of its own in the grammar
	missing              // the parser put it in to recover
	extra                // may stand anywhere: a comment, a line continuation
	hasError             // there is an error in the subtree
)

// A File is the syntax of one Python file or extract.
type File struct {
	Source *source.File
	Base   int    // base of Source in the run's token.FileSet: byte 0 is token.Pos(Base)
	Status Status // how the parse went
	// Snippet says that this is an example in a document: names may be undefined, and it need not be complete.
	Snippet bool

	text    []byte
	mapping source.Mapping
	records []record
	own     []record // memory for files without C nodes

	index  []uint32           // records by kind, in source order within a kind
	starts [kindCount + 1]int // where each kind begins in index
	scopes scopes

	qualified qualified

	definitions map[definitionKey]uint32 // nil until Class or Routine is asked
	identifiers identifiers
	python2     answer // see IsPython2
}

func (f *File) reset(src *source.File, text []byte, mapping source.Mapping) {
	f.Source, f.text, f.mapping = src, text, mapping
	f.Base, f.Status, f.Snippet = 0, Clean, false
	f.records, f.index = nil, f.index[:0]
	f.scopes.reset()
	f.qualified.reset()
	f.definitions = nil
	f.identifiers.reset()
	f.python2 = 0
}

// Text returns the source that was parsed.
func (f *File) Text() []byte { return f.text }

// Root returns the module node.
func (f *File) Root() Node { return Node{f, 0} }

// Len returns the number of nodes.
func (f *File) Len() int { return len(f.records) }

// All yields the nodes of the given kinds: kind by kind, each in source order. A nil file has none.
func (f *File) All(kinds ...Kind) iter.Seq[Node] {
	return func(yield func(Node) bool) {
		if f == nil {
			return
		}
		f.buildIndex()
		for _, k := range kinds {
			for _, id := range f.index[f.starts[k]:f.starts[k+1]] {
				if !yield(Node{f, id}) {
					return
				}
			}
		}
	}
}

// Count returns how many nodes have the kind.
func (f *File) Count(k Kind) int {
	f.buildIndex()
	return f.starts[k+1] - f.starts[k]
}

// buildIndex sorts the records by kind, by counting.
func (f *File) buildIndex() {
	if len(f.index) > 0 {
		return
	}
	clear(f.starts[:])
	for i := range f.records {
		f.starts[f.records[i].kind+1]++
	}
	for k := range kindCount {
		f.starts[k+1] += f.starts[k]
	}
	f.index = slices.Grow(f.index, len(f.records))[:len(f.records)]
	next := f.starts
	for i := range f.records {
		k := f.records[i].kind
		f.index[next[k]] = uint32(i)
		next[k]++
	}
}

// Offset converts the offset at which something in the parsed text starts to one in Source.
func (f *File) Offset(start int) int { return f.mapping.Start(start) }

// EndOffset converts an exclusive end in the parsed text to one in Source.
func (f *File) EndOffset(end int) int { return f.mapping.End(end) }

// A Node is one node of a file. The zero Node stands for "there is none": all its methods work and say so.
type Node struct {
	file *File
	id   uint32
}

// Exists reports whether there is a node.
func (n Node) Exists() bool { return n.file != nil }

// File returns the file the node belongs to.
func (n Node) File() *File { return n.file }

// ID returns the node's index in the file's preorder, which makes a good map key.
func (n Node) ID() int { return int(n.id) }

// Node returns the node with that ID.
func (f *File) Node(id int) Node { return Node{f, uint32(id)} }

func (n Node) record() *record { return &n.file.records[n.id] }

// Kind returns what the node is, NoKind if there is none.
func (n Node) Kind() Kind {
	if n.file == nil {
		return NoKind
	}
	return n.record().kind
}

// Is reports whether the node is of one of the kinds.
func (n Node) Is(kinds ...Kind) bool { return slices.Contains(kinds, n.Kind()) }

// Field returns the part the node plays in its parent.
func (n Node) Field() Field {
	if n.file == nil {
		return NoField
	}
	return n.record().field
}

// IsMissing reports whether the parser put the node in to recover from an error.
func (n Node) IsMissing() bool { return n.file != nil && n.record().flags&missing != 0 }

// HasError reports whether there is a syntax error inside the node.
func (n Node) HasError() bool { return n.file != nil && n.record().flags&hasError != 0 }

// Start returns the byte offset of the node in the parsed text.
func (n Node) Start() int {
	if n.file == nil {
		return 0
	}
	return int(n.record().start)
}

// Stop returns the exclusive end of the node in the parsed text, in bytes.
func (n Node) Stop() int {
	if n.file == nil {
		return 0
	}
	return int(n.record().end)
}

// Pos returns where the node starts in the source file; with End it makes Node an analysis.Range.
func (n Node) Pos() token.Pos {
	if n.file == nil {
		return token.NoPos
	}
	return token.Pos(n.file.Base + n.file.mapping.Start(n.Start()))
}

// End returns where the node ends (exclusive) in the source file.
func (n Node) End() token.Pos {
	if n.file == nil {
		return token.NoPos
	}
	return token.Pos(n.file.Base + n.file.mapping.End(n.Stop()))
}

// Text returns the node's source. It shares memory with the file: clone what must outlive it.
func (n Node) Text() string {
	if n.file == nil || n.Stop() <= n.Start() {
		return ""
	}
	b := n.file.text[n.Start():n.Stop()]
	return unsafe.String(&b[0], len(b))
}

// Parent returns the node around this one.
func (n Node) Parent() Node {
	if n.file == nil || n.id == 0 {
		return Node{}
	}
	return Node{n.file, n.record().parent}
}

// Ancestor returns the nearest node around this one that is of one of the kinds.
func (n Node) Ancestor(kinds ...Kind) Node {
	for p := n.Parent(); p.Exists(); p = p.Parent() {
		if p.Is(kinds...) {
			return p
		}
	}
	return Node{}
}

// Contains reports whether other is this node or inside it.
func (n Node) Contains(other Node) bool {
	return n.file != nil && n.file == other.file && n.id <= other.id && other.id < n.record().next
}

// Tokens yields the children, keywords, punctuation and comments included.
func (n Node) Tokens() iter.Seq[Node] {
	return func(yield func(Node) bool) {
		if n.file == nil {
			return
		}
		end := n.record().next
		for i := n.id + 1; i < end; i = n.file.records[i].next {
			if !yield(Node{n.file, i}) {
				return
			}
		}
	}
}

// Children yields the children that are not tokens and not comments.
func (n Node) Children() iter.Seq[Node] {
	return func(yield func(Node) bool) {
		for c := range n.Tokens() {
			if c.record().flags&(named|extra) == named && !yield(c) {
				return
			}
		}
	}
}

// Child returns the first child that plays the part, a token if that is what plays it.
func (n Node) Child(field Field) Node {
	for c := range n.Tokens() {
		if c.record().field == field && c.record().flags&extra == 0 {
			return c
		}
	}
	return Node{}
}

// ChildrenOf yields the children that play the part.
func (n Node) ChildrenOf(field Field) iter.Seq[Node] {
	return func(yield func(Node) bool) {
		for c := range n.Tokens() {
			if c.record().field == field && c.record().flags&(named|extra) == named && !yield(c) {
				return
			}
		}
	}
}

// FirstChild returns the first child that Children yields.
func (n Node) FirstChild() Node {
	for c := range n.Children() {
		return c
	}
	return Node{}
}

// LastChild returns the last child that Children yields.
func (n Node) LastChild() (last Node) {
	for c := range n.Children() {
		last = c
	}
	return last
}

// FirstToken returns the first child of any kind, punctuation and comments included; none if the node is a token.
func (n Node) FirstToken() Node {
	for c := range n.Tokens() {
		return c
	}
	return Node{}
}

// Token returns the first child of the kind, which may be a keyword or punctuation.
func (n Node) Token(k Kind) Node {
	for c := range n.Tokens() {
		if c.Kind() == k {
			return c
		}
	}
	return Node{}
}

// A kindSet is a set of kinds, a bit for each.
type kindSet [(kindCount + 63) / 64]uint64

func setOf(kinds []Kind) (s kindSet) {
	for _, k := range kinds {
		s[k/64] |= 1 << (k % 64)
	}
	return s
}

func (s *kindSet) has(k Kind) bool { return s[k/64]>>(k%64)&1 != 0 }

// All yields the nodes inside this one that are of the kinds (all nodes if none are given), in source order.
func (n Node) All(kinds ...Kind) iter.Seq[Node] {
	return func(yield func(Node) bool) {
		if n.file == nil {
			return
		}
		wanted := setOf(kinds)
		for i := n.id + 1; i < n.record().next; i++ {
			if len(kinds) > 0 && !wanted.has(n.file.records[i].kind) {
				continue
			}
			if !yield(Node{n.file, i}) {
				return
			}
		}
	}
}

// Has reports whether there is a node of one of the kinds inside this one.
func (n Node) Has(kinds ...Kind) bool {
	for range n.All(kinds...) {
		return true
	}
	return false
}

// Walk yields the nodes inside this one in source order, and does not enter those of the kinds in skip, which it
// yields all the same: what a function does itself is f.Walk(FunctionDefinition, ClassDefinition, Lambda).
func (n Node) Walk(skip ...Kind) iter.Seq[Node] {
	return func(yield func(Node) bool) {
		if n.file == nil {
			return
		}
		skipped := setOf(skip)
		for i := n.id + 1; i < n.record().next; {
			if !yield(Node{n.file, i}) {
				return
			}
			if skipped.has(n.file.records[i].kind) {
				i = n.file.records[i].next
			} else {
				i++
			}
		}
	}
}

// Errors yields the places URL of the source not Python: what was skipped, and what was missing.
func (f *File) Errors() iter.Seq[Node] {
	return func(yield func(Node) bool) {
		if f == nil || f.Status != Recovered {
			return
		}
		for i := 0; i < len(f.records); i++ {
			r := &f.records[i]
			if r.flags&hasError == 0 && r.kind != ErrorNode && r.flags&missing == 0 {
				i = int(r.next) - 1
				continue
			}
			if (r.kind == ErrorNode || r.flags&missing != 0) && !yield(Node{f, uint32(i)}) {
				return
			}
		}
	}
}
