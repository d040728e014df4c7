package run

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/run/frame"
	"github.com/agentlint/agentlint/program/run/library"
	"github.com/agentlint/agentlint/program/value"
)

// Attribute returns what an attribute of a value may be. The program goes on only where the value is not None, which has none of those
// that programs ask for.
func (r *runner) Attribute(f *frame.Frame, object value.Value, name string, span code.Span, at int) value.Value {
	out := value.Nothing
	for _, id := range r.Heap.All(r.Heap.NotNone(object)) {
		r.ReadsOf(id, name)
		out = r.Heap.Join(out, r.attributeOf(f, id, name, span, at))
	}
	r.presets.ReadsAttribute(f, object, name, span)
	if out == value.Nothing {
		return r.Heap.Unknown("it is an attribute of something that is unbound")
	}
	return out
}

// isMissing reports whether an object is the None that stands for what could not be imported: a module, class or function otherwise.
func (r *runner) isMissing(id value.ID, all []value.ID) bool {
	o := r.Heap.Object(id)
	return o.Kind == value.Literal && o.Literal == code.None && slices.ContainsFunc(all, func(other value.ID) bool {
		o := r.Heap.Object(other)
		return o.Kind == value.Module || o.Kind == value.Foreign && o.Of == value.Nothing && !strings.ContainsAny(o.Name, "?()[]")
	})
}

func (r *runner) attributeOf(f *frame.Frame, id value.ID, name string, span code.Span, at int) value.Value {
	o := r.Heap.Object(id)
	switch o.Kind {
	case value.Module:
		return r.member(o.Ref.(*frame.Module), name)
	case value.Instance:
		return r.attributeOfInstance(f, id, name, span, at)
	case value.Class:
		return r.attributeOfClass(id, name)
	case value.Super:
		return r.attributeOfSuper(f, o, name, at)
	case value.Dict:
		return r.Heap.MethodOf(id, "builtins.dict()."+name)
	case value.List, value.Tuple:
		return r.Heap.MethodOf(id, "builtins.list()."+name)
	case value.Literal, value.Text:
		return r.Heap.MethodOf(id, "builtins.str()."+name)
	case value.Option:
		if v, ok := o.Fields[name]; ok {
			return v
		}
		if made, ok := r.Heap.One(o.Default); ok && r.Heap.Object(made).Kind == value.Instance { // settings in settings
			return r.Attribute(f, o.Default, name, span, at)
		}
		return r.Heap.MethodOf(id, "?"+o.Name+"."+name)
	case value.Foreign:
		if v, ok := o.Fields[name]; ok {
			return v
		}
		if v := library.Setting(r.Heap, o, name); v != value.Nothing {
			return v
		}
		return r.Heap.Part(id, "."+name)
	case value.Partial, value.Bound, value.Function:
		if v, ok := o.Fields[name]; ok {
			return v
		}
		if v := r.remote(id, name); v != value.Nothing {
			return v
		}
	}
	return r.Heap.Unknown("it is an attribute of something that is not followed")
}

// attributeOfInstance looks in the instance, then in its class and those that it extends.
func (r *runner) attributeOfInstance(f *frame.Frame, id value.ID, name string, span code.Span, at int) value.Value {
	o := r.Heap.Object(id)
	if v, ok := o.Fields[name]; ok {
		return v
	}
	if name == "__dict__" {
		return r.Heap.MethodOf(id, "builtins.vars()")
	}
	if v, found := r.inherited(f, id, o.Ref.(*value.Type), name, span, at); found {
		return v
	}
	if m := r.method(id, "__getattr__"); m != nil {
		return r.Heap.Unknown("__getattr__ gives it")
	}
	return r.Heap.Unknown("nothing sets the attribute " + name)
}

// inherited finds an attribute of an instance in the classes of it.
func (r *runner) inherited(f *frame.Frame, id value.ID, c *value.Type, name string, span code.Span, at int) (value.Value, bool) {
	for _, base := range r.Heap.Order(c) {
		o := r.Heap.Object(base)
		if o.Kind == value.Foreign {
			v := r.foreignMember(id, o, name)
			return v, true
		}
		if v, ok := o.Fields[name]; ok {
			return r.bind(f, id, v, span, at), true
		}
	}
	return value.Nothing, false
}

// foreignMember is a member that an instance has from a class outside the project.
func (r *runner) foreignMember(of value.ID, base *value.Object, name string) value.Value {
	return r.Heap.MethodOf(of, base.Name+"()."+name)
}

// bind makes methods of the functions that a class holds.
func (r *runner) bind(f *frame.Frame, self value.ID, v value.Value, span code.Span, at int) value.Value {
	out := value.Nothing
	for _, id := range r.Heap.All(v) {
		o := r.Heap.Object(id)
		c, isFunction := o.Ref.(*frame.Closure)
		switch {
		case o.Kind != value.Function || !isFunction || c.Static || isMaker(c):
			out = r.Heap.Join(out, r.Heap.Of(id))
		case c.Property:
			out = r.Heap.Join(out, r.invoke(f, c, r.Heap.Of(self), nil, span, at))
		default:
			key := value.Key{Context: uint32(self), File: value.BoundFile, At: int32(id), Sort: value.Bound}
			out = r.Heap.Join(out, r.Heap.Of(r.Heap.New(key, value.Object{Kind: value.Bound, Ref: c, Of: r.Heap.Of(self), Name: o.Name, At: o.At})))
		}
	}
	return out
}

func (r *runner) attributeOfClass(id value.ID, name string) value.Value {
	c := r.Heap.Object(id).Ref.(*value.Type)
	for _, base := range r.Heap.Order(c) {
		o := r.Heap.Object(base)
		if v, ok := o.Fields[name]; ok {
			return r.bindClass(id, v)
		}
		if o.Kind == value.Foreign && !isRemote[name] {
			return r.Heap.MethodOf(id, o.Name+"."+name)
		}
	}
	if v := r.remote(id, name); v != value.Nothing {
		return v
	}
	return r.Heap.Unknown("nothing sets the attribute " + name)
}

// isRemote are the attributes that Ray adds to functions, classes and the methods of actors.
var isRemote = map[string]bool{"remote": true, "options": true}

// remote is an attribute that Ray adds: a call of one of them does in another process what the function or class does, or returns it
// with other resources (https://docs.ray.io/en/latest/ray-core/actors.html).
func (r *runner) remote(id value.ID, name string) value.Value {
	switch name {
	case "remote":
		return r.Heap.Of(id)
	case "options":
		return r.Heap.MethodOf(id, "ray.remote().options")
	}
	return value.Nothing
}

// bindClass binds class methods to the class.
func (r *runner) bindClass(self value.ID, v value.Value) value.Value {
	out := value.Nothing
	for _, id := range r.Heap.All(v) {
		if c, ok := r.Heap.Object(id).Ref.(*frame.Closure); ok && c.OfClass {
			key := value.Key{Context: uint32(self), File: value.BoundFile, At: int32(id), Sort: value.Bound}
			id = r.Heap.New(key, value.Object{Kind: value.Bound, Ref: c, Of: r.Heap.Of(self), Name: r.Heap.Object(id).Name})
		}
		out = r.Heap.Join(out, r.Heap.Of(id))
	}
	return out
}

// attributeOfSuper looks in the classes after the one whose method asks.
func (r *runner) attributeOfSuper(f *frame.Frame, o *value.Object, name string, at int) value.Value {
	self, ok := r.Heap.One(o.Of)
	asking, isClass := o.Ref.(*value.Type)
	if !ok || !isClass {
		return r.Heap.Unknown("super() is not followed here")
	}
	all := r.Heap.Order(asking)
	if c, ok := r.Heap.Object(self).Ref.(*value.Type); ok {
		if full := r.Heap.Order(c); slices.Contains(full, asking.ID) {
			all = full
		}
	}
	after := false
	for _, base := range all {
		if base == asking.ID {
			after = true
			continue
		}
		if !after {
			continue
		}
		b := r.Heap.Object(base)
		if b.Kind == value.Foreign {
			return r.foreignMember(self, b, name)
		}
		if v, ok := b.Fields[name]; ok {
			return r.bind(f, self, v, code.Span{}, at)
		}
	}
	return r.Heap.MethodOf(self, "builtins.object()."+name)
}

// method returns the function of the project that is a method of an instance, nil if there is none.
func (r *runner) method(id value.ID, name string) *frame.Closure {
	if fn, ok := r.Heap.Method(id, name); ok {
		return r.Heap.Object(fn).Ref.(*frame.Closure)
	}
	return nil
}

// SetAttribute sets an attribute. On what lies outside the project that is an event, and on what is not the method's own.
func (r *runner) SetAttribute(f *frame.Frame, object value.Value, name string, v value.Value, span code.Span) {
	r.Heap.SetLabel(v, name)
	r.Bind(name, v)
	r.keepSetting(object, name)
	r.Heap.PutField(object, name, v)
	number := r.Heap.Literal(v)
	for _, id := range r.Heap.All(object) {
		o := r.Heap.Object(id)
		if o.Kind == value.Instance && number != nil && number.Literal == code.Integer && number.Name != "1" { // which may be 0 + 1
			r.StartsOver(id, name)
		}
		if m, ok := o.Ref.(*frame.Module); ok && o.Kind == value.Module {
			r.setMember(m, name, v)
		}
		if o.Kind == value.Foreign || o.Kind == value.Instance && object != f.Self {
			r.Emit(record.Event{Set: record.Set{Object: object, Attribute: name, Value: v}, At: f.Place(span)})
			return
		}
	}
}

// keepSetting keeps an option that is set to something else under a condition as what it may be.
func (r *runner) keepSetting(object value.Value, name string) {
	if !slices.ContainsFunc(r.Around, func(a record.Around) bool { return a.Loop < 0 }) {
		return
	}
	for _, id := range r.Heap.All(object) {
		if o := r.Heap.Object(id); o.Kind == value.Foreign && o.Fields[name] == value.Nothing {
			if was := library.Setting(r.Heap, o, name); was != value.Nothing {
				r.Heap.PutField(r.Heap.Of(id), name, was)
			}
		}
	}
}
