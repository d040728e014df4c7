package commentedoutcode

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/parser/source"
)

// A detector tells code from prose as ruff 0.16 does (eradicate/detection.rs), which follows eradicate 2.0.
type detector struct {
	parser *python.Parser
	file   source.File
	parsed map[string]bool // the last lines, which may be those of a licence in each file
}

// maxParsed bounds how many lines a detector remembers.
const maxParsed = 10_000

var (
	indicator = pattern.New(`[()\[\]{}:=%]|return|break|continue|import`)
	// directive matches comments to tools, which a tool would miss: linters, formatters, compilers, editors, notebooks.
	directive = pattern.New(`^(?:pyright|pyrefly|region|endregion|SPDX-License-Identifier:|[!%|@]|-\*-|(?:\{\{\{|\}\}\})\d?$|` +
		`(?i:noqa|pylint|nosec|nosemgrep|nosonar|(?:en)?coding[:=][ \t]*[-_.A-Z0-9]+)|language=[-_.a-zA-Z0-9]+|` +
		`(?:agentlint|autopep8|bandit|beartype|black|codespell|coverage|cspell|cython|distutils|doctest|ex|flake8|fmt|interrogate|` +
		`isort|jupytext|kate|lint|mypy|nopycln|numba|pragma|pycodestyle|pydocstyle|pyformat|pyre|pytype|pyupgrade|ruff|skipcq|` +
		`sourcery|spyder|ty|type|vim?|vulture|xdoctest|yapf)\s*:|sphinx_gallery_)`)
	// kept matches what the author has told another linter to leave alone.
	kept      = pattern.New(`(?i)#\s*noqa\b`)
	reference = pattern.New(`#\d`)
	// positive matches lines that are a part of a statement.
	positive = []*pattern.Pattern{
		pattern.New(`^(?:elif\s+.*\s*:.*|else\s*:.*|try\s*:.*|finally\s*:.*|except.*:.*|case\s+.*\s*:.*)$`),
		pattern.New(`^['"]\w+['"]\s*:.+[,{]\s*(#.*)?$`),
		pattern.New(`^(?:[(\[]\s*)?(?:\w+\s*,\s*)*\w+\s*([)\]]\s*)?=.*[(\[{]\s*(#.*)?$`),
		pattern.New(`^[()\[\]{}\s]+\s*(#.*)?$`),
	}
	text = pattern.New(`(?i)^[rbfu]{0,2}["'].*["'][)\]}]*,?\s*(#.*)?$`)
	word = pattern.New(`^[\pL_][\pL\pN_]*`)
	task = []string{"TODO", "FIXME", "XXX"}
)

// isCode reports whether a comment is a line of Python, or of a statement that goes on; inside one, a string is a part of it.
func (d *detector) isCode(comment string, isInside bool) bool {
	line := strings.TrimRight(strings.TrimLeft(comment, "# \t\f"), " \t\r\f")
	first, _, _ := strings.Cut(line, " ")
	first, _, _ = strings.Cut(first, ":")
	first, _, _ = strings.Cut(first, "(")
	switch {
	case !indicator.MatchString(line), strings.Contains(line, "`"), hasAdjacentNames(line), slices.Contains(task, first),
		directive.MatchString(line), reference.MatchString(line), kept.MatchString(line):
		return false
	case strings.HasSuffix(line, `\`), slices.ContainsFunc(positive, func(p *pattern.Pattern) bool { return p.MatchString(line) }):
		return true
	}
	return isInside && text.MatchString(line) || d.parses(line)
}

// parses reports whether a line is Python by itself.
func (d *detector) parses(line string) bool {
	is, ok := d.parsed[line]
	if ok {
		return is
	}
	if len(d.parsed) == maxParsed {
		clear(d.parsed)
	}
	is = d.parse(line)
	d.parsed[strings.Clone(line)] = is
	return is
}

func (d *detector) parse(line string) bool {
	d.file.Reset("", []byte(line))
	f := d.parser.Parse(&d.file, d.file.Text, nil)
	return f.Status == python.Clean && !f.IsPython2() && !describes(f)
}

// describes reports whether a line does nothing but name or describe something: a shape, a type, a value, what a tool is to
// do, or prose with a parenthesis after a word. (batch, seq); logits: (batch, seq); 'OK: 3 rows'; dvc: deps=[a]; Past (temporal=0).
func describes(f *python.File) bool {
	statement := f.Root().FirstChild()
	expression := statement.FirstChild()
	switch {
	case statement.Kind() != python.ExpressionStatement, expression.Kind() == python.AugmentedAssignment:
		return false
	case expression.Kind() == python.Assignment:
		return !expression.Child(python.RightField).Exists() || isSetting(expression)
	case expression.Kind() == python.Call:
		callee := expression.Child(python.FunctionField)
		return callee.Stop() < expression.Child(python.ArgumentsField).Start() && callee.Text() != "print"
	}
	for n := range statement.All() {
		if n.Is(python.Call, python.NamedExpression, python.Await, python.Yield, python.ComparisonOperator) {
			return false
		}
	}
	return true
}

// isSetting reports whether what looks like an annotated assignment sets an option of a tool: the annotation is no type, or
// stands right before the equals sign.
func isSetting(assignment python.Node) bool {
	annotation := assignment.Child(python.TypeField)
	if !annotation.Exists() {
		return false
	}
	name := annotation.FirstChild()
	isType := name.Kind() != python.Identifier || strings.HasPrefix(name.QualifiedName(), "builtins.") || strings.ToLower(name.Text()) != name.Text()
	return !isType || annotation.Stop() == assignment.Token(python.TokEqual).Start()
}

// hasAdjacentNames reports whether two names follow each other, as in prose. It stops at a string, as the lexer it copies.
func hasAdjacentNames(line string) bool {
	wasName := false
	for line = strings.TrimLeft(line, " \t"); line != ""; line = strings.TrimLeft(line, " \t") {
		if line[0] == '"' || line[0] == '\'' || line[0] == '#' {
			return false
		}
		length, isName := 1, false
		if name := word.FindString(line); name != "" {
			length, isName = len(name), !slices.Contains(keywords, name)
		} else if digits := number.FindString(line); digits != "" {
			length = len(digits)
		}
		if wasName && isName {
			return true
		}
		wasName, line = isName, line[length:]
	}
	return false
}

var number = pattern.New(`^[0-9][0-9A-Za-z_.]*`)

// keywords are those of Python 3.14, soft ones included
// (https://docs.python.org/3/reference/lexical_analysis.html#keywords).
var keywords = strings.Fields(`False None True and as assert async await break case class continue def del elif else except
finally for from global if import in is lambda match nonlocal not or pass raise return try type while with yield`)
