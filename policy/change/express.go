package change

import (
	"math"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/agentlint/agentlint/parser/python"
)

// unknown stands for what can't be told, which may be anything.
const unknown = "?"

const (
	deepest  = 8   // how far what an expression is made of is followed
	maxWords = 200 // bytes of an expression that are compared
)

// An expresser writes expressions so that two are equal if they do the same: names of variables are replaced by what they are, and
// what only a run can tell is a question mark.
type expresser struct {
	reader *reader
	keys   bool // dictionaries are written without their values
	place  python.Node
}

// express writes an expression. At is the node that has its value, which a constant may have elsewhere.
func (r *reader) express(n python.Node, keys bool) (text string, at python.Node) {
	x := &expresser{reader: r, keys: keys}
	text = x.text(n, deepest)
	if len(text) > maxWords {
		text = text[:maxWords] + "…"
	}
	if x.place.Exists() {
		return text, x.place
	}
	return text, n
}

func (x *expresser) text(n python.Node, depth int) string {
	if depth == 0 || !n.Exists() {
		return unknown
	}
	switch n.Kind() {
	case python.Integer, python.Float, python.True, python.False, python.None:
		return literalText(n.Text())
	case python.String, python.ConcatenatedString:
		return x.textOf(n)
	case python.ParenthesizedExpression, python.Await:
		return x.text(n.FirstChild(), depth)
	case python.UnaryOperator:
		return x.unary(n, depth)
	case python.BinaryOperator:
		return x.binary(n, depth)
	case python.Tuple, python.List, python.Set, python.ExpressionList:
		return x.elements(n, depth)
	case python.Dictionary:
		return x.dictionary(n, depth)
	case python.Identifier:
		return x.name(n, depth)
	case python.Attribute:
		return x.attribute(n, depth)
	case python.Subscript:
		return x.subscript(n, depth)
	case python.Slice:
		return x.slice(n, depth)
	case python.Call:
		return x.call(n, depth)
	case python.ConditionalExpression:
		return x.conditional(n, depth)
	case python.BooleanOperator, python.ComparisonOperator, python.NotOperator:
		return x.joined(n, depth)
	case python.Lambda:
		return "lambda: " + x.text(n.Child(python.BodyField), depth-1)
	}
	return unknown
}

// textOf writes a string. What is put into it is not known.
func (x *expresser) textOf(n python.Node) string {
	var b strings.Builder
	for c := range n.All(python.StringContent, python.Interpolation) {
		switch {
		case c.Kind() == python.Interpolation:
			b.WriteString(unknown)
		case !c.Ancestor(python.Interpolation).Exists() || !n.Contains(c.Ancestor(python.Interpolation)):
			b.WriteString(c.Text())
		}
	}
	return `"` + b.String() + `"`
}

// literalText writes a literal as it is compared: 1e-4 is 0.0001, 'a' is "a".
func literalText(text string) string {
	if number, ok := numberOf(text); ok {
		return formatNumber(number)
	}
	body := strings.TrimLeft(text, "rRbBuUfF")
	for _, quote := range []string{`"""`, `'''`, `"`, `'`} {
		if inner, ok := strings.CutPrefix(body, quote); ok && strings.HasSuffix(inner, quote) {
			return `"` + strings.TrimSuffix(inner, quote) + `"`
		}
	}
	if strings.HasPrefix(text, "(") && strings.HasSuffix(text, ")") { // of a signature
		parts := strings.Split(text[1:len(text)-1], ",")
		for i := range parts {
			parts[i] = literalText(strings.TrimSpace(parts[i]))
		}
		return "(" + strings.Join(parts, ", ") + ")"
	}
	return strings.Clone(text)
}

func numberOf(text string) (float64, bool) {
	if text == "" || strings.IndexByte("+-.0123456789", text[0]) < 0 {
		return 0, false
	}
	if whole, err := strconv.ParseInt(text, 0, 64); err == nil {
		return float64(whole), true
	}
	number, err := strconv.ParseFloat(strings.ReplaceAll(text, "_", ""), 64)
	return number, err == nil
}

func formatNumber(number float64) string {
	if number == math.Trunc(number) && math.Abs(number) < 1e15 {
		return strconv.FormatFloat(number, 'f', -1, 64)
	}
	return strconv.FormatFloat(number, 'g', 12, 64)
}

func (x *expresser) unary(n python.Node, depth int) string {
	operand := x.text(n.Child(python.ArgumentField), depth-1)
	operator := n.Child(python.OperatorField).Text()
	if number, ok := numberOf(operand); ok && operator == "-" {
		return formatNumber(-number)
	}
	return operator + operand
}

func (x *expresser) binary(n python.Node, depth int) string {
	left, right := x.text(n.Child(python.LeftField), depth-1), x.text(n.Child(python.RightField), depth-1)
	operator := strings.Clone(n.Child(python.OperatorField).Text())
	if a, ok := numberOf(left); ok {
		if b, ok := numberOf(right); ok {
			if result, ok := compute(a, operator, b); ok {
				return formatNumber(result)
			}
		}
	}
	return left + " " + operator + " " + right
}

func compute(a float64, operator string, b float64) (float64, bool) {
	switch operator {
	case "+":
		return a + b, true
	case "-":
		return a - b, true
	case "*":
		return a * b, true
	case "/":
		return a / b, b != 0
	case "//":
		return math.Floor(a / b), b != 0
	case "**":
		return math.Pow(a, b), true
	}
	return 0, false
}

// elements writes a list or tuple, which are the same to what takes them.
func (x *expresser) elements(n python.Node, depth int) string {
	var all []string
	for c := range n.Children() {
		all = append(all, x.text(c, depth-1))
	}
	return "(" + strings.Join(all, ", ") + ")"
}

func (x *expresser) dictionary(n python.Node, depth int) string {
	var all []string
	for pair := range n.Children() {
		if pair.Kind() != python.Pair {
			all = append(all, unknown)
			continue
		}
		key := strings.Trim(x.text(pair.Child(python.KeyField), depth-1), `"`)
		if !x.keys {
			key += ": " + x.text(pair.Child(python.ValueField), depth-1)
		}
		all = append(all, key)
	}
	slices.Sort(all)
	return "{" + strings.Join(all, ", ") + "}"
}

// name writes what a name stands for: its only value, or what it imports.
func (x *expresser) name(n python.Node, depth int) string {
	b, ok := n.Binding()
	switch {
	case ok && b.Kind == python.Assigned && b.Value.Exists() && b.Index < 0 && !x.reader.isChanged(n):
		text := x.text(b.Value, depth-1)
		if b.Value.Is(python.Integer, python.Float, python.String, python.True, python.False, python.List, python.Tuple, python.UnaryOperator) && !x.place.Exists() {
			x.place = b.Value
		}
		return text
	case ok && b.Kind == python.Assigned:
		return unknown
	}
	return x.qualified(n)
}

// qualified writes what an import or a definition gives, by the last part of its name.
func (x *expresser) qualified(n python.Node) string {
	name := n.QualifiedName()
	if name == "" || strings.Contains(name, "(") || strings.HasPrefix(name, "~.") && strings.Contains(name, "[") {
		return unknown
	}
	if rest, ok := strings.CutPrefix(name, "builtins."); ok {
		return strings.Clone(rest)
	}
	if isConstant(last(name)) && x.reader.isOwn(name) {
		return unknown + "." + strings.Clone(last(name))
	}
	return strings.Clone(last(name))
}

// isConstant reports whether a name is written as those of constants are.
func isConstant(name string) bool { return name == strings.ToUpper(name) }

// isOwn reports whether a qualified name is of the project: of a module beside the file, or at the top.
func (r *reader) isOwn(name string) bool {
	first, _, _ := strings.Cut(name, ".")
	if first == "" || first == "~" {
		return true
	}
	has := func(dir string) bool {
		return slices.Contains(r.side.folder(dir), first+".py") || slices.Contains(r.side.folder(dir), first+"/")
	}
	return has(".") || has(path.Dir(r.path)) || has("src")
}

func (x *expresser) attribute(n python.Node, depth int) string {
	if name := n.QualifiedName(); name != "" && !strings.Contains(name, "(") && !strings.HasPrefix(name, "~.") && !x.reader.isOwn(name) {
		return strings.Clone(last(name))
	}
	attribute := strings.Clone(n.Child(python.AttributeField).Text())
	object := x.text(n.Child(python.ObjectField), depth-1)
	if strings.Contains(object, unknown) || object == "self" {
		return unknown + "." + attribute
	}
	return object + "." + attribute
}

func (x *expresser) subscript(n python.Node, depth int) string {
	if text, ok := x.item(n, depth); ok {
		return text
	}
	var keys []string
	for key := range n.ChildrenOf(python.SubscriptField) {
		keys = append(keys, x.text(key, depth-1))
	}
	text := strings.Join(keys, ", ")
	if inner, ok := strings.CutPrefix(text, `"`); ok { // config["lr"] and config.lr are the same field
		return unknown + "." + strings.TrimSuffix(inner, `"`)
	}
	return x.text(n.Child(python.ValueField), depth-1) + "[" + text + "]"
}

func (x *expresser) slice(n python.Node, depth int) string {
	var b strings.Builder
	for c := range n.Tokens() {
		if c.Text() == ":" {
			b.WriteByte(':')
		} else {
			b.WriteString(x.text(c, depth-1))
		}
	}
	return b.String()
}

// call writes a call: by the last part of what is called, with its arguments. What has a topic of its own is compared by itself.
func (x *expresser) call(n python.Node, depth int) string {
	callee := n.Child(python.FunctionField)
	name := x.reader.nameOf(callee)
	short := last(strings.TrimSuffix(name, "()"))
	if theCatalogue().subjectOf(name) != nil {
		return short + "(…)"
	}
	if depth < deepest-4 || strings.HasPrefix(name, "~.") {
		return unknown
	}
	switch {
	case strings.HasPrefix(name, "?") && !strings.Contains(name, "."):
		short = unknown
	case name == "torch.Tensor" || name == "torch.FloatTensor":
		short = "tensor"
	}
	if converted, ok := nth(n.Child(python.ArgumentsField), 0); ok && (name == "builtins.float" || name == "builtins.int" || name == "builtins.str") {
		return x.text(converted, depth) // which a value is taken as is no other value
	}
	var all []string
	for arg := range n.Child(python.ArgumentsField).Children() {
		switch arg.Kind() {
		case python.KeywordArgument:
			if key := arg.Child(python.NameField).Text(); !slices.Contains(ignored, key) {
				all = append(all, strings.Clone(key)+"="+x.text(arg.Child(python.ValueField), depth-1))
			}
		default:
			all = append(all, x.text(arg, depth-1))
		}
	}
	if callee.Kind() == python.Attribute && len(all) == 0 {
		return unknown + "." + short + "()"
	}
	return short + "(" + strings.Join(all, ", ") + ")"
}

// joined writes the operands of an expression with its words between. What stands in for what is not there may be anything: a or b.
func (x *expresser) joined(n python.Node, depth int) string {
	if left := n.Child(python.LeftField); n.Kind() == python.BooleanOperator && strings.Contains(x.text(left, depth-1), unknown) {
		return unknown
	}
	var all []string
	for c := range n.Tokens() {
		if c.FirstToken().Exists() || c.Is(python.Identifier, python.Integer, python.Float, python.True, python.False, python.None, python.String) {
			all = append(all, x.text(c, depth-1))
		} else {
			all = append(all, strings.Clone(c.Text()))
		}
	}
	if len(all) == 3 && n.Kind() == python.ComparisonOperator && isKnown(all[0]) && isKnown(all[2]) {
		switch all[1] {
		case "==":
			return pythonBool(all[0] == all[2])
		case "!=":
			return pythonBool(all[0] != all[2])
		}
	}
	return strings.Join(all, " ")
}

// isKnown reports whether a text is that of a number or a string.
func isKnown(text string) bool {
	_, isNumber := numberOf(text)
	return isNumber || strings.HasPrefix(text, `"`) && !strings.Contains(text, unknown)
}

func pythonBool(is bool) string {
	if is {
		return "True"
	}
	return "False"
}
