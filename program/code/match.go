package code

import "github.com/agentlint/agentlint/parser/python"

// matchStatement lowers a match statement as a chain of conditions. Only a literal can be compared; of any other pattern
// it is not known whether it matches.
func (l *lowering) matchStatement(n python.Node) {
	l.scope.hidden = append(l.scope.hidden, map[string]int{})
	l.scope.hide("match")
	subject := len(l.scope.order) - 1
	l.scope.hidden = l.scope.hidden[:len(l.scope.hidden)-1]
	l.expression(n.Child(python.SubjectField))
	l.out.op(StoreLocal, subject)
	var cases []python.Node
	for c := range n.Child(python.BodyField).Children() {
		if c.Kind() == python.CaseClause {
			cases = append(cases, c)
		}
	}
	l.cases(subject, cases)
}

func (l *lowering) cases(subject int, rest []python.Node) {
	if len(rest) == 0 {
		return
	}
	clause := rest[0]
	pattern := clause.FirstChild()
	l.matches(subject, pattern)
	then := l.nested(func() {
		l.capture(subject, clause)
		l.statements(clause.Child(python.ConsequenceField))
	})
	otherwise := l.nested(func() { l.cases(subject, rest[1:]) })
	l.out.at(If, pattern)
	l.out.blocks(then, otherwise)
}

// matches lowers the question whether a pattern matches.
func (l *lowering) matches(subject int, pattern python.Node) {
	inner := pattern.FirstChild()
	if inner.Is(python.String, python.Integer, python.Float, python.True, python.False, python.None) {
		l.out.op(LoadLocal, subject)
		l.expression(inner)
		l.out.at(Compare, pattern, int(Equal))
		return
	}
	l.out.op(Unknown)
}

// capture binds the names of a case: the whole subject to a name alone, something unknown to one inside a pattern.
func (l *lowering) capture(subject int, clause python.Node) {
	for n := range clause.Walk(python.Block) {
		targets(n, func(name python.Node) bool {
			if n == clause.FirstChild() {
				l.out.op(LoadLocal, subject)
			} else {
				l.out.op(Unknown)
			}
			l.store(name.Text())
			return true
		})
	}
}
