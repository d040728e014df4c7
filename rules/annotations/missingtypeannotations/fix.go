package missingtypeannotations

import (
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
)

// returnsNone annotates a function that returns nothing. There is no fix for one that yields, that always raises, or
// whose body is still to be written.
func returnsNone(function python.Node) []analysis.SuggestedFix {
	parameters, body := function.Child(python.ParametersField), function.Child(python.BodyField)
	if function.HasError() || isOpen(body.LastChild()) {
		return nil
	}
	for n := range body.Walk(python.FunctionDefinition, python.ClassDefinition, python.Lambda) {
		isValue := n.Kind() == python.ReturnStatement && n.FirstChild().Exists() && n.FirstChild().Kind() != python.None
		if isValue || n.Kind() == python.Yield {
			return nil
		}
	}
	edit := analysis.TextEdit{Pos: parameters.End(), End: parameters.End(), NewText: []byte(" -> None")}
	return lint.SafeFix("annotate the result with None", edit)
}

// isOpen reports whether a body that ends in the statement may be there for others to fill in.
func isOpen(last python.Node) bool {
	switch last.Kind() {
	case python.NoKind, python.PassStatement, python.RaiseStatement:
		return true
	case python.ExpressionStatement:
		return slices.Contains([]python.Kind{python.Ellipsis, python.String, python.ConcatenatedString}, last.FirstChild().Kind())
	}
	return false
}
