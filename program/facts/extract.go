package facts

import (
	"slices"
	"strings"
	"sync"

	"github.com/agentlint/agentlint/parser/python"
)

// Outline takes from a file's syntax what it imports, which tells whether it is training code.
func Outline(f *python.File) *Facts {
	x := newExtractor(f)
	defer x.close()
	x.imports()
	x.facts.Vast = isVast(f)
	return x.facts
}

// Extract takes the facts from a file's syntax. They share no memory with it.
func Extract(f *python.File) *Facts {
	x := newExtractor(f)
	defer x.close()
	x.functions = append(x.functions, Function{})
	x.imports()
	x.classes()
	if x.facts.Vast = isVast(f); !x.facts.Vast {
		x.words()
		x.walk()
		x.noteStatements(f.Root())
	}
	x.settle()
	return x.facts
}

// MaxSteps is how many calls, assignments and loops a file may have for the program to be told from it: every place that
// trains is asked about each of them, and what has more was written by a program, not by a person.
const MaxSteps = 20_000

func isVast(f *python.File) bool {
	return f.Count(python.Call)+f.Count(python.Assignment)+f.Count(python.ForStatement)+f.Count(python.WhileStatement) > MaxSteps
}

// An extractor walks a file's nodes once, in source order, and keeps track of what it is in.
type extractor struct {
	file  *python.File
	facts *Facts
	*room

	converted int32 // where the last call of those that convert ends
}

// A room is the memory of an extractor that is done, for the next one.
type room struct {
	stack      []frame
	copies     map[string]string // of texts that files repeat: names, callees, literals
	seen       map[string]bool   // words
	functions  []Function        // without their calls
	calls      []made
	statements []Statement
	imported   []Import
}

// A made call has the index of the function that makes it.
type made struct {
	Call
	by int32
}

var rooms = sync.Pool{New: func() any { return &room{copies: map[string]string{}, seen: map[string]bool{}} }}

// maxCopies bounds how many texts are remembered.
const maxCopies = 1 << 13

func newExtractor(f *python.File) *extractor {
	x := &extractor{file: f, room: rooms.Get().(*room)}
	x.facts = &Facts{
		Path:    strings.Clone(f.Source.Path),
		Size:    len(f.Source.Text),
		Snippet: f.Snippet,
		Base:    f.Base,
	}
	return x
}

func (x *extractor) close() {
	if len(x.copies) > maxCopies {
		clear(x.copies)
	}
	clear(x.functions)
	clear(x.calls)
	x.stack, x.functions, x.calls, x.statements = x.stack[:0], x.functions[:0], x.calls[:0], x.statements[:0]
	rooms.Put(x.room)
}

// settle gives the facts what was noted, in as much memory as that takes.
func (x *extractor) settle() {
	counts := make([]int, len(x.functions))
	for i := range x.calls {
		counts[x.calls[i].by]++
	}
	all := make([]Call, len(x.calls))
	x.facts.Functions, x.facts.Statements = slices.Clone(x.functions), slices.Clone(x.statements)
	for i, n := range counts {
		if n > 0 {
			x.facts.Functions[i].Calls, all = all[:0:n], all[n:]
		}
	}
	for i := range x.calls {
		f := &x.facts.Functions[x.calls[i].by]
		f.Calls = append(f.Calls, x.calls[i].Call)
	}
}

// copy returns a copy of text, the same for the same text.
func (x *extractor) copy(text string) string {
	if kept, ok := x.copies[text]; ok {
		return kept
	}
	kept := strings.Clone(text)
	x.copies[kept] = kept
	return kept
}

// A frame is a function, class or block around the current node.
type frame struct {
	node     python.Node
	function int // index in Facts.Functions
	loop     int // index in Function.Loops, or -1
	guarded  bool
}

func (x *extractor) span(n python.Node) Span {
	return Span{int32(int(n.Pos()) - x.file.Base), int32(int(n.End()) - x.file.Base)}
}

// header is the span of a compound statement up to its body's colon.
func (x *extractor) header(n python.Node) Span {
	s := x.span(n)
	if colon := n.Token(python.TokColon); colon.Exists() {
		s.End = int32(int(colon.Pos()) - x.file.Base)
	}
	return s
}

func (x *extractor) imports() {
	x.imported = x.imported[:0]
	for b := range x.file.Imports {
		x.imported = append(x.imported, Import{Name: x.copy(b.Name.Text()), Target: x.importTarget(b), Span: x.span(b.Value)})
	}
	for _, module := range x.file.StarImports() {
		x.imported = append(x.imported, Import{Target: x.copy(module) + ".*"})
	}
	if len(x.imported) > 0 { // in no more memory than they take: they are kept of all files at once
		x.facts.Imports = append(make([]Import, 0, len(x.imported)), x.imported...)
	}
}

// importTarget is what b imports; for import a.b.c that is all of it, though it binds a only.
func (x *extractor) importTarget(b python.Binding) string {
	if dotted := b.Name.Parent(); dotted.Kind() == python.DottedName && b.Value.Kind() == python.ImportStatement {
		return x.copy(dotted.Text())
	}
	return x.copy(b.Target)
}

func (x *extractor) walk() {
	root := x.file.Root()
	x.stack = append(x.stack, frame{node: root, loop: -1})
	for n := range root.All() {
		for !x.top().node.Contains(n) {
			x.stack = x.stack[:len(x.stack)-1]
		}
		x.visit(n)
	}
}

func (x *extractor) top() frame { return x.stack[len(x.stack)-1] }

func (x *extractor) function() *Function { return &x.functions[x.top().function] }

func (x *extractor) visit(n python.Node) {
	switch n.Kind() {
	case python.FunctionDefinition:
		x.enterFunction(n)
	case python.Block:
		x.enterBlock(n)
	case python.Call:
		x.call(n)
	case python.AugmentedAssignment:
		x.descend(n)
	case python.ReturnStatement:
		if name := x.value(n.FirstChild()).qualified(); name != "" {
			x.function().Returns = name
		}
	case python.Attribute, python.Identifier, python.StringContent:
		x.handOn(n)
	case python.Subscript:
		x.lookup(n)
	}
}

// handsOn are the kinds of node whose children are values that go elsewhere.
var handsOn = []python.Kind{python.ArgumentList, python.KeywordArgument, python.Assignment, python.Pair, python.List,
	python.Tuple, python.Set, python.ExpressionList, python.ReturnStatement, python.ConditionalExpression, python.BooleanOperator,
	python.DefaultParameter, python.TypedDefaultParameter}

// handOn notes a name that is handed on, if it is of a function as far as can be seen.
func (x *extractor) handOn(n python.Node) {
	if !n.Parent().Is(handsOn...) || n.Field() == python.NameField || n.Field() == python.LeftField {
		return
	}
	name := n.QualifiedName()
	isDotted := strings.Contains(name, ".") && !strings.ContainsAny(name, "()[")
	if isDotted && !strings.HasPrefix(name, "builtins.") {
		f := x.function()
		f.HandsOn = append(f.HandsOn, x.copy(name))
	}
}

func (x *extractor) enterFunction(n python.Node) {
	f := Function{Name: x.copy(n.QualName()), Span: x.header(n)}
	for d := range n.Decorators() {
		if d.Kind() == python.Call {
			d = d.Child(python.FunctionField)
		}
		f.Decorators = append(f.Decorators, x.nameOf(d))
	}
	x.functions = append(x.functions, f)
	x.stack = append(x.stack, frame{node: n, function: len(x.functions) - 1, loop: -1})
}

// enterBlock notes that what follows is in a loop, or runs only in a script.
func (x *extractor) enterBlock(n python.Node) {
	owner, f, top := n.Parent(), x.function(), x.top()
	switch owner.Kind() {
	case python.IfStatement, python.ElifClause:
		top.guarded = top.guarded || isMainGuard(owner.Child(python.ConditionField))
	case python.ForStatement, python.WhileStatement:
		f.Loops = append(f.Loops, Loop{Span: x.header(owner), Body: x.span(n), Parent: top.loop})
		top.loop = len(f.Loops) - 1
	default:
		return
	}
	top.node = n
	x.stack = append(x.stack, top)
}

func (x *extractor) call(n python.Node) {
	top := x.top()
	callee := n.Child(python.FunctionField)
	c := Call{Callee: x.nameOf(callee), Span: x.span(n), Loop: int32(top.loop), Guarded: top.guarded}
	if x.isDetailed(&c) {
		c.Details = &Details{}
		if object := callee.Child(python.ObjectField); isDotted(object) {
			c.Receiver = x.copy(object.Text())
		}
	}
	c.Last = x.span(n.Child(python.ArgumentsField)).Start + 1
	for arg := range n.Child(python.ArgumentsField).Children() {
		c.Last = x.span(arg).End
		switch arg.Kind() {
		case python.ListSplat, python.DictionarySplat:
			c.Unpacks = true
		case python.KeywordArgument:
			x.argument(&c, arg.Child(python.NameField), arg.Child(python.ValueField))
		default:
			x.argument(&c, python.Node{}, arg)
		}
	}
	x.calls = append(x.calls, made{c, int32(top.function)})
}

// detailed are the last parts of what is called with arguments that count.
var detailed = map[string]bool{
	"load": true, "sub_": true, "add_": true, "run": true, "float": true, "eval": true, "map": true, "load_state_dict": true, "add_argument": true,
}

// converting are builtins in whose arguments the arguments of calls count.
var converting = map[string]bool{"builtins.float": true, "builtins.eval": true, "builtins.map": true}

// isDetailed reports whether somebody may ask what is given to a call.
func (x *extractor) isDetailed(c *Call) bool {
	if converting[c.Callee] {
		x.converted = max(x.converted, c.Span.End)
	}
	return c.Span.End <= x.converted || detailed[LastPart(c.Callee)] || strings.HasPrefix(c.Callee, "sklearn.")
}

// argument notes an argument of a call, which has a name if it is given by keyword.
func (x *extractor) argument(c *Call, name, n python.Node) {
	if c.Details == nil {
		for n.Is(python.ParenthesizedExpression, python.Await) {
			n = n.FirstChild()
		}
		if n.Is(python.Identifier, python.Attribute) {
			c.give(x.copy(n.QualifiedName()))
		}
		return
	}
	a := Arg{Value: x.value(n)}
	if name.Exists() {
		a.Name = x.copy(name.Text())
	}
	if a.Kind == Name && !strings.HasPrefix(a.Text, "?") {
		c.give(a.Text)
	}
	if method := LastPart(c.Callee); detailed[method] && method != "load_state_dict" && method != "add_argument" {
		a.Names = x.names(n)
	}
	c.Args = append(c.Args, a)
}

// give notes what a call is given, if it may be of the project.
func (c *Call) give(name string) {
	if name != "" && !strings.HasPrefix(name, "builtins.") {
		c.Given = append(c.Given, name)
	}
}

// descend notes an optimizer's step by hand.
func (x *extractor) descend(n python.Node) {
	if n.Child(python.OperatorField).Text() == "-=" && slices.ContainsFunc(x.names(n.Child(python.RightField)), HoldsGradient) {
		f := x.function()
		f.Descents = append(f.Descents, x.top().loop)
	}
}

// lookup notes that a key of a mapping is read.
func (x *extractor) lookup(n python.Node) {
	key := n.Child(python.SubscriptField)
	isTarget := n.Field() == python.LeftField && n.Parent().Is(python.Assignment, python.AugmentedAssignment)
	if key.Kind() == python.String && !isTarget {
		f := x.function()
		f.Lookups = append(f.Lookups, Lookup{x.clip(n.Child(python.ValueField).Text()), strings.Trim(x.clip(key.Text()), `"'`), x.span(n)})
	}
}

// nameOf returns the qualified name of an expression, its source after a question mark if that is a dotted name,
// and ?.attribute for an attribute of anything else.
func (x *extractor) nameOf(n python.Node) string { return x.nameWithin(n, maxLinks) }

// maxLinks bounds how far a name goes back in a chain of calls and attributes: one of thousands would give as many names,
// each as long as the chain.
const maxLinks = 24

func (x *extractor) nameWithin(n python.Node, links int) string {
	if links == 0 {
		return ""
	}
	if name := n.QualifiedName(); name != "" {
		return x.copy(name)
	}
	switch n.Kind() {
	case python.Identifier:
		return "?" + n.Text()
	case python.Attribute:
		owner := x.nameWithin(n.Child(python.ObjectField), links-1)
		if owner == "" || !strings.HasPrefix(owner, "?") {
			owner = "?"
		}
		return owner + "." + n.Child(python.AttributeField).Text()
	case python.Call:
		if callee := x.nameWithin(n.Child(python.FunctionField), links-1); callee != "" {
			return callee + "()"
		}
	}
	return ""
}

// isMainGuard recognises __name__ == "__main__".
func isMainGuard(condition python.Node) bool {
	text := condition.Text()
	return condition.Kind() == python.ComparisonOperator &&
		strings.Contains(text, "__name__") && strings.Contains(text, "__main__")
}
