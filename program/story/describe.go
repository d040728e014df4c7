package story

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/value"
)

// maxDescribed bounds how many alternatives of a value are written out.
const maxDescribed = 3

// deepest is how far what a value is made of is written out. A loop may make a value of itself.
const deepest = 3

// Describe says in a few words what a value is: as it is written, or as what made it.
func (s *Story) Describe(v value.Value) string { return s.describeAll(v, deepest) }

func (s *Story) describeAll(v value.Value, depth int) string {
	if depth < 0 {
		return "…"
	}
	var all []string
	for i, id := range s.Record.Heap.All(v) {
		if i == maxDescribed {
			all = append(all, "…")
			break
		}
		if text := s.DescribeObject(s.Record.Heap.Object(id), depth); !slices.Contains(all, text) {
			all = append(all, text)
		}
	}
	if len(all) == 0 {
		return "something"
	}
	return strings.Join(all, " or ")
}

// DescribeObject says in a few words what an object is, and what it is made of up to a depth.
func (s *Story) DescribeObject(o *value.Object, depth int) string {
	switch o.Kind {
	case value.Foreign, value.Instance, value.List, value.Tuple, value.Dict:
		if o.Label != "" {
			return o.Label
		}
	}
	switch o.Kind {
	case value.Literal:
		return literal(o)
	case value.Varying:
		return "a " + o.Name
	case value.Text:
		return "'" + s.textTo(o, depth) + "'"
	case value.Option:
		return s.option(o, depth)
	case value.Dict:
		return "{" + strings.Join(SortedKeys(o.Fields), ", ") + "}"
	case value.Tuple, value.List:
		if o.Of != value.Nothing {
			return s.describeAll(o.Of, depth-1)
		}
		if o.Name != "" {
			return o.Name + "(…)" // a generator
		}
		return "a collection"
	case value.Foreign:
		return s.foreign(o, depth)
	}
	return o.Name
}

// foreign names what lies outside the project: a call by its last part, with what it is called on and given.
func (s *Story) foreign(o *value.Object, depth int) string {
	if o.Name == "?" {
		return "something (" + o.Why + ")"
	}
	name := strings.TrimPrefix(o.Name, "?")
	if depth == 0 {
		return name
	}
	if _, index, ok := Element(name); ok && o.Of != value.Nothing {
		return s.one(o.Of, depth-1) + "[" + index + "]"
	}
	call, isCall := strings.CutSuffix(name, "()")
	_, last := CutLast(call)
	if id, ok := s.Record.Heap.One(o.Of); ok && (s.Record.Heap.Object(id).At.Span.End > 0 || s.Record.Heap.Object(id).Label != "" && strings.HasSuffix(s.Record.Heap.Object(id).Name, "()")) {
		last = s.DescribeObject(s.Record.Heap.Object(id), depth-1) + "." + last
	} else if !isCall {
		return name
	}
	if !isCall {
		return last
	}
	return last + "(" + s.arguments(o, depth-1) + ")"
}

// one describes a value without what it may be besides.
func (s *Story) one(v value.Value, depth int) string {
	all := s.Record.Heap.All(v)
	if len(all) == 0 {
		return "something"
	}
	return s.DescribeObject(s.Record.Heap.Object(all[0]), depth)
}

// arguments describes what a call is given.
func (s *Story) arguments(o *value.Object, depth int) string {
	var all []string
	for i, a := range o.Args {
		if i == maxDescribed || depth == 0 {
			all = append(all, "…")
			break
		}
		text := s.one(a.Value, depth)
		if a.Name != "" && !a.Rest {
			text = a.Name + "=" + text
		}
		all = append(all, text)
	}
	return strings.Join(all, ", ")
}

func (s *Story) option(o *value.Object, depth int) string {
	if o.Default == value.Nothing {
		return o.Name + " (must be given)"
	}
	return o.Name + " (default " + s.describeAll(o.Default, depth-1) + ")"
}

func literal(o *value.Object) string {
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

// text writes a string that is made of parts, with those that are not fixed in braces.
func (s *Story) text(o *value.Object) string { return s.textTo(o, deepest) }

func (s *Story) textTo(o *value.Object, depth int) string {
	if depth < 0 {
		return "…"
	}
	var b strings.Builder
	for _, item := range o.Items {
		id, isOne := s.Record.Heap.One(item)
		below := depth - 1
		if isOne {
			below = depth
			switch part := s.Record.Heap.Object(id); part.Kind {
			case value.Literal:
				b.WriteString(part.Name)
				continue
			case value.Text:
				b.WriteString(s.textTo(part, depth-1))
				continue
			}
		}
		b.WriteString("{" + s.describeAll(item, below) + "}")
	}
	return b.String()
}
