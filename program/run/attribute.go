package run

import (
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/value"
)

// attribute returns what an attribute of a value may be.
func (r *runner) attribute(f *frame, object value.Value, name string, span code.Span, at int) value.Value {
	out := value.Nothing
	for _, id := range r.heap.All(object) {
		r.readsOf(id, name)
		out = r.heap.Join(out, r.attributeOf(f, id, name, span, at))
	}
	if _, s := r.settingsOf(object); s != nil && s.dotted && !methodsOfSettings[name] {
		r.lacks(f, object, name, span)
	}
	if out == value.Nothing {
		return r.unknown("it is an attribute of something that is not bound")
	}
	return out
}

func (r *runner) attributeOf(f *frame, id value.ID, name string, span code.Span, at int) value.Value {
	o := r.heap.Object(id)
	switch o.Kind {
	case value.Module:
		return r.member(o.Ref.(*module), name)
	case value.Instance:
		return r.attributeOfInstance(f, id, name, span, at)
	case value.Class:
		return r.attributeOfClass(id, name)
	case value.Super:
		return r.attributeOfSuper(f, o, name, at)
	case value.Dict:
		return r.methodOf(id, "builtins.dict()."+name)
	case value.List, value.Tuple:
		return r.methodOf(id, "builtins.list()."+name)
	case value.Literal, value.Text:
		return r.methodOf(id, "builtins.str()."+name)
	case value.Option:
		if v, ok := o.Fields[name]; ok {
			return v
		}
		return r.methodOf(id, "?"+o.Name+"."+name)
	case value.Foreign:
		if v, ok := o.Fields[name]; ok {
			return v
		}
		if v := r.setting(o, name); v != value.Nothing {
			return v
		}
		return r.part(id, "."+name)
	case value.Partial, value.Bound, value.Function:
		if v, ok := o.Fields[name]; ok {
			return v
		}
	}
	return r.unknown("it is an attribute of something that is not followed")
}

// methodOf is a method of something that is known, by its dotted name.
func (r *runner) methodOf(of value.ID, name string) value.Value {
	key := value.Key{Context: uint32(of), File: methodFile, At: r.reason(name), Sort: value.Foreign}
	return r.heap.Of(r.heap.New(key, value.Object{Kind: value.Foreign, Name: name, Of: r.heap.Of(of)}))
}

// attributeOfInstance looks in the instance, then in its class and those that it extends.
func (r *runner) attributeOfInstance(f *frame, id value.ID, name string, span code.Span, at int) value.Value {
	o := r.heap.Object(id)
	if v, ok := o.Fields[name]; ok {
		return v
	}
	if name == "__dict__" {
		return r.methodOf(id, "builtins.vars()")
	}
	if v, found := r.inherited(f, id, o.Ref.(*class), name, span, at); found {
		return v
	}
	if m := r.method(id, "__getattr__"); m != nil {
		return r.unknown("__getattr__ gives it")
	}
	return r.unknown("nothing sets the attribute " + name)
}

// inherited finds an attribute of an instance in the classes of it.
func (r *runner) inherited(f *frame, id value.ID, c *class, name string, span code.Span, at int) (value.Value, bool) {
	for _, base := range r.order(c) {
		o := r.heap.Object(base)
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
	return r.methodOf(of, base.Name+"()."+name)
}

// bind makes methods of the functions that a class holds.
func (r *runner) bind(f *frame, self value.ID, v value.Value, span code.Span, at int) value.Value {
	out := value.Nothing
	for _, id := range r.heap.All(v) {
		o := r.heap.Object(id)
		c, isFunction := o.Ref.(*closure)
		switch {
		case o.Kind != value.Function || !isFunction || c.static:
			out = r.heap.Join(out, r.heap.Of(id))
		case c.property:
			out = r.heap.Join(out, r.invoke(f, c, r.heap.Of(self), nil, span, at))
		default:
			key := value.Key{Context: uint32(self), File: boundFile, At: int32(id), Sort: value.Bound}
			out = r.heap.Join(out, r.heap.Of(r.heap.New(key, value.Object{Kind: value.Bound, Ref: c, Of: r.heap.Of(self), Name: o.Name, At: o.At})))
		}
	}
	return out
}

// order returns a class and those that it extends, nearest first, as far as they are known.
func (r *runner) order(c *class) (all []value.ID) {
	all = append(all, c.id)
	for i := 0; i < len(all); i++ {
		k, ok := r.heap.Object(all[i]).Ref.(*class)
		if !ok {
			continue
		}
		for _, base := range k.bases {
			for _, id := range r.heap.All(base) {
				if len(all) < 64 && !contains(all, id) {
					all = append(all, id)
				}
			}
		}
	}
	return foreignLast(r, all)
}

// foreignLast puts classes of the project before others: what these hold is not known in full.
func foreignLast(r *runner, all []value.ID) (out []value.ID) {
	for _, id := range all {
		if r.heap.Object(id).Kind == value.Class {
			out = append(out, id)
		}
	}
	for _, id := range all {
		if r.heap.Object(id).Kind == value.Foreign {
			out = append(out, id)
		}
	}
	return out
}

func contains(all []value.ID, id value.ID) bool {
	for _, a := range all {
		if a == id {
			return true
		}
	}
	return false
}

func (r *runner) attributeOfClass(id value.ID, name string) value.Value {
	c := r.heap.Object(id).Ref.(*class)
	for _, base := range r.order(c) {
		o := r.heap.Object(base)
		if v, ok := o.Fields[name]; ok {
			return r.bindClass(id, v)
		}
		if o.Kind == value.Foreign {
			return r.methodOf(id, o.Name+"."+name)
		}
	}
	return r.unknown("nothing sets the attribute " + name)
}

// bindClass binds class methods to the class.
func (r *runner) bindClass(self value.ID, v value.Value) value.Value {
	out := value.Nothing
	for _, id := range r.heap.All(v) {
		if c, ok := r.heap.Object(id).Ref.(*closure); ok && c.ofClass {
			key := value.Key{Context: uint32(self), File: boundFile, At: int32(id), Sort: value.Bound}
			id = r.heap.New(key, value.Object{Kind: value.Bound, Ref: c, Of: r.heap.Of(self), Name: r.heap.Object(id).Name})
		}
		out = r.heap.Join(out, r.heap.Of(id))
	}
	return out
}

// attributeOfSuper looks in the classes after the one whose method asks.
func (r *runner) attributeOfSuper(f *frame, o *value.Object, name string, at int) value.Value {
	self, ok := r.heap.One(o.Of)
	asking, isClass := o.Ref.(*class)
	if !ok || !isClass {
		return r.unknown("super() is not followed here")
	}
	all := r.order(asking)
	if c, ok := r.heap.Object(self).Ref.(*class); ok {
		if full := r.order(c); contains(full, asking.id) {
			all = full
		}
	}
	after := false
	for _, base := range all {
		if base == asking.id {
			after = true
			continue
		}
		if !after {
			continue
		}
		b := r.heap.Object(base)
		if b.Kind == value.Foreign {
			return r.foreignMember(self, b, name)
		}
		if v, ok := b.Fields[name]; ok {
			return r.bind(f, self, v, code.Span{}, at)
		}
	}
	return r.methodOf(self, "builtins.object()."+name)
}

// method returns the function of the project that is a method of an instance, nil if there is none.
func (r *runner) method(id value.ID, name string) *closure {
	c, ok := r.heap.Object(id).Ref.(*class)
	if !ok {
		return nil
	}
	for _, base := range r.order(c) {
		if v, ok := r.heap.Object(base).Fields[name]; ok {
			for _, fn := range r.heap.All(v) {
				if m, ok := r.heap.Object(fn).Ref.(*closure); ok {
					return m
				}
			}
		}
	}
	return nil
}

// setAttribute sets an attribute. On what lies outside the project that is an event, and on what is not the method's own.
func (r *runner) setAttribute(f *frame, object value.Value, name string, v value.Value, span code.Span) {
	r.label(v, name)
	r.keep(name, v)
	r.putField(object, name, v)
	for _, id := range r.heap.All(object) {
		o := r.heap.Object(id)
		if m, ok := o.Ref.(*module); ok && o.Kind == value.Module {
			r.setMember(m, name, v)
		}
		if o.Kind == value.Foreign || o.Kind == value.Instance && object != f.self {
			r.emit(Event{Set: Set{Object: object, Attribute: name, Value: v}, At: f.place(span)})
			return
		}
	}
}
