package run

import (
	"slices"
	"strconv"
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/run/frame"
	"github.com/agentlint/agentlint/program/value"
)

// build runs the instructions that make and take apart collections.
func (r *runner) build(f *frame.Frame, op code.Op, span code.Span, in *code.Reader, at int) {
	switch op {
	case code.MakeTuple, code.MakeList, code.MakeSet:
		r.display(f, op, in.Operand(), at)
	case code.MakeDict:
		r.dictionary(f, in.Operand(), span, at)
	case code.Spread:
		r.spread(f, at)
	case code.NoKey:
		f.Push(value.Nothing)
	case code.Collect:
		kind, op := value.List, code.Op(in.Operand())
		if op == code.MakeDict {
			kind = value.Dict
		}
		id := f.Make(r.Heap, kind, 0, span, at)
		if op == code.MakeSet {
			r.Heap.Object(id).Order = value.Hashed
		}
		if kind == value.List {
			r.empties(id)
		}
		f.Push(r.Heap.Of(id))
	case code.Append:
		v := f.Pop()
		r.Append(f.Stack[len(f.Stack)-1], v)
	case code.AppendPair:
		v, key := f.Pop(), f.Pop()
		r.Heap.PutKey(f.Stack[len(f.Stack)-1], key, v)
	case code.Format:
		parts := slices.Clone(f.Take(in.Operand()))
		f.Push(r.expression(f, code.Span{}, at).Text(parts...))
	case code.Slice:
		r.slice(f, in.Operand(), at)
	case code.Unpack:
		n := in.Operand()
		r.unpack(f, n, in.Operand()-1, at)
	}
}

// slice makes a slice of a subscript: its Items are start, stop and step.
func (r *runner) slice(f *frame.Frame, bits, at int) {
	given := f.Take(bits&1 + bits>>1&1 + bits>>2&1)
	id := f.Make(r.Heap, value.Slice, 0, code.Span{}, at)
	o := r.Heap.Object(id)
	if o.Items == nil {
		o.Items = make([]value.Value, 3)
	}
	for i := range o.Items {
		if bits>>i&1 == 1 && len(given) > 0 {
			r.Heap.Add(&o.Items[i], given[0])
			given = given[1:]
		}
	}
	f.Push(r.Heap.Of(id))
}

// display makes a tuple, list or set that is written out.
func (r *runner) display(f *frame.Frame, op code.Op, n, at int) {
	items := f.Take(n)
	kind := value.List
	if op == code.MakeTuple {
		kind = value.Tuple
	}
	id := f.Make(r.Heap, kind, n, code.Span{}, at)
	o := r.Heap.Object(id)
	if op == code.MakeSet {
		o.Order = value.Hashed
	}
	if n == 0 && op == code.MakeList {
		r.empties(id)
	}
	for i, item := range items {
		if i == len(o.Items) {
			o.Items = append(o.Items, value.Nothing)
		}
		r.Heap.Add(&o.Items[i], item)
		r.Heap.Add(&o.Elements, item)
	}
	f.Push(r.Heap.Of(id))
}

func (r *runner) dictionary(f *frame.Frame, pairs int, span code.Span, at int) {
	items := f.Take(2 * pairs)
	d := r.Heap.Of(f.Make(r.Heap, value.Dict, 0, span, at))
	for i := 0; i < len(items); i += 2 {
		if items[i] == value.Nothing {
			r.ReadsAny(items[i+1], "")
			r.Heap.Merge(d, items[i+1])
			continue
		}
		r.Heap.PutKey(d, items[i], items[i+1])
	}
	f.Push(d)
}

// spread makes the elements of an iterable one element of a display.
func (r *runner) spread(f *frame.Frame, at int) {
	f.Push(r.Element(f, f.Pop(), code.Span{}, at))
}

// unpack pushes the elements of a value, the first topmost.
func (r *runner) unpack(f *frame.Frame, n, starred, at int) {
	v := f.Pop()
	if n > 1 {
		r.Heap.Share(v)
	}
	for i := n - 1; i >= 0; i-- {
		if i == starred {
			elements := r.Element(f, v, code.Span{}, at)
			id := f.Make(r.Heap, value.List, i, code.Span{}, at)
			r.Heap.Add(&r.Heap.Object(id).Elements, elements)
			f.Push(r.Heap.Of(id))
			continue
		}
		f.Push(r.item(f, v, i, at))
	}
}

// item returns the element of a value at an index.
func (r *runner) item(f *frame.Frame, v value.Value, i, at int) value.Value {
	out := value.Nothing
	for _, id := range r.Heap.All(v) {
		o := r.Heap.Object(id)
		switch {
		case i < len(o.Items) && (o.Kind == value.Tuple || o.Kind == value.List):
			out = r.Heap.Join(out, o.Items[i])
		case o.Kind == value.Foreign:
			out = r.Heap.Join(out, r.Heap.Part(id, "["+strconv.Itoa(i)+"]"))
		default:
			out = r.Heap.Join(out, r.ElementOf(f, id, code.Span{}, at))
		}
	}
	return out
}

// Element returns what the elements of an iterable may be.
func (r *runner) Element(f *frame.Frame, v value.Value, span code.Span, at int) value.Value {
	out := value.Nothing
	for _, id := range r.Heap.All(v) {
		out = r.Heap.Join(out, r.ElementOf(f, id, span, at))
	}
	if out == value.Nothing {
		return r.Heap.Unknown("it is an element of something empty")
	}
	return out
}

func (r *runner) ElementOf(f *frame.Frame, id value.ID, span code.Span, at int) value.Value {
	o := r.Heap.Object(id)
	switch o.Kind {
	case value.Tuple, value.List:
		return o.Elements
	case value.Dict:
		r.ReadsOf(id, "")
		return r.Heap.Unknown("it is a key")
	case value.Instance:
		return r.iterate(f, id, span, at)
	case value.Foreign:
		if counts[o.Name] {
			return f.Varying(r.Heap, int(o.At.Span.Start), 0, o.At)
		}
		return r.Heap.Part(id, "[]")
	}
	return r.Heap.Unknown("it is an element of something that is not followed")
}

// counts are iterables of whole numbers.
var counts = map[string]bool{"builtins.range()": true, "itertools.count()": true, "tqdm.trange()": true, "tqdm.auto.trange()": true}

// iterate returns the elements of an instance of a class that says how it is iterated over.
func (r *runner) iterate(f *frame.Frame, id value.ID, span code.Span, at int) value.Value {
	self := r.Heap.Of(id)
	if m := r.method(id, "__iter__"); m != nil {
		it := r.invoke(f, m, self, nil, span, at)
		if it == self {
			if next := r.method(id, "__next__"); next != nil {
				return r.invoke(f, next, self, nil, span, at)
			}
		}
		return r.elementOfIterator(f, id, it, span, at)
	}
	if m := r.method(id, "__getitem__"); m != nil {
		return r.invoke(f, m, self, []value.Argument{{Value: f.Varying(r.Heap, at, -1, f.Place(span))}}, span, at)
	}
	return r.Heap.Unknown("it is an element of an instance")
}

// elementOfIterator returns the elements of what the __iter__ of an instance gives, which may lead back to the instance.
func (r *runner) elementOfIterator(f *frame.Frame, id value.ID, it value.Value, span code.Span, at int) value.Value {
	if slices.Contains(r.iterated, id) {
		return r.Heap.Unknown("it is an element of an instance that iterates over itself")
	}
	r.iterated = append(r.iterated, id)
	defer func() { r.iterated = r.iterated[:len(r.iterated)-1] }()
	return r.Element(f, it, span, at)
}

// Index returns what is under a key.
func (r *runner) Index(f *frame.Frame, object, key value.Value, span code.Span, at int) value.Value {
	if n, ok := r.Heap.Integer(key); ok && n >= 0 {
		if o, one := r.Heap.One(object); one && len(r.Heap.Object(o).Items) > n {
			return r.Heap.Object(o).Items[n]
		}
	}
	name := ""
	if k := r.Heap.Literal(key); k != nil {
		name = k.Name
	}
	r.ReadsAny(object, name)
	if name != "" {
		r.presets.ReadsKey(f, object, name, span)
	}
	out := value.Nothing
	for _, id := range r.Heap.All(object) {
		out = r.Heap.Join(out, r.indexOf(f, id, key, span, at))
	}
	return out
}

func (r *runner) indexOf(f *frame.Frame, id value.ID, key value.Value, span code.Span, at int) value.Value {
	o := r.Heap.Object(id)
	switch o.Kind {
	case value.Dict:
		return r.Heap.Lookup(o, key)
	case value.Tuple, value.List:
		if k, ok := r.Heap.One(key); ok && r.Heap.Object(k).Kind == value.Slice {
			return r.Heap.Sliced(id, k, f.Place(span))
		}
		return o.Elements
	case value.Instance:
		if m := r.method(id, "__getitem__"); m != nil {
			return r.invoke(f, m, r.Heap.Of(id), []value.Argument{{Value: key}}, span, at)
		}
		if v, ok := r.keyOf(id, key); ok {
			return v
		}
	case value.Class: // List[int], Generic[T]
		return r.Heap.Of(id)
	case value.Foreign:
		if k := r.Heap.Literal(key); k != nil {
			if v, ok := o.Fields[k.Name]; ok {
				return v
			}
			part := r.Heap.Part(id, "["+k.Name+"]")
			r.noteRead(f, o.Name, part, span)
			return part
		}
		return r.Heap.Selected(id, key, f.Place(span))
	}
	return r.Heap.Unknown("it is an element of something that is not followed")
}

// noteRead tells that something is looked for in a checkpoint.
func (r *runner) noteRead(f *frame.Frame, of string, part value.Value, span code.Span) {
	call, isCall := strings.CutSuffix(of, "()")
	if !isCall {
		return
	}
	if facts := r.Frameworks.Lookup(r.Frameworks.Canonical(call)); facts != nil && facts.Restores {
		if id, ok := r.Heap.One(part); ok {
			r.Emit(record.Event{Read: id, At: f.Place(span)})
		}
	}
}

// keyOf is what an instance has under a key: one of a class that says which keys a dictionary has.
func (r *runner) keyOf(id value.ID, key value.Value) (value.Value, bool) {
	k := r.Heap.Literal(key)
	if k == nil || !strings.HasSuffix(r.foreignBase(id), "TypedDict") {
		return value.Nothing, false
	}
	v, ok := r.Heap.Object(id).Fields[k.Name]
	return v, ok
}
