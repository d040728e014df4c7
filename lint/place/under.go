package place

import (
	"cmp"
	"strings"

	"github.com/agentlint/agentlint/parser/python"
)

// under makes a loop, or the simple statement that a node is in, the body of what a header starts.
func (f *program) under(at python.Node, header string) (edit, bool) {
	statement, indent, ok := statementOf(at)
	if loop := loopAt(at); loop.Exists() {
		statement = loop
		indent, ok = loop.Indentation()
	}
	isBody := isSimple(statement) || statement.Is(python.ForStatement, python.WhileStatement)
	if !ok || !isBody || !f.endsLine(statement) || statement.Has(python.Yield, python.Await) || !isKnown(statement, statement.Start(), header) {
		return edit{}, false
	}
	start, stop := f.lineStart(statement.Start()), f.lineStop(statement.Stop())
	body := f.indented(start, stop, indent, f.step(statement, indent))
	return edit{start, stop, f.lines(indent, header) + f.LineEnd() + body}, true
}

// step returns by how much a statement's body is further in than itself, or else that of another block of the file.
func (f *program) step(statement python.Node, indent string) string {
	if step := stepIn(statement); step != "" {
		return step
	}
	if strings.Contains(indent, "\t") {
		return "\t"
	}
	return cmp.Or(stepIn(f.Root()), "    ")
}

// stepIn returns by how much the first block inside of a node that is on lines of its own is further in than what it belongs to.
func stepIn(n python.Node) string {
	for block := range n.All(python.Block) {
		own, _ := firstIn(block).Indentation()
		outer, ok := block.Parent().Indentation()
		if step, isFurther := strings.CutPrefix(own, outer); ok && isFurther && step != "" {
			return step
		}
	}
	return ""
}

// indented returns lines of the program, each further in than its indent by a step. Those that start in a string stay as they are, as do
// empty ones.
func (f *program) indented(start, stop int, indent, step string) string {
	var out strings.Builder
	at := start
	for line := range strings.Lines(string(f.Text()[start:stop])) {
		rest := line
		if strings.TrimSpace(line) != "" && !f.isInString(at) {
			if after, ok := strings.CutPrefix(line, indent); ok {
				out.WriteString(indent)
				rest = after
			}
			out.WriteString(step)
		}
		out.WriteString(rest)
		at += len(line)
	}
	return out.String()
}

// isInString reports whether an offset is inside of a string: a blank there is a part of it.
func (f *program) isInString(offset int) bool {
	for n := f.spanning(offset, offset); n.Exists(); n = n.Parent() {
		if n.Kind() == python.String && n.Start() < offset {
			return true
		}
	}
	return false
}
