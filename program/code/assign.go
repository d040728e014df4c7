package code

import (
	"strings"

	"github.com/agentlint/agentlint/parser/python"
)

// assignment lowers an assignment, chained and annotated ones included.
func (l *lowering) assignment(n python.Node) {
	targets := []python.Node{n.Child(python.LeftField)}
	value := n.Child(python.RightField)
	for value.Kind() == python.Assignment {
		targets = append(targets, value.Child(python.LeftField))
		value = value.Child(python.RightField)
	}
	annotation := n.Child(python.TypeField)
	if !value.Exists() {
		l.declaration(n, targets[0], annotation)
		return
	}
	l.expression(value)
	if annotation.Exists() {
		l.annotated(n, targets[0], annotation)
	}
	for i, target := range targets {
		if i+1 < len(targets) {
			l.out.op(Duplicate)
		}
		l.assign(target)
	}
}

// declaration lowers an annotation without a value, which declares a field in the body of a class and nothing elsewhere.
func (l *lowering) declaration(n, target, annotation python.Node) {
	if l.scope.isClass && target.Kind() == python.Identifier && annotation.Exists() {
		l.expression(annotation)
		l.out.at(Field, n, l.symbol(target.Text()), 0)
	}
}

// annotated lowers the annotation of the value on the stack.
func (l *lowering) annotated(n, target, annotation python.Node) {
	l.expression(annotation)
	if l.scope.isClass && target.Kind() == python.Identifier {
		l.out.at(Field, n, l.symbol(target.Text()), 1)
		return
	}
	l.out.op(Typed)
}

// augmented lowers an assignment such as +=.
func (l *lowering) augmented(n python.Node) {
	target := n.Child(python.LeftField)
	l.expression(target)
	l.expression(n.Child(python.RightField))
	sign := strings.TrimSuffix(n.Child(python.OperatorField).Text(), "=")
	l.out.at(Binary, n, int(operators[sign]))
	l.assign(target)
}

// assign stores the value on the stack in a target.
func (l *lowering) assign(target python.Node) {
	switch target.Kind() {
	case python.Identifier:
		l.store(target.Text())
	case python.Attribute:
		l.expression(target.Child(python.ObjectField))
		l.out.at(SetAttribute, target, l.symbol(target.Child(python.AttributeField).Text()))
	case python.Subscript:
		l.expression(target.Child(python.ValueField))
		l.key(target)
		l.out.at(SetIndex, target)
	case python.PatternList, python.TuplePattern, python.ListPattern, python.ExpressionList, python.Tuple, python.List:
		l.unpack(target)
	case python.ParenthesizedExpression, python.ListSplatPattern, python.ListSplat:
		l.assign(target.FirstChild())
	default:
		l.out.op(Pop)
	}
}

// unpack stores the elements of the value on the stack.
func (l *lowering) unpack(target python.Node) {
	var parts []python.Node
	starred := 0
	for p := range target.Children() {
		parts = append(parts, p)
		if p.Is(python.ListSplatPattern, python.ListSplat) {
			starred = len(parts)
		}
	}
	l.out.op(Unpack, len(parts), starred)
	for _, p := range parts {
		l.assign(p)
	}
}

func (l *lowering) delete(target python.Node) {
	switch target.Kind() {
	case python.Identifier:
		if slot, ok := l.scope.lookup(target.Text()); ok && l.scope != l.module {
			l.out.op(DeleteLocal, slot)
		}
	case python.ExpressionList, python.Tuple, python.ParenthesizedExpression, python.PatternList:
		for part := range target.Children() {
			l.delete(part)
		}
	case python.Subscript: // a call of __delitem__
		l.expression(target.Child(python.ValueField))
		l.out.at(Attribute, target, l.symbol("__delitem__"))
		l.key(target)
		l.out.at(Call, target, 1, int(ByPosition))
		l.out.op(Pop)
	}
}

func (l *lowering) importStatement(n python.Node) {
	for name := range n.ChildrenOf(python.NameField) {
		dotted, first := name, 1
		if name.Kind() == python.AliasedImport {
			dotted, first = name.Child(python.NameField), 0
		}
		l.out.at(Import, name, l.symbol(compact(dotted)), first)
		l.store(importedAs(name).Text())
	}
}

func (l *lowering) importFrom(n python.Node) {
	module := l.symbol(compact(n.Child(python.ModuleNameField)))
	if star := n.Token(python.WildcardImport); star.Exists() {
		l.out.at(ImportStar, n, module)
		return
	}
	for name := range n.ChildrenOf(python.NameField) {
		imported := name
		if name.Kind() == python.AliasedImport {
			imported = name.Child(python.NameField)
		}
		l.out.at(ImportFrom, name, module, l.symbol(imported.Text()))
		l.store(importedAs(name).Text())
	}
}

// compact returns a dotted name without blanks.
func compact(n python.Node) string { return strings.Join(strings.Fields(n.Text()), "") }
