package link

import (
	"slices"

	"github.com/agentlint/agentlint/program/facts"
	"github.com/agentlint/agentlint/program/imports"
)

// A Module is a file, and what is defined in it.
type Module struct {
	*imports.Module
	Body    *Function // what the file runs when it is imported
	Classes map[string]*facts.Class

	byName   map[string]*Function
	order    []*Function            // in source order
	members  map[string][]*Function // see methods; made on demand
	resolved map[string]*Target     // names already looked up from here
}

func newModule(of *imports.Module) *Module {
	f := of.Facts
	m := &Module{Module: of, byName: map[string]*Function{}, Classes: map[string]*facts.Class{}, resolved: map[string]*Target{}}
	for i := range f.Functions {
		fn := &Function{Function: &f.Functions[i], Module: m}
		m.byName[fn.Name] = fn
		if i == 0 {
			m.Body = fn
		}
	}
	for i := range f.Classes {
		m.Classes[f.Classes[i].Name] = &f.Classes[i]
	}
	return m
}

// Functions returns the functions in source order.
func (m *Module) Functions() []*Function {
	if m.order == nil {
		m.order = make([]*Function, 0, len(m.byName))
		for i := range m.Facts.Functions {
			if fn := m.byName[m.Facts.Functions[i].Name]; fn.Function == &m.Facts.Functions[i] {
				m.order = append(m.order, fn)
			}
		}
	}
	return m.order
}

// methods returns the functions that belong to a class of the module, in source order: those of classes and functions
// inside it among them.
func (m *Module) methods(class *facts.Class) []*Function {
	if m.members == nil {
		m.members = map[string][]*Function{}
		for _, fn := range m.Functions() {
			for i := range len(fn.Name) {
				if owner := fn.Name[:i]; fn.Name[i] == '.' && m.Classes[owner] != nil {
					m.members[owner] = append(m.members[owner], fn)
				}
			}
		}
	}
	return m.members[class.Name]
}

// IsGuarded reports whether the module does something only when it is the script.
func (m *Module) IsGuarded() bool {
	return slices.ContainsFunc(m.Body.Calls, func(c facts.Call) bool { return c.Guarded })
}

// Acts reports whether the module calls anything of its own accord.
func (m *Module) Acts() bool { return len(m.Body.Calls) > 0 }

// Calls reports whether a function of the module calls something of a name that matches.
func (m *Module) Calls(matches func(callee string) bool) bool {
	return slices.ContainsFunc(m.Functions(), func(fn *Function) bool {
		return slices.ContainsFunc(fn.Calls, func(c facts.Call) bool { return matches(c.Callee) })
	})
}
