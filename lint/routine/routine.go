// Package routine answers what several rules ask about a function or method: what its body does, and who chose its name.
package routine

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/lint/naming"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/program"
)

// Body returns the statements of a function or class, its docstring aside.
func Body(definition python.Node) (statements []python.Node) {
	statements = slices.Collect(definition.Child(python.BodyField).Children())
	if len(statements) > 0 && IsText(statements[0]) {
		return statements[1:]
	}
	return statements
}

// IsText reports whether a statement is nothing but a text, as a docstring is: neither bytes nor anything that is computed.
func IsText(statement python.Node) bool {
	return statement.Kind() == python.ExpressionStatement && isText(statement.FirstChild())
}

func isText(n python.Node) bool {
	switch n.Kind() {
	case python.ParenthesizedExpression:
		return isText(n.FirstChild())
	case python.ConcatenatedString:
		for part := range n.Children() {
			if !isText(part) {
				return false
			}
		}
		return true
	case python.String:
		return !strings.ContainsAny(n.Token(python.StringStart).Text(), "bBfFtT")
	}
	return false
}

// IsStub reports whether a body does nothing: it is empty, or has pass, ... or raise NotImplementedError only.
func IsStub(statements []python.Node) bool {
	return !slices.ContainsFunc(statements, func(s python.Node) bool { return !isNothing(s) })
}

func isNothing(s python.Node) bool {
	switch s.Kind() {
	case python.PassStatement:
		return true
	case python.ExpressionStatement:
		return s.FirstChild().Is(python.Ellipsis, python.String, python.ConcatenatedString)
	case python.RaiseStatement:
		return strings.HasPrefix(s.FirstChild().Text(), "NotImplemented")
	}
	return false
}

// inner are the nodes whose bodies run at another time than that of the function around them.
var inner = []python.Kind{python.FunctionDefinition, python.ClassDefinition, python.Lambda}

// Own yields the nodes of a function's body, those of functions and classes inside it aside.
func Own(function python.Node) func(yield func(python.Node) bool) {
	return function.Child(python.BodyField).Walk(inner...)
}

// Results returns the expressions that a function returns, and whether it may also end without giving one: by a bare
// return or at its end. A generator has none and may.
func Results(function python.Node) (values []python.Node, mayEnd bool) {
	for n := range Own(function) {
		switch n.Kind() {
		case python.ReturnStatement:
			if value := n.FirstChild(); value.Exists() && value.Kind() != python.None {
				values = append(values, value)
			} else {
				mayEnd = true
			}
		case python.Yield:
			return nil, true
		}
	}
	return values, mayEnd || !leaves(function.Child(python.BodyField).LastChild())
}

// IsGenerator reports whether a function yields.
func IsGenerator(function python.Node) bool {
	for n := range Own(function) {
		if n.Kind() == python.Yield {
			return true
		}
	}
	return false
}

// leaves reports whether control never gets past a statement.
func leaves(s python.Node) bool {
	switch s.Kind() {
	case python.ReturnStatement, python.RaiseStatement:
		return true
	case python.WithStatement:
		return leaves(s.Child(python.BodyField).LastChild())
	case python.WhileStatement:
		return s.Child(python.ConditionField).Is(python.True, python.Integer) && !hasBreak(s)
	case python.MatchStatement:
		return true // as far as can be told without the types
	case python.TryStatement:
		return allLeave(s, s.Token(python.FinallyClause).Exists())
	case python.IfStatement:
		return s.Token(python.ElseClause).Exists() && allLeave(s, false)
	}
	return false
}

func hasBreak(loop python.Node) bool {
	return loop.Has(python.BreakStatement)
}

// allLeave reports whether each block of a statement leaves; of a try with finally, the first decides.
func allLeave(s python.Node, firstOnly bool) bool {
	for block := range s.All(python.Block) {
		if owner := block.Parent(); owner != s && owner.Parent() != s {
			continue
		}
		if !leaves(block.LastChild()) {
			return false
		}
		if firstOnly {
			return true
		}
	}
	return true
}

// NameIsGiven reports whether something else than the author decides on a function's name or signature: Python, a
// framework that calls it, a class that it overrides a method of, a decorator that registers it, or a test runner.
func NameIsGiven(function python.Node) bool {
	name := function.Child(python.NameField).Text()
	class := function.Class()
	switch {
	case naming.IsSpecial(name), strings.HasPrefix(name, "test"), registered(function):
		return true
	case !class.Exists():
		return false
	}
	return naming.IsHook(name) || mayOverride(class, name, maxBases)
}

// harmless are decorators that leave the name of what they decorate to its author.
var harmless = []string{"staticmethod", "classmethod", "contextmanager", "no_grad", "inference_mode", "wraps", "jit", "script", "compile",
	"lru_cache", "cache", "partial", "record", "export", "autocast", "function", "vmap", "pmap", "compact", "abstractmethod", "njit"}

// registered reports whether a decorator may hand a function to something that goes by its name.
func registered(function python.Node) bool {
	for d := range function.Decorators() {
		if d.Kind() == python.Call {
			d = d.Child(python.FunctionField)
		}
		text := d.Text()
		if !slices.Contains(harmless, text[strings.LastIndexByte(text, '.')+1:]) {
			return true
		}
	}
	return false
}

// roots are bases that call none of the methods a class adds, but for hooks.
var roots = []string{"object", "builtins.object", "torch.nn.Module", "torch.nn.modules.module.Module", "torch.utils.data.Dataset",
	"lightning.LightningModule", "lightning.pytorch.LightningModule", "pytorch_lightning.LightningModule",
	"lightning.LightningDataModule", "pytorch_lightning.LightningDataModule", "flax.linen.Module", "flax.nnx.Module",
	"keras.Model", "keras.layers.Layer", "tensorflow.keras.Model", "tensorflow.keras.layers.Layer", "abc.ABC", "enum.Enum"}

// maxBases bounds how many classes up a method is looked for: content may have a class be its own ancestor.
const maxBases = 8

// mayOverride reports whether a base of the class may have a method of the name.
func mayOverride(class python.Node, name string, depth int) bool {
	for base := range class.Child(python.SuperclassesField).Children() {
		qualified := base.QualifiedName()
		if base.Kind() == python.KeywordArgument || slices.Contains(roots, qualified) {
			continue
		}
		local, ok := strings.CutPrefix(qualified, python.Local)
		parent := class.File().Class(local)
		if !ok || depth == 0 || !parent.Exists() || Method(parent, name).Exists() || mayOverride(parent, name, depth-1) {
			return true
		}
	}
	return false
}

// Methods yields the functions that a class defines in its own body, decorated or not.
func Methods(class python.Node) func(yield func(python.Node) bool) {
	return func(yield func(python.Node) bool) {
		for s := range class.Child(python.BodyField).Children() {
			if s.Kind() == python.DecoratedDefinition {
				s = s.Child(python.DefinitionField)
			}
			if s.Kind() == python.FunctionDefinition && !yield(s) {
				return
			}
		}
	}
}

// Method returns the method of a class that has the name, or none.
func Method(class python.Node, name string) python.Node {
	for m := range Methods(class) {
		if m.Child(python.NameField).Text() == name {
			return m
		}
	}
	return python.Node{}
}

// HasDecorator reports whether one of a definition's decorators ends in one of the names: overload for typing.overload,
// setter for loss.setter.
func HasDecorator(definition python.Node, names ...string) bool {
	for d := range definition.Decorators() {
		if d.Kind() == python.Call {
			d = d.Child(python.FunctionField)
		}
		text := d.Text()
		if slices.Contains(names, text[strings.LastIndexByte(text, '.')+1:]) {
			return true
		}
	}
	return false
}

// IsNested reports whether a function is defined inside another.
func IsNested(function python.Node) bool {
	return function.Ancestor(python.FunctionDefinition, python.Lambda).Exists()
}

// Named yields the functions whose names their authors chose: at the top level of a module or class, and not in a test.
func Named(f *python.File) func(yield func(python.Node) bool) {
	return func(yield func(python.Node) bool) {
		if program.IsTest(f.Source.Path) {
			return
		}
		for function := range f.All(python.FunctionDefinition) {
			if !IsNested(function) && !NameIsGiven(function) && !yield(function) {
				return
			}
		}
	}
}

// IsWhole reports whether all of a file is Python, so that a fix may touch whole lines: a notebook's are JSON, and an example's
// belong to a document.
func IsWhole(f *python.File) bool { return len(f.Text()) == len(f.Source.Text) }

// IsScript reports whether a file asks if it is started.
func IsScript(f *python.File) bool {
	for test := range f.All(python.ComparisonOperator) {
		if test.FirstChild().Text() == "__name__" {
			return true
		}
	}
	return false
}
