package run

import (
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/value"
)

// addOptionModels adds what libraries of command lines do, but for argparse: https://click.palletsprojects.com/en/stable/options/,
// https://typer.tiangolo.com/tutorial/options/, https://abseil.io/docs/python/guides/flags.
func addOptionModels() {
	for _, name := range []string{"click.option()", "rich_click.option()", "cloup.option()"} {
		models[name] = clickModel
	}
	for _, library := range []string{"absl.flags", "tensorflow.app.flags", "tensorflow.compat.v1.flags", "tensorflow.compat.v1.app.flags", "tensorflow.flags"} {
		for _, kind := range []string{"integer", "float", "string", "bool", "boolean", "enum", "list", "spaceseplist", "multi_string", "multi_integer"} {
			models[library+".DEFINE_"+kind] = flagsModel
		}
	}
}

// clickModel gives a parameter of the function that it decorates the option that the decorator was made with.
func clickModel(r *runner, f *frame, s site) value.Value {
	v := firstModel(r, f, s)
	for _, id := range r.heap.All(v) {
		c, ok := r.heap.Object(id).Ref.(*closure)
		if !ok {
			continue
		}
		made := site{args: r.heap.Object(s.callee).Args}
		name := r.clickName(made)
		if name == "" {
			continue
		}
		key := value.Key{Context: uint32(s.callee), File: partFile, At: r.reason(name), Sort: value.Option}
		option := r.heap.New(key, value.Object{Kind: value.Option, Name: name, At: r.heap.Object(s.callee).At, Default: r.clickDefault(made)})
		if c.options == nil {
			c.options = map[string]value.Value{}
		}
		c.options[name] = r.heap.Of(option)
	}
	return v
}

// clickName returns the parameter that an option is given as: the name without dashes, or else the first long flag.
func (r *runner) clickName(s site) (name string) {
	for _, a := range s.args {
		k := r.literal(a.Value)
		if a.Name != "" || k == nil {
			continue
		}
		text, _, _ := strings.Cut(k.Name, "/")
		switch {
		case !strings.HasPrefix(text, "-"):
			return text
		case name == "" || strings.HasPrefix(text, "--") && !strings.HasPrefix(name, "--"):
			name = text
		}
	}
	return strings.ReplaceAll(strings.TrimLeft(name, "-"), "-", "_")
}

// clickDefault is the value of an option that is not given.
func (r *runner) clickDefault(s site) value.Value {
	if d, ok := s.argument("default", -1); ok {
		return d
	}
	if required, ok := s.argument("required", -1); ok {
		if truth, _ := r.truth(required); truth != No {
			return value.Nothing
		}
	}
	if flag, ok := s.argument("is_flag", -1); ok {
		if truth, _ := r.truth(flag); truth == Yes {
			return r.boolean(No)
		}
	}
	return r.none()
}

// optionOf is the default of a parameter that nothing gives: what typer makes an option of is one.
func (r *runner) optionOf(c *closure, v value.Value, name string) value.Value {
	id, ok := r.heap.One(v)
	if !ok {
		return v
	}
	o := r.heap.Object(id)
	if o.Name != "typer.Option()" && o.Name != "typer.Argument()" {
		return v
	}
	byDefault, given := o.Argument("default", 0)
	if k := r.literal(byDefault); !given || k != nil && k.Literal == code.Ellipsis {
		byDefault = value.Nothing
	}
	key := value.Key{Context: uint32(id), File: partFile, At: r.reason(name), Sort: value.Option, Index: int32(c.function)}
	return r.heap.Of(r.heap.New(key, value.Object{Kind: value.Option, Name: name, At: o.At, Default: byDefault}))
}

// flagsModel notes a flag of absl as an attribute of what holds all of them.
func flagsModel(r *runner, f *frame, s site) value.Value {
	named, ok := s.argument("name", 0)
	name := r.literal(named)
	if !ok || name == nil {
		return value.Nothing
	}
	id := r.makeID(f, value.Option, 0, s.span, s.at)
	o := r.heap.Object(id)
	o.Name = name.Name
	if d, ok := s.argument("default", 1); ok {
		r.heap.Add(&o.Default, d)
	}
	library := s.name[:strings.LastIndexByte(s.name, '.')]
	all := r.outside(library + ".FLAGS")
	for _, of := range r.heap.All(s.of) {
		all = r.heap.Join(all, r.part(of, ".FLAGS"))
	}
	r.putField(all, name.Name, r.heap.Of(id))
	holder := r.makeID(f, value.Foreign, 1, s.span, s.at)
	r.heap.Object(holder).Name = library + ".FlagHolder()"
	r.putField(r.heap.Of(holder), "value", r.heap.Of(id))
	return r.heap.Of(holder)
}
