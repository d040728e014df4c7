package forbid

import (
	"strings"

	"github.com/agentlint/agentlint/parser/python"
)

// A Text is a string as far as it is known.
type Text struct {
	Value  string
	Open   bool // more follows, which is not known
	Joined bool // something that is not known comes before
}

// maxHops is how many names one text may go through.
const maxHops = 8

// textOf returns the text that an expression comes to: a literal, a path that is joined of some, or a name for one.
func textOf(n python.Node, hops int) (Text, bool) {
	if hops == 0 {
		return Text{}, false
	}
	switch n.Kind() {
	case python.String:
		return stringOf(n, hops), true
	case python.ConcatenatedString:
		return joined("", children(n), hops)
	case python.ParenthesizedExpression, python.Await:
		return textOf(n.FirstChild(), hops)
	case python.BinaryOperator:
		separator, ok := map[string]string{"+": "", "/": "/"}[operator(n)]
		if !ok {
			return Text{}, false
		}
		return joined(separator, []python.Node{n.Child(python.LeftField), n.Child(python.RightField)}, hops)
	case python.Identifier:
		if b, ok := n.Binding(); ok && b.Kind == python.Assigned && b.Index < 0 && b.Value.Exists() {
			return textOf(b.Value, hops-1)
		}
	case python.Call:
		return callText(n, hops)
	}
	return Text{}, false
}

func operator(n python.Node) string { return n.Child(python.OperatorField).Text() }

func children(n python.Node) (all []python.Node) {
	for c := range n.Children() {
		all = append(all, c)
	}
	return all
}

// callText returns the path that pathlib.Path or os.path.join makes.
func callText(n python.Node, hops int) (Text, bool) {
	switch name := n.Child(python.FunctionField).QualifiedName(); {
	case name == "os.path.join", name == "builtins.str", name == "os.fspath", strings.HasPrefix(name, "pathlib.") && strings.HasSuffix(name, "Path"):
		return joined("/", arguments(n), hops)
	case strings.HasSuffix(name, ".joinpath"):
		function := n.Child(python.FunctionField)
		return joined("/", append([]python.Node{function.Child(python.ObjectField)}, arguments(n)...), hops)
	}
	return Text{}, false
}

// arguments returns the positional arguments of a call.
func arguments(call python.Node) (all []python.Node) {
	for arg := range call.Child(python.ArgumentsField).Children() {
		if !arg.Is(python.KeywordArgument, python.Comment, python.DictionarySplat) {
			all = append(all, arg)
		}
	}
	return all
}

// joined joins parts until one is not known.
func joined(separator string, parts []python.Node, hops int) (Text, bool) {
	var out Text
	for i, part := range parts {
		text, ok := textOf(part, hops-1)
		switch {
		case !ok && i == 0:
			out.Joined = true
			continue
		case !ok:
			out.Open = true
			return out, out.Value != ""
		}
		if out.Value != "" && separator != "" {
			out.Value += separator
		}
		out.Value += text.Value
		out.Joined = out.Joined || text.Joined
		if text.Open {
			out.Open = true
			return out, true
		}
	}
	return out, out.Value != ""
}

// stringOf returns the text of a string up to what it interpolates.
func stringOf(n python.Node, hops int) (out Text) {
	for part := range n.Children() {
		switch part.Kind() {
		case python.StringContent:
			out.Value += part.Text()
		case python.Interpolation:
			if text, ok := textOf(part.FirstChild(), hops-1); ok && !text.Open {
				out.Value += text.Value
				continue
			}
			if out.Value == "" && !out.Joined {
				out.Joined = true
				continue
			}
			out.Open = true
			return out
		}
	}
	return out
}
