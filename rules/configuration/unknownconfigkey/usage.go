package unknownconfigkey

import (
	"strings"

	"github.com/agentlint/agentlint/parser/python"
)

// usage is what a file does with a dict.
type usage struct {
	reads   []python.Node // subscripts with a literal key
	written []string      // keys that are set later, or asked for with in
	shared  bool          // something else gets hold of the dict
	unknown bool          // any key may be set
}

func (u *usage) add(use python.Node) {
	switch parent := use.Parent(); parent.Kind() {
	case python.Subscript:
		u.addSubscript(parent)
	case python.Attribute:
		switch parent.Child(python.AttributeField).Text() {
		case "get", "items", "keys", "values", "copy":
		default:
			u.unknown = true
		}
	case python.ComparisonOperator:
		key, _ := text(parent.FirstChild())
		u.written = append(u.written, key)
	case python.DictionarySplat, python.ForStatement, python.ForInClause, python.Interpolation:
	case python.ArgumentList:
		u.shared = u.shared || !onlyReads(parent.Parent())
	case python.KeywordArgument:
		u.shared = u.shared || !onlyReads(parent.Parent().Parent())
	default:
		u.shared = true
	}
}

func (u *usage) addSubscript(subscript python.Node) {
	key, isLiteral := text(subscript.Child(python.SubscriptField))
	isWritten := subscript.Field() == python.LeftField && subscript.Parent().Is(python.Assignment, python.AugmentedAssignment) ||
		subscript.Parent().Is(python.DeleteStatement, python.PatternList, python.TuplePattern)
	isTried := subscript.Ancestor(python.TryStatement).Exists() // for the KeyError, maybe
	switch {
	case isWritten && isLiteral:
		u.written = append(u.written, key)
	case isWritten:
		u.unknown = true
	case isLiteral && !isTried:
		u.reads = append(u.reads, subscript)
	}
}

// onlyReads reports whether a call is known to leave its arguments as they are.
func onlyReads(call python.Node) bool {
	name := call.Child(python.FunctionField).QualifiedName()
	module, _, _ := strings.Cut(name, ".")
	switch module {
	case "builtins", "json", "wandb", "mlflow", "pprint", "logging", "yaml", "copy":
		return true
	}
	return false
}
