package facts

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"
)

// A Digest tells facts apart by what is asked of them, each by a short sum. Of positions only their order counts, so what stands
// elsewhere in the file and is the same otherwise has the same sums.
type Digest struct {
	Imports    string
	Links      string // functions, classes, calls, loops and what is alike in these
	Statements string // outside of loops, too
	Words      string
}

// Digest returns the sums of the facts.
func (f *Facts) Digest() (d Digest) {
	w := digester{order: f.order()}
	w.flag(f.Snippet, f.Vast)
	for _, i := range f.Imports {
		w.texts(i.Name, i.Target)
	}
	d.Imports = w.sum()
	for i := range f.Functions {
		w.function(f, &f.Functions[i])
	}
	for i := range f.Classes {
		w.class(&f.Classes[i])
	}
	d.Links = w.sum()
	for i := range f.Statements {
		w.number(f.Statements[i].Text)
		w.number(uint64(f.Statements[i].Tokens))
	}
	d.Statements = w.sum()
	w.texts(f.Words...)
	d.Words = w.sum()
	return d
}

// order returns the positions that links have, in order.
func (f *Facts) order() (all []int32) {
	note := func(spans ...Span) {
		for _, s := range spans {
			all = append(all, s.Start, s.End)
		}
	}
	for i := range f.Functions {
		fn := &f.Functions[i]
		note(fn.Span)
		for j := range fn.Calls {
			note(fn.Calls[j].Span)
			all = append(all, fn.Calls[j].Last)
		}
		for _, l := range fn.Loops {
			note(l.Span, l.Body)
		}
		for _, l := range fn.Lookups {
			note(l.Span)
		}
	}
	for i := range f.Classes {
		note(f.Classes[i].Span)
		for _, field := range f.Classes[i].Fields {
			note(field.Span)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// A digester writes down what a sum is of.
type digester struct {
	order []int32
	data  []byte
}

// sum returns the sum of what was written since the last one.
func (w *digester) sum() string {
	const enough = 16 // bytes
	sum := sha256.Sum256(w.data)
	w.data = w.data[:0]
	return string(sum[:enough])
}

func (w *digester) number(n uint64) { w.data = binary.AppendUvarint(w.data, n) }

func (w *digester) texts(texts ...string) {
	w.number(uint64(len(texts)))
	for _, t := range texts {
		w.number(uint64(len(t)))
		w.data = append(w.data, t...)
	}
}

func (w *digester) flag(flags ...bool) {
	for _, is := range flags {
		if is {
			w.data = append(w.data, 1)
		} else {
			w.data = append(w.data, 0)
		}
	}
}

// at writes a position by its place in the order.
func (w *digester) at(position int32) {
	i, _ := slices.BinarySearch(w.order, position)
	w.number(uint64(i))
}

func (w *digester) span(s Span) {
	w.at(s.Start)
	w.at(s.End)
}

func (w *digester) function(f *Facts, fn *Function) {
	w.texts(fn.Name, fn.Returns)
	w.span(fn.Span)
	w.texts(fn.Decorators...)
	w.texts(fn.HandsOn...)
	w.number(uint64(len(fn.Calls)))
	for i := range fn.Calls {
		w.call(&fn.Calls[i])
	}
	w.number(uint64(len(fn.Loops)))
	for _, l := range fn.Loops {
		w.loop(f, l)
	}
	w.number(uint64(len(fn.Descents)))
	for _, loop := range fn.Descents {
		w.number(uint64(loop + 1))
	}
	w.number(uint64(len(fn.Lookups)))
	for _, l := range fn.Lookups {
		w.texts(l.Of, l.Key)
		w.span(l.Span)
	}
}

func (w *digester) call(c *Call) {
	w.texts(c.Callee)
	w.span(c.Span)
	w.number(uint64(c.Loop + 1))
	w.flag(c.Guarded, c.Unpacks)
	w.texts(c.Given...)
	w.at(c.Last)
	if c.Details == nil {
		w.flag(false)
		return
	}
	w.flag(true)
	w.texts(c.Receiver)
	w.number(uint64(len(c.Args)))
	for i := range c.Args {
		w.texts(c.Args[i].Name, c.Args[i].Text)
		w.number(uint64(c.Args[i].Kind))
		w.texts(c.Args[i].Names...)
	}
}

// loop writes a loop with the shapes of what is in it, by which loops are alike.
func (w *digester) loop(f *Facts, l Loop) {
	w.span(l.Span)
	w.span(l.Body)
	w.number(uint64(l.Parent + 1))
	for _, s := range f.Within(l.Body) {
		w.number(s.Shape)
	}
	w.number(0)
}

func (w *digester) class(c *Class) {
	w.texts(c.Name)
	w.span(c.Span)
	w.texts(c.Bases...)
	w.texts(c.Decorators...)
	w.flag(c.Documented)
	w.number(uint64(len(c.Fields)))
	for _, field := range c.Fields {
		w.texts(field.Name)
		w.span(field.Span)
	}
}
