package code

import (
	"slices"

	"github.com/agentlint/agentlint/parser/python"
)

// statements lowers the statements of a block up to one after which none runs, and reports whether there is such a one.
func (l *lowering) statements(block python.Node) (ends bool) {
	if l.marks {
		l.marks = false
		l.out.op(Mark, 1)
	}
	for s := range block.Children() {
		if l.isWatched(s) {
			l.out.op(Mark, 0)
		}
		if l.statement(s) {
			return true
		}
		if l.marks {
			l.marks = false
			l.out.op(Mark, 1)
		}
	}
	return false
}

// isWatched reports whether a statement, up to its first block, is in the line that is watched: then a mark follows where its block
// begins or, if it has none, after it.
func (l *lowering) isWatched(s python.Node) bool {
	if l.watched == (Span{}) {
		return false
	}
	own := spanOf(s)
	for n := range s.All(python.Block) {
		own.End = min(own.End, max(own.Start, spanOf(n).Start-1))
		break
	}
	l.marks = own.Start < l.watched.End && own.End >= l.watched.Start
	return l.marks
}

// statement lowers a statement, and reports whether what follows it never runs.
func (l *lowering) statement(n python.Node) (ends bool) {
	switch n.Kind() {
	case python.ExpressionStatement:
		return l.expressionStatement(n)
	case python.ReturnStatement, python.RaiseStatement, python.BreakStatement, python.ContinueStatement:
		l.leave(n)
		return true
	case python.IfStatement:
		return l.ifStatement(n)
	case python.ForStatement:
		l.forStatement(n)
	case python.WhileStatement:
		return l.whileStatement(n)
	case python.TryStatement:
		return l.tryStatement(n)
	case python.WithStatement:
		return l.withStatement(n)
	case python.MatchStatement:
		l.matchStatement(n)
	case python.FunctionDefinition, python.ClassDefinition, python.DecoratedDefinition:
		l.definition(n)
	default:
		l.simple(n)
	}
	return false
}

// simple lowers statements without blocks.
func (l *lowering) simple(n python.Node) {
	switch n.Kind() {
	case python.ImportStatement:
		l.importStatement(n)
	case python.ImportFromStatement:
		l.importFrom(n)
	case python.AssertStatement:
		l.expression(n.FirstChild())
		l.out.at(Assert, n)
	case python.DeleteStatement:
		l.delete(n.FirstChild())
	case python.TypeAliasStatement:
		l.expression(n.LastChild())
		l.assign(n.FirstChild().FirstChild())
	}
}

func (l *lowering) expressionStatement(n python.Node) (ends bool) {
	for e := range n.Children() {
		switch e.Kind() {
		case python.Assignment:
			l.assignment(e)
		case python.AugmentedAssignment:
			l.augmented(e)
		case python.String: // of documentation
		default:
			l.expression(e)
			l.out.op(Pop)
			if e.Kind() == python.Call && slices.Contains(exits, e.Child(python.FunctionField).QualifiedName()) {
				return true
			}
		}
	}
	return false
}

// exits are calls that do not return.
var exits = []string{"sys.exit", "os._exit", "os.abort", "builtins.exit", "builtins.quit"}

// leave lowers the statements that go elsewhere.
func (l *lowering) leave(n python.Node) {
	switch n.Kind() {
	case python.ReturnStatement:
		if value := n.FirstChild(); value.Exists() {
			l.expression(value)
		} else {
			l.constant(None, "")
		}
		l.out.at(Return, n)
	case python.RaiseStatement:
		l.out.at(Raise, n, l.elements(n))
	case python.BreakStatement:
		if len(l.loops) > 0 {
			l.loops[len(l.loops)-1].breaks = true
		}
		l.out.op(Break)
	case python.ContinueStatement:
		l.out.op(Continue)
	}
}

// definition lowers a function or class with its decorators, and binds it.
func (l *lowering) definition(n python.Node) {
	decorators, inner := 0, n
	if n.Kind() == python.DecoratedDefinition {
		inner = n.Child(python.DefinitionField)
		for d := range inner.Decorators() {
			l.expression(d)
			decorators++
		}
	}
	if inner.Kind() == python.ClassDefinition {
		l.class(inner)
	} else {
		l.define(inner)
	}
	for range decorators {
		l.out.at(Call, inner.Child(python.NameField), 1, int(ByPosition))
	}
	l.store(inner.Child(python.NameField).Text())
}

// ifStatement lowers an if statement; elif is one inside the else.
func (l *lowering) ifStatement(n python.Node) (ends bool) {
	var alternatives []python.Node
	for a := range n.ChildrenOf(python.AlternativeField) {
		alternatives = append(alternatives, a)
	}
	return l.branch(n, alternatives)
}

func (l *lowering) branch(n python.Node, rest []python.Node) (ends bool) {
	condition, body := n.Child(python.ConditionField), n.Child(python.ConsequenceField)
	otherwise := func() bool {
		switch {
		case len(rest) == 0:
			return false
		case rest[0].Kind() == python.ElifClause:
			return l.branch(rest[0], rest[1:])
		}
		return l.statements(rest[0].Child(python.BodyField))
	}
	switch truth(condition) {
	case never:
		return otherwise()
	case always:
		return l.statements(body)
	}
	l.expression(condition)
	var thenEnds, elseEnds bool
	then := l.nested(func() { thenEnds = l.statements(body) })
	alternative := l.nested(func() { elseEnds = otherwise() })
	l.out.at(If, condition)
	l.out.blocks(then, alternative)
	return thenEnds && elseEnds
}

// A certainty says what is known of a condition from its source alone.
type certainty uint8

const (
	open certainty = iota
	always
	never
)

func truth(condition python.Node) certainty {
	for condition.Kind() == python.ParenthesizedExpression {
		condition = condition.FirstChild()
	}
	switch condition.Kind() {
	case python.True:
		return always
	case python.False, python.None:
		return never
	case python.Integer:
		if condition.Text() == "0" {
			return never
		}
		return always
	}
	return open
}

func (l *lowering) forStatement(n python.Node) {
	l.expression(n.Child(python.RightField))
	body := l.nested(func() {
		l.assign(n.Child(python.LeftField))
		l.inLoop(func() { l.statements(n.Child(python.BodyField)) })
	})
	otherwise := l.nested(func() { l.elseOf(n) })
	l.out.at(For, n, simple(true)) // whatever is in it: the runner follows it turn by turn only if what it goes over is written out
	l.out.blocks(body, otherwise)
}

func (l *lowering) whileStatement(n python.Node) (ends bool) {
	condition := n.Child(python.ConditionField)
	certainty := truth(condition)
	if certainty == never {
		return false
	}
	test := l.nested(func() { l.expression(condition) })
	var breaks bool
	body := l.nested(func() { breaks = l.inLoop(func() { l.statements(n.Child(python.BodyField)) }) })
	otherwise := l.nested(func() { l.elseOf(n) })
	l.out.at(While, n)
	l.out.blocks(test, body, otherwise)
	return certainty == always && !breaks
}

// inLoop lowers the body of a loop, and reports whether something breaks it.
func (l *lowering) inLoop(body func()) (breaks bool) {
	current := &loop{}
	l.loops = append(l.loops, current)
	body()
	l.loops = l.loops[:len(l.loops)-1]
	return current.breaks
}

func (l *lowering) elseOf(n python.Node) {
	for c := range n.Children() {
		if c.Kind() == python.ElseClause {
			l.statements(c.Child(python.BodyField))
		}
	}
}

func (l *lowering) withStatement(n python.Node) (ends bool) {
	items := 0
	for item := range n.FirstChild().Children() {
		value := item.Child(python.ValueField)
		var alias python.Node
		if value.Kind() == python.AsPattern {
			alias, value = aliasOf(value), value.FirstChild()
		}
		l.expression(value)
		l.out.at(Enter, value)
		if alias.Exists() {
			l.assign(alias)
		} else {
			l.out.op(Pop)
		}
		items++
	}
	body := l.nested(func() { ends = l.statements(n.Child(python.BodyField)) })
	l.out.at(With, n, items)
	l.out.blocks(body)
	return ends && !maySwallow(n.FirstChild())
}

// maySwallow reports whether a context manager may go on after an exception.
func maySwallow(clause python.Node) bool {
	for c := range clause.All(python.Call) {
		switch c.Child(python.FunctionField).QualifiedName() {
		case "contextlib.suppress", "pytest.raises", "pytest.warns":
			return true
		}
	}
	return false
}

func (l *lowering) tryStatement(n python.Node) (ends bool) {
	var bodyEnds, elseEnds, finallyEnds bool
	handlersEnd := true
	body := l.nested(func() { bodyEnds = l.statements(n.Child(python.BodyField)) })
	var otherwise, finally []byte
	var handlers [][]byte
	for c := range n.Children() {
		switch c.Kind() {
		case python.ElseClause:
			if !bodyEnds {
				otherwise = l.nested(func() { elseEnds = l.statements(c.Child(python.BodyField)) })
			}
		case python.FinallyClause:
			finally = l.nested(func() { finallyEnds = l.statements(c.LastChild()) })
		case python.ExceptClause, python.ExceptGroupClause:
			types, handler, handlerEnds := l.handler(c)
			handlers = append(handlers, types, handler)
			handlersEnd = handlersEnd && handlerEnds
		}
	}
	l.out.at(Try, n, len(handlers)/2)
	l.out.blocks(append([][]byte{body, otherwise, finally}, handlers...)...)
	return finallyEnds || (bodyEnds || elseEnds) && handlersEnd
}

// handler lowers an except clause: what it catches, and what it does with it. Its body starts with the exception on the
// stack.
func (l *lowering) handler(n python.Node) (types, body []byte, ends bool) {
	caught := n.FirstChild()
	block := n.LastChild()
	var alias python.Node
	if caught.Kind() == python.AsPattern {
		alias, caught = aliasOf(caught), caught.FirstChild()
	}
	if caught != block {
		types = l.nested(func() { l.expression(caught) })
	}
	body = l.nested(func() {
		if alias.Exists() {
			l.assign(alias)
		} else {
			l.out.op(Pop)
		}
		ends = l.statements(block)
	})
	return types, body, ends
}
