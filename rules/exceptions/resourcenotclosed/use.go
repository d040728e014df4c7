package resourcenotclosed

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/parser/python"
)

// leftOpen returns the uses of a name that is bound to something open, or false if one of them closes it, gives it away or
// binds it again.
func leftOpen(name python.Node) (uses []python.Node, ok bool) {
	if _, ok := name.Binding(); !ok || isBorrowed(name) {
		return nil, false
	}
	function := name.Function()
	for n := range function.Identifiers(name.Text()) {
		if n == name || isLabel(n) {
			continue
		}
		if !leavesOpen(n) {
			return nil, false
		}
		uses = append(uses, n)
	}
	return uses, true
}

// isBorrowed reports whether a function declares the name to be another scope's.
func isBorrowed(name python.Node) bool {
	for n := range name.File().Root().Identifiers(name.Text()) {
		if n.Parent().Is(python.GlobalStatement, python.NonlocalStatement) {
			return true
		}
	}
	return false
}

// isLabel reports whether an identifier is the name of an attribute or of an argument.
func isLabel(n python.Node) bool {
	return n.Field() == python.AttributeField || n.Field() == python.NameField && n.Parent().Kind() == python.KeywordArgument
}

// closing are the methods that end what is open.
var closing = []string{"close", "terminate", "shutdown", "join", "flush", "__exit__", "__del__"}

// leavesOpen reports whether a use neither closes the value nor gives it away.
func leavesOpen(n python.Node) bool {
	parent := n.Parent()
	switch parent.Kind() {
	case python.Attribute:
		return !slices.Contains(closing, parent.Child(python.AttributeField).Text()) && parent.Parent().Kind() != python.WithItem
	case python.Subscript:
		return parent.Child(python.ValueField) == n
	case python.ForStatement, python.ForInClause:
		return parent.Child(python.RightField) == n
	case python.ComparisonOperator, python.NotOperator, python.IfStatement:
		return true
	case python.KeywordArgument:
		return borrows(parent.Parent().Parent())
	case python.ArgumentList:
		return borrows(parent.Parent())
	}
	return false
}

// borrowers are calls that neither keep nor close a file that they are given, for longer than their result lives.
var borrowers = []string{
	"builtins.print", "builtins.len", "builtins.list", "builtins.enumerate", "builtins.next", "builtins.iter", "builtins.sum",
	"json.dump", "json.load", "pickle.dump", "pickle.load", "csv.reader", "csv.writer", "csv.DictReader", "csv.DictWriter",
	"yaml.dump", "yaml.load", "yaml.safe_dump", "yaml.safe_load", "shutil.copyfileobj", "torch.save", "torch.load", "numpy.save",
	"numpy.load", "numpy.savetxt", "numpy.loadtxt", "joblib.dump", "joblib.load",
}

func borrows(call python.Node) bool {
	return slices.Contains(borrowers, call.Child(python.FunctionField).QualifiedName())
}

// isLent reports whether a file that is opened to be written is given to nothing but a call that leaves it open.
func isLent(call python.Node) bool {
	parent := call.Parent()
	if parent.Kind() == python.KeywordArgument {
		parent = parent.Parent()
	}
	return parent.Kind() == python.ArgumentList && borrows(parent.Parent()) && strings.HasSuffix(call.Child(python.FunctionField).QualifiedName(), "open") && writes(call)
}
