package program

import (
	"github.com/agentlint/agentlint/program/facts"
	"github.com/agentlint/agentlint/program/imports"
)

// A module is a file of a program, and what is defined in it.
type module struct {
	*imports.Module
	functions map[string]*function
	classes   map[string]*facts.Class
	body      *function
	order     []*function            // in source order
	members   map[string][]*function // see methods; made on demand
	resolved  map[string]*target     // names already looked up from here
}

// take makes the modules of a graph those of the program.
func (p *Program) take(g imports.Graph) {
	p.graph, p.order = g, make([]*module, len(g.Order))
	for i, m := range g.Order {
		p.order[i] = newModule(m)
	}
}

func newModule(of *imports.Module) *module {
	f := of.Facts
	m := &module{Module: of, functions: map[string]*function{}, classes: map[string]*facts.Class{}, resolved: map[string]*target{}}
	for i := range f.Functions {
		fn := &function{Function: &f.Functions[i], module: m}
		m.functions[fn.Name] = fn
		if i == 0 {
			m.body = fn
		}
	}
	for i := range f.Classes {
		m.classes[f.Classes[i].Name] = &f.Classes[i]
	}
	return m
}

// moduleAt returns the module that the file at a path is, nil if there is none.
func (p *Program) moduleAt(path string) *module {
	if m := p.graph.At(path); m != nil {
		return p.order[m.ID]
	}
	return nil
}

// together returns the modules that may run in one process with m.
func (p *Program) together(m *module) (all []*module) {
	for _, other := range p.graph.Together(m.Module) {
		all = append(all, p.order[other.ID])
	}
	return all
}

// sorted returns the functions in source order.
func (m *module) sorted() []*function {
	if m.order == nil {
		m.order = make([]*function, 0, len(m.functions))
		for i := range m.Facts.Functions {
			if fn := m.functions[m.Facts.Functions[i].Name]; fn.Function == &m.Facts.Functions[i] {
				m.order = append(m.order, fn)
			}
		}
	}
	return m.order
}

// methods returns the functions that belong to a class of the module, in source order: those of classes and functions
// inside it among them.
func (m *module) methods(class *facts.Class) []*function {
	if m.members == nil {
		m.members = map[string][]*function{}
		for _, fn := range m.sorted() {
			for i := range len(fn.Name) {
				if owner := fn.Name[:i]; fn.Name[i] == '.' && m.classes[owner] != nil {
					m.members[owner] = append(m.members[owner], fn)
				}
			}
		}
	}
	return m.members[class.Name]
}
