package library

import (
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/run/frame"
	"github.com/agentlint/agentlint/program/value"
)

// clickModel gives a parameter of the function that it decorates the option that the decorator was made with:
// https://click.palletsprojects.com/en/stable/options/.
func clickModel(s Site) value.Value {
	v := First(s)
	for _, id := range s.Heap.All(v) {
		c, ok := s.Heap.Object(id).Ref.(*frame.Closure)
		if !ok {
			continue
		}
		made := Site{Recorder: s.Recorder, Args: s.Heap.Object(s.Callee).Args}
		name := made.clickName()
		if name == "" {
			continue
		}
		key := value.Key{Context: uint32(s.Callee), File: value.PartFile, At: s.Heap.Number(name), Sort: value.Option}
		made.Name = s.Heap.Object(s.Callee).Name
		option := s.Heap.New(key, value.Object{
			Kind: value.Option, Name: name, At: s.Heap.Object(s.Callee).At, Default: made.clickDefault(), Elements: made.clickChoices(),
		})
		if c.Options == nil {
			c.Options = map[string]value.Value{}
		}
		c.Options[name] = s.Heap.Of(option)
	}
	return v
}

// clickName returns the parameter that an option is given as: the name without dashes, or else the first long flag.
func (s Site) clickName() (name string) {
	for _, a := range s.Args {
		k := s.Heap.Literal(a.Value)
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
func (s Site) clickDefault() value.Value {
	if d, ok := s.Argument("default", -1); ok {
		return d
	}
	if s.isRequired() || s.clickArgument() {
		return value.Nothing
	}
	if flag, ok := s.Argument("is_flag", -1); ok {
		if truth, _ := s.Heap.Truth(flag); truth == value.Yes {
			return s.Heap.Boolean(value.No)
		}
	}
	return s.Heap.None()
}

// clickArgument reports whether a parameter is one without dashes, and must be given:
// https://click.palletsprojects.com/en/stable/arguments/.
func (s Site) clickArgument() bool {
	if _, ok := s.Argument("required", -1); ok || !strings.HasSuffix(s.Name, ".argument()") {
		return false
	}
	nargs, _ := s.Argument("nargs", -1)
	n, known := s.Heap.Integer(nargs)
	return !known || n >= 0
}

// clickChoices is what an option is chosen from: click.Choice of a list.
func (s Site) clickChoices() value.Value {
	kind, _ := s.Argument("type", -1)
	id, ok := s.Heap.One(kind)
	if !ok || s.Heap.Object(id).Name != "click.Choice()" {
		return value.Nothing
	}
	all, _ := s.Heap.Object(id).Argument("choices", 0)
	return choices(s.Heap, all)
}

// OptionOf is the default of a parameter that nothing gives: what typer makes an option of is one:
// https://typer.tiangolo.com/tutorial/options/.
func OptionOf(h *value.Heap, c *frame.Closure, v value.Value, name string) value.Value {
	id, ok := h.One(v)
	if !ok {
		return v
	}
	o := h.Object(id)
	if o.Name != "typer.Option()" && o.Name != "typer.Argument()" {
		return v
	}
	byDefault, given := o.Argument("default", 0)
	if k := h.Literal(byDefault); !given || k != nil && k.Literal == code.Ellipsis {
		byDefault = value.Nothing
	}
	key := value.Key{Context: uint32(id), File: value.PartFile, At: h.Number(name), Sort: value.Option, Index: int32(c.Function)}
	return h.Of(h.New(key, value.Object{Kind: value.Option, Name: name, At: o.At, Default: byDefault}))
}
