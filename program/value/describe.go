package value

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/code"
)

// maxDescribed bounds how many alternatives of a value are written out.
const maxDescribed = 3

// deepest is how far what a value is made of is written out. A loop may make a value of itself.
const deepest = 3

// Describe says in a few words what a value is: as it is written, or as what made it.
func (h *Heap) Describe(v Value) string { return h.describeAll(v, deepest) }

func (h *Heap) describeAll(v Value, depth int) string {
	if depth < 0 {
		return "…"
	}
	var all []string
	for i, id := range h.All(v) {
		if i == maxDescribed {
			all = append(all, "…")
			break
		}
		if text := h.DescribeObject(h.Object(id), depth); !slices.Contains(all, text) {
			all = append(all, text)
		}
	}
	if len(all) == 0 {
		return "something"
	}
	return strings.Join(all, " or ")
}

// DescribeObject says in a few words what an object is, and what it is made of up to a depth.
func (h *Heap) DescribeObject(o *Object, depth int) string {
	switch o.Kind {
	case Foreign, Instance, List, Tuple, Dict:
		if o.Label != "" {
			return o.Label
		}
	}
	switch o.Kind {
	case Literal:
		return AsWritten(o)
	case Varying:
		return "a " + o.Name
	case Text:
		return "'" + h.textTo(o, depth) + "'"
	case Option:
		return h.option(o, depth)
	case Dict:
		return "{" + strings.Join(SortedKeys(o.Fields), ", ") + "}"
	case Tuple, List:
		if o.Of != Nothing {
			return h.describeAll(o.Of, depth-1)
		}
		if o.Name != "" {
			return o.Name + "(…)" // a generator
		}
		return "a collection"
	case Foreign:
		return h.foreign(o, depth)
	}
	return o.Name
}

// negated reports whether something is what is left of 0, as of a number with the other sign.
func (h *Heap) negated(o *Object) bool {
	if o.Operator != code.Subtract || len(o.Args) != 2 {
		return false
	}
	zero := h.Literal(o.Args[0].Value)
	return zero != nil && zero.Name == "0"
}

// foreign names what lies outside the project: a call by its last part, with what it is called on and given.
func (h *Heap) foreign(o *Object, depth int) string {
	if h.negated(o) && depth > 0 {
		return "-" + h.describeAll(o.Args[1].Value, depth-1)
	}
	if o.Name == "?" {
		return "something (" + o.Why + ")"
	}
	name := strings.TrimPrefix(o.Name, "?")
	if depth == 0 {
		return name
	}
	if _, index, ok := Element(name); ok && o.Of != Nothing {
		return h.one(o.Of, depth-1) + "[" + index + "]"
	}
	call, isCall := strings.CutSuffix(name, "()")
	last, _ := LastPart(call)
	if id, ok := h.One(o.Of); ok && (h.Object(id).At.Span.End > 0 || h.Object(id).Label != "" && strings.HasSuffix(h.Object(id).Name, "()")) {
		last = h.DescribeObject(h.Object(id), depth-1) + "." + last
	} else if !isCall {
		return name
	}
	if !isCall {
		return last
	}
	return last + "(" + h.arguments(o, depth-1) + ")"
}

// one describes a value without what it may be besides.
func (h *Heap) one(v Value, depth int) string {
	all := h.All(v)
	if len(all) == 0 {
		return "something"
	}
	return h.DescribeObject(h.Object(all[0]), depth)
}

// arguments describes what a call is given.
func (h *Heap) arguments(o *Object, depth int) string {
	var all []string
	for i, a := range o.Args {
		if i == maxDescribed || depth == 0 {
			all = append(all, "…")
			break
		}
		text := h.one(a.Value, depth)
		if a.Name != "" && !a.Rest {
			text = a.Name + "=" + text
		}
		all = append(all, text)
	}
	return strings.Join(all, ", ")
}

func (h *Heap) option(o *Object, depth int) string {
	if o.Default == Nothing {
		return o.Name + " (must be given)"
	}
	return o.Name + " (default " + h.describeAll(o.Default, depth-1) + ")"
}

// AsWritten is a literal as it is written.
func AsWritten(o *Object) string {
	switch o.Literal {
	case code.None:
		return "None"
	case code.True:
		return "True"
	case code.False:
		return "False"
	case code.String:
		return "'" + o.Name + "'"
	}
	return o.Name
}

// TextOf writes a string that is made of parts, with those that are not fixed in braces.
func (h *Heap) TextOf(o *Object) string { return h.textTo(o, deepest) }

func (h *Heap) textTo(o *Object, depth int) string {
	if depth < 0 {
		return "…"
	}
	var b strings.Builder
	for _, item := range o.Items {
		id, isOne := h.One(item)
		below := depth - 1
		if isOne {
			below = depth
			switch part := h.Object(id); part.Kind {
			case Literal:
				b.WriteString(part.Name)
				continue
			case Text:
				b.WriteString(h.textTo(part, depth-1))
				continue
			}
		}
		b.WriteString("{" + h.describeAll(item, below) + "}")
	}
	return b.String()
}
