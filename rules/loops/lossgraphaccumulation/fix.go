package lossgraphaccumulation

import (
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
)

// fix adds the loss without its graph, so that the sum stays a tensor, which its uses may need. It is safe if the loss is sure
// to be a tensor of torch, and its graph to be of no use any more.
func fix(sum, loss python.Node) []analysis.SuggestedFix {
	edit := analysis.TextEdit{Pos: loss.End(), End: loss.End(), NewText: []byte(".detach()")}
	if usesTorch(loss.File()) && isTensor(sum, loss) && !keepsGraph(sum) {
		return lint.SafeFix("add the loss without its graph", edit)
	}
	return lint.UnsafeFix("add the loss without its graph", edit)
}

func usesTorch(f *python.File) bool {
	for b := range f.Imports {
		if top, _, _ := strings.Cut(b.Target, "."); top == "torch" {
			return true
		}
	}
	return false
}

// isTensor reports whether backward is called on the loss in each turn of the loop that adds it, and the loss is never a
// number.
func isTensor(sum, loss python.Node) bool {
	found := 0
	for b := range loss.Bindings() {
		if found++; found == python.MaxBindings || b.Value.Is(python.Integer, python.Float, python.None, python.UnaryOperator) {
			return false
		}
	}
	around := backward(sum, loss).Ancestor(python.Block)
	for around.Parent().Kind() == python.WithStatement {
		around = around.Ancestor(python.Block)
	}
	return around.Contains(sum)
}

// keepsGraph reports whether a function asks backward, or may ask it, to keep the graph for another use.
func keepsGraph(sum python.Node) bool {
	for call := range sum.Function().All(python.Call) {
		if strings.HasSuffix(call.Child(python.FunctionField).Text(), "backward") && mayRetain(call) {
			return true
		}
	}
	return false
}

// mayRetain reports whether a call of backward has more than the loss or its gradient: retain_graph and create_graph follow.
func mayRetain(backward python.Node) bool {
	positional := 0
	for arg := range backward.Child(python.ArgumentsField).Children() {
		switch arg.Kind() {
		case python.ListSplat, python.DictionarySplat:
			return true
		case python.KeywordArgument:
			if strings.HasSuffix(arg.Child(python.NameField).Text(), "_graph") {
				return true
			}
		default:
			positional++
		}
	}
	return positional > 1
}
