package resourcenotclosed

import (
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
)

// fix makes a with statement of the assignment and puts what follows into it, up to the last use.
func fix(assignment python.Node, uses []python.Node) []analysis.SuggestedFix {
	statement := assignment.Parent()
	indent, ok := statement.Indentation()
	if !ok || slices.ContainsFunc(uses, outlives) || assignment.Child(python.TypeField).Exists() {
		return nil
	}
	first, last, ok := extent(statement, uses)
	if !ok {
		return nil
	}
	step := "    "
	if strings.Contains(indent, "\t") {
		step = "\t"
	}
	name, call := assignment.Child(python.LeftField), assignment.Child(python.RightField)
	edits := []analysis.TextEdit{
		{Pos: assignment.Pos(), End: call.Pos(), NewText: []byte("with ")},
		{Pos: call.End(), End: call.End(), NewText: []byte(" as " + name.Text() + ":")},
	}
	src, base := statement.File().Source, statement.File().Base
	for line := first; line <= last; line++ {
		if strings.TrimSpace(string(src.Line(line))) != "" {
			at := token.Pos(base + src.LineStart(line))
			edits = append(edits, analysis.TextEdit{Pos: at, End: at, NewText: []byte(step)})
		}
	}
	return lint.UnsafeFix("open it in a with statement", edits...)
}

// reads are methods whose result does not need the file any more.
var reads = []string{"read", "readline", "readlines", "readall", "getvalue", "tell", "fileno"}

// outlives reports whether what a use results in may need the open value later: a reader made of it, a data set in it, the
// results of a pool.
func outlives(use python.Node) bool {
	parent := use.Parent()
	switch parent.Kind() {
	case python.Attribute:
		call := parent.Parent()
		return call.Kind() != python.Call || call.Parent().Kind() != python.ExpressionStatement &&
			!slices.Contains(reads, parent.Child(python.AttributeField).Text())
	case python.ArgumentList, python.KeywordArgument:
		call := use.Ancestor(python.Call)
		name := call.Child(python.FunctionField).QualifiedName()
		return call.Parent().Kind() != python.ExpressionStatement && !strings.HasSuffix(name, "load")
	}
	return parent.Kind() == python.Subscript
}

// extent returns the lines from after a statement to the end of the last one after it that has a use: 1-based, both
// included. They can be indented unless there are none, a use is elsewhere, or a string goes over several of them.
func extent(statement python.Node, uses []python.Node) (first, last int, ok bool) {
	f := statement.File()
	first = f.Line(statement.End()) + 1
	found, after := 0, false
	for sibling := range statement.Parent().Children() {
		if after && found < len(uses) {
			for _, use := range uses {
				if sibling.Contains(use) {
					found++
				}
			}
			if _, alone := sibling.Indentation(); !alone || hasLongString(sibling) {
				return 0, 0, false
			}
			last = f.Line(sibling.End())
		}
		after = after || sibling == statement
	}
	return first, last, found > 0 && found == len(uses)
}

func hasLongString(n python.Node) bool {
	for s := range n.All(python.String) {
		if strings.Contains(s.Text(), "\n") {
			return true
		}
	}
	return false
}
