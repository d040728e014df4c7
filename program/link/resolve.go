package link

import (
	"strings"

	"github.com/agentlint/agentlint/program/facts"
	"github.com/agentlint/agentlint/program/framework"
)

// maxDepth bounds how many imports and bases a name is followed through.
const maxDepth = 8

// resolve finds what a qualified name of a module's facts refers to.
func (g *Graph) resolve(m *Module, name string, depth int) *Target {
	if depth <= 0 || name == "" {
		return &nowhere
	}
	if t, ok := m.resolved[name]; ok {
		return t
	}
	t := g.shared(g.lookup(m, name, depth))
	m.resolved[name] = t
	return t
}

// nowhere is what refers to nothing.
var nowhere Target

// shared returns a target that is the same for all names which refer to the same thing outside the project, or to nothing.
func (g *Graph) shared(t Target) *Target {
	switch {
	case t.Functions != nil || t.Class != nil || len(t.External) > 1:
		return &t
	case len(t.External) == 0:
		return &nowhere
	}
	if known, ok := g.outside[t.External[0]]; ok {
		return known
	}
	g.outside[t.External[0]] = &t
	return &t
}

func (g *Graph) lookup(m *Module, name string, depth int) Target {
	switch {
	case strings.HasPrefix(name, "~."):
		return g.member(m, name[len("~."):], depth)
	case strings.HasPrefix(name, "?"):
		return g.guess(m, name[1:], depth)
	case strings.HasPrefix(name, "."):
		return g.relative(m, name, depth)
	case framework.IsModule(name):
		return Target{External: []string{framework.Canonical(name)}}
	}
	return g.absolute(m, name, depth)
}

// guess tries a name that no binding explains: star imports, then the only method in the project of that name.
func (g *Graph) guess(m *Module, name string, depth int) Target {
	first, rest, dotted := strings.Cut(name, ".")
	if !dotted {
		for _, imp := range m.Facts.Imports {
			if star, ok := strings.CutSuffix(imp.Target, ".*"); ok && first != "" {
				if t := g.resolve(m, joinDotted(star, first), depth-1); t.Functions != nil || t.Class != nil {
					return *t
				}
			}
		}
	} else if candidates := g.methods[facts.LastPart(rest)]; len(candidates) == 1 && strings.Contains(candidates[0].Name, ".") {
		return Target{Functions: candidates, External: []string{"?" + name}}
	}
	return Target{External: []string{"?" + name}}
}

// relative resolves .utils.set_seed against the package that m is in.
func (g *Graph) relative(m *Module, name string, depth int) Target {
	rest := strings.TrimLeft(name, ".")
	for _, dir := range g.imports.SearchPath(m.Module, name) {
		if t, ok := g.within(dir, rest, depth); ok {
			return t
		}
	}
	return Target{External: []string{"?" + rest}}
}

// absolute looks a dotted name up as Python would with the script's folder, any folder above it or a src folder there
// on its path.
func (g *Graph) absolute(m *Module, name string, depth int) Target {
	if first, _ := cutName(name); !g.imports.Leads(first) {
		return Target{External: []string{framework.Canonical(name)}}
	}
	for _, dir := range g.imports.SearchPath(m.Module, name) {
		if t, ok := g.within(dir, name, depth); ok {
			return t
		}
	}
	return Target{External: []string{framework.Canonical(name)}}
}

// within resolves a dotted name in a folder: the longest prefix that is a module there, and its member.
func (g *Graph) within(dir, name string, depth int) (Target, bool) {
	plain, _, _ := strings.Cut(name, "(")
	parts := strings.Split(plain, ".")
	m, n := g.imports.Within(dir, parts)
	if m == nil {
		return Target{}, false
	}
	rest := strings.TrimPrefix(name[len(strings.Join(parts[:n], ".")):], ".")
	return g.member(g.Order[m.ID], rest, depth-1), true
}

// member resolves what a name means inside a module: Trainer.fit, Trainer().fit, or something it imports itself.
func (g *Graph) member(m *Module, name string, depth int) Target {
	head, tail, called := strings.Cut(name, "()")
	if fn := m.byName[head]; fn != nil && head != "" {
		if called {
			return g.result(fn, name, tail, depth)
		}
		return Target{Functions: []*Function{fn}}
	}
	if class := m.Classes[head]; class != nil {
		return g.ofClass(m, class, tail, called, depth)
	}
	first, rest := cutName(name)
	for _, imp := range m.Facts.Imports {
		switch {
		case imp.Name == first:
			return *g.resolve(m, imp.Target+rest, depth-1)
		case imp.Name == "" && !strings.Contains(first, "("):
			if t := g.resolve(m, joinDotted(strings.TrimSuffix(imp.Target, ".*"), name), depth-1); t.Functions != nil || t.Class != nil {
				return *t
			}
		}
	}
	return Target{External: []string{"?" + name}}
}

// result resolves what hangs on a function's result: build().fit is keras.models.Sequential().fit if build returns one.
func (g *Graph) result(fn *Function, name, tail string, depth int) Target {
	if fn.Returns != "" {
		return *g.resolve(fn.Module, fn.Returns+tail, depth-1)
	}
	return Target{External: []string{"?" + name}}
}

// ofClass resolves the class itself (an instantiation, when called), its instance being called, or a method.
func (g *Graph) ofClass(m *Module, class *facts.Class, tail string, called bool, depth int) Target {
	switch {
	case !called:
		t := g.method(m, class, "__init__", depth)
		t.Class, t.Owner, t.External = class, m, g.bases(m, class, depth)
		return t
	case tail == "()" || tail == "":
		t := g.method(m, class, "forward", depth)
		if t.Functions == nil {
			t = g.method(m, class, "__call__", depth)
		}
		return t
	case strings.HasPrefix(tail, "."):
		name, rest, ofResult := strings.Cut(tail[1:], "()")
		t := g.method(m, class, name, depth)
		if ofResult && len(t.Functions) == 1 && rest != "" && depth > 0 {
			return g.result(t.Functions[0], tail[1:], rest, depth-1)
		} else if !ofResult {
			return t
		}
		return g.method(m, class, tail[1:], depth)
	}
	return Target{}
}

// method finds a method on a class or its bases; on one outside the project it is named: lightning.Trainer().fit.
func (g *Graph) method(m *Module, class *facts.Class, name string, depth int) Target {
	if fn := m.byName[class.Name+"."+name]; fn != nil {
		return Target{Functions: []*Function{fn}}
	}
	var t Target
	if depth <= 0 {
		return t
	}
	for _, base := range class.Bases {
		b := g.resolve(m, base, depth-1)
		if b.Class != nil && b.Class != class {
			if found := g.method(b.Owner, b.Class, name, depth-1); found.Functions != nil {
				return found
			} else {
				t.External = append(t.External, found.External...)
			}
			continue
		}
		for _, e := range b.External {
			t.External = append(t.External, e+"()."+name)
		}
	}
	return t
}

// bases returns the canonical names of the classes outside the project that a class descends from.
func (g *Graph) bases(m *Module, class *facts.Class, depth int) (out []string) {
	if depth <= 0 {
		return nil
	}
	for _, base := range class.Bases {
		b := g.resolve(m, base, depth-1)
		if b.Class != nil && b.Class != class {
			out = append(out, g.bases(b.Owner, b.Class, depth-1)...)
		} else {
			out = append(out, b.External...)
		}
	}
	return out
}

// cutName splits Trainer().fit into Trainer and ().fit.
func cutName(name string) (first, rest string) {
	if i := strings.IndexAny(name, ".("); i >= 0 {
		return name[:i], name[i:]
	}
	return name, ""
}

func joinDotted(module, name string) string {
	if strings.HasSuffix(module, ".") {
		return module + name
	}
	return module + "." + name
}

// outerFunction returns the qualified name of the function that a nested one is defined in.
func outerFunction(name string) (outer string, nested bool) {
	i := strings.LastIndex(name, ".<locals>.")
	return name[:max(i, 0)], i >= 0
}
