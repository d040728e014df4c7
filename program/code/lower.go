package code

import (
	"strings"
	"sync"

	"github.com/agentlint/agentlint/parser/python"
)

// Lower returns a file's code. It shares no memory with the syntax.
func Lower(f *python.File) *File { return LowerWatched(f, Span{}) }

// LowerWatched is Lower with a [Mark] before and after each statement that begins in a line, or goes on in it.
func LowerWatched(f *python.File, line Span) *File {
	t := tables.Get().(*table)
	defer t.drop()
	l := &lowering{
		watched: line,
		file:    &File{Path: strings.Clone(f.Source.Path), Size: len(f.Source.Text), Notebook: isNotebook(f.Source.Text)},
		table:   t,
	}
	l.file.Functions = append(l.file.Functions, Function{Outer: -1, Kind: ModuleBody})
	l.module = newScope(nil, f.Root(), 0)
	l.scope = l.module
	for name := range globalsBelow(f) {
		l.module.slot(name)
	}
	l.function(0, l.scope, func() { l.statements(f.Root()) })
	return l.file
}

// A lowering is one file on its way from syntax to code.
type lowering struct {
	*table
	file    *File
	module  *scope
	scope   *scope // of the function at hand
	out     writer // its instructions
	loops   []*loop
	watched Span // the line
	marks   bool // the next block is that of a statement whose header is in it
}

// A table is what a file has got already, in memory that the next file uses again.
type table struct {
	symbols   map[string]Symbol
	constants map[Constant]int
	buffers   [][]byte // for the instructions of functions
}

var tables = sync.Pool{New: func() any { return &table{symbols: map[string]Symbol{}, constants: map[Constant]int{}} }}

func (t *table) drop() {
	clear(t.symbols)
	clear(t.constants)
	tables.Put(t)
}

// buffer returns one that is empty.
func (t *table) buffer() []byte {
	n := len(t.buffers)
	if n == 0 {
		return nil
	}
	b := t.buffers[n-1]
	t.buffers = t.buffers[:n-1]
	return b
}

// A loop is one that is being lowered.
type loop struct{ breaks bool }

func (l *lowering) symbol(name string) int {
	s, ok := l.symbols[name]
	if !ok {
		name = strings.Clone(name)
		s = Symbol(len(l.file.Symbols))
		l.symbols[name] = s
		l.file.Symbols = append(l.file.Symbols, name)
	}
	return int(s)
}

func (l *lowering) constant(kind ConstantKind, text string) {
	c := Constant{kind, text}
	k, ok := l.constants[c]
	if !ok {
		c.Text = strings.Clone(text)
		k = len(l.file.Constants)
		l.constants[c] = k
		l.file.Constants = append(l.file.Constants, c)
	}
	l.out.op(Constantly, k)
}

// function writes the body of the function with an index, in its own names.
func (l *lowering) function(index int, names *scope, body func()) {
	outer := *l
	l.scope, l.loops = names, nil
	l.out = writer{base: int(l.file.Functions[index].Span.Start), buf: l.buffer()}
	body()
	written := l.out.buf
	l.scope, l.loops, l.out = outer.scope, outer.loops, outer.out
	fn := &l.file.Functions[index]
	fn.Body = l.keep(written)
	l.buffers = append(l.buffers, written[:0])
	fn.Locals = make([]Symbol, 0, len(names.order))
	for _, name := range names.order {
		fn.Locals = append(fn.Locals, Symbol(l.symbol(name)))
	}
}

// keep puts instructions with those of the file.
func (l *lowering) keep(written []byte) Block {
	start := len(l.file.Code)
	l.file.Code = append(l.file.Code, written...)
	return Block{start, len(l.file.Code)}
}

// define lowers a def, and leaves the function on the stack.
func (l *lowering) define(n python.Node) {
	header := spanOf(n)
	if body := n.Child(python.BodyField); body.Exists() {
		header.End = max(header.Start, spanOf(body).Start)
	}
	index := l.newFunction(n, Function{Kind: Routine, Name: Symbol(l.symbol(n.Child(python.NameField).Text())), Span: header})
	fn := &l.file.Functions[index]
	fn.IsAsync = n.Token(python.KwAsync).Exists()
	names := newScope(l.scope, n, index)
	l.parameters(index, names, n.Child(python.ParametersField))
	body := n.Child(python.BodyField)
	l.file.Functions[index].Yields = yields(body)
	l.function(index, names, func() { l.statements(body) })
	l.out.op(MakeFunction, index)
}

// lambda lowers a lambda expression, and leaves the function on the stack.
func (l *lowering) lambda(n python.Node) {
	index := l.newFunction(n, Function{Kind: Lambda, Name: Symbol(l.symbol("<lambda>")), Span: spanOf(n)})
	names := newScope(l.scope, n, index)
	l.parameters(index, names, n.Child(python.ParametersField))
	l.function(index, names, func() {
		body := n.Child(python.BodyField)
		l.expression(body)
		l.out.at(Return, body)
	})
	l.out.op(MakeFunction, index)
}

// class lowers a class definition, and leaves the class on the stack.
func (l *lowering) class(n python.Node) {
	name := n.Child(python.NameField)
	index := l.newFunction(n, Function{Kind: ClassBody, Name: Symbol(l.symbol(name.Text())), Span: spanOf(name)})
	bases := l.arguments(n.Child(python.SuperclassesField))
	names := newScope(l.scope, n, index)
	l.function(index, names, func() { l.statements(n.Child(python.BodyField)) })
	l.out.op(MakeClass, append([]int{index, len(bases)}, bases...)...)
}

func (l *lowering) newFunction(n python.Node, fn Function) int {
	index := len(l.file.Functions)
	fn.Outer = l.scope.function
	if fn.Kind == Lambda {
		fn.Qualified = "<lambda>"
	} else {
		fn.Qualified = strings.Clone(n.QualName())
	}
	l.file.Functions = append(l.file.Functions, fn)
	return index
}

// parameters gives the parameters of a function slots of its names, and leaves their defaults on the stack.
func (l *lowering) parameters(index int, names *scope, list python.Node) {
	var params []Parameter
	keywordOnly := false
	for p := range list.Children() {
		name := p.ParameterName()
		if !name.Exists() {
			keywordOnly = keywordOnly || p.Kind() == python.KeywordSeparator
			continue
		}
		if names.slot(name.Text()) < len(params) { // the name of two parameters: no Python
			continue
		}
		param := Parameter{Kind: parameterKind(p, keywordOnly)}
		keywordOnly = keywordOnly || param.Kind == Variadic
		if value := p.Child(python.ValueField); value.Exists() {
			param.HasDefault = true
			l.expression(value)
		}
		if t := p.Child(python.TypeField); t.Exists() {
			param.Annotation = l.annotation(t)
		}
		params = append(params, param)
	}
	l.file.Functions[index].Parameters = params
}

// annotation lowers the type of a parameter, in the names of the function around.
func (l *lowering) annotation(t python.Node) Block {
	return l.keep(l.nested(func() { l.expression(t) }))
}

func parameterKind(p python.Node, keywordOnly bool) ParameterKind {
	if p.Kind() == python.TypedParameter {
		p = p.FirstChild()
	}
	switch {
	case p.Kind() == python.ListSplatPattern:
		return Variadic
	case p.Kind() == python.DictionarySplatPattern:
		return VariadicKeywords
	case keywordOnly:
		return KeywordOnly
	}
	return Positional
}

// yields reports whether a function's own body yields, which makes it a generator even where that is never reached.
func yields(body python.Node) bool {
	for n := range body.Walk(python.FunctionDefinition, python.ClassDefinition, python.Lambda) {
		if n.Kind() == python.Yield {
			return true
		}
	}
	return false
}
