package run

import (
	"slices"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/run/frame"
	"github.com/agentlint/agentlint/program/value"
)

// maxTurns bounds how many turns of a loop are run one by one.
const maxTurns = 6

// A turned is what a loop goes over, one by one.
type turned struct {
	items  []value.Value
	inTurn bool // they are in the order of the turns
}

// unrolled returns what a loop goes over one by one, if it is written out and no other loop is around: what one turn makes is another
// thing than what the next one does.
func (r *runner) unrolled(f *frame.Frame, over value.Value, at int) (t turned) {
	id, ok := r.Heap.One(over)
	if !ok || r.loopsAround() > r.turning {
		return t
	}
	o := r.Heap.Object(id)
	switch {
	case o.Kind != value.List && o.Kind != value.Tuple || o.Order == value.Hashed:
		return t
	case len(o.Items) > 0 && r.areAll(o, o.Items) && !slices.ContainsFunc(o.Items, r.isSetting):
		t = turned{o.Items, true}
	case o.Kind == value.List:
		t = turned{r.pairs(f, o, at), false}
	}
	if len(t.items) < 2 || len(t.items) > maxTurns {
		return turned{}
	}
	return t
}

// loopsAround returns how many loops are around the code at hand.
func (r *runner) loopsAround() (n int) {
	for _, a := range r.Around {
		if a.Loop >= 0 {
			n++
		}
	}
	return n
}

// pairs are the keys and values of a dictionary whose keys are known, if that is what its method items gives.
func (r *runner) pairs(f *frame.Frame, o *value.Object, at int) (all []value.Value) {
	of, ok := r.Heap.One(o.Of)
	pair, isPair := r.Heap.One(o.Elements)
	if !ok || !isPair || r.Heap.Object(of).Kind != value.Dict || r.Heap.Object(of).Elements != value.Nothing || len(r.Heap.Object(pair).Items) != 2 {
		return nil
	}
	if key, ok := r.Heap.One(r.Heap.Object(pair).Items[0]); !ok || r.Heap.Object(key).Name != "builtins.dict().keys()[]" {
		return nil
	}
	fields := r.Heap.Object(of).Fields
	if len(fields) < 2 || len(fields) > maxTurns {
		return nil
	}
	for _, v := range fields {
		if !r.isData(v) {
			return nil
		}
	}
	for i, key := range value.SortedKeys(fields) {
		id := f.Make(r.Heap, value.Tuple, -i-1, code.Span{}, at)
		made := r.Heap.Object(id)
		if made.Items == nil {
			made.Items = make([]value.Value, 2)
		}
		for j, v := range []value.Value{r.Heap.Constant(code.Constant{Kind: code.String, Text: key}), fields[key]} {
			r.Heap.Add(&made.Items[j], v)
			r.Heap.Add(&made.Elements, v)
		}
		all = append(all, r.Heap.Of(id))
	}
	return all
}

// isSetting reports whether a value is one that a configuration file sets, or a dictionary that holds nothing but settings.
func (r *runner) isSetting(v value.Value) bool {
	return slices.ContainsFunc(r.Heap.All(v), func(id value.ID) bool {
		o := r.Heap.Object(id)
		return o.Kind == value.Option || o.Kind == value.Dict && len(o.Fields) > 0 && !r.holdsData(o)
	})
}

// isData reports whether a value is made by something, or is a dictionary that holds such, rather than a setting.
func (r *runner) isData(v value.Value) bool {
	return v != value.Nothing && !slices.ContainsFunc(r.Heap.All(v), func(id value.ID) bool {
		o := r.Heap.Object(id)
		return o.Kind != value.Foreign && o.Kind != value.Instance && o.Kind != value.Tuple && o.Kind != value.List && !r.holdsData(o)
	})
}

// holdsData reports whether something is a dictionary with known keys, under one of which is what something has made.
func (r *runner) holdsData(o *value.Object) bool {
	if o.Kind != value.Dict || o.Elements != value.Nothing {
		return false
	}
	for _, v := range o.Fields {
		if v != value.Nothing && !slices.ContainsFunc(r.Heap.All(v), func(id value.ID) bool {
			kind := r.Heap.Object(id).Kind
			return kind != value.Foreign && kind != value.Instance
		}) {
			return true
		}
	}
	return false
}

// areAll reports whether a collection holds some items and nothing else, as far as these are told apart.
func (r *runner) areAll(o *value.Object, items []value.Value) bool {
	all := value.Nothing
	for _, item := range items {
		all = r.Heap.Join(all, item)
	}
	return all == o.Elements
}

// turns runs the body of a loop once for each of what it goes over. Each turn makes things of its own.
func (r *runner) turns(f *frame.Frame, over value.Value, t turned, span code.Span, body code.Reader, at int) (ways flow) {
	context, depth := f.Context, len(f.Stack)
	r.Enter(record.Loop{At: f.Place(span), Over: over, In: f.Code().Qualified}, context)
	r.turning++
	if !t.inTurn {
		r.unordered++
	}
	for i, item := range t.items {
		f.Context = r.context(contextKey{context, f.Module.Number, -int32(at*maxTurns + i + 1), nil})
		before := f.Save()
		r.share(item)
		f.Push(item)
		way := r.block(f, body)
		f.Stack = f.Stack[:depth]
		ways |= way &^ falls
		if way&(falls|continues) == 0 {
			break
		}
		if way&(breaks|continues) != 0 {
			f.Join(r.Heap, before)
		}
	}
	r.turning--
	if !t.inTurn {
		r.unordered--
	}
	r.Around = r.Around[:len(r.Around)-1]
	f.Context = context
	return ways &^ (breaks | continues)
}

// share notes that what a turn is given gets the name that the others get, too.
func (r *runner) share(item value.Value) {
	id, ok := r.Heap.One(item)
	if !ok {
		return
	}
	o := r.Heap.Object(id)
	if o.Label == "" {
		o.Shared = true
	}
	if o.Kind == value.Tuple {
		for _, inner := range o.Items {
			r.share(inner)
		}
	}
}

// empties notes that an empty list is made where no loop is around: what turns of loops append to it are its items.
func (r *runner) empties(id value.ID) {
	if r.loopsAround() == r.turning {
		r.filled[id] = len(r.Around) - r.turning
	}
}

// Append adds an element to lists. To one that is empty at first, turns of a loop add it as an item.
func (r *runner) Append(list, v value.Value) {
	r.keepOrder(list)
	if id, ok := r.Heap.One(list); ok && r.turning > 0 && r.unordered == 0 {
		o := r.Heap.Object(id)
		if around, isFilled := r.filled[id]; isFilled && around == len(r.Around)-r.turning && r.loopsAround() == r.turning && r.areAll(o, o.Items) {
			o.Items = append(o.Items, v)
		}
	}
	r.Heap.AddElement(list, v)
}

// keepOrder notes that a list gets its elements in the order of something sorted that the innermost loop goes over.
func (r *runner) keepOrder(list value.Value) {
	id, ok := r.Heap.One(list)
	if !ok || r.Heap.Object(id).Order != value.AsGiven {
		return
	}
	for _, a := range slices.Backward(r.Around) {
		if a.Loop < 0 {
			continue
		}
		over := r.Heap.All(r.Record.Loops[a.Loop].Over)
		if len(over) > 0 && !slices.ContainsFunc(over, func(id value.ID) bool { return r.Heap.Object(id).Order != value.Sorted }) {
			r.Heap.Object(id).Order = value.Sorted
		}
		return
	}
}
