package run

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/run/frame"
	"github.com/agentlint/agentlint/program/run/library"
	"github.com/agentlint/agentlint/program/value"
)

// callForeign calls something outside the project.
func (r *runner) callForeign(f *frame.Frame, id value.ID, args []value.Argument, span code.Span, at int) value.Value {
	s := library.Site{
		Runner: r, Recorder: r.Recorder, Frame: f, Name: r.Heap.Object(id).Name, Of: r.Heap.Object(id).Of, Args: args, Span: span, At: at, Callee: id,
	}
	c := r.calleeOf(s.Name)
	if v := r.presets.Call(s); v != value.Nothing {
		return v
	}
	for _, model := range c.models {
		if v := model(s); v != value.Nothing {
			return v
		}
	}
	s.Of = r.Heap.Object(id).Of // to which a model may have added
	result := r.Called(s)
	if c.isFluent && s.Of != value.Nothing {
		return s.Of
	}
	return result
}

// A callee is what is known of what lies outside the project by its dotted name.
type callee struct {
	number   int32 // of the name, in the heap
	models   []library.Model
	facts    *framework.Call // nil if there are none
	isFluent bool            // it returns what it is called on
}

// calleeOf returns what is known of something by its name.
func (r *runner) calleeOf(name string) *callee {
	c := r.callees[name]
	if c == nil {
		facts := r.Frameworks.Lookup(r.Frameworks.Canonical(name))
		c = &callee{r.Heap.Number(name), r.models(name), facts, library.IsFluent(name) && (facts == nil || facts.Trains == "") || library.ReturnsEstimator(r.Frameworks.Canonical(name))}
		r.callees[name] = c
	}
	return c
}

// models are what a function outside the project is known to do to values.
func (r *runner) models(name string) (all []library.Model) {
	if model := library.Of(name); model != nil {
		all = append(all, model)
	}
	if method, _ := value.LastPart(name); method == maker {
		all = append(all, r.allocated)
	}
	switch canonical := r.Frameworks.Canonical(name); {
	case r.Frameworks.Wraps(canonical):
		all = append(all, library.First)
	case r.Frameworks.WrapsEach(canonical):
		all = append(all, library.Wrap)
	}
	return all
}

// Called notes a call of an object that leaves the project, and returns its result, which knows what was called.
func (r *runner) Called(s library.Site) value.Value {
	result := r.foreign(s.Frame, s.Name, s.Of, s.Args, s.Span, s.At)
	for _, id := range r.Heap.All(result) {
		if o := r.Heap.Object(id); o.Kind == value.Foreign {
			r.Heap.Add(&o.Callee, r.Heap.Of(s.Callee))
		}
	}
	r.hooks(s)
	library.Attach(s)
	return result
}

// foreign notes a call that leaves the project, and returns its result. Functions that it is handed may be called there.
func (r *runner) foreign(f *frame.Frame, name string, of value.Value, args []value.Argument, span code.Span, at int) value.Value {
	key := f.Key(at, value.Foreign, int(r.calleeOf(name).number))
	id, ok := r.Heap.Made(key)
	if !ok {
		id = r.Heap.New(key, value.Object{Kind: value.Foreign, Name: name + "()", At: f.Place(span), Of: of})
	}
	o := r.Heap.Object(id)
	r.Heap.Add(&o.Of, of)
	r.Heap.JoinArguments(o, args)
	r.presets.Lend(name, args)
	r.Emit(record.Event{Call: id, At: f.Place(span)})
	result := r.Heap.Of(id)
	for _, d := range r.handOver(f, id, args, span, at) {
		result = r.Heap.Join(result, d) // a call of it leads to the function
	}
	return result
}

// handOver runs the functions of the project that a call outside is given, since it may call them. What they return may be part
// of the call's result. It returns those that the call only decorates.
func (r *runner) handOver(f *frame.Frame, call value.ID, args []value.Argument, span code.Span, at int) (decorated []value.Value) {
	given := library.Applied(r.Heap, call)
	for i, a := range args {
		for _, id := range r.Heap.All(a.Value) {
			o := r.Heap.Object(id)
			switch o.Kind {
			case value.Function, value.Bound, value.Partial:
				if library.Differentiates(r.Heap, call) {
					r.decorated = append(r.decorated, decoration{frame: f, function: id, span: span, at: at*8 + i + 1})
					continue
				}
				if passedOn := r.isPassedOn(o); passedOn || r.isDefined(f, o, span) {
					name := r.Heap.Object(call).Name
					enters := passedOn || registry.MatchString(name) || r.isOfPackage(name)
					r.decorated = append(r.decorated, decoration{f, id, span, at*8 + i + 1, enters, isCell(name)})
					decorated = append(decorated, r.Heap.Of(id))
					continue
				}
				handed := given
				if handed == nil {
					handed = library.Launched(r.Heap, call, a.Name)
					r.Launches[call] = r.Launches[call] || handed != nil
				}
				if handed == nil {
					handed = library.Measured(r.Heap, a.Name)
				}
				if handed == nil && a.Name == "key" && library.Picks(r.Heap, call) {
					handed = []value.Argument{{Value: r.Element(f, args[0].Value, span, at)}}
				}
				made := r.callOne(f, id, handed, span, at*8+i+1)
				r.Answer(call, a.Name, i, made)
				if given != nil {
					r.Heap.Add(&r.Heap.Object(call).Elements, made)
				}
			}
		}
	}
	return decorated
}

// A decoration is of a function of the project that a decorator is given of which nothing is known: a registry, a command, a task. Or
// it is of one whose gradient is taken, which runs when the gradient is asked for.
type decoration struct {
	frame    *frame.Frame
	function value.ID
	span     code.Span
	at       int
	enters   bool // into a registry, of which others take it, or into what a decorator of the project's own hands it to
	isCell   bool // of a notebook
}

// registry matches the decorators that enter a function into a registry.
var registry = pattern.New(`(?i)(?:^|[._])register(?:[_.(]|$)`)

// isDefined reports whether a call is that of a decorator, at the definition of the function that it is given.
func (r *runner) isDefined(f *frame.Frame, o *value.Object, call code.Span) bool {
	c, ok := o.Ref.(*frame.Closure)
	return ok && o.Kind == value.Function && c.Module == f.Module && isInHeader(c, call)
}

// isPassedOn reports whether a function is given away by a decorator of the project's own, while that decorates it.
func (r *runner) isPassedOn(o *value.Object) bool {
	c, ok := o.Ref.(*frame.Closure)
	return ok && o.Kind == value.Function && slices.ContainsFunc(r.Way, func(at value.Place) bool {
		return r.Record.Files[at.File] == c.Module.File.Path && isInHeader(c, at.Span)
	})
}

// isOfPackage reports whether a name is of the package that the script is a part of: of a framework, whose code is not followed.
func (r *runner) isOfPackage(name string) bool {
	first, _, _ := strings.Cut(name, ".")
	return first != name && strings.Contains("/"+r.Script, "/"+first+"/")
}

// isInHeader reports whether a call is in the header of a function.
func isInHeader(c *frame.Closure, call code.Span) bool {
	header := c.Module.File.Functions[c.Function].Span
	return header.Start <= call.Start && call.End <= header.End
}

// runDecorated runs the functions that decorators were given and nobody has called: what a decorator does with a function comes
// later, when all is imported. What a script enters into a registry that does nothing when it is started is for the program that imports it.
func (r *runner) runDecorated() {
	r.runCells()
	for i := 0; i < len(r.decorated); i++ {
		d := r.decorated[i]
		c, ok := r.Heap.Object(d.function).Ref.(*frame.Closure)
		if ok && d.enters && c.Module.File.Path == r.Script && !slices.Contains(c.Module.File.Symbols, "__name__") {
			continue
		}
		if ok && !r.ran[c.Module.Number][c.Function] {
			r.callOne(d.frame, d.function, nil, d.span, d.at)
		}
	}
}
