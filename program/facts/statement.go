package facts

import (
	"hash/fnv"
	"strings"

	"github.com/agentlint/agentlint/parser/python"
)

// A Statement is a simple statement, or the header of a compound one, as it compares with others: to find copies, no more
// of it is needed. Imports, docstrings, pass and the declaration of options and fields are left out: they look alike everywhere.
type Statement struct {
	Text   uint64 // hash of the tokens but annotations; literals count by their kind
	Shape  uint64 // the same, but variables count by their kind too
	Tokens int32
	Span   Span
}

// statements notes the statements of a block, and of those inside it, in source order.
func (x *extractor) statements(block python.Node) {
	for s := range block.Children() {
		if !isBoilerplate(s) {
			x.facts.Statements = append(x.facts.Statements, x.statement(s))
		}
		for inner := range s.Walk(python.Block) {
			if inner.Kind() == python.Block {
				x.statements(inner)
			}
		}
	}
}

// statement hashes a statement up to the blocks inside it.
func (x *extractor) statement(s python.Node) Statement {
	text, shape := fnv.New64a(), fnv.New64a()
	out := Statement{Span: x.header(s)}
	if definition := s.Child(python.DefinitionField); definition.Exists() {
		out.Span.End = x.header(definition).End
	}
	last, annotation := python.Node{}, python.Node{}
	for n := range s.Walk(python.Block, python.String) {
		if isAnnotation(n) {
			annotation = n
		}
		if n.Is(python.Comment, python.LineContinuation, python.TypedParameter) || annotation.Contains(n) {
			continue
		}
		if !last.Contains(n) {
			out.Tokens++
		}
		last = n
		is := n.Kind()
		if is == python.TypedDefaultParameter {
			is = python.DefaultParameter
		}
		kind := []byte{byte(is), byte(is >> 8)}
		text.Write(kind)
		shape.Write(kind)
		if n.Kind() == python.Identifier {
			text.Write([]byte(n.Text()))
			if n.Field() == python.AttributeField {
				shape.Write([]byte(n.Text()))
			}
		}
	}
	out.Text, out.Shape = text.Sum64(), shape.Sum64()
	return out
}

// isAnnotation recognises the type of a parameter, result or variable: a copy with other annotations is one all the same.
func isAnnotation(n python.Node) bool {
	switch n.Kind() {
	case python.TokColon:
		return n.Parent().Is(python.TypedParameter, python.TypedDefaultParameter, python.Assignment)
	case python.Type:
		return n.Field() == python.TypeField || n.Field() == python.ReturnTypeField
	}
	return n.Kind() == python.TokArrow
}

// isBoilerplate recognises what stands in many files without having been copied.
func isBoilerplate(s python.Node) bool {
	switch s.Kind() {
	case python.ImportStatement, python.ImportFromStatement, python.FutureImportStatement, python.PassStatement, python.GlobalStatement:
		return true
	case python.ExpressionStatement:
		first := s.FirstChild()
		callee := first.Child(python.FunctionField).Text()
		return first.Is(python.String, python.ConcatenatedString, python.Ellipsis) || isField(first) || keepsParameter(first) ||
			strings.HasSuffix(callee, ".add_argument") || strings.HasSuffix(callee, "set_defaults") || strings.Contains(callee, ".DEFINE_") || strings.HasPrefix(callee, "super().")
	}
	return false
}

// isField recognises a typed field of a class: dataclasses that describe alike things are alike.
func isField(expression python.Node) bool {
	return expression.Kind() == python.Assignment && expression.Child(python.TypeField).Exists() && expression.Class().Exists()
}

// keepsParameter recognises self.x = x, of which constructors of alike classes consist.
func keepsParameter(expression python.Node) bool {
	left := expression.Child(python.LeftField)
	return left.Kind() == python.Attribute && left.Child(python.AttributeField).Text() == expression.Child(python.RightField).Text()
}
