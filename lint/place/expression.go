package place

import (
	"fmt"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/python"
)

// replaced writes another text in the only string among the arguments of the call at a node that is old.
func (f *program) replaced(at python.Node, old, text string) (edit, bool) {
	_, arguments, _ := argumentsOf(callAt(at))
	var found []python.Node
	for _, a := range arguments {
		value, _ := valueOf(a)
		if content := value.Token(python.StringContent); value.Kind() == python.String && plain.MatchString(value.Text()) && content.Text() == old {
			found = append(found, content)
		}
	}
	if len(found) != 1 || strings.ContainsAny(text, "\"'\\\n{}") {
		return edit{}, false
	}
	return edit{found[0].Start(), found[0].Stop(), text}, true
}

// extended writes something after the only argument of the call at a node, or value of a dictionary among these, that is a name.
func (f *program) extended(at python.Node, name, text string) (edit, bool) {
	_, arguments, _ := argumentsOf(callAt(at))
	var found []python.Node
	note := func(n python.Node) {
		if n.Text() == name {
			found = append(found, n)
		}
	}
	for _, a := range arguments {
		value, _ := valueOf(a)
		note(value)
		for pair := range value.Children() {
			if pair.Kind() == python.Pair {
				note(pair.Child(python.ValueField))
			}
		}
	}
	if len(found) != 1 {
		return edit{}, false
	}
	return edit{found[0].Stop(), found[0].Stop(), text}, true
}

// swapped swaps the first two arguments of the call at a node.
func (f *program) swapped(at python.Node) (edit, bool) {
	_, all, ok := argumentsOf(callAt(at))
	if !ok || len(all) < 2 || all[1].Kind() == python.KeywordArgument {
		return edit{}, false
	}
	first, second := all[0], all[1]
	between := string(f.Text()[first.Stop():second.Start()])
	return edit{first.Start(), second.Stop(), second.Text() + between + first.Text()}, strings.Trim(between, ", \r\n\t") == ""
}

// sorted sorts what is at a node: list(…) around it becomes sorted(…).
func (f *program) sorted(at python.Node) (edit, bool) {
	outer := at.Parent().Parent()
	callee := outer.Child(python.FunctionField)
	isAlone := at.Parent().Kind() == python.ArgumentList && at.Parent().FirstChild() == at.Parent().LastChild()
	switch {
	case !isSortable(at) || !isBuiltin(at, "sorted"):
		return edit{}, false
	case isAlone && callee.QualifiedName() == "builtins.list":
		return edit{callee.Start(), callee.Stop(), "sorted"}, true
	case isAlone && callee.QualifiedName() == "builtins.sorted":
		return edit{}, false
	}
	return edit{at.Start(), at.Stop(), "sorted(" + at.Text() + ")"}, true
}

// listing matches what returns files one by one.
var listing = pattern.New(`(^|\.)(i?glob|rglob|listdir|iterdir)$`)

// isSortable reports whether something lists files, or is a set that is only gone over.
func isSortable(n python.Node) bool {
	parent := n.Parent()
	callee := n.Child(python.FunctionField)
	if n.Kind() == python.Call && listing.MatchString(callee.Text()) {
		return !parent.Is(python.Attribute, python.Subscript)
	}
	if !n.Is(python.Set, python.SetComprehension) && callee.QualifiedName() != "builtins.set" {
		return false
	}
	switch by := parent.Parent().Child(python.FunctionField).QualifiedName(); {
	case parent.Is(python.ForStatement, python.ForInClause):
		return n.Field() == python.RightField
	default:
		return parent.Kind() == python.ArgumentList && (by == "builtins.enumerate" || by == "builtins.list" || by == "builtins.tuple")
	}
}

// isBuiltin reports whether nothing binds the name of a function that is built in.
func isBuiltin(at python.Node, name string) bool {
	for range at.BindingsOf(name) {
		return false
	}
	return true
}

// rewritten writes the innermost code around a node that a pattern matches in another way.
func (f *program) rewritten(at python.Node, expr, text string) (edit, bool) {
	from := pattern.New("^(?:" + expr + ")$")
	groups := from.FindStringSubmatch(at.Text())
	for groups == nil && at.Exists() && !at.Parent().Is(python.Block, python.Module) {
		at = at.Parent()
		groups = from.FindStringSubmatch(at.Text())
	}
	if groups == nil {
		return edit{}, false
	}
	for i, group := range groups[1:] {
		text = strings.ReplaceAll(text, fmt.Sprintf("$%d", i+1), group)
	}
	return edit{at.Start(), at.Stop(), text}, true
}
