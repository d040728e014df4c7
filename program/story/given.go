package story

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/value"
)

// IsHeld reports whether something is given to a call, or kept in a collection or an object of the project's.
func (s *Story) IsHeld(id value.ID) bool {
	has := func(v value.Value) bool { return slices.Contains(s.Record.Heap.All(v), id) }
	for _, o := range s.Record.Heap.Objects() {
		if has(o.Elements) || slices.ContainsFunc(o.Items, has) || slices.ContainsFunc(o.Args, func(a value.Argument) bool { return has(a.Value) }) {
			return true
		}
		for _, v := range o.Fields {
			if o.Kind != value.Module && has(v) {
				return true
			}
		}
	}
	return false
}

// Shares reports whether two values may be the same object.
func (s *Story) Shares(a, b value.Value) bool {
	return slices.ContainsFunc(s.Record.Heap.All(a), func(id value.ID) bool { return slices.Contains(s.Record.Heap.All(b), id) })
}

// IsZero reports whether a number is 0, by default at least.
func (s *Story) IsZero(v value.Value) bool {
	id, ok := s.Record.Heap.One(v)
	if !ok {
		return false
	}
	o := s.Record.Heap.Object(id)
	if o.Kind == value.Option {
		return o.Default != value.Nothing && s.IsZero(o.Default)
	}
	return o.Kind == value.Literal && strings.Trim(o.Name, "0.") == ""
}

// Literal returns a value as it is written, of a string what stands between the quotes, if it is nothing but a literal.
func (s *Story) Literal(v value.Value) (text string, ok bool) {
	if o := s.OnlyLiteral(v); o != nil {
		return Written(o), true
	}
	return "", false
}

// GivenTo are the results of the calls that are given the result of another as an argument.
func (s *Story) GivenTo(result value.ID) []*value.Object { return s.handedTo()[result] }

func (s *Story) handedTo() map[value.ID][]*value.Object {
	return handedToAnswer.Of(s, (*Story).findHanded)
}

var handedToAnswer Answer[map[value.ID][]*value.Object]

func (s *Story) findHanded() map[value.ID][]*value.Object {
	given := map[value.ID][]*value.Object{}
	for i := range s.Calls {
		o := s.Calls[i].Object
		for _, a := range o.Args {
			for _, id := range s.Record.Heap.All(a.Value) {
				if !slices.Contains(given[id], o) {
					given[id] = append(given[id], o)
				}
			}
		}
	}
	return given
}

// IsTrue reports whether a value is nothing but True.
func (s *Story) IsTrue(v value.Value) bool {
	o := s.Single(v)
	return o != nil && o.Kind == value.Literal && o.Literal == code.True
}

// Argument returns what a call is given by a name or at a place, Nothing if it is given none.
func Argument(o *value.Object, name string, at int) value.Value {
	v, _ := o.Argument(name, at)
	return v
}

// SetTo returns the first of some arguments with their values, such as save_strategy=no, that a call is given, as it may be
// written; "" if it is given none.
func (s *Story) SetTo(o *value.Object, settings []string) string {
	for _, wanted := range settings {
		key, text, _ := strings.Cut(wanted, "=")
		if v, ok := o.Argument(key, -1); ok && s.IsLiteral(v, text) {
			return key + "=" + s.Record.Heap.Describe(v)
		}
	}
	return ""
}

// IsOpen reports whether a value, or an element of it, may be something of which nothing is known.
func (s *Story) IsOpen(v value.Value) bool { return s.isOpenIn(v, map[value.ID]bool{}) }

func (s *Story) isOpenIn(v value.Value, seen map[value.ID]bool) bool {
	return slices.ContainsFunc(s.Record.Heap.All(v), func(id value.ID) bool {
		if seen[id] {
			return false
		}
		seen[id] = true
		o := s.Record.Heap.Object(id)
		return o.Kind == value.Foreign && strings.HasPrefix(o.Name, "?") || s.isOpenIn(o.Elements, seen) ||
			slices.ContainsFunc(o.Items, func(item value.Value) bool { return s.isOpenIn(item, seen) })
	})
}

// IsUnshuffled reports whether a call is told not to shuffle.
func (s *Story) IsUnshuffled(c *Step) bool {
	v, ok := c.Object.Argument("shuffle", -1)
	return ok && !s.IsLiteral(v, "True")
}

// Loads matches what makes a loader of PyTorch.
var Loads = pattern.New(`^torch\.utils\.data\.(dataloader\.)?DataLoader$`)

// IsAttribute reports whether something is an attribute of an object of the project's, so that code which is not run may use it.
func (s *Story) IsAttribute(id value.ID) bool { return s.Owned()[id] != "" }

// Owned returns the attributes of the project's own objects that hold something, by what they hold.
func (s *Story) Owned() map[value.ID]string { return ownedAnswer.Of(s, (*Story).findOwned) }

var ownedAnswer Answer[map[value.ID]string]

// findOwned finds the attributes that instances of the project's classes have.
func (s *Story) findOwned() map[value.ID]string {
	h, owned := s.Record.Heap, map[value.ID]string{}
	for _, o := range h.Objects() {
		if o.Kind != value.Instance {
			continue
		}
		for _, name := range value.SortedKeys(o.Fields) {
			for _, of := range h.All(o.Fields[name]) {
				if owned[of] == "" || h.Object(of).Label == name {
					owned[of] = name
				}
			}
		}
	}
	return owned
}
