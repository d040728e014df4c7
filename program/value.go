package program

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/parser/python"
)

const (
	maxValueDepth = 3   // how deep a value is described
	maxText       = 120 // bytes of source that a fact keeps
	maxNames      = 16  // names in a value that a fact keeps
)

// clip returns a copy of the start of a source text.
func (x *extractor) clip(text string) string { return x.copy(start(text)) }

// start is as much of a source text as a fact keeps.
func start(text string) string { return text[:min(len(text), maxText)] }

// value describes an expression.
func (x *extractor) value(n python.Node, depth int) Value {
	for n.Is(python.ParenthesizedExpression, python.Await) {
		n = n.FirstChild()
	}
	v, parts := Value{Kind: Other}, Parts{Names: x.names(n)}
	switch n.Kind() {
	case python.NoKind:
		return Value{}
	case python.Integer, python.Float, python.True, python.False, python.None:
		v.Kind, v.Text = Literal, x.clip(n.Text())
	case python.UnaryOperator:
		if operand := n.Child(python.ArgumentField); operand.Is(python.Integer, python.Float) {
			v.Kind, v.Text = Literal, x.clip(n.Text())
		}
	case python.String, python.ConcatenatedString:
		v.Kind, v.Text = Literal, x.clip(n.Text())
		for range n.All(python.Interpolation) {
			v.Kind = Format
			break
		}
	case python.BinaryOperator:
		if isText(n) {
			v.Kind, v.Text = Format, x.clip(n.Text())
		}
	case python.Identifier, python.Attribute:
		v.Kind, v.Text = Name, x.nameOf(n)
	case python.Call:
		v.Kind, v.Text = CallTo, x.nameOf(n.Child(python.FunctionField))
		if v.Text == "builtins.dict" && depth > 0 {
			v.Kind, parts.Keys = Dict, x.keywords(n, depth)
		} else if isFormat(n) {
			v.Kind, v.Text = Format, x.clip(n.Text())
		} else if depth > 0 {
			parts.Items = x.positional(n, depth)
		}
	case python.List, python.Tuple, python.Set, python.ExpressionList:
		v.Kind, v.Text = Sequence, x.clip(n.Text())
		if depth > 0 {
			parts.Items = x.items(n, depth)
		}
	case python.Dictionary:
		v.Kind = Dict
		if depth > 0 {
			parts.Keys = x.pairs(n, depth)
		}
	}
	if parts.Names != nil || parts.Keys != nil || parts.Items != nil {
		v.Parts = &parts
	}
	return v
}

// isText reports whether an operator joins strings or paths: "a" + b, "%d" % n, root / "b".
func isText(n python.Node) bool {
	for range n.All(python.String) {
		return true
	}
	return false
}

// isFormat recognises "…".format(…).
func isFormat(call python.Node) bool {
	callee := call.Child(python.FunctionField)
	return callee.Child(python.AttributeField).Text() == "format" && callee.Child(python.ObjectField).Is(python.String, python.ConcatenatedString)
}

// positional are a call's arguments without keyword.
func (x *extractor) positional(call python.Node, depth int) (out []Value) {
	for arg := range call.Child(python.ArgumentsField).Children() {
		if !arg.Is(python.KeywordArgument, python.ListSplat, python.DictionarySplat) && len(out) < maxNames {
			out = append(out, x.value(arg, depth-1))
		}
	}
	return out
}

func (x *extractor) items(n python.Node, depth int) (out []Value) {
	for item := range n.Children() {
		if len(out) < maxNames {
			out = append(out, x.value(item, depth-1))
		}
	}
	return out
}

func (x *extractor) pairs(n python.Node, depth int) (out []Pair) {
	for pair := range n.Children() {
		if pair.Kind() != python.Pair {
			out = append(out, Pair{Value: x.value(pair.FirstChild(), depth-1)})
			continue
		}
		key := pair.Child(python.KeyField)
		p := Pair{Value: x.value(pair.Child(python.ValueField), depth-1)}
		if key.Is(python.String, python.Integer) {
			p.Key = strings.Trim(x.clip(key.Text()), `"'`)
		}
		out = append(out, p)
	}
	return out
}

func (x *extractor) keywords(call python.Node, depth int) (out []Pair) {
	for arg := range call.Child(python.ArgumentsField).Children() {
		if arg.Kind() == python.KeywordArgument {
			key := x.copy(arg.Child(python.NameField).Text())
			out = append(out, Pair{key, x.value(arg.Child(python.ValueField), depth-1)})
		}
	}
	return out
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

// targets are the names that the left side of an assignment gives a value to, as they are written.
func (x *extractor) targets(n python.Node) (out []string) {
	switch {
	case !n.Exists():
	case isDotted(n), n.Kind() == python.Subscript:
		out = append(out, x.clip(n.Text()))
	default:
		for c := range n.Children() {
			out = append(out, x.targets(c)...)
		}
	}
	return out
}
