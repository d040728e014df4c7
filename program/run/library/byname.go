package library

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/value"
)

// importers are functions that return the module whose name they are given.
var importers = []string{"importlib.import_module", "builtins.__import__"}

// addByNameModels adds what returns the module, or the member of one, whose name it is given.
func addByNameModels() {
	for _, name := range importers {
		models[name] = byNameModel(func(s Site, name string) value.Value { return s.Module(s.Frame, name) })
	}
	for _, name := range []string{"pydoc.locate", "hydra.utils.get_class", "hydra.utils.get_method", "hydra.utils.get_object"} {
		models[name] = byNameModel(func(s Site, name string) value.Value { return s.Named(s.Frame, name) })
	}
}

func byNameModel(named func(s Site, name string) value.Value) Model {
	return func(s Site) value.Value {
		name := value.Nothing
		if len(s.Args) > 0 {
			name = s.Args[0].Value
		}
		all := s.Heap.Alternatives(name)
		if len(all) == 0 || len(all) > maxAlternatives || slices.ContainsFunc(all, func(o *value.Object) bool { return !isDotted(o) }) {
			return value.Nothing
		}
		out := value.Nothing
		for _, o := range all {
			one := named(s, o.Name)
			if one == value.Nothing {
				return value.Nothing
			}
			out = s.Heap.Join(out, one)
		}
		return out
	}
}

// isDotted reports whether a literal may be the absolute name of a module.
func isDotted(o *value.Object) bool {
	return o.Literal == code.String && o.Name != "" && !strings.HasPrefix(o.Name, ".") && !strings.ContainsAny(o.Name, " /{")
}

// IsImported reports whether a value is nothing but modules that were imported by a name that is not known, and members of such.
func IsImported(h *value.Heap, v value.Value) bool {
	return v != value.Nothing && !slices.ContainsFunc(h.All(v), func(id value.ID) bool { return !isImported(h, id, 0) })
}

// deepestMember bounds how many attributes are followed to the module that they are of.
const deepestMember = 4

func isImported(h *value.Heap, id value.ID, depth int) bool {
	o := h.Object(id)
	if o.Kind != value.Foreign || depth > deepestMember {
		return false
	}
	if slices.ContainsFunc(importers, func(name string) bool { return strings.HasPrefix(o.Name, name+"()") }) {
		return true
	}
	if o.Name != "builtins.getattr()" || len(o.Args) == 0 {
		return false
	}
	return slices.ContainsFunc(h.All(o.Args[0].Value), func(of value.ID) bool { return isImported(h, of, depth+1) })
}
