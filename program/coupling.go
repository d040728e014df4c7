package program

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/facts"
	"github.com/agentlint/agentlint/program/link"
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
	for _, m := range p.graph.Order {
		if !m.Training || IsTest(m.Facts.Path) {
			continue
		}
		index := map[string]int{} // in all, by name
		for _, fn := range m.Functions() {
			if fn == m.Body {
				continue // a script may well bring everything together
			}
			name, _, _ := strings.Cut(fn.Name, ".")
			i, known := index[name]
			if !known {
				i = len(all)
				index[name] = i
				all = append(all, Coupling{At: declaration(m, name, fn), Name: name})
			}
			all[i].note(fn)
		}
	}
	return slices.DeleteFunc(all, func(c Coupling) bool { return len(c.To) == 0 })
}

// declaration is the name of a class, or the header of a function.
func declaration(m *link.Module, name string, fn *link.Function) facts.Range {
	if class := m.Classes[name]; class != nil {
		return facts.Range{File: m.Facts, Span: class.Span}
	}
	return fn.At(fn.Span)
}

// note adds the classes that the calls of a function lead to.
func (c *Coupling) note(fn *link.Function) {
	for _, t := range fn.Targets {
		if t.Class != nil {
			c.add(t.Owner, t.Class.Name)
		}
		for _, callee := range t.Functions {
			if class, _, isMethod := strings.Cut(callee.Name, "."); isMethod && callee.Module.Classes[class] != nil {
				c.add(callee.Module, class)
			}
		}
	}
}

func (c *Coupling) add(m *link.Module, class string) {
	if isOwn := m.Facts == c.At.File && class == c.Name; !isOwn && !slices.Contains(c.To, class) {
		c.To = append(c.To, strings.Clone(class))
	}
}
