package forwardcalled

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/parser/python"
)

// A kind says whether something is a module of PyTorch.
type kind uint8

const (
	notModule kind = iota
	mayBeModule
	isModule
)

// kindOf tells whether an expression is a module by where it comes from, or by the file's use of PyTorch if that can't be
// told.
func kindOf(n python.Node) kind {
	if isRemote(n) || isImported(n) {
		return notModule
	}
	name := n.QualifiedName()
	instance, called := strings.CutSuffix(name, "()")
	switch {
	case strings.HasPrefix(name, python.Local):
		if class := n.File().Class(strings.TrimPrefix(instance, python.Local)); class.Exists() {
			if !called {
				return notModule // the class itself: Base.forward(self, x)
			}
			return kindOfClass(class, map[python.Node]bool{})
		}
	case strings.HasPrefix(name, "torch.nn.") && called:
		return isModule
	case strings.HasPrefix(name, "builtins.") || strings.HasPrefix(name, "torch.autograd."):
		return notModule
	}
	for b := range n.File().Imports {
		if top, _, _ := strings.Cut(b.Target, "."); top == "torch" {
			return mayBeModule
		}
	}
	return notModule
}

// isRemote recognises what stands for a module in another process: only its methods can be called.
func isRemote(n python.Node) bool {
	text := strings.ToLower(n.Text())
	return strings.Contains(text, "remote") || strings.Contains(text, "rpc") || strings.Contains(text, "rref")
}

// isImported reports whether a name is of a class, function or Python module that the file imports.
func isImported(n python.Node) bool {
	for n.Kind() == python.Attribute {
		n = n.Child(python.ObjectField)
	}
	return n.IsImported()
}

// bases are the classes outside the file whose descendants are modules.
var bases = []string{"torch.nn.", "lightning.", "pytorch_lightning.", "lightning.pytorch."}

// kindOfClass is that of a class's instances, as far as classes tell that have not been seen.
func kindOfClass(class python.Node, seen map[python.Node]bool) (found kind) {
	if seen[class] {
		return notModule
	}
	seen[class] = true
	for base := range class.Child(python.SuperclassesField).Children() {
		name := base.QualifiedName()
		local := class.File().Class(strings.TrimPrefix(name, python.Local))
		switch {
		case base.Kind() == python.KeywordArgument || strings.HasPrefix(name, "builtins.") || strings.HasPrefix(name, "torch.autograd."):
		case local.Exists():
			found = max(found, kindOfClass(local, seen))
		case slices.ContainsFunc(bases, func(b string) bool { return strings.HasPrefix(name, b) }):
			found = isModule
		default:
			found = max(found, mayBeModule)
		}
	}
	return found
}
