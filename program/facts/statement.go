package facts

import (
	"cmp"
	"slices"
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

// noteStatements notes the statements of a block, and of those inside it, in source order.
func (x *extractor) noteStatements(block python.Node) {
	for s := range block.Children() {
		if !isBoilerplate(s) {
			x.statements = append(x.statements, x.statement(s))
		}
		for inner := range s.Walk(python.Block) {
			if inner.Kind() == python.Block {
				x.noteStatements(inner)
			}
		}
	}
}

// statement hashes a statement up to the blocks inside it.
func (x *extractor) statement(s python.Node) Statement {
	text, shape := newHash, newHash
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
		text, shape = text.byte(byte(is)).byte(byte(is>>8)), shape.byte(byte(is)).byte(byte(is>>8))
		if n.Kind() == python.Identifier {
			text = text.string(n.Text())
			if n.Field() == python.AttributeField {
				shape = shape.string(n.Text())
			}
		}
	}
	out.Text, out.Shape = uint64(text), uint64(shape)
	return out
}

// A hash is that of package hash/fnv, 64 bits in variant 1a, without what is behind an interface for each of many short texts.
type hash uint64

const newHash hash = 14695981039346656037

func (h hash) byte(b byte) hash { return (h ^ hash(b)) * 1099511628211 }

func (h hash) string(text string) hash {
	for i := range len(text) {
		h = h.byte(text[i])
	}
	return h
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

// Within returns the statements that start in a span.
func (f *Facts) Within(in Span) []Statement {
	find := func(at int32) int {
		i, _ := slices.BinarySearchFunc(f.Statements, at, func(s Statement, at int32) int { return cmp.Compare(s.Span.Start, at) })
		return i
	}
	first := find(in.Start)
	return f.Statements[first:max(first, find(in.End))]
}
