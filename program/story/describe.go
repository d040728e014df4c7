package story

import (
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/value"
)

// maxDescribed bounds how many alternatives of a value are written out.
const maxDescribed = 3

// Describe says in a few words what a value is: as it is written, or as what made it.
func (s *Story) Describe(v value.Value) string {
	var all []string
	for i, id := range s.Record.Heap.All(v) {
		if i == maxDescribed {
			all = append(all, "…")
			break
		}
		all = append(all, s.describe(s.Record.Heap.Object(id), 2))
	}
	if len(all) == 0 {
		return "something"
	}
	return strings.Join(all, " or ")
}

func (s *Story) describe(o *value.Object, depth int) string {
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
		return "'" + s.text(o) + "'"
	case value.Option:
		return s.option(o)
	case value.Dict:
		return "{" + strings.Join(sortedKeys(o.Fields), ", ") + "}"
	case value.Tuple, value.List:
		if o.Of != value.Nothing {
			return s.Describe(o.Of)
		}
		return "a collection"
	case value.Foreign:
		return foreign(o)
	}
	return o.Name
}

// foreign names what lies outside the project by its last parts.
func foreign(o *value.Object) string {
	if o.Name == "?" {
		return "something (" + o.Why + ")"
	}
	return strings.TrimPrefix(o.Name, "?")
}

func (s *Story) option(o *value.Object) string {
	if o.Default == value.Nothing {
		return o.Name + " (must be given)"
	}
	return o.Name + " (default " + s.Describe(o.Default) + ")"
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
func (s *Story) text(o *value.Object) string {
	var b strings.Builder
	for _, item := range o.Items {
		id, ok := s.Record.Heap.One(item)
		if ok {
			switch part := s.Record.Heap.Object(id); part.Kind {
			case value.Literal:
				b.WriteString(part.Name)
				continue
			case value.Text:
				b.WriteString(s.text(part))
				continue
			}
		}
		b.WriteString("{" + s.Describe(item) + "}")
	}
	return b.String()
}
