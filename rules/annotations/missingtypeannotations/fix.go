package missingtypeannotations

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/routine"
	"github.com/agentlint/agentlint/parser/python"
)

// returnsNone annotates a function that returns nothing. There is no fix for one that yields, that always raises, whose body is
// still to be written, or that has its types in a comment. It is unsafe after a decorator that may look at annotations.
func returnsNone(function python.Node) []analysis.SuggestedFix {
	parameters, body := function.Child(python.ParametersField), function.Child(python.BodyField)
	if function.HasError() || function.File().IsPython2() || isOpen(function) || hasTypeComment(function) {
		return nil
	}
	for n := range body.Walk(python.FunctionDefinition, python.ClassDefinition, python.Lambda) {
		isValue := n.Kind() == python.ReturnStatement && n.FirstChild().Exists() && n.FirstChild().Kind() != python.None
		if isValue || n.Kind() == python.Yield {
			return nil
		}
	}
	edit := analysis.TextEdit{Pos: parameters.End(), End: parameters.End(), NewText: []byte(" -> None")}
	for d := range function.Decorators() {
		name := strings.TrimSuffix(d.QualifiedName(), "()")
		if !slices.Contains(harmless, name) {
			return lint.UnsafeFix("annotate the result with None", edit)
		}
	}
	return lint.SafeFix("annotate the result with None", edit)
}

// harmless are the decorators that do not care what a function is said to return.
var harmless = []string{"builtins.staticmethod", "builtins.classmethod", "torch.no_grad", "torch.inference_mode", "torch.enable_grad",
	"torch.autocast", "torch.distributed.elastic.multiprocessing.errors.record", "functools.wraps", "hydra.main", "click.command",
	"click.option", "click.argument", "click.pass_context"}

// isOpen reports whether a function may be there for others to fill in: it does nothing, or ends in what says so.
func isOpen(function python.Node) bool {
	last := function.Child(python.BodyField).LastChild()
	body := routine.Body(function)
	switch last.Kind() {
	case python.NoKind, python.PassStatement, python.RaiseStatement:
		return true
	case python.ReturnStatement:
		return len(body) == 1
	case python.ExpressionStatement:
		return slices.Contains([]python.Kind{python.Ellipsis, python.String, python.ConcatenatedString}, last.FirstChild().Kind())
	}
	return false
}

// hasTypeComment reports whether a comment before a function's first statement may say its types, in the way of PEP 484
// (https://peps.python.org/pep-0484/#suggested-syntax-for-python-2-7-and-straddling-code).
func hasTypeComment(function python.Node) bool {
	first := function.Child(python.BodyField).FirstChild()
	head := function.File().Text()[function.Start():first.Start()]
	return strings.Contains(strings.ReplaceAll(string(head), "# type: ignore", ""), "type:")
}
