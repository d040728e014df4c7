package python

import (
	"iter"
	"slices"
	"strings"
)

// A BindingKind says what binds a name.
type BindingKind uint8

// What can bind a name.
const (
	Imported  BindingKind = iota + 1 // import or from … import
	Assigned                         // =, := or an annotation; Value is the right side if there is one
	Augmented                        // += and the like
	Defined                          // def or class; Value is the definition
	Parameter                        // of a function or lambda; Value is the parameter
	Iterated                         // the target of for; Value is what is iterated over
	Entered                          // with … as; Value is the context manager
	Caught                           // except … as; Value is the exception
	Deleted                          // del
	Captured                         // a case pattern
)

// A Binding is one place that gives a name a value.
type Binding struct {
	Kind   BindingKind
	Name   Node   // the identifier
	Value  Node   // see BindingKind; none if unknown
	Index  int    // which element of Value the name gets by unpacking, or -1 for the whole
	Target string // what an import binds: torch.nn, or .utils.set_seed for a relative one

	next  int32 // index of the next binding of the same name in the same scope, or -1
	chain chain
}

// A chain says what a binding and those after it, all of one name in one scope, have in common. A file may bind a name
// thousands of times, so that this is kept up to date instead of worked out for each use of the name.
type chain struct {
	length      int32
	isImported  bool   // some import the name
	onlyImports bool   // all do, but for fallbacks such as x = None
	onlyDefines bool   // all define a function or class
	target      string // what the import that comes first in the source binds
}

// extended returns the chain with b in front of it. Bindings are listed backwards.
func (c chain) extended(b *Binding) chain {
	isImport := b.Kind == Imported
	isFallback := b.Kind == Assigned && b.Value.Is(None, False, True, Lambda)
	if isImport && !c.isImported {
		c.target = b.Target
	}
	return chain{
		length:      c.length + 1,
		isImported:  c.isImported || isImport,
		onlyImports: c.onlyImports && (isImport || isFallback),
		onlyDefines: c.onlyDefines && b.Kind == Defined,
		target:      c.target,
	}
}

// A scopeKey names a scope's name. A scope is the ID of the module, function, lambda, class or comprehension.
type scopeKey struct {
	scope uint32
	name  string
}

type scopes struct {
	begun    bool // imports are bound
	built    bool // and all else
	bindings []Binding
	heads    map[scopeKey]int32 // first binding
	globals  map[scopeKey]uint32
	stars    []string
	selfs    map[scopeKey]int32 // self.name = … by class
}

func (s *scopes) reset() {
	s.begun, s.built, s.bindings, s.stars = false, false, s.bindings[:0], s.stars[:0]
	clear(s.heads)
	clear(s.globals)
	clear(s.selfs)
}

// MaxBindings bounds how many bindings of one name are looked at, the last ones in the source: a name that has more is
// bound and used all over a file, and nothing is told from it.
const MaxBindings = 100

// Bindings yields the bindings of the name that n, an identifier, refers to, in no particular order and at most the last
// 100 of them.
func (n Node) Bindings() iter.Seq[Binding] {
	if n.Kind() != Identifier {
		return func(func(Binding) bool) {}
	}
	return n.BindingsOf(n.Text())
}

// BindingsOf yields the bindings that a name has where n stands, as [Node.Bindings] does.
func (n Node) BindingsOf(name string) iter.Seq[Binding] {
	return func(yield func(Binding) bool) {
		if n.file == nil {
			return
		}
		i := n.file.lookup(name, n)
		for range MaxBindings {
			if i < 0 || !yield(n.file.scopes.bindings[i]) {
				return
			}
			i = n.file.scopes.bindings[i].next
		}
	}
}

// Binding returns the binding of the name that n, an identifier, refers to, or false if there is none or several.
func (n Node) Binding() (Binding, bool) {
	i := n.binding()
	if i < 0 || n.file.scopes.bindings[i].next >= 0 {
		return Binding{}, false
	}
	return n.file.scopes.bindings[i], true
}

// IsImported reports whether an import binds the name that n, an identifier, refers to.
func (n Node) IsImported() bool {
	i := n.binding()
	return i >= 0 && n.file.scopes.bindings[i].chain.isImported
}

// binding returns the index of the first binding of the name that n, an identifier, refers to, or -1.
func (n Node) binding() int32 {
	if n.Kind() != Identifier {
		return -1
	}
	return n.file.lookup(n.Text(), n)
}

// StarImports returns the modules whose names are all imported, relative ones with their dots.
func (f *File) StarImports() []string {
	f.bindImports()
	return f.scopes.stars
}

// Imports yields the binding of every import in the file.
func (f *File) Imports(yield func(Binding) bool) {
	f.bindImports()
	for _, b := range f.scopes.bindings {
		if b.Kind != Imported || !yield(b) { // imports are bound first
			return
		}
	}
}

// lookup returns the index of the first binding that the name has where n stands, or -1.
// A class's names are not seen by the functions in it.
func (f *File) lookup(name string, n Node) int32 {
	f.buildScopes()
	for scope, own := n.scope(), true; ; scope, own = scope.scope(), false {
		if own || scope.Kind() != ClassDefinition {
			key := scopeKey{scope.id, name}
			if global, ok := f.scopes.globals[key]; ok {
				key.scope = global
			}
			if i, ok := f.scopes.heads[key]; ok {
				return i
			}
		}
		if scope.id == 0 {
			return -1
		}
	}
}

// scope returns the node whose names are in effect at n: what stands in a function's defaults, annotations and
// decorators belongs to the scope around the function.
func (n Node) scope() Node {
	for c, p := n, n.Parent(); p.Exists(); c, p = p, p.Parent() {
		switch p.Kind() {
		case FunctionDefinition, Lambda, ClassDefinition:
			if c.Field() == BodyField {
				return p
			}
		case ListComprehension, SetComprehension, DictionaryComprehension, GeneratorExpression:
			return p
		}
	}
	return n.file.Root()
}

// Function returns the function, lambda or module in whose body n stands.
func (n Node) Function() Node {
	s := n.scope()
	for s.Is(ClassDefinition, ListComprehension, SetComprehension, DictionaryComprehension, GeneratorExpression) {
		s = s.scope()
	}
	return s
}

// Loop returns the nearest for or while statement around n in the same function, or none. The iterable and the condition
// of a loop, and its else clause, are in it.
func (n Node) Loop() Node {
	if loop := n.Ancestor(ForStatement, WhileStatement); loop.Exists() && loop.Function() == n.Function() {
		return loop
	}
	return Node{}
}

// Class returns the class in whose body n stands directly, as a method or attribute does, or none.
func (n Node) Class() Node {
	if s := n.scope(); s.Kind() == ClassDefinition {
		return s
	}
	return Node{}
}

func (f *File) buildScopes() {
	s := &f.scopes
	if s.built {
		return
	}
	s.built = true
	f.bindImports()
	s.bindings = slices.Grow(s.bindings, f.Count(Assignment)) // of generated code, a million: they would be copied again and again
	f.bindAssignments()
	f.bindDefinitions()
	f.bindTargets()
}

func (f *File) bind(scope Node, b Binding) {
	key := scopeKey{scope.id, b.Name.Text()}
	if global, ok := f.scopes.globals[key]; ok {
		key.scope = global
	}
	f.push(f.scopes.heads, key, b)
}

// push puts a binding in front of those that its name already has.
func (f *File) push(heads map[scopeKey]int32, key scopeKey, b Binding) {
	rest := chain{onlyImports: true, onlyDefines: true}
	b.next = -1
	if head, ok := heads[key]; ok {
		b.next, rest = head, f.scopes.bindings[head].chain
	}
	b.chain = rest.extended(&b)
	heads[key] = int32(len(f.scopes.bindings))
	f.scopes.bindings = append(f.scopes.bindings, b)
}

// bindGlobals notes which names a function borrows from the module or an enclosing function.
func (f *File) bindGlobals() {
	for stmt := range f.All(GlobalStatement, NonlocalStatement) {
		scope := stmt.scope()
		owner := f.Root()
		if stmt.Kind() == NonlocalStatement {
			owner = scope.Function()
		}
		for name := range stmt.Children() {
			f.scopes.globals[scopeKey{scope.id, name.Text()}] = owner.id
		}
	}
}

// bindImports binds what is imported, before all else: nothing else is asked of many files.
func (f *File) bindImports() {
	s := &f.scopes
	if s.begun {
		return
	}
	s.begun = true
	if s.heads == nil {
		s.heads, s.globals, s.selfs = map[scopeKey]int32{}, map[scopeKey]uint32{}, map[scopeKey]int32{}
	}
	f.bindGlobals()
	for stmt := range f.All(ImportStatement) {
		for name := range stmt.ChildrenOf(NameField) {
			f.bindImport(stmt, name, "")
		}
	}
	for stmt := range f.All(ImportFromStatement) {
		module := strings.Join(strings.Fields(stmt.Child(ModuleNameField).Text()), "")
		if stmt.Token(WildcardImport).Exists() {
			f.scopes.stars = append(f.scopes.stars, module)
		}
		if !strings.HasSuffix(module, ".") {
			module += "."
		}
		for name := range stmt.ChildrenOf(NameField) {
			f.bindImport(stmt, name, module)
		}
	}
}

// bindImport binds name, a dotted name or "dotted name as alias"; prefix is the module of a from import and its dot.
func (f *File) bindImport(stmt, name Node, prefix string) {
	b := Binding{Kind: Imported, Value: stmt, Index: -1}
	switch {
	case name.Kind() == AliasedImport:
		b.Name = name.Child(AliasField)
		b.Target = prefix + name.Child(NameField).Text()
	case prefix != "":
		b.Name = name.FirstChild()
		b.Target = prefix + name.Text()
	default: // import a.b binds a
		b.Name = name.FirstChild()
		b.Target = b.Name.Text()
	}
	f.bind(stmt.scope(), b)
}

func (f *File) bindAssignments() {
	for n := range f.All(Assignment) {
		value := n.Child(RightField)
		for value.Kind() == Assignment {
			value = value.Child(RightField)
		}
		f.bindPattern(n.scope(), n.Child(LeftField), Binding{Kind: Assigned, Value: value, Index: -1})
		f.bindSelf(n.Child(LeftField), value)
	}
	for n := range f.All(AugmentedAssignment) {
		f.bindPattern(n.scope(), n.Child(LeftField), Binding{Kind: Augmented, Index: -1})
	}
	for n := range f.All(NamedExpression) {
		scope := n.scope()
		for scope.Is(ListComprehension, SetComprehension, DictionaryComprehension, GeneratorExpression) {
			scope = scope.scope()
		}
		f.bindPattern(scope, n.Child(NameField), Binding{Kind: Assigned, Value: n.Child(ValueField), Index: -1})
	}
}

// bindSelf notes an assignment to an attribute of a method's own instance.
func (f *File) bindSelf(target, value Node) {
	if target.Kind() != Attribute || target.Child(ObjectField).Kind() != Identifier {
		return
	}
	method := target.Function()
	class := method.Class()
	if !class.Exists() || target.Child(ObjectField).Text() != firstParameter(method).Text() {
		return
	}
	attribute := target.Child(AttributeField)
	f.push(f.scopes.selfs, scopeKey{class.id, attribute.Text()},
		Binding{Kind: Assigned, Name: attribute, Value: value, Index: -1})
}

func (f *File) bindDefinitions() {
	for n := range f.All(FunctionDefinition, ClassDefinition) {
		f.bind(n.scope(), Binding{Kind: Defined, Name: n.Child(NameField), Value: n, Index: -1})
	}
	for list := range f.All(Parameters, LambdaParameters) {
		function := list.Parent()
		for p := range list.Children() {
			if name := p.ParameterName(); name.Exists() {
				f.bind(function, Binding{Kind: Parameter, Name: name, Value: p, Index: -1})
			}
		}
	}
}

// ParameterName returns the identifier that n, a parameter, binds; none for a bare * or /.
func (n Node) ParameterName() Node {
	switch n.Kind() {
	case Identifier:
		return n
	case DefaultParameter, TypedDefaultParameter:
		return n.Child(NameField)
	case TypedParameter, ListSplatPattern, DictionarySplatPattern:
		return n.FirstChild().ParameterName()
	}
	return Node{}
}

// firstParameter returns the name of a function's first parameter, or none.
func firstParameter(function Node) Node {
	return function.Child(ParametersField).FirstChild().ParameterName()
}

// bindTargets binds what loops, with, except, del and case name.
func (f *File) bindTargets() {
	for n := range f.All(ForStatement, ForInClause) {
		f.bindPattern(n.scope(), n.Child(LeftField), Binding{Kind: Iterated, Value: n.Child(RightField), Index: -1})
	}
	for n := range f.All(AsPattern) {
		kind := Captured
		switch n.Parent().Kind() {
		case WithItem:
			kind = Entered
		case ExceptClause, ExceptGroupClause:
			kind = Caught
		}
		alias := n.Child(AliasField)
		if !alias.Exists() {
			alias = n.LastChild()
		}
		if alias.Kind() == AsPatternTarget {
			alias = alias.FirstChild()
		}
		f.bindPattern(n.scope(), alias, Binding{Kind: kind, Value: n.FirstChild(), Index: -1})
	}
	for n := range f.All(DeleteStatement) {
		for target := range n.Children() {
			f.bindPattern(n.scope(), target, Binding{Kind: Deleted, Index: -1})
		}
	}
	for n := range f.All(CasePattern) {
		if name := n.FirstChild(); name.Kind() == DottedName && name.FirstChild() == name.LastChild() {
			f.bindPattern(n.scope(), name.FirstChild(), Binding{Kind: Captured, Index: -1})
		}
	}
}

// bindPattern binds the identifiers of an assignment's left side.
func (f *File) bindPattern(scope, pattern Node, b Binding) {
	switch pattern.Kind() {
	case Identifier:
		b.Name = pattern
		f.bind(scope, b)
	case PatternList, TuplePattern, ListPattern, ExpressionList, Tuple, List, ParenthesizedExpression:
		i := 0
		for part := range pattern.Children() {
			f.bindPattern(scope, part, element(b, i))
			i++
		}
	case ListSplatPattern, ListSplat:
		b.Value = Node{}
		f.bindPattern(scope, pattern.FirstChild(), b)
	}
}

// element is the binding of the i-th name that b's value is unpacked into.
func element(b Binding, i int) Binding {
	if b.Kind != Assigned || b.Index >= 0 {
		b.Value = Node{}
		return b
	}
	if b.Value.Is(ExpressionList, Tuple, List) {
		j := 0
		for v := range b.Value.Children() {
			if v.Kind() == ListSplat {
				break
			}
			if j == i {
				b.Value = v
				return b
			}
			j++
		}
		b.Value = Node{}
		return b
	}
	b.Index = i
	return b
}
