package place

import (
	"strings"

	"github.com/agentlint/agentlint/parser/python"
)

// statementOf returns the statement that a node is in, or a clause of one, none if it is not the first on its line.
func statementOf(n python.Node) (statement python.Node, indent string, ok bool) {
	for n.Exists() && (!n.Parent().Is(python.Block, python.Module) || n.Kind() == python.CaseClause) {
		n = n.Parent()
	}
	if !n.Exists() {
		return n, "", false
	}
	indent, ok = n.Indentation()
	return n, indent, ok
}

// isSimple reports whether a statement has no block.
func isSimple(statement python.Node) bool {
	return !statement.Is(python.DecoratedDefinition, python.CaseClause) && !statement.Token(python.Block).Exists()
}

// loopAt returns the loop whose head a node is in.
func loopAt(n python.Node) python.Node {
	at := n.Start()
	for ; n.Exists(); n = n.Parent() {
		if n.Is(python.ForStatement, python.WhileStatement) && at < n.Child(python.BodyField).Start() {
			return n
		}
	}
	return n
}

// endsLine reports whether nothing but a comment follows a node on its last line.
func (f *program) endsLine(n python.Node) bool {
	rest := strings.TrimLeft(string(f.Text()[n.Stop():f.lineStop(n.Stop())]), " \t\f")
	return rest == "" || strings.HasPrefix(rest, "#")
}

// lines returns statements as lines of the program, each as far in as indent.
func (f *program) lines(indent, statements string) string {
	return indent + strings.ReplaceAll(statements, "\n", f.LineEnd()+indent)
}

// before puts statements before the one that a node is in.
func (f *program) before(at python.Node, statements string) (edit, bool) {
	statement, indent, ok := statementOf(at)
	if !ok || !isKnown(statement, statement.Start(), statements) {
		return edit{}, false
	}
	start := f.lineStart(statement.Start())
	return edit{start, start, f.lines(indent, statements) + f.LineEnd()}, true
}

// after puts statements after the simple one that a node is in.
func (f *program) after(at python.Node, statements string) (edit, bool) {
	statement, indent, ok := statementOf(at)
	if !ok || !isSimple(statement) || !f.endsLine(statement) || !isKnown(statement, statement.Stop(), statements) {
		return edit{}, false
	}
	stop := f.lineStop(statement.Stop())
	return edit{stop, stop, f.LineEnd() + f.lines(indent, statements)}, true
}

// firstIn returns the first statement of a block.
func firstIn(block python.Node) python.Node {
	for statement := range block.Children() {
		if statement.Kind() != python.Comment {
			return statement
		}
	}
	return python.Node{}
}

// inside puts statements where the body of a loop starts.
func (f *program) inside(at python.Node, statements string) (edit, bool) {
	body := loopAt(at).Child(python.BodyField)
	first := firstIn(body)
	if !first.Exists() {
		return edit{}, false
	}
	indent, ok := first.Indentation()
	if !ok || !isKnown(first, first.Start(), statements) {
		return edit{}, false
	}
	stop := f.lineStop(body.Parent().Token(python.TokColon).Stop())
	return edit{stop, stop, f.LineEnd() + f.lines(indent, statements)}, true
}

// moved moves the simple statement that a node is in to after another one of the same block, or to before it.
func (f *program) moved(at, other python.Node, after bool) (edit, bool) {
	statement, _, ok := statementOf(at)
	to, _, isOwn := statementOf(other)
	isAhead := statement.Start() < to.Start()
	if after && statement.FirstChild().Kind() != python.Call { // what is between them may use what it assigns
		return edit{}, false
	}
	if !ok || !isOwn || isAhead != after || statement.Parent() != to.Parent() || !isSimple(statement) || !isSimple(to) || !f.endsLine(statement) || !f.endsLine(to) {
		return edit{}, false
	}
	first, second := statement, to
	if !after {
		first, second = to, statement
	}
	start, middle, stop := f.lineStart(first.Start()), f.lineStart(second.Start()), f.lineStop(second.Stop())
	if after { // what is between them stays where it is
		middle = f.lineStop(first.Stop()) + len(f.LineEnd())
	}
	text := string(f.Text())
	head, tail := strings.TrimSuffix(text[start:middle], f.LineEnd()), text[middle:stop]
	if blank := f.lineStop(middle); after && start > len(f.LineEnd()) && f.isBlank(f.lineStart(start-len(f.LineEnd()))) && f.isBlank(middle) && blank < stop {
		tail = strings.TrimPrefix(text[blank:stop], f.LineEnd()) // one of two blank lines that would meet
	}
	return edit{start, stop, tail + f.LineEnd() + head}, strings.HasSuffix(text[start:middle], f.LineEnd())
}

// isBlank reports whether there is nothing in the line at an offset.
func (f *program) isBlank(offset int) bool {
	return strings.TrimSpace(string(f.Text()[offset:f.lineStop(offset)])) == ""
}

// decorated decorates the function that a node is in.
func (f *program) decorated(at python.Node, decorator string) (edit, bool) {
	function := at.Function()
	if function.Kind() != python.FunctionDefinition || function.Has(python.Yield) {
		return edit{}, false
	}
	indent, ok := function.Indentation()
	if !ok || !isKnown(function, function.Start(), decorator) {
		return edit{}, false
	}
	start := f.lineStart(function.Start())
	return edit{start, start, f.lines(indent, decorator) + f.LineEnd()}, true
}
