package run

import (
	"slices"
	"strconv"
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/value"
)

// makeID returns the object that an instruction makes in a frame.
func (r *runner) makeID(f *frame, kind value.Kind, index int, span code.Span, at int) value.ID {
	key := value.Key{Context: f.context, File: f.module.number, At: int32(at), Sort: kind, Index: int32(index)}
	return r.heap.New(key, value.Object{Kind: kind, At: f.place(span)})
}

// build runs the instructions that make and take apart collections.
func (r *runner) build(f *frame, op code.Op, span code.Span, in *code.Reader, at int) {
	switch op {
	case code.MakeTuple, code.MakeList, code.MakeSet:
		r.display(f, op, in.Operand(), at)
	case code.MakeDict:
		r.dictionary(f, in.Operand(), span, at)
	case code.Spread:
		r.spread(f, at)
	case code.NoKey:
		f.push(value.Nothing)
	case code.Collect:
		kind, op := value.List, code.Op(in.Operand())
		if op == code.MakeDict {
			kind = value.Dict
		}
		id := r.makeID(f, kind, 0, span, at)
		if op == code.MakeSet {
			r.heap.Object(id).Order = value.Hashed
		}
		f.push(r.heap.Of(id))
	case code.Append:
		v := f.pop()
		r.addElement(f.stack[len(f.stack)-1], v)
	case code.AppendPair:
		v, key := f.pop(), f.pop()
		r.putKey(f.stack[len(f.stack)-1], key, v)
	case code.Format:
		parts := slices.Clone(f.take(in.Operand()))
		f.push(r.text(f, at, parts...))
	case code.Slice:
		r.slice(f, in.Operand(), at)
	case code.Unpack:
		n := in.Operand()
		r.unpack(f, n, in.Operand()-1, at)
	}
}

// slice makes a slice of a subscript: its Items are start, stop and step.
func (r *runner) slice(f *frame, bits, at int) {
	given := slices.Clone(f.take(bits&1 + bits>>1&1 + bits>>2&1))
	id := r.makeID(f, value.Slice, 0, code.Span{}, at)
	o := r.heap.Object(id)
	if o.Items == nil {
		o.Items = make([]value.Value, 3)
	}
	for i := range o.Items {
		if bits>>i&1 == 1 && len(given) > 0 {
			r.heap.Add(&o.Items[i], given[0])
			given = given[1:]
		}
	}
	f.push(r.heap.Of(id))
}

// display makes a tuple, list or set that is written out.
func (r *runner) display(f *frame, op code.Op, n, at int) {
	items := slices.Clone(f.take(n))
	kind := value.List
	if op == code.MakeTuple {
		kind = value.Tuple
	}
	id := r.makeID(f, kind, n, code.Span{}, at)
	o := r.heap.Object(id)
	if op == code.MakeSet {
		o.Order = value.Hashed
	}
	for i, item := range items {
		if i == len(o.Items) {
			o.Items = append(o.Items, value.Nothing)
		}
		r.heap.Add(&o.Items[i], item)
		r.heap.Add(&o.Elements, item)
	}
	f.push(r.heap.Of(id))
}

func (r *runner) dictionary(f *frame, pairs int, span code.Span, at int) {
	items := slices.Clone(f.take(2 * pairs))
	d := r.heap.Of(r.makeID(f, value.Dict, 0, span, at))
	for i := 0; i < len(items); i += 2 {
		if items[i] == value.Nothing {
			r.mergeInto(d, items[i+1])
			continue
		}
		r.putKey(d, items[i], items[i+1])
	}
	f.push(d)
}

// mergeInto puts the items of one mapping into another.
func (r *runner) mergeInto(d, from value.Value) {
	r.reads(from, "")
	for _, id := range r.heap.All(from) {
		o := r.heap.Object(id)
		for _, key := range sortedKeys(o.Fields) {
			r.putField(d, key, r.heap.Object(id).Fields[key])
		}
		r.addElement(d, r.heap.Object(id).Elements)
		if o := r.heap.Object(id); o.Kind == value.Foreign { // which has other keys than those that are known
			r.addElement(d, r.part(id, "[]"))
		}
	}
}

// spread makes the elements of an iterable one element of a display.
func (r *runner) spread(f *frame, at int) {
	f.push(r.element(f, f.pop(), code.Span{}, at))
}

// addElement adds what a collection may hold.
func (r *runner) addElement(collection, v value.Value) {
	for _, id := range r.heap.All(collection) {
		o := r.heap.Object(id)
		r.heap.Add(&o.Elements, v)
	}
}

// putKey adds what a mapping may hold under a key.
func (r *runner) putKey(d, key, v value.Value) {
	if k := r.literal(key); k != nil {
		r.putField(d, k.Name, v)
		return
	}
	r.addElement(d, v)
}

func (r *runner) putField(d value.Value, name string, v value.Value) {
	for _, id := range r.heap.All(d) {
		joined := r.heap.Join(r.heap.Object(id).Fields[name], v)
		if r.isNumber(joined) && len(r.heap.All(joined)) > 3 {
			joined = r.many(id)
		}
		r.heap.SetField(id, name, joined)
	}
}

// many is a number that is set again and again.
func (r *runner) many(of value.ID) value.Value {
	key := value.Key{Context: uint32(of), Sort: value.Varying, Index: -1}
	return r.heap.Of(r.heap.New(key, value.Object{Kind: value.Varying, Name: "number"}))
}

// unpack pushes the elements of a value, the first topmost.
func (r *runner) unpack(f *frame, n, starred, at int) {
	v := f.pop()
	if n > 1 {
		r.share(v)
	}
	for i := n - 1; i >= 0; i-- {
		if i == starred {
			elements := r.element(f, v, code.Span{}, at)
			id := r.makeID(f, value.List, i, code.Span{}, at)
			r.heap.Add(&r.heap.Object(id).Elements, elements)
			f.push(r.heap.Of(id))
			continue
		}
		f.push(r.item(f, v, i, at))
	}
}

// share notes that the elements of a list, which are not told apart, are about to get names of their own.
func (r *runner) share(v value.Value) {
	for _, id := range r.heap.All(v) {
		o := r.heap.Object(id)
		if o.Kind != value.List || len(o.Items) > 0 {
			continue
		}
		if element, ok := r.heap.One(o.Elements); ok && r.heap.Object(element).Label == "" {
			r.heap.Object(element).Shared = true
		}
	}
}

// item returns the element of a value at an index.
func (r *runner) item(f *frame, v value.Value, i, at int) value.Value {
	out := value.Nothing
	for _, id := range r.heap.All(v) {
		o := r.heap.Object(id)
		switch {
		case i < len(o.Items) && (o.Kind == value.Tuple || o.Kind == value.List):
			out = r.heap.Join(out, o.Items[i])
		case o.Kind == value.Foreign:
			out = r.heap.Join(out, r.part(id, "["+strconv.Itoa(i)+"]"))
		default:
			out = r.heap.Join(out, r.elementOf(f, id, code.Span{}, at))
		}
	}
	return out
}

// part returns something that belongs to a foreign object: an element or an attribute, by what its name gets.
func (r *runner) part(of value.ID, suffix string) value.Value {
	o := r.heap.Object(of)
	name, why := extend(o.Name, suffix), o.Why
	key := value.Key{Context: uint32(of), File: partFile, At: r.reason(suffix), Sort: value.Foreign}
	return r.heap.Of(r.heap.New(key, value.Object{Kind: value.Foreign, Name: name, Why: why, Of: r.heap.Of(of), At: o.At}))
}

// maxCalls bounds the calls in a dotted name. A chain that is longer is one that a loop makes longer with every turn.
const maxCalls = 8

// extend returns the dotted name of a part. What a method returns on which it is called again is the same sort of thing.
func extend(name, suffix string) string {
	if strings.HasSuffix(name, suffix+"()") {
		return strings.TrimSuffix(name, "()")
	}
	if strings.HasSuffix(name, "[]") && suffix == "[]" || strings.Count(name, "()")+strings.Count(name, "[") > maxCalls {
		return name
	}
	return name + suffix
}

// element returns what the elements of an iterable may be.
func (r *runner) element(f *frame, v value.Value, span code.Span, at int) value.Value {
	out := value.Nothing
	for _, id := range r.heap.All(v) {
		out = r.heap.Join(out, r.elementOf(f, id, span, at))
	}
	if out == value.Nothing {
		return r.unknown("it is an element of something empty")
	}
	return out
}

func (r *runner) elementOf(f *frame, id value.ID, span code.Span, at int) value.Value {
	o := r.heap.Object(id)
	switch o.Kind {
	case value.Tuple, value.List:
		return o.Elements
	case value.Dict:
		r.readsOf(id, "")
		return r.unknown("it is a key")
	case value.Instance:
		return r.iterate(f, id, span, at)
	case value.Foreign:
		if counts[o.Name] {
			return r.varying(f, o.At.Span.Start, 0)
		}
		return r.part(id, "[]")
	}
	return r.unknown("it is an element of something that is not followed")
}

// counts are iterables of whole numbers.
var counts = map[string]bool{"builtins.range()": true, "itertools.count()": true, "tqdm.trange()": true, "tqdm.auto.trange()": true}

// iterate returns the elements of an instance of a class that says how it is iterated over.
func (r *runner) iterate(f *frame, id value.ID, span code.Span, at int) value.Value {
	self := r.heap.Of(id)
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
		return r.invoke(f, m, self, []value.Argument{{Value: r.varying(f, at, -1)}}, span, at)
	}
	return r.unknown("it is an element of an instance")
}

// elementOfIterator returns the elements of what the __iter__ of an instance gives, which may lead back to the instance.
func (r *runner) elementOfIterator(f *frame, id value.ID, it value.Value, span code.Span, at int) value.Value {
	if slices.Contains(r.iterated, id) {
		return r.unknown("it is an element of an instance that iterates over itself")
	}
	r.iterated = append(r.iterated, id)
	defer func() { r.iterated = r.iterated[:len(r.iterated)-1] }()
	return r.element(f, it, span, at)
}

// index returns what is under a key.
func (r *runner) index(f *frame, object, key value.Value, span code.Span, at int) value.Value {
	if n, ok := r.integer(key); ok && n >= 0 {
		if o, one := r.heap.One(object); one && len(r.heap.Object(o).Items) > n {
			return r.heap.Object(o).Items[n]
		}
	}
	name := ""
	if k := r.literal(key); k != nil {
		name = k.Name
	}
	r.reads(object, name)
	if name != "" {
		r.lacks(f, object, name, span)
	}
	out := value.Nothing
	for _, id := range r.heap.All(object) {
		out = r.heap.Join(out, r.indexOf(f, id, key, span, at))
	}
	return out
}

func (r *runner) indexOf(f *frame, id value.ID, key value.Value, span code.Span, at int) value.Value {
	o := r.heap.Object(id)
	switch o.Kind {
	case value.Dict:
		return r.lookup(o, key)
	case value.Tuple, value.List:
		return o.Elements
	case value.Instance:
		if m := r.method(id, "__getitem__"); m != nil {
			return r.invoke(f, m, r.heap.Of(id), []value.Argument{{Value: key}}, span, at)
		}
		if v, ok := r.keyOf(id, key); ok {
			return v
		}
	case value.Class: // List[int], Generic[T]
		return r.heap.Of(id)
	case value.Foreign:
		if k := r.literal(key); k != nil {
			if v, ok := o.Fields[k.Name]; ok {
				return v
			}
			part := r.part(id, "["+k.Name+"]")
			r.noteRead(f, o.Name, part, span)
			return part
		}
		return r.selected(f, id, key, span)
	}
	return r.unknown("it is an element of something that is not followed")
}

// noteRead tells that something is looked for in a checkpoint.
func (r *runner) noteRead(f *frame, of string, part value.Value, span code.Span) {
	call, isCall := strings.CutSuffix(of, "()")
	if !isCall {
		return
	}
	if facts := r.project.Frameworks.Lookup(r.project.Frameworks.Canonical(call)); facts != nil && facts.Restores {
		if id, ok := r.heap.One(part); ok {
			r.emit(Event{Read: id, At: f.place(span)})
		}
	}
}

// selected is the part of something outside the project that a key takes which is itself computed: rows by their numbers, by a
// mask or by a slice. It has the key as its argument.
func (r *runner) selected(f *frame, of value.ID, key value.Value, span code.Span) value.Value {
	k, ok := r.heap.One(key)
	if !ok {
		return r.part(of, "[]")
	}
	switch r.heap.Object(k).Kind {
	case value.Slice, value.Foreign, value.Tuple, value.List:
	default:
		return r.part(of, "[]")
	}
	o := r.heap.Object(of)
	at := value.Key{Context: uint32(of), File: partFile, At: r.reason("[]"), Sort: value.Foreign, Index: int32(k)}
	made := value.Object{Kind: value.Foreign, Name: extend(o.Name, "[]"), Why: o.Why, Of: r.heap.Of(of), At: f.place(span), Args: []value.Argument{{Value: key}}}
	return r.heap.Of(r.heap.New(at, made))
}

// lookup returns what a dictionary may hold under a key.
func (r *runner) lookup(o *value.Object, key value.Value) value.Value {
	if k := r.literal(key); k != nil {
		if v, ok := o.Fields[k.Name]; ok {
			return v
		}
		return o.Elements
	}
	out := o.Elements
	for _, name := range sortedKeys(o.Fields) {
		out = r.heap.Join(out, o.Fields[name])
	}
	return out
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
