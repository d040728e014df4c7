package run

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/value"
)

// A model is what a function outside the project does to values, where a name and a result do not say it. It returns
// Nothing to leave a call to the record alone.
type model func(r *runner, f *frame, s site) value.Value

// models are those of the standard library and of what wraps functions, by dotted name.
var models map[string]model

func init() {
	models = map[string]model{
		"builtins.super":                               superModel,
		"builtins.getattr":                             getattrModel,
		"builtins.setattr":                             setattrModel,
		"builtins.enumerate":                           enumerateModel,
		"builtins.zip":                                 zipModel,
		"builtins.dict":                                dictModel,
		"builtins.map":                                 mapModel,
		"builtins.set":                                 orderModel(value.Hashed),
		"builtins.frozenset":                           orderModel(value.Hashed),
		"builtins.sorted":                              orderModel(value.Sorted),
		"builtins.staticmethod":                        flagModel(func(c *closure) { c.static = true }),
		"builtins.classmethod":                         flagModel(func(c *closure) { c.ofClass = true }),
		"builtins.property":                            flagModel(func(c *closure) { c.property = true }),
		"functools.cached_property":                    flagModel(func(c *closure) { c.property = true }),
		"functools.partial":                            partialModel,
		"functools.wraps":                              wrapsModel,
		"functools.wraps()":                            firstModel,
		"argparse.ArgumentParser().add_argument":       optionModel,
		"argparse.ArgumentParser().add_argument_group": receiverModel,
		"argparse.ArgumentParser().parse_args":         parsedModel,
		"argparse.ArgumentParser().parse_known_args":   parsedPairModel,
		"builtins.dict().get":                          getModel,
		"builtins.dict().items":                        itemsModel,
		"builtins.dict().values":                       valuesModel,
		"builtins.dict().update":                       updateModel,
		"builtins.list().append":                       appendModel,
		"builtins.list().extend":                       extendModel,
	}
	addOptionModels()
	addLoadModels()
	addInstantiateModels()
	addFromDictModels()
	for name := range differentiated {
		models[name] = gradientModel
	}
	for _, name := range []string{"torch.no_grad", "torch.inference_mode", "torch.enable_grad", "torch.autocast"} {
		models[name], models[name+"()"] = contextModel, contextModel
	}
}

// wrapModel is what a call returns that wraps what it is given.
func wrapModel(r *runner, f *frame, s site) value.Value {
	if len(s.args) < 2 || s.args[1].Name != "" || s.args[1].Rest {
		return firstModel(r, f, s)
	}
	id := r.makeID(f, value.Tuple, len(s.args), s.span, s.at)
	o := r.heap.Object(id)
	for i, a := range s.args {
		if a.Name != "" || a.Rest {
			return value.Nothing
		}
		if i == len(o.Items) {
			o.Items = append(o.Items, value.Nothing)
		}
		r.heap.Add(&o.Items[i], a.Value)
		r.heap.Add(&o.Elements, a.Value)
	}
	return r.heap.Of(id)
}

// firstModel is the first argument, if it is something that can be wrapped.
func firstModel(r *runner, _ *frame, s site) value.Value {
	if len(s.args) == 0 || s.args[0].Name != "" || s.args[0].Rest {
		return value.Nothing
	}
	v := s.args[0].Value
	for _, id := range r.heap.All(v) {
		switch r.heap.Object(id).Kind {
		case value.Function, value.Bound, value.Partial, value.Class, value.Instance, value.List, value.Tuple, value.Dict, value.Module:
		case value.Foreign:
		default:
			return value.Nothing
		}
	}
	return v
}

// orderModel makes of a collection one with the same elements in another order. What lies outside the project keeps its name.
func orderModel(order value.Order) model {
	return func(r *runner, f *frame, s site) value.Value {
		out := value.Nothing
		for i, id := range r.heap.All(firstModel(r, f, s)) {
			kind, name := value.List, ""
			switch o := r.heap.Object(id); o.Kind {
			case value.List, value.Tuple, value.Dict:
			case value.Foreign:
				kind, name = value.Foreign, o.Name
			default:
				out = r.heap.Join(out, r.heap.Of(id))
				continue
			}
			made := r.makeID(f, kind, i, s.span, s.at)
			o := r.heap.Object(made)
			o.Name, o.Order = name, order
			r.heap.Add(&o.Of, r.heap.Of(id))
			if kind == value.List {
				elements := r.elementOf(f, id, s.span, s.at)
				r.heap.Add(&r.heap.Object(made).Elements, elements)
			}
			out = r.heap.Join(out, r.heap.Of(made))
		}
		return out
	}
}

// wrapsModel makes what returns the function that it is given. The function that it is like is not called.
func wrapsModel(r *runner, _ *frame, s site) value.Value { return r.outside(s.name + "()") }

func receiverModel(_ *runner, _ *frame, s site) value.Value { return s.of }

// flagModel marks a function, as a decorator does.
func flagModel(mark func(*closure)) model {
	return func(r *runner, f *frame, s site) value.Value {
		v := firstModel(r, f, s)
		for _, id := range r.heap.All(v) {
			if c, ok := r.heap.Object(id).Ref.(*closure); ok {
				mark(c)
			}
		}
		return v
	}
}

// contextModel makes a decorator hold while the function that it decorates runs.
func contextModel(r *runner, f *frame, s site) value.Value {
	v := firstModel(r, f, s)
	for _, id := range r.heap.All(v) {
		c, ok := r.heap.Object(id).Ref.(*closure)
		if !ok {
			return value.Nothing
		}
		if name := strings.TrimSuffix(s.name, "()"); !slices.Contains(c.within, name) {
			c.within = append(c.within, name)
		}
	}
	return v
}

func superModel(r *runner, f *frame, _ site) value.Value {
	if f.class == nil || f.self == value.Nothing {
		return value.Nothing
	}
	self, ok := r.heap.One(f.self)
	if !ok {
		self = r.heap.All(f.self)[0]
	}
	key := value.Key{Context: uint32(self), File: superFile, At: int32(f.class.id), Sort: value.Super}
	return r.heap.Of(r.heap.New(key, value.Object{Kind: value.Super, Ref: f.class, Of: r.heap.Of(self)}))
}

func getattrModel(r *runner, f *frame, s site) value.Value {
	name, ok := s.argument("name", 1)
	object, _ := s.argument("object", 0)
	if k := r.literal(name); ok && k != nil && k.Literal == code.String {
		if d, given := s.argument("default", 2); given {
			r.ask(object, name)
			if id, settings := r.settingsOf(object); settings != nil && r.heap.Object(id).Fields[k.Name] == value.Nothing {
				return d
			}
		}
		return r.attribute(f, object, k.Name, s.span, s.at)
	}
	r.reads(object, "")
	return value.Nothing
}

func setattrModel(r *runner, f *frame, s site) value.Value {
	name, _ := s.argument("name", 1)
	object, _ := s.argument("object", 0)
	v, ok := s.argument("value", 2)
	if k := r.literal(name); ok && k != nil {
		r.setAttribute(f, object, k.Name, v, s.span)
		return r.none()
	}
	return value.Nothing
}

// pairs makes an iterable of tuples.
func (r *runner) pairs(f *frame, s site, items ...value.Value) value.Value {
	pair := r.makeID(f, value.Tuple, 1, s.span, s.at)
	o := r.heap.Object(pair)
	for i, item := range items {
		if i == len(o.Items) {
			o.Items = append(o.Items, value.Nothing)
		}
		r.heap.Add(&o.Items[i], item)
		r.heap.Add(&o.Elements, item)
	}
	list := r.makeID(f, value.List, 2, s.span, s.at)
	made := r.heap.Object(list)
	r.heap.Add(&made.Elements, r.heap.Of(pair))
	for _, a := range s.args {
		r.heap.Add(&made.Of, a.Value)
	}
	return r.heap.Of(list)
}

func enumerateModel(r *runner, f *frame, s site) value.Value {
	over, ok := s.argument("iterable", 0)
	if !ok {
		return value.Nothing
	}
	return r.pairs(f, s, r.varying(f, s.at, 0), r.element(f, over, s.span, s.at))
}

func zipModel(r *runner, f *frame, s site) value.Value {
	var items []value.Value
	for _, a := range s.args {
		if a.Rest {
			return value.Nothing
		}
		if a.Name == "" {
			items = append(items, r.element(f, a.Value, s.span, s.at))
		}
	}
	return r.pairs(f, s, items...)
}

func mapModel(r *runner, f *frame, s site) value.Value {
	if len(s.args) < 2 {
		return value.Nothing
	}
	var args []value.Argument
	for _, a := range s.args[1:] {
		args = append(args, value.Argument{Value: r.element(f, a.Value, s.span, s.at)})
	}
	list := r.makeID(f, value.List, 1, s.span, s.at)
	made := r.call(f, s.args[0].Value, args, s.span, s.at)
	r.addElement(r.heap.Of(list), made)
	return r.heap.Of(list)
}

func dictModel(r *runner, f *frame, s site) value.Value {
	d := r.heap.Of(r.makeID(f, value.Dict, 1, s.span, s.at))
	for _, a := range s.args {
		if a.Name == "" || a.Rest {
			r.mergeInto(d, a.Value)
			continue
		}
		r.putField(d, a.Name, a.Value)
	}
	return d
}

// partialModel makes a callable of a function and arguments that it is given before.
func partialModel(r *runner, f *frame, s site) value.Value {
	if len(s.args) == 0 || s.args[0].Name != "" {
		return value.Nothing
	}
	id := r.makeID(f, value.Partial, 0, s.span, s.at)
	o := r.heap.Object(id)
	r.heap.Add(&o.Callee, s.args[0].Value)
	r.joinArguments(o, s.args[1:])
	return r.heap.Of(id)
}

// optionModel notes an option of argparse with its default.
func optionModel(r *runner, f *frame, s site) value.Value {
	name := r.optionName(s)
	if name == "" {
		return value.Nothing
	}
	id := r.makeID(f, value.Option, 0, s.span, s.at)
	o := r.heap.Object(id)
	o.Name = name
	r.joinArguments(o, s.args)
	if d, ok := s.argument("default", -1); ok {
		o.Default = d
	} else {
		o.Default = r.noDefault(s)
	}
	r.putField(s.of, name, r.heap.Of(id))
	return r.heap.Of(id)
}

// noDefault is the value of an option that is neither given nor has a default.
func (r *runner) noDefault(s site) value.Value {
	if action, ok := s.argument("action", -1); ok {
		if k := r.literal(action); k != nil && k.Name == "store_true" {
			return r.boolean(No)
		} else if k != nil && k.Name == "store_false" {
			return r.boolean(Yes)
		}
	}
	if required, ok := s.argument("required", -1); ok {
		if truth, _ := r.truth(required); truth != No {
			return value.Nothing
		}
	}
	return r.none()
}

// optionName returns the attribute that an option is read by: dest, or the first long flag.
func (r *runner) optionName(s site) string {
	if dest, ok := s.argument("dest", -1); ok {
		if k := r.literal(dest); k != nil {
			return k.Name
		}
	}
	name := ""
	for _, a := range s.args {
		k := r.literal(a.Value)
		if a.Name != "" || k == nil {
			continue
		}
		if strings.HasPrefix(k.Name, "--") {
			name = k.Name
			break
		}
		if name == "" {
			name = k.Name
		}
	}
	return strings.ReplaceAll(strings.TrimLeft(name, "-"), "-", "_")
}

// parsedModel is what a parser returns: an object with the options as attributes.
func parsedModel(r *runner, f *frame, s site) value.Value {
	key := value.Key{Context: f.context, File: f.module.number, At: int32(s.at), Sort: value.Foreign, Index: -1}
	id := r.heap.New(key, value.Object{Kind: value.Foreign, Name: "argparse.Namespace()", At: f.place(s.span), Of: s.of})
	r.emit(Event{Call: id, At: f.place(s.span)})
	return r.heap.Of(id)
}

func parsedPairModel(r *runner, f *frame, s site) value.Value {
	parsed := parsedModel(r, f, s)
	pair := r.makeID(f, value.Tuple, 1, s.span, s.at)
	r.heap.Object(pair).Items = []value.Value{parsed, r.unknown("they are arguments that nothing declares")}
	return r.heap.Of(pair)
}

// setting returns the option that an attribute of parsed arguments is, Nothing if it is none.
func (r *runner) setting(o *value.Object, name string) value.Value {
	if o.Name != "argparse.Namespace()" {
		return value.Nothing
	}
	out := value.Nothing
	for _, parser := range r.heap.All(o.Of) {
		out = r.heap.Join(out, r.heap.Object(parser).Fields[name])
	}
	return out
}

func getModel(r *runner, f *frame, s site) value.Value {
	key, ok := s.argument("key", 0)
	if !ok {
		return value.Nothing
	}
	out := r.index(f, s.of, key, s.span, s.at)
	if d, ok := s.argument("default", 1); ok {
		return r.heap.Join(out, d)
	}
	return r.heap.Join(out, r.none())
}

func itemsModel(r *runner, f *frame, s site) value.Value {
	made := r.pairs(f, s, r.keysOf(s.of), r.valuesOf(s.of))
	for _, id := range r.heap.All(made) {
		r.heap.Add(&r.heap.Object(id).Of, s.of)
	}
	return made
}

// keysOf is what the keys of a mapping may be.
func (r *runner) keysOf(d value.Value) value.Value {
	out := value.Nothing
	for _, id := range r.heap.All(d) {
		out = r.heap.Join(out, r.methodOf(id, "builtins.dict().keys()[]"))
	}
	return out
}

// valuesOf is what a mapping may hold under any key.
func (r *runner) valuesOf(d value.Value) value.Value {
	r.reads(d, "")
	out := value.Nothing
	for _, id := range r.heap.All(d) {
		out = r.heap.Join(out, r.lookup(r.heap.Object(id), value.Nothing))
	}
	return out
}

func valuesModel(r *runner, f *frame, s site) value.Value {
	list := r.heap.Of(r.makeID(f, value.List, 2, s.span, s.at))
	r.addElement(list, r.valuesOf(s.of))
	return list
}

func updateModel(r *runner, _ *frame, s site) value.Value {
	for _, a := range s.args {
		if a.Name != "" && !a.Rest {
			r.putField(s.of, a.Name, a.Value)
			continue
		}
		r.mergeInto(s.of, a.Value)
	}
	return r.none()
}

func appendModel(r *runner, f *frame, s site) value.Value {
	if v, ok := s.argument("object", 0); ok {
		r.addElement(s.of, v)
		if id, one := r.heap.One(v); one && r.heap.Object(id).Kind == value.Foreign {
			r.emit(Event{Set: Set{Object: s.of, Attribute: Appended, Value: v}, At: f.place(s.span)})
		}
	}
	return r.none()
}

func extendModel(r *runner, f *frame, s site) value.Value {
	if v, ok := s.argument("iterable", 0); ok {
		r.addElement(s.of, r.element(f, v, s.span, s.at))
	}
	return r.none()
}

// isBuiltin reports whether Python itself has a name.
func isBuiltin(name string) bool { return builtinNames[name] }

var builtinNames = func() map[string]bool {
	all := map[string]bool{}
	for _, name := range strings.Fields(`abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex
		delattr dict dir display divmod enumerate eval exec exit filter float format frozenset get_ipython getattr globals hasattr hash help hex id
		input int isinstance issubclass iter len list locals map max memoryview min next object oct open ord pow print property quit range repr
		reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip __import__ __file__ __name__ __doc__
		ArithmeticError AssertionError AttributeError BaseException BlockingIOError BrokenPipeError BufferError ConnectionError EOFError
		EnvironmentError Exception ExceptionGroup FileExistsError FileNotFoundError FloatingPointError FutureWarning DeprecationWarning
		GeneratorExit IOError ImportError IndexError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError
		NameError NotImplemented NotImplementedError OSError OverflowError PermissionError RecursionError ReferenceError RuntimeError
		RuntimeWarning StopAsyncIteration StopIteration SyntaxError SystemError SystemExit TimeoutError TypeError UnboundLocalError
		UnicodeDecodeError UnicodeError UserWarning ValueError Warning ZeroDivisionError`) {
		all[name] = true
	}
	return all
}()
