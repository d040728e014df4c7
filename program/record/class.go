package record

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/value"
)

// Bases returns the dotted names of the classes outside the project that the class of an instance derives from, however
// indirectly.
func (r *Record) Bases(id value.ID) (names []string) {
	c, ok := r.Heap.Object(id).Ref.(*value.Type)
	if !ok {
		return nil
	}
	seen := map[*value.Type]bool{}
	queue := []*value.Type{c}
	for len(queue) > 0 {
		c, queue = queue[0], queue[1:]
		if seen[c] {
			continue
		}
		seen[c] = true
		for _, base := range c.Bases {
			for _, id := range r.Heap.All(base) {
				if inner, ok := r.Heap.Object(id).Ref.(*value.Type); ok {
					queue = append(queue, inner)
				} else {
					names = append(names, r.Heap.Object(id).Name)
				}
			}
		}
	}
	return names
}

// IsModule reports whether an instance is of a class that derives from a library's class of modules or models: torch.nn.Module,
// keras.Model, flax.nnx.Module.
func (r *Record) IsModule(id value.ID) bool {
	return slices.ContainsFunc(r.Bases(id), func(name string) bool {
		return strings.HasSuffix(name, "Module") || strings.HasSuffix(name, "Model")
	})
}

// Has reports whether the class of an instance, or one that it derives from, is the project's and has a method.
func (r *Record) Has(instance value.ID, method string) bool {
	_, ok := r.Heap.Method(instance, method)
	return ok
}

// Settings are the fields that a class of the project declares, as the options that they are.
func (r *Record) Settings(id value.ID) (all []value.ID) {
	c, ok := r.Heap.Object(id).Ref.(*value.Type)
	if !ok || r.Heap.Object(id).Kind != value.Class {
		return nil
	}
	for _, f := range c.Fields {
		for _, option := range r.Heap.All(f.Value) {
			if o := r.Heap.Object(option); o.Kind == value.Option && o.Name == f.Name {
				all = append(all, option)
			}
		}
	}
	return all
}
