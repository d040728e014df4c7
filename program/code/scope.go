package code

import (
	"iter"

	"github.com/agentlint/agentlint/parser/python"
)

// A scope is the names of a function and the slots they have in it.
type scope struct {
	outer    *scope
	function int // index of the function in the file
	isClass  bool
	own      []named        // with their slots
	slots    map[string]int // of many names; nil for few
	order    []string
	hidden   []map[string]int // names of the comprehensions around, the innermost last
	globals  map[string]bool
	free     map[string]bool // declared nonlocal
}

// newScope finds out which names a function, class or module binds itself.
func newScope(outer *scope, n python.Node, function int) *scope {
	s := &scope{outer: outer, function: function, isClass: n.Kind() == python.ClassDefinition}
	body := n
	if n.Kind() != python.Module {
		body = n.Child(python.BodyField)
	}
	s.declare(body)
	if outer == nil || n.Kind() != python.Lambda {
		for list := range n.ChildrenOf(python.ParametersField) {
			for p := range list.Children() {
				if name := p.ParameterName(); name.Exists() {
					s.slot(name.Text())
				}
			}
		}
	}
	for name := range bound(body) {
		if text := name.Text(); !s.globals[text] && !s.free[text] {
			s.slot(text)
		}
	}
	return s
}

// declare notes what the function says is global or nonlocal.
func (s *scope) declare(body python.Node) {
	for n := range body.Walk(python.FunctionDefinition, python.ClassDefinition, python.Lambda) {
		for name := range names(n, python.GlobalStatement) {
			if s.globals == nil {
				s.globals = map[string]bool{}
			}
			s.globals[name] = true
		}
		for name := range names(n, python.NonlocalStatement) {
			if s.free == nil {
				s.free = map[string]bool{}
			}
			s.free[name] = true
		}
	}
}

// names yields what a statement of the kind declares.
func names(n python.Node, kind python.Kind) iter.Seq[string] {
	return func(yield func(string) bool) {
		if n.Kind() != kind {
			return
		}
		for name := range n.Children() {
			if !yield(name.Text()) {
				return
			}
		}
	}
}

// globalsBelow yields the names that functions of a file declare global: they are the module's.
func globalsBelow(f *python.File) iter.Seq[string] {
	return func(yield func(string) bool) {
		for n := range f.All(python.GlobalStatement) {
			for name := range n.Children() {
				if !yield(name.Text()) {
					return
				}
			}
		}
	}
}

// slot returns the slot of a name of the function's own, which it gets if it has none.
func (s *scope) slot(name string) int {
	i, ok := s.slotOf(name)
	if ok {
		return i
	}
	i = len(s.order)
	s.order, s.own = append(s.order, name), append(s.own, named{name, i})
	switch {
	case s.slots != nil:
		s.slots[name] = i
	case len(s.own) > few:
		s.slots = map[string]int{}
		for _, n := range s.own {
			s.slots[n.name] = n.slot
		}
	}
	return i
}

// A named slot is one with its name.
type named struct {
	name string
	slot int
}

// few is of how many names one is found by going through them. Most functions have no more.
const few = 12

// slotOf returns the slot of a name of the function's own, and whether it has one.
func (s *scope) slotOf(name string) (int, bool) {
	if s.slots != nil {
		i, ok := s.slots[name]
		return i, ok
	}
	for _, n := range s.own {
		if n.name == name {
			return n.slot, true
		}
	}
	return 0, false
}

// hide makes a slot of its own for a name that a comprehension binds.
func (s *scope) hide(name string) {
	s.hidden[len(s.hidden)-1][name] = len(s.order)
	s.order = append(s.order, name)
}

// lookup returns the slot of a name and whether the function itself has it.
func (s *scope) lookup(name string) (int, bool) {
	for i := len(s.hidden) - 1; i >= 0; i-- {
		if slot, ok := s.hidden[i][name]; ok {
			return slot, true
		}
	}
	return s.slotOf(name)
}

// bound yields the identifiers that the body of a function binds, other than by comprehensions.
func bound(body python.Node) iter.Seq[python.Node] {
	return func(yield func(python.Node) bool) {
		if body.Is(python.FunctionDefinition, python.ClassDefinition) {
			return
		}
		targets(body, yield)
		for n := range body.Walk(python.FunctionDefinition, python.ClassDefinition, python.Lambda) {
			if !targets(n, yield) {
				return
			}
		}
	}
}

// targets yields the identifiers that one statement or expression binds.
func targets(n python.Node, yield func(python.Node) bool) bool {
	switch n.Kind() {
	case python.FunctionDefinition, python.ClassDefinition:
		return yield(n.Child(python.NameField))
	case python.Assignment, python.AugmentedAssignment, python.ForStatement:
		return pattern(n.Child(python.LeftField), yield)
	case python.NamedExpression:
		return yield(n.Child(python.NameField))
	case python.AsPattern:
		return pattern(aliasOf(n), yield)
	case python.DeleteStatement:
		return pattern(n.FirstChild(), yield)
	case python.CasePattern, python.SplatPattern:
		return captured(n, yield)
	case python.ImportStatement, python.ImportFromStatement:
		for name := range n.ChildrenOf(python.NameField) {
			if !yield(importedAs(name)) {
				return false
			}
		}
	case python.TypeAliasStatement:
		return yield(n.FirstChild().FirstChild())
	}
	return true
}

// pattern yields the identifiers of an assignment's left side.
func pattern(n python.Node, yield func(python.Node) bool) bool {
	switch n.Kind() {
	case python.Identifier:
		return yield(n)
	case python.PatternList, python.TuplePattern, python.ListPattern, python.ExpressionList, python.Tuple, python.List,
		python.ParenthesizedExpression, python.ListSplatPattern, python.ListSplat:
		for part := range n.Children() {
			if !pattern(part, yield) {
				return false
			}
		}
	}
	return true
}

// captured yields the identifier that a pattern of a case captures.
func captured(n python.Node, yield func(python.Node) bool) bool {
	inner := n.FirstChild()
	switch {
	case n.Kind() == python.SplatPattern && inner.Kind() == python.Identifier:
		return yield(inner)
	case inner.Kind() == python.DottedName && inner.FirstChild() == inner.LastChild():
		return yield(inner.FirstChild())
	}
	return true
}

// aliasOf returns what "as" names.
func aliasOf(n python.Node) python.Node {
	alias := n.Child(python.AliasField)
	if !alias.Exists() {
		alias = n.LastChild()
	}
	if alias.Kind() == python.AsPatternTarget {
		return alias.FirstChild()
	}
	return alias
}

// importedAs returns the identifier that an import binds: the alias, or the first part of the dotted name.
func importedAs(name python.Node) python.Node {
	if name.Kind() == python.AliasedImport {
		return name.Child(python.AliasField)
	}
	return name.FirstChild()
}

// load writes the instruction that reads a name.
func (l *lowering) load(name string) {
	if slot, ok := l.scope.lookup(name); ok && !l.scope.globals[name] && l.scope != l.module {
		l.out.op(LoadLocal, slot)
		return
	}
	if depth, slot, ok := l.enclosing(name); ok {
		l.out.op(LoadOuter, depth, slot)
		return
	}
	if slot, ok := l.module.lookup(name); ok {
		l.out.op(LoadModule, slot)
		return
	}
	l.out.op(LoadFree, l.symbol(name))
}

// store writes the instruction that binds a name.
func (l *lowering) store(name string) {
	if slot, ok := l.scope.lookup(name); ok && !l.scope.globals[name] && l.scope != l.module {
		l.out.op(StoreLocal, slot)
		return
	}
	if depth, slot, ok := l.enclosing(name); ok && l.scope.free[name] {
		l.out.op(StoreOuter, depth, slot)
		return
	}
	slot, ok := l.module.lookup(name)
	if !ok {
		slot = l.module.slot(name)
	}
	l.out.op(StoreModule, slot)
}

// enclosing finds a name in the functions around the one at hand: how many functions outwards, and in which slot.
func (l *lowering) enclosing(name string) (depth, slot int, ok bool) {
	if l.scope.globals[name] {
		return 0, 0, false
	}
	depth = 0
	for s := l.scope; s.outer != nil; {
		s = s.outer
		depth++
		if s == l.module || s.isClass {
			continue
		}
		if slot, ok = s.lookup(name); ok {
			return depth, slot, true
		}
	}
	return 0, 0, false
}
