package python

import (
	"slices"
	"strconv"
	"strings"
)

// Local starts the qualified name of what the file itself defines: ~.Trainer.fit.
const Local = "~."

// maxDepth bounds how many names one resolution may go through.
const maxDepth = 12

// QualifiedName returns the dotted name of what an expression refers to, or "" if that can't be told:
//
//	th.manual_seed       torch.manual_seed        after import torch as th
//	opt.step             torch.optim.SGD().step   after opt = torch.optim.SGD(…), the only binding of opt
//	set_seed             .utils.set_seed          after from .utils import set_seed
//	build                ~.build                  for a function of this file
//	self.net             ~.Net().net              unless self.net is assigned once, to something that resolves
//	print                builtins.print           unless something else binds print
//
// () is the result of a call, [i] an element of it by unpacking. A name that is bound in several ways does not
// resolve, except for imports with a fallback (try: import x, except ImportError: x = None).
// The string may share memory with the file.
func (n Node) QualifiedName() string {
	if n.file == nil {
		return ""
	}
	return n.file.qualified.name(n)
}

// qualified are the names that were resolved: many rules ask for those of the same nodes.
type qualified struct {
	names []string
	index []uint32 // by node, where its name is in names and 1; 0 for a node that nobody has asked about
}

func (q *qualified) reset() {
	clear(q.names)
	q.names, q.index = q.names[:0], q.index[:0]
}

func (q *qualified) name(n Node) string {
	if len(q.index) == 0 {
		q.index = slices.Grow(q.index, n.file.Len())[:n.file.Len()]
		clear(q.index)
	}
	if q.index[n.id] == 0 {
		q.names = append(q.names, n.resolve(maxDepth))
		q.index[n.id] = uint32(len(q.names))
	}
	return q.names[q.index[n.id]-1]
}

func (n Node) resolve(depth int) string {
	if depth == 0 {
		return ""
	}
	switch n.Kind() {
	case Identifier:
		return n.resolveIdentifier(depth)
	case Attribute:
		return n.resolveAttribute(depth)
	case DottedName: // in decorators of older grammars and case patterns
		return ""
	case Call:
		if callee := n.Child(FunctionField).resolve(depth - 1); callee != "" {
			return callee + "()"
		}
	case ParenthesizedExpression, Await, Type:
		return n.FirstChild().resolve(depth - 1)
	case NamedExpression:
		return n.Child(ValueField).resolve(depth - 1)
	}
	return ""
}

func (n Node) resolveIdentifier(depth int) string {
	f, name := n.file, n.Text()
	i := f.lookup(name, n)
	if i < 0 {
		switch class := n.Function().Class(); {
		case builtins[name]:
			return "builtins." + name
		case name == "__class__" && class.Exists():
			return Local + class.QualName()
		}
		return ""
	}
	if target := f.importTarget(i); target != "" {
		return target
	}
	b := &f.scopes.bindings[i]
	switch {
	case b.Kind == Defined && f.allDefined(i):
		return Local + b.Value.QualName()
	case b.next >= 0:
		return ""
	case b.Kind == Parameter:
		return b.Name.resolveSelf()
	case b.Kind == Assigned || b.Kind == Entered:
		return b.resolveValue(depth - 1)
	}
	return ""
}

// resolveValue names the value that a binding gives its name.
func (b *Binding) resolveValue(depth int) string {
	name := b.Value.resolve(depth)
	if name != "" && b.Index >= 0 {
		name += "[" + strconv.Itoa(b.Index) + "]"
	}
	return name
}

// importTarget returns what the bindings from i on import, if that is all they do or the rest is a fallback.
func (f *File) importTarget(i int32) string {
	if c := &f.scopes.bindings[i].chain; c.onlyImports && c.length <= MaxBindings {
		return c.target
	}
	return ""
}

func (f *File) allDefined(i int32) bool {
	c := &f.scopes.bindings[i].chain
	return c.onlyDefines && c.length <= MaxBindings
}

// resolveSelf names the instance (or class) that the first parameter of a method stands for.
func (n Node) resolveSelf() string {
	function := n.Ancestor(FunctionDefinition, Lambda)
	class := function.Class()
	if !class.Exists() || firstParameter(function) != n || function.hasDecorator("staticmethod") {
		return ""
	}
	if function.hasDecorator("classmethod") {
		return Local + class.QualName()
	}
	return Local + class.QualName() + "()"
}

func (n Node) hasDecorator(name string) bool {
	for d := range n.Decorators() {
		if d.Text() == name {
			return true
		}
	}
	return false
}

func (n Node) resolveAttribute(depth int) string {
	object := n.Child(ObjectField)
	owner := object.resolve(depth - 1)
	if owner == "" {
		return ""
	}
	attribute := n.Child(AttributeField).Text()
	if class, isInstance := strings.CutSuffix(owner, "()"); isInstance && attribute == "__class__" && strings.HasPrefix(owner, Local) {
		return class
	}
	if object.Kind() == Identifier && strings.HasPrefix(owner, Local) && strings.HasSuffix(owner, "()") {
		if value := n.resolveInstance(object, attribute, depth-1); value != "" {
			return value
		}
	}
	return owner + "." + attribute
}

// resolveInstance names the value of self.attribute if the class assigns it exactly once.
func (n Node) resolveInstance(object Node, attribute string, depth int) string {
	class := object.Function().Class()
	if !class.Exists() {
		return ""
	}
	i, ok := n.file.scopes.selfs[scopeKey{class.id, attribute}]
	if !ok || n.file.scopes.bindings[i].next >= 0 {
		return ""
	}
	return n.file.scopes.bindings[i].resolveValue(depth)
}

// QualName returns the __qualname__ of a function or class (PEP 3155): Trainer.fit, main.<locals>.step.
func (n Node) QualName() string {
	name := n.Child(NameField).Text()
	for s := n.scope(); s.id != 0; s = s.scope() {
		switch s.Kind() {
		case ClassDefinition:
			name = s.Child(NameField).Text() + "." + name
		case FunctionDefinition:
			name = s.Child(NameField).Text() + ".<locals>." + name
		}
	}
	return name
}

// A definitionKey tells a function or class by its __qualname__.
type definitionKey struct {
	kind Kind
	name string
}

// Class returns the first class of the file with a __qualname__, or none.
func (f *File) Class(qualName string) Node { return f.definition(ClassDefinition, qualName) }

// Routine returns the first function or method of the file with a __qualname__, or none.
func (f *File) Routine(qualName string) Node { return f.definition(FunctionDefinition, qualName) }

func (f *File) definition(kind Kind, qualName string) Node {
	if f.definitions == nil {
		f.definitions = map[definitionKey]uint32{}
		for n := range f.All(ClassDefinition, FunctionDefinition) {
			if key := (definitionKey{n.Kind(), n.QualName()}); f.definitions[key] == 0 { // 0 is the module
				f.definitions[key] = n.id
			}
		}
	}
	if id, ok := f.definitions[definitionKey{kind, qualName}]; ok {
		return Node{f, id}
	}
	return Node{}
}

// Decorators yields the expressions that decorate a function or class.
func (n Node) Decorators() func(yield func(Node) bool) {
	return func(yield func(Node) bool) {
		p := n.Parent()
		if p.Kind() != DecoratedDefinition {
			return
		}
		for d := range p.Children() {
			if d.Kind() == Decorator && !yield(d.FirstChild()) {
				return
			}
		}
	}
}

// builtins are the names of Python 3.14's builtins module (https://docs.python.org/3/library/functions.html and
// exceptions.html), and those of Python 2 that old code still uses.
var builtins = set(`
abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex delattr dict
dir divmod enumerate eval exec filter float format frozenset getattr globals hasattr hash help hex id input int
isinstance issubclass iter len list locals map max memoryview min next object oct open ord pow print property range
repr reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip __import__
NotImplemented Ellipsis __name__ __file__ __doc__
ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError
BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError
ConnectionResetError DeprecationWarning EOFError EncodingWarning EnvironmentError Exception ExceptionGroup
FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError ImportError ImportWarning
IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError
ModuleNotFoundError NameError NotADirectoryError NotImplementedError OSError OverflowError PendingDeprecationWarning
PermissionError ProcessLookupError PythonFinalizationError RecursionError ReferenceError ResourceWarning RuntimeError
RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError
TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning
UserWarning ValueError Warning WindowsError ZeroDivisionError
basestring cmp file long raw_input reduce reload unichr unicode xrange`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}
