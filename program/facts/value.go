package facts

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/parser/python"
)

const (
	maxText  = 120 // bytes of source that a fact keeps
	maxNames = 16  // names in a value that a fact keeps
)

// clip returns a copy of the start of a source text.
func (x *extractor) clip(text string) string { return x.copy(start(text)) }

// start is as much of a source text as a fact keeps.
func start(text string) string { return text[:min(len(text), maxText)] }

// value describes an expression, but for the names in it.
func (x *extractor) value(n python.Node) Value {
	for n.Is(python.ParenthesizedExpression, python.Await) {
		n = n.FirstChild()
	}
	if !n.Exists() {
		return Value{}
	}
	v := Value{}
	switch n.Kind() {
	case python.Integer, python.Float, python.True, python.False, python.None:
		v.Kind, v.Text = Literal, x.clip(n.Text())
	case python.UnaryOperator:
		if operand := n.Child(python.ArgumentField); operand.Is(python.Integer, python.Float) {
			v.Kind, v.Text = Literal, x.clip(n.Text())
		}
	case python.String, python.ConcatenatedString:
		v.Kind, v.Text = Literal, x.clip(n.Text())
		for range n.All(python.Interpolation) {
			v.Kind = Other
			break
		}
	case python.BinaryOperator:
		if isText(n) {
			v.Text = x.clip(n.Text())
		}
	case python.Identifier, python.Attribute:
		v.Kind, v.Text = Name, x.nameOf(n)
	case python.Call:
		v.Kind, v.Text = CallTo, x.nameOf(n.Child(python.FunctionField))
		if v.Text == "builtins.dict" {
			v.Kind = Other
		} else if isFormat(n) {
			v.Kind, v.Text = Other, x.clip(n.Text())
		}
	case python.List, python.Tuple, python.Set, python.ExpressionList:
		v.Text = x.clip(n.Text())
	}
	return v
}

// qualified returns the qualified name of a value, "" if it has none.
func (v Value) qualified() string {
	switch {
	case strings.HasPrefix(v.Text, "?"):
	case v.Kind == Name:
		return v.Text
	case v.Kind == CallTo:
		return v.Text + "()"
	}
	return ""
}

// isText reports whether an operator joins strings or paths: "a" + b, "%d" % n, root / "b".
func isText(n python.Node) bool {
	return n.Has(python.String)
}

// isFormat recognises "…".format(…).
func isFormat(call python.Node) bool {
	callee := call.Child(python.FunctionField)
	return callee.Child(python.AttributeField).Text() == "format" && callee.Child(python.ObjectField).Is(python.String, python.ConcatenatedString)
}

// names returns the dotted names in an expression as they are written, those that are called and keywords left out.
func (x *extractor) names(n python.Node) (out []string) {
	add := func(name python.Node) {
		if text := name.Text(); !slices.Contains(out, text) && len(out) < maxNames {
			out = append(out, x.copy(text))
		}
	}
	if isDotted(n) {
		add(n)
		return out
	}
	for c := range n.Walk(python.Attribute, python.Lambda) {
		isCallee := c.Field() == python.FunctionField && c.Parent().Kind() == python.Call
		isKeyword := c.Field() == python.NameField && c.Parent().Kind() == python.KeywordArgument
		switch {
		case isKeyword:
		case isCallee && c.Kind() == python.Attribute && isDotted(c.Child(python.ObjectField)):
			add(c.Child(python.ObjectField)) // epoch in epoch.item()
		case !isCallee && isDotted(c):
			add(c)
		}
	}
	return out
}

// isDotted reports whether n is a name or a chain of attributes of one.
func isDotted(n python.Node) bool {
	for n.Kind() == python.Attribute {
		n = n.Child(python.ObjectField)
	}
	return n.Kind() == python.Identifier
}
