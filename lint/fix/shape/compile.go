package shape

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/python"
)

// faults counts what CPython's compiler refuses in a program, as far as edits are likely to bring it about: the parser takes
// more than the compiler. (https://docs.python.org/3/reference/)
func faults(f *python.File) (n int) {
	if f.Status != python.Clean { // a line end that is missing is no node
		n++
	}
	for range f.Errors() {
		n++
	}
	n += brokenLines(f)
	for id := range f.Len() {
		for _, isFault := range checks[f.Node(id).Kind()] {
			if isFault(f.Node(id)) {
				n++
			}
		}
	}
	return n
}

// checks are what makes nodes of a kind faults.
var checks = map[python.Kind][]func(python.Node) bool{
	python.Module:                {isUneven},
	python.Block:                 {isUneven, isNotIndented},
	python.PrintStatement:        {always},
	python.ExecStatement:         {always},
	python.TokLessGreater:        {always},
	python.FutureImportStatement: {isLate},
	python.ArgumentList:          {isDisordered, isOnlyComma},
	python.Parameters:            {areDisordered},
	python.ImportStatement:       {endsInComma},
	python.DeleteStatement:       {deletesNoTarget},
	python.AsPatternTarget:       {isNoTarget},
	python.AugmentedAssignment:   {chainsAugmented, augmentsSeveral},
	python.DecoratedDefinition:   {isApart},
	python.StringStart:           {isNoPrefix},
	python.LambdaParameters:      {areDisordered},
	python.ReturnStatement:       {isOutsideFunction},
	python.Yield:                 {isOutsideFunction},
	python.Await:                 {isOutsideAsync},
	python.BreakStatement:        {isOutsideLoop},
	python.ContinueStatement:     {isOutsideLoop},
	python.NonlocalStatement:     {isOutsideFunction},
	python.ExceptClause:          {isBareAndNotLast, isOffset},
	python.ExceptGroupClause:     {isOffset},
	python.ElifClause:            {isOffset},
	python.ElseClause:            {isOffset},
	python.FinallyClause:         {isOffset},
	python.Identifier:            {isKeyword},
	python.Integer:               {isNoNumber},
	python.Assignment:            {isAnnotatedInside, chainsAugmented},
	python.ConstrainedType:       {isOfNoParameter},
	python.AsPattern:             {isNoPattern},
	python.RaiseStatement:        {raisesSeveral},
	python.StringContent:         {breaksOff},
	python.ConcatenatedString:    {isMixed},
	python.ImportFromStatement:   {importsDotted, endsInComma},
	python.Comment:               {goesOn},
}

func always(python.Node) bool { return true }

// indentation returns what stands before a node on its line, and whether that is nothing but blanks.
func indentation(n python.Node) (string, bool) {
	text := n.File().Text()
	before := string(text[lineStart(text, n.Start()):n.Start()])
	return strings.TrimLeft(before, "\f\ufeff"), strings.Trim(before, " \t\f\ufeff") == ""
}

// isUneven reports whether the statements of a block do not all start in one column.
func isUneven(block python.Node) bool {
	column, isFirst := "", block.Kind() == python.Block
	for statement := range block.Children() {
		indent, alone := indentation(statement)
		if !alone {
			isFirst = false // on the line of another, or of what has the block
			continue
		}
		if isFirst {
			column, isFirst = indent, false
		}
		if indent != column {
			return true
		}
	}
	return false
}

// isNotIndented reports whether a block has no statement, or starts on a line of its own no further in than what it belongs
// to.
func isNotIndented(block python.Node) bool {
	first := block.FirstChild()
	if !first.Exists() {
		return true
	}
	inner, alone := indentation(first)
	outer, _ := indentation(block.Parent())
	return alone && len(inner) <= len(outer) && strings.Trim(outer, " \t") == ""
}

// isOffset reports whether a clause on a line of its own is not as far in as the statement that it is of.
func isOffset(clause python.Node) bool {
	own, alone := indentation(clause)
	of, _ := indentation(clause.Parent())
	return alone && own != of && strings.Trim(of, " \t") == ""
}

// isLate reports whether something else than a docstring and its like comes before an import from __future__.
func isLate(n python.Node) bool {
	if n.Parent().Kind() != python.Module {
		return true
	}
	isFirst := true
	for statement := range n.Parent().Children() {
		switch {
		case statement == n:
			return false
		case isFirst && statement.Kind() == python.ExpressionStatement && statement.FirstChild().Is(python.String, python.ConcatenatedString):
		case statement.Kind() != python.FutureImportStatement:
			return true
		}
		isFirst = false
	}
	return false
}

// isDisordered reports whether arguments have one by position after one by name, or two of one name.
func isDisordered(arguments python.Node) bool {
	var names []string
	named, unpacked := false, false
	for a := range arguments.Children() {
		switch a.Kind() {
		case python.KeywordArgument:
			name := a.Child(python.NameField).Text()
			if slices.Contains(names, name) {
				return true
			}
			names, named = append(names, name), true
		case python.DictionarySplat:
			unpacked = true
		case python.ListSplat:
			if unpacked {
				return true
			}
		default:
			if named || unpacked {
				return true
			}
		}
	}
	return false
}

// isOnlyComma reports whether arguments are a comma and nothing before it, but for comments.
func isOnlyComma(arguments python.Node) bool {
	text := arguments.Text()
	for a := range arguments.Children() {
		if a.Kind() != python.Comment {
			return false
		}
		text = strings.Replace(text, a.Text(), "", 1)
	}
	return strings.Contains(text, ",")
}

// areDisordered reports whether parameters have one without a default after one with one, or two of one name.
func areDisordered(parameters python.Node) bool {
	var names []string
	hasDefault, isKeyword := false, false
	for p := range parameters.Children() {
		name := p
		switch p.Kind() {
		case python.DefaultParameter, python.TypedDefaultParameter:
			name, hasDefault = p.Child(python.NameField), true
		case python.KeywordSeparator, python.ListSplatPattern:
			isKeyword = true
		case python.TypedParameter:
			if name = p.FirstChild(); name.Kind() == python.ListSplatPattern {
				isKeyword = true
			}
			fallthrough
		case python.Identifier:
			if hasDefault && !isKeyword && name.Kind() == python.Identifier {
				return true
			}
		}
		text := strings.TrimLeft(name.Text(), "* ")
		if p.Kind() == python.TuplePattern {
			return true
		}
		if name.Is(python.Identifier, python.ListSplatPattern, python.DictionarySplatPattern) && slices.Contains(names, text) {
			return true
		}
		names = append(names, text)
	}
	return false
}

func isOutsideFunction(n python.Node) bool {
	return !n.Ancestor(python.FunctionDefinition, python.Lambda, python.ClassDefinition).Is(python.FunctionDefinition, python.Lambda)
}

func isOutsideAsync(n python.Node) bool {
	return !n.Ancestor(python.FunctionDefinition, python.Lambda, python.ClassDefinition).Token(python.KwAsync).Exists()
}

// isOutsideLoop reports whether a break or continue is in the body of no loop: what else: has is none.
func isOutsideLoop(n python.Node) bool {
	for ; n.Exists() && !n.Is(python.FunctionDefinition, python.ClassDefinition); n = n.Parent() {
		if n.Kind() == python.Block && n.Parent().Is(python.ForStatement, python.WhileStatement) {
			return false
		}
	}
	return true
}

func isBareAndNotLast(clause python.Node) bool {
	isLast := true
	for c := range clause.Parent().Children() {
		isLast = c.ID() <= clause.ID() || c.Kind() != python.ExceptClause
		if !isLast {
			break
		}
	}
	return !isLast && clause.FirstChild().Kind() == python.Block
}

// keywords can't be names. (https://docs.python.org/3/reference/lexical_analysis.html#keywords)
var keywords = strings.Fields("False None True and as assert async await break class continue def del elif else except finally for from " +
	"global if import in is lambda nonlocal not or pass raise return try while with yield")

func isKeyword(n python.Node) bool { return slices.Contains(keywords, n.Text()) }

// number matches an integer of Python 3.
var number = pattern.New(`^(?i:0x[0-9a-f_]+|0o[0-7_]+|0b[01_]+|[1-9](_?[0-9])*|0(_?0)*)j?$`)

func isNoNumber(n python.Node) bool { return !number.MatchString(n.Text()) }

// isAnnotatedInside reports whether an assignment with a type is the value of another, or has another as its own.
func isAnnotatedInside(n python.Node) bool {
	return n.Child(python.TypeField).Exists() && (n.Child(python.LeftField).Is(python.PatternList, python.ListPattern) || n.Parent().Is(python.Assignment, python.AugmentedAssignment) || n.Child(python.RightField).Kind() == python.Assignment)
}

// isOfNoParameter reports whether a type has a bound but is not of a type parameter: def f(x: a: b).
func isOfNoParameter(n python.Node) bool {
	return !n.Ancestor(python.TypeParameter, python.FunctionDefinition, python.ClassDefinition).Is(python.TypeParameter)
}

func isNoPattern(n python.Node) bool {
	return !n.Parent().Is(python.WithItem, python.ExceptClause, python.ExceptGroupClause, python.CasePattern) && !n.Ancestor(python.CasePattern).Exists()
}

func endsInComma(n python.Node) bool { return strings.HasSuffix(n.Text(), ",") }

// chainsAugmented reports an assignment whose value is an augmented one, or an augmented one whose value is any.
func chainsAugmented(n python.Node) bool {
	value := n.Child(python.RightField)
	return value.Is(python.AugmentedAssignment) || value.Is(python.Assignment) && n.Is(python.AugmentedAssignment)
}

// augmentsSeveral reports an augmented assignment to a tuple or list: a, b += c.
func augmentsSeveral(n python.Node) bool {
	return !n.Child(python.LeftField).Is(python.Identifier, python.Attribute, python.Subscript, python.ParenthesizedExpression)
}

// targets are what can be assigned to.
var targets = []python.Kind{python.Identifier, python.Attribute, python.Subscript, python.Tuple, python.List, python.TuplePattern,
	python.ListPattern, python.PatternList, python.ExpressionList, python.ParenthesizedExpression, python.ListSplat, python.ListSplatPattern}

func deletesNoTarget(n python.Node) bool { return !n.FirstChild().Is(targets...) }

func isNoTarget(n python.Node) bool { return n.FirstChild().Exists() && !n.FirstChild().Is(targets...) }

// isApart reports whether a definition is not as far in as its decorators.
func isApart(n python.Node) bool {
	decorator, _ := indentation(n)
	definition, alone := indentation(n.Child(python.DefinitionField))
	return !alone || decorator != definition
}

// prefix matches how a string may start.
var prefix = pattern.New(`^(?i:[rbuf]|br|rb|fr|rf)?('|"|'''|""")$`)

func isNoPrefix(n python.Node) bool { return !prefix.MatchString(n.Text()) }

func raisesSeveral(n python.Node) bool { return n.FirstChild().Kind() == python.ExpressionList }

// breaksOff reports whether a string in single quotes goes on in another line.
func breaksOff(n python.Node) bool {
	start := n.Parent().Token(python.StringStart).Text()
	return !strings.HasSuffix(start, `"""`) && !strings.HasSuffix(start, "'''") && hasLineEnd(n.Text())
}

// isMixed reports whether bytes stand beside text.
func isMixed(n python.Node) bool {
	isBytes := func(s python.Node) bool { return strings.ContainsAny(s.Token(python.StringStart).Text(), "bB") }
	for s := range n.Children() {
		if s.Kind() == python.String && isBytes(s) != isBytes(n.FirstChild()) {
			return true
		}
	}
	return false
}

// importsDotted reports whether a name with dots is imported from a module.
func importsDotted(n python.Node) bool {
	for name := range n.ChildrenOf(python.NameField) {
		if name.Kind() == python.AliasedImport {
			name = name.Child(python.NameField)
		}
		if name.FirstChild() != name.LastChild() {
			return true
		}
	}
	return false
}

// goesOn reports whether a comment has a carriage return, at which CPython ends it.
func goesOn(n python.Node) bool { return strings.Contains(strings.TrimSuffix(n.Text(), "\r"), "\r") }

// hasLineEnd reports whether a text has a line end without a backslash before it.
func hasLineEnd(text string) bool {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	for i := range len(text) {
		if (text[i] == '\n' || text[i] == '\r') && (i == 0 || text[i-1] != '\\') {
			return true
		}
	}
	return false
}

// brokenLines counts the line ends inside of statements that no bracket and no backslash allows.
func brokenLines(f *python.File) (n int) {
	text := string(f.Text())
	depth, last, mayStart := 0, 0, -1
	for id := 1; id < f.Len(); id++ {
		node := f.Node(id)
		if node.Kind() == python.Comment || isStatement(node) || node.Parent().Kind() == python.DecoratedDefinition {
			mayStart = node.Start()
		}
		if node.FirstToken().Exists() {
			continue
		}
		if depth == 0 && last < node.Start() && node.Start() != mayStart && hasLineEnd(text[last:node.Start()]) {
			n++
		}
		switch node.Kind() {
		case python.TokLeftParen, python.TokLeftBracket, python.TokLeftBrace, python.StringStart:
			depth++
		case python.TokRightParen, python.TokRightBracket, python.TokRightBrace, python.StringEnd:
			depth--
		}
		last = max(last, node.Stop())
	}
	return n
}
