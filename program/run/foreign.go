package run

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/value"
)

// callForeign calls something outside the project.
func (r *runner) callForeign(f *frame, id value.ID, args []value.Argument, span code.Span, at int) value.Value {
	o := r.heap.Object(id)
	if known, ok := models[o.Name]; ok {
		if v := known(r, f, site{o.Name, o.Of, args, span, at, id}); v != value.Nothing {
			return v
		}
	}
	if known := r.settingsMethod(o); known != nil {
		if v := known(r, f, site{o.Name, o.Of, args, span, at, id}); v != value.Nothing {
			return v
		}
		o = r.heap.Object(id)
	}
	if name := r.project.Frameworks.Canonical(o.Name); r.project.Frameworks.Wraps(name) {
		if v := firstModel(r, f, site{o.Name, o.Of, args, span, at, id}); v != value.Nothing {
			return v
		}
		o = r.heap.Object(id)
	} else if r.project.Frameworks.WrapsEach(name) {
		if v := wrapModel(r, f, site{o.Name, o.Of, args, span, at, id}); v != value.Nothing {
			return v
		}
		o = r.heap.Object(id)
	}
	if method, ok := lastPart(o.Name); ok && fluent[method] && o.Of != value.Nothing {
		receiver, facts := o.Of, r.project.Frameworks.Lookup(r.project.Frameworks.Canonical(o.Name))
		result := r.called(f, id, o.Name, receiver, args, span, at)
		if facts != nil && facts.Trains != "" {
			return result
		}
		return receiver
	}
	return r.called(f, id, r.heap.Object(id).Name, r.heap.Object(id).Of, args, span, at)
}

// called notes a call of an object that leaves the project, and returns its result, which knows what was called.
func (r *runner) called(f *frame, callee value.ID, name string, of value.Value, args []value.Argument, span code.Span, at int) value.Value {
	result := r.foreign(f, name, of, args, span, at)
	for _, id := range r.heap.All(result) {
		if o := r.heap.Object(id); o.Kind == value.Foreign {
			r.heap.Add(&o.Callee, r.heap.Of(callee))
		}
	}
	r.hooks(f, site{name, of, args, span, at, callee})
	return result
}

// foreign notes a call that leaves the project, and returns its result. Functions that it is handed may be called there.
func (r *runner) foreign(f *frame, name string, of value.Value, args []value.Argument, span code.Span, at int) value.Value {
	key := value.Key{Context: f.context, File: f.module.number, At: int32(at), Sort: value.Foreign, Index: r.reason(name)}
	id := r.heap.New(key, value.Object{Kind: value.Foreign, Name: name + "()", At: f.place(span), Of: of})
	o := r.heap.Object(id)
	r.heap.Add(&o.Of, of)
	r.joinArguments(o, args)
	r.lend(name, args)
	r.emit(Event{Call: id, At: f.place(span)})
	result := r.heap.Of(id)
	for _, d := range r.handOver(f, id, args, span, at) {
		result = r.heap.Join(result, d) // a call of it leads to the function
	}
	return result
}

// joinArguments adds what a call is given to what it was given in other turns of a loop.
func (r *runner) joinArguments(o *value.Object, args []value.Argument) {
	for i, a := range args {
		if i == len(o.Args) {
			o.Args = append(o.Args, a)
			continue
		}
		if o.Args[i].Name == a.Name {
			o.Args[i].From = min(o.Args[i].From, a.From)
			r.heap.Add(&o.Args[i].Value, a.Value)
		}
	}
}

// handOver runs the functions of the project that a call outside is given, since it may call them. What they return may be part
// of the call's result. It returns those that the call only decorates.
func (r *runner) handOver(f *frame, call value.ID, args []value.Argument, span code.Span, at int) (decorated []value.Value) {
	given := r.applied(call)
	for i, a := range args {
		for _, id := range r.heap.All(a.Value) {
			o := r.heap.Object(id)
			switch o.Kind {
			case value.Function, value.Bound, value.Partial:
				if _, waits := differentiated[r.heap.Object(call).Name]; waits {
					r.decorated = append(r.decorated, decoration{f, id, span, at*8 + i + 1})
					continue
				}
				if r.isDefined(f, o, span) {
					r.decorated = append(r.decorated, decoration{f, id, span, at*8 + i + 1})
					decorated = append(decorated, r.heap.Of(id))
					continue
				}
				handed := given
				if handed == nil {
					handed = r.launched(call, a.Name)
					r.record.Launches[call] = r.record.Launches[call] || handed != nil
				}
				made := r.callOne(f, id, handed, span, at*8+i+1)
				r.answer(call, a.Name, made)
				if given != nil {
					r.heap.Add(&r.heap.Object(call).Elements, made)
				}
			}
		}
	}
	return decorated
}

// answer notes what a function returns that a call is given by keyword.
func (r *runner) answer(call value.ID, name string, v value.Value) {
	if name == "" {
		return
	}
	of := r.record.Answers[call]
	if of == nil {
		of = map[string]value.Value{}
		r.record.Answers[call] = of
	}
	of[name] = r.heap.Join(of[name], v)
}

// A decoration is of a function of the project that a decorator is given of which nothing is known: a registry, a command, a task. Or
// it is of one whose gradient is taken, which runs when the gradient is asked for.
type decoration struct {
	frame    *frame
	function value.ID
	span     code.Span
	at       int
}

// isDefined reports whether a call is that of a decorator, at the definition of the function that it is given.
func (r *runner) isDefined(f *frame, o *value.Object, call code.Span) bool {
	c, ok := o.Ref.(*closure)
	if !ok || o.Kind != value.Function || c.module != f.module {
		return false
	}
	header := c.module.file.Functions[c.function].Span
	return header.Start <= call.Start && call.End <= header.End
}

// runDecorated runs the functions that decorators were given and nobody has called: what a decorator does with a function comes
// later, when all is imported.
func (r *runner) runDecorated() {
	for i := 0; i < len(r.decorated); i++ {
		d := r.decorated[i]
		c, ok := r.heap.Object(d.function).Ref.(*closure)
		if ok && !r.ran[functionKey{c.module, c.function}] {
			r.callOne(d.frame, d.function, nil, d.span, d.at)
		}
	}
}

// applied is what a method hands to a function that it applies to what it is called on: a table to its columns, a data set to its
// rows. What is applied to each value of a column, or along a row, is not known.
func (r *runner) applied(call value.ID) []value.Argument {
	o := r.heap.Object(call)
	method, _ := lastPart(strings.TrimSuffix(o.Name, "()"))
	if o.Of == value.Nothing || method != "apply" && method != "transform" && method != "pipe" && method != "agg" {
		return nil
	}
	if axis, ok := o.Argument("axis", 1); ok {
		if n, known := r.integer(axis); !known || n != 0 {
			return nil
		}
	}
	for _, id := range r.heap.All(o.Of) {
		of := r.heap.Object(id)
		if of.Kind != value.Foreign || strings.HasSuffix(of.Name, "]") && !strings.HasSuffix(of.Name, "[]") && !strings.Contains(of.Name, "groupby()") {
			return nil
		}
	}
	return []value.Argument{{Value: o.Of}}
}

// emit adds an event where the run is.
func (r *runner) emit(e Event) {
	e.Alone, e.Root, e.imports, e.Tried, e.Finally = r.alone, r.root, r.imports > 0, r.tried > 0, r.finally > 0
	e.Around, e.Within, e.Way = r.around, r.within, r.way()
	if n := len(r.frames); n > 0 {
		e.In = r.frames[n-1].code().Qualified
	}
	r.add(e)
}

// add adds an event to the record. What is around most events is what is around the one before: they share it.
func (r *runner) add(e Event) {
	var last Event
	if n := len(r.record.Events); n > 0 {
		last = r.record.Events[n-1]
	}
	e.Around, e.Within, e.Way = shared(last.Around, e.Around), shared(last.Within, e.Within), shared(last.Way, e.Way)
	r.record.Events = append(r.record.Events, e)
}

// shared returns a list that is as long as it need be: the last one if it is the same, or its beginning.
func shared[T comparable](last, now []T) []T {
	if len(last) >= len(now) && slices.Equal(last[:len(now)], now) {
		return last[:len(now):len(now)]
	}
	return slices.Clone(now)
}

// fluent are methods that return what they are called on, moved or in another mode.
var fluent = map[string]bool{
	"to": true, "cuda": true, "cpu": true, "train": true, "eval": true, "half": true, "float": true, "double": true, "bfloat16": true,
	"requires_grad_": true, "share_memory": true, "zero_": true,
}

// lastPart returns the last part of a dotted name, and whether there is one before it.
func lastPart(name string) (last string, ok bool) {
	i := strings.LastIndexByte(name, '.')
	return name[i+1:], i >= 0
}

// A site is a call with what it is called on.
type site struct {
	name   string // of what is called
	of     value.Value
	args   []value.Argument
	span   code.Span
	at     int
	callee value.ID
}

// argument returns one of the call's arguments.
func (s site) argument(name string, position int) (value.Value, bool) {
	o := value.Object{Args: s.args}
	return o.Argument(name, position)
}

// enter enters a context manager, and returns what "as" names.
func (r *runner) enter(f *frame, manager value.Value, span code.Span, at int) value.Value {
	r.entered = append(r.entered, r.managerNames(manager))
	out := value.Nothing
	for _, id := range r.heap.All(manager) {
		o := r.heap.Object(id)
		switch {
		case o.Kind == value.Instance && r.method(id, "__enter__") != nil:
			out = r.heap.Join(out, r.invoke(f, r.method(id, "__enter__"), r.heap.Of(id), nil, span, at))
		case o.Kind == value.List: // a generator that contextlib makes one of
			out = r.heap.Join(out, o.Elements)
		default:
			out = r.heap.Join(out, r.heap.Of(id))
		}
	}
	return out
}

// managerNames returns what a context manager is, and what it enters. One that may do more than is known has a name with a
// question mark in front.
func (r *runner) managerNames(manager value.Value) []string {
	id, ok := r.heap.One(manager)
	if !ok {
		return []string{"?"}
	}
	o := r.heap.Object(id)
	name := strings.TrimSuffix(o.Name, "()")
	switch inside, isGenerator := o.Ref.([]string); {
	case isGenerator:
		return append([]string{"?"}, inside...)
	case o.Kind == value.Foreign && name != "":
		return []string{name}
	}
	return []string{"?" + name}
}
