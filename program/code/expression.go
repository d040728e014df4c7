package code

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/parser/python"
)

// expression lowers an expression, and leaves its value on the stack.
func (l *lowering) expression(n python.Node) {
	switch n.Kind() {
	case python.Identifier:
		l.load(n.Text())
	case python.Attribute:
		l.expression(n.Child(python.ObjectField))
		l.out.at(Attribute, n, l.symbol(n.Child(python.AttributeField).Text()))
	case python.Call:
		l.call(n)
	case python.Subscript:
		l.expression(n.Child(python.ValueField))
		l.key(n)
		l.out.at(Index, n)
	case python.ParenthesizedExpression, python.Type, python.Interpolation:
		l.expression(n.FirstChild())
	case python.Await:
		l.expression(n.FirstChild())
		l.out.op(Await)
	case python.NamedExpression:
		l.expression(n.Child(python.ValueField))
		l.out.op(Duplicate)
		l.store(n.Child(python.NameField).Text())
	case python.Lambda:
		l.lambda(n)
	case python.Yield:
		l.yield(n)
	case python.ListSplat, python.ParenthesizedListSplat:
		l.expression(n.FirstChild())
		l.out.op(Spread)
	default:
		l.composed(n)
	}
}

// composed lowers expressions of operators and displays.
func (l *lowering) composed(n python.Node) {
	switch n.Kind() {
	case python.BinaryOperator:
		l.expression(n.Child(python.LeftField))
		l.expression(n.Child(python.RightField))
		l.out.at(Binary, n, int(operators[n.Child(python.OperatorField).Text()]))
	case python.ComparisonOperator:
		l.comparison(n)
	case python.BooleanOperator:
		l.boolean(n)
	case python.NotOperator:
		l.expression(n.Child(python.ArgumentField))
		l.out.op(Not)
	case python.UnaryOperator:
		l.expression(n.Child(python.ArgumentField))
		if n.Child(python.OperatorField).Text() == "-" {
			l.out.op(Negate)
		}
	case python.ConditionalExpression:
		l.conditional(n)
	case python.List, python.Set, python.Tuple, python.ExpressionList, python.PatternList:
		l.out.op(displays[n.Kind()], l.elements(n))
	case python.Dictionary:
		l.dictionary(n)
	case python.ListComprehension, python.SetComprehension, python.DictionaryComprehension, python.GeneratorExpression:
		l.comprehension(n)
	default:
		l.literal(n)
	}
}

// displays are what builds a collection, by the kind of its display. A comprehension of a generator is read at once.
var displays = map[python.Kind]Op{
	python.List: MakeList, python.Set: MakeSet, python.Tuple: MakeTuple, python.ExpressionList: MakeTuple, python.PatternList: MakeTuple,
	python.ListComprehension: MakeList, python.SetComprehension: MakeSet, python.DictionaryComprehension: MakeDict,
	python.GeneratorExpression: MakeList,
}

var operators = map[string]Operator{
	"+": Add, "-": Subtract, "*": Multiply, "@": MatrixMultiply, "/": Divide, "//": FloorDivide, "%": Modulo, "**": Power, "|": BitOr,
	"&": BitAnd, "<": Less, "<=": LessEqual, "==": Equal, "!=": NotEqual, "<>": NotEqual, ">": Greater, ">=": GreaterEqual,
	"in": In, "not in": NotIn, "is": Is, "is not": IsNot,
}

func (l *lowering) literal(n python.Node) {
	switch n.Kind() {
	case python.None:
		l.constant(None, "")
	case python.True:
		l.constant(True, "")
	case python.False:
		l.constant(False, "")
	case python.Ellipsis:
		l.constant(Ellipsis, "")
	case python.Integer:
		l.constant(Integer, strings.ReplaceAll(n.Text(), "_", ""))
	case python.Float:
		l.constant(Float, strings.ReplaceAll(n.Text(), "_", ""))
	case python.String:
		l.text(n)
	case python.ConcatenatedString:
		l.concatenation(n)
	default:
		l.out.op(Unknown)
	}
}

func (l *lowering) comparison(n python.Node) {
	var operands []python.Node
	for c := range n.Children() {
		operands = append(operands, c)
	}
	signs := comparators(n)
	for i := 0; i+1 < len(operands) && i < len(signs); i++ {
		compare := func() {
			l.expression(operands[i])
			l.expression(operands[i+1])
			l.out.at(Compare, n, int(signs[i]))
		}
		if i == 0 {
			compare()
			continue
		}
		block := l.nested(compare)
		l.out.op(And)
		l.out.blocks(block)
	}
}

// comparators returns the operators of a comparison, which may be chained.
func comparators(n python.Node) (all []Operator) {
	for c := range n.Tokens() {
		if c.Field() == python.OperatorsField {
			all = append(all, operators[strings.Join(strings.Fields(c.Text()), " ")])
		}
	}
	return all
}

func (l *lowering) boolean(n python.Node) {
	l.expression(n.Child(python.LeftField))
	block := l.nested(func() { l.expression(n.Child(python.RightField)) })
	op := Or
	if n.Child(python.OperatorField).Kind() == python.KwAnd {
		op = And
	}
	l.out.op(op)
	l.out.blocks(block)
}

func (l *lowering) conditional(n python.Node) {
	var parts []python.Node
	for c := range n.Children() {
		parts = append(parts, c)
	}
	if len(parts) != 3 {
		l.out.op(Unknown)
		return
	}
	l.expression(parts[1])
	then := l.nested(func() { l.expression(parts[0]) })
	otherwise := l.nested(func() { l.expression(parts[2]) })
	l.out.op(Choose)
	l.out.blocks(then, otherwise)
}

// elements lowers the elements of a display, and returns their number.
func (l *lowering) elements(n python.Node) (count int) {
	for e := range n.Children() {
		l.expression(e)
		count++
	}
	return count
}

func (l *lowering) dictionary(n python.Node) {
	pairs := 0
	for p := range n.Children() {
		switch p.Kind() {
		case python.Pair:
			l.expression(p.Child(python.KeyField))
			l.expression(p.Child(python.ValueField))
		case python.DictionarySplat:
			l.out.op(NoKey)
			l.expression(p.FirstChild())
		default:
			continue
		}
		pairs++
	}
	l.out.at(MakeDict, n, pairs)
}

// comprehension lowers a comprehension as the loops it stands for.
func (l *lowering) comprehension(n python.Node) {
	l.scope.hidden = append(l.scope.hidden, map[string]int{})
	l.out.op(Collect, int(displays[n.Kind()]))
	var clauses []python.Node
	for c := range n.Children() {
		if c.Is(python.ForInClause, python.IfClause) {
			clauses = append(clauses, c)
		}
	}
	l.clauses(n, clauses)
	l.scope.hidden = l.scope.hidden[:len(l.scope.hidden)-1]
}

func (l *lowering) clauses(n python.Node, rest []python.Node) {
	if len(rest) == 0 {
		l.collected(n.Child(python.BodyField))
		return
	}
	clause := rest[0]
	if clause.Kind() == python.IfClause {
		l.expression(clause.FirstChild())
		then := l.nested(func() { l.clauses(n, rest[1:]) })
		l.out.at(If, clause)
		l.out.blocks(then, nil)
		return
	}
	l.expression(clause.Child(python.RightField))
	target := clause.Child(python.LeftField)
	pattern(target, func(name python.Node) bool {
		l.scope.hide(name.Text())
		return true
	})
	body := l.nested(func() {
		l.assign(target)
		l.clauses(n, rest[1:])
	})
	l.out.at(For, clause, simple(!slices.ContainsFunc(rest[1:], func(c python.Node) bool { return c.Kind() == python.ForInClause })))
	l.out.blocks(body, nil)
}

// simple is the operand that says whether a loop has no others in it.
func simple(is bool) int {
	if is {
		return 1
	}
	return 0
}

// collected lowers what a comprehension makes of an element.
func (l *lowering) collected(body python.Node) {
	if body.Kind() == python.Pair {
		l.expression(body.Child(python.KeyField))
		l.expression(body.Child(python.ValueField))
		l.out.op(AppendPair)
		return
	}
	l.expression(body)
	l.out.op(Append)
}

// call lowers a call.
func (l *lowering) call(n python.Node) {
	l.expression(n.Child(python.FunctionField))
	arguments := n.Child(python.ArgumentsField)
	if arguments.Kind() == python.GeneratorExpression {
		l.expression(arguments)
		l.out.at(Call, n, 1, int(ByPosition))
		return
	}
	args := l.arguments(arguments)
	l.out.at(Call, n, append([]int{len(args)}, args...)...)
}

// arguments lowers arguments, and returns them as they are coded.
func (l *lowering) arguments(list python.Node) (coded []int) {
	for a := range list.Children() {
		switch a.Kind() {
		case python.KeywordArgument:
			l.expression(a.Child(python.ValueField))
			coded = append(coded, l.symbol(a.Child(python.NameField).Text())<<2|int(ByKeyword))
		case python.ListSplat:
			l.expression(a.FirstChild())
			coded = append(coded, int(Starred))
		case python.DictionarySplat:
			l.expression(a.FirstChild())
			coded = append(coded, int(DoubleStarred))
		default:
			l.expression(a)
			coded = append(coded, int(ByPosition))
		}
	}
	return coded
}

// key lowers what stands between the brackets of a subscript.
func (l *lowering) key(n python.Node) {
	parts := 0
	for s := range n.ChildrenOf(python.SubscriptField) {
		if s.Kind() == python.Slice {
			l.slice(s)
		} else {
			l.expression(s)
		}
		parts++
	}
	if parts != 1 {
		l.out.op(MakeTuple, parts)
	}
}

// slice lowers a slice: its parts are told by the colons around them.
func (l *lowering) slice(n python.Node) {
	bits, at := 0, 0
	for c := range n.Tokens() {
		switch {
		case c.Kind() == python.TokColon:
			at++
		case c.Kind() != python.Comment && c.Kind() != python.LineContinuation:
			l.expression(c)
			bits |= 1 << at
		}
	}
	l.out.op(Slice, bits)
}

func (l *lowering) yield(n python.Node) {
	value := n.FirstChild()
	if value.Exists() {
		l.expression(value)
	} else {
		l.constant(None, "")
	}
	if n.Token(python.KwFrom).Exists() {
		l.out.op(YieldFrom)
	} else {
		l.out.op(Yield)
	}
}
