package program

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/facts"
)

// A Coupling is what one class or function of the training code knows of the project's other classes.
type Coupling struct {
	At   facts.Range
	Name string
	To   []string // names of the classes that it instantiates or calls methods of, in order of first use
}

// Couplings returns the classes and functions at the top level of the training code that use other classes.
func (p *Program) Couplings() (all []Coupling) {
	p.link()
	for _, m := range p.order {
		if !m.Training || IsTest(m.Facts.Path) {
			continue
		}
		index := map[string]int{} // in all, by name
		for _, fn := range m.sorted() {
			if fn == m.body {
				continue // a script may well bring everything together
			}
			name, _ := cutName(fn.Name)
			i, known := index[name]
			if !known {
				i = len(all)
				index[name] = i
				all = append(all, Coupling{At: m.declaration(name, fn), Name: name})
			}
			all[i].note(fn)
		}
	}
	return slices.DeleteFunc(all, func(c Coupling) bool { return len(c.To) == 0 })
}

// declaration is the name of a class, or the header of a function.
func (m *module) declaration(name string, fn *function) facts.Range {
	if class := m.classes[name]; class != nil {
		return facts.Range{File: m.Facts, Span: class.Span}
	}
	return fn.at(fn.Span)
}

// note adds the classes that the calls of a function lead to.
func (c *Coupling) note(fn *function) {
	for _, t := range fn.targets {
		if t.class != nil {
			c.add(t.owner, t.class.Name)
		}
		for _, callee := range t.functions {
			if class, _, isMethod := strings.Cut(callee.Name, "."); isMethod && callee.module.classes[class] != nil {
				c.add(callee.module, class)
			}
		}
	}
}

func (c *Coupling) add(m *module, class string) {
	if isOwn := m.Facts == c.At.File && class == c.Name; !isOwn && !slices.Contains(c.To, class) {
		c.To = append(c.To, strings.Clone(class))
	}
}
