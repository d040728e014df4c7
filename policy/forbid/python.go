package forbid

import (
	"strings"

	"github.com/agentlint/agentlint/parser/python"
)

// A Hit is something that is forbidden, and where it is.
type Hit struct {
	Forbid *Forbid
	Node   python.Node // in Python
	Found  string      // what it is, as it is written or called
}

// Python yields what is forbidden in a Python file.
func (l List) Python(f *python.File, yield func(Hit)) {
	seen := map[[2]int]bool{} // a string in a call of a path is found once
	report := func(i int, n python.Node, found string) {
		if key := [2]int{i, n.Start()}; !seen[key] {
			seen[key] = true
			yield(Hit{&l[i], n, found})
		}
	}
	for i := range l {
		switch r := &l[i]; {
		case r.Call != "" || r.Argument != "":
			l.calls(f, i, report)
		case r.Import != "":
			l.imports(f, i, report)
		case r.Decorator != "":
			for d := range f.All(python.Decorator) {
				if n := d.FirstChild(); isNamed(n, r.Decorator) {
					report(i, n, "@"+r.Decorator)
				}
			}
		case r.Literal != "":
			for s := range f.All(python.String) {
				if text := stringOf(s, maxHops); !isDocstring(s) && matchesLiteral(r.Literal, text.Value) {
					report(i, s, s.Text())
				}
			}
		case r.Path != "":
			l.paths(f, i, report)
		}
	}
}

// calls reports the calls of a function, or those that have an argument.
func (l List) calls(f *python.File, i int, report func(int, python.Node, string)) {
	r := &l[i]
	for call := range f.All(python.Call) {
		function := call.Child(python.FunctionField)
		if r.Call != "" && !isNamed(function, r.Call) {
			continue
		}
		if r.Argument == "" {
			report(i, call, r.Call)
			continue
		}
		if arg := argument(call, r.Argument); arg.Exists() {
			report(i, arg, arg.Text())
		} else if arg, found := positional(call, r.Argument, r.Call); arg.Exists() {
			report(i, arg, found)
		}
	}
}

// isNamed reports whether an expression stands for a qualified name, or is called as one. A method is one of any object that is made by
// its class.
func isNamed(n python.Node, name string) bool {
	if n.Kind() == python.Call {
		n = n.Child(python.FunctionField)
	}
	if strings.ReplaceAll(n.QualifiedName(), "()", "") == name {
		return true
	}
	if n.Kind() != python.Attribute {
		return false
	}
	class, method, ok := cutLast(name)
	return ok && n.Child(python.AttributeField).Text() == method && isInstance(n.Child(python.ObjectField), class, maxHops)
}

func cutLast(name string) (before, last string, ok bool) {
	i := strings.LastIndexByte(name, '.')
	if i < 0 {
		return "", name, false
	}
	return name[:i], name[i+1:], true
}

// makers are functions whose results are of a class: what they start with, and the class.
var makers = []struct{ prefix, class string }{
	{"pandas.read_", "pandas.DataFrame"}, {"pandas.concat", "pandas.DataFrame"}, {"pandas.merge", "pandas.DataFrame"},
	{"pandas.json_normalize", "pandas.DataFrame"}, {"pandas.get_dummies", "pandas.DataFrame"},
	{"polars.read_", "polars.DataFrame"}, {"polars.scan_", "polars.LazyFrame"},
}

// isInstance reports whether an expression is made by a class in one of the places that give it a value: by the class itself, by what
// returns one, by a method of one whose result takes its name, or as a parameter that is annotated so.
func isInstance(n python.Node, class string, hops int) bool {
	if hops == 0 {
		return false
	}
	switch n.Kind() {
	case python.Call:
		name := n.Child(python.FunctionField).QualifiedName()
		if name == class {
			return true
		}
		for _, m := range makers {
			if m.class == class && strings.HasPrefix(name, m.prefix) {
				return true
			}
		}
		function := n.Child(python.FunctionField)
		return function.Kind() == python.Attribute && isInstance(function.Child(python.ObjectField), class, hops-1)
	case python.ParenthesizedExpression:
		return isInstance(n.FirstChild(), class, hops-1)
	case python.Identifier:
		for b := range n.Bindings() {
			if b.Kind == python.Assigned && b.Index < 0 && b.Value.Exists() && isInstance(b.Value, class, hops-1) ||
				b.Kind == python.Parameter && b.Value.Child(python.TypeField).QualifiedName() == class {
				return true
			}
		}
	}
	return false
}

// argument returns the keyword of a call that a forbid names: shuffle, or shuffle=False.
func argument(call python.Node, wanted string) python.Node {
	name, value, hasValue := strings.Cut(wanted, "=")
	name, value = strings.TrimSpace(name), strings.TrimSpace(value)
	for arg := range call.Child(python.ArgumentsField).Children() {
		if arg.Kind() != python.KeywordArgument || arg.Child(python.NameField).Text() != name {
			continue
		}
		if !hasValue || isValue(arg.Child(python.ValueField), value, maxHops) {
			return arg
		}
	}
	return python.Node{}
}

// isValue reports whether an expression is a value: as it is written, by its qualified name, or as a string.
func isValue(n python.Node, value string, hops int) bool {
	if n.Text() == value || n.QualifiedName() == value {
		return true
	}
	if text, ok := textOf(n, maxHops); ok && !text.Open && !text.Joined && text.Value == strings.Trim(value, `"'`) {
		return true
	}
	if b, ok := n.Binding(); ok && hops > 0 && b.Kind == python.Assigned && b.Index < 0 && b.Value.Exists() {
		return isValue(b.Value, value, hops-1)
	}
	return false
}

// imports reports the imports of a module, and of what is in it.
func (l List) imports(f *python.File, i int, report func(int, python.Node, string)) {
	module := l[i].Import
	for b := range f.Imports {
		if b.Target == module || strings.HasPrefix(b.Target, module+".") {
			report(i, b.Name, b.Target)
		}
	}
	for statement := range f.All(python.ImportStatement) {
		for name := range statement.ChildrenOf(python.NameField) {
			if text := name.Text(); name.Kind() == python.DottedName && strings.HasPrefix(text, module+".") {
				report(i, name.FirstChild(), text)
			}
		}
	}
}

func isDocstring(s python.Node) bool { return s.Parent().Kind() == python.ExpressionStatement }
