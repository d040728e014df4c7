package bestmetricunbound

import (
	"bytes"
	"fmt"
	"go/token"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
)

// fix gives the name the worst value there is before the outermost loop. There is none unless the name takes over what it
// is compared with, as the best of a metric does.
func fix(comparison, name python.Node) []analysis.SuggestedFix {
	if !takes(name, other(comparison, name)) {
		return nil
	}
	loop := outermostLoop(name)
	src := loop.File().Source
	at := int(loop.Pos()) - loop.File().Base
	indent := src.Text[bytes.LastIndexByte(src.Text[:at], '\n')+1 : at]
	if len(bytes.Trim(indent, " \t>")) > 0 {
		return nil
	}
	statement := fmt.Sprintf("%s = float(%q)", name.Text(), worst(comparison, name))
	edit := analysis.TextEdit{Pos: token.Pos(loop.File().Base + at), End: token.Pos(loop.File().Base + at)}
	edit.NewText = []byte(statement + loop.File().LineEnd() + string(indent))
	return lint.UnsafeFix("start with "+statement, edit)
}

// other returns the operand that a name is compared with.
func other(comparison, name python.Node) python.Node {
	if first := comparison.FirstChild(); first != name {
		return first
	}
	return comparison.LastChild()
}

// takes reports whether some assignment gives the name the value.
func takes(name, value python.Node) bool {
	for b := range name.Bindings() {
		if b.Kind == python.Assigned && b.Index < 0 && b.Value.Exists() && b.Value.Text() == value.Text() {
			return true
		}
	}
	return false
}

// outermostLoop returns the loop around n that no other loop of its function is around.
func outermostLoop(n python.Node) (loop python.Node) {
	for p := n.Parent(); p.Exists() && !p.Is(python.FunctionDefinition, python.Lambda); p = p.Parent() {
		if p.Is(python.ForStatement, python.WhileStatement) {
			loop = p
		}
	}
	return loop
}

// worst returns the number that any value is better than.
func worst(comparison, name python.Node) string {
	greater := comparison.Child(python.OperatorsField).Text()[0] == '>'
	if greater == (comparison.FirstChild() != name) {
		return "-inf"
	}
	return "inf"
}
