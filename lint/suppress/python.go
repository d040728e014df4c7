package suppress

import (
	"bytes"
	"slices"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/notebook"
	"github.com/agentlint/agentlint/parser/python"
)

// simple are the statements that hold no others.
var simple = []python.Kind{
	python.ImportStatement, python.FutureImportStatement, python.ImportFromStatement, python.PrintStatement,
	python.AssertStatement, python.ExpressionStatement, python.ReturnStatement, python.DeleteStatement,
	python.RaiseStatement, python.PassStatement, python.BreakStatement, python.ContinueStatement,
	python.GlobalStatement, python.NonlocalStatement, python.ExecStatement, python.TypeAliasStatement,
}

// compound are the statements, and the clauses of statements, that end in a colon and a block.
var compound = []python.Kind{
	python.IfStatement, python.ElifClause, python.ElseClause, python.MatchStatement, python.CaseClause,
	python.ForStatement, python.WhileStatement, python.TryStatement, python.ExceptClause, python.ExceptGroupClause,
	python.FinallyClause, python.WithStatement, python.FunctionDefinition, python.ClassDefinition,
	python.DecoratedDefinition,
}

// AddNotebook takes in the comments of a notebook's cells, which were parsed as one program.
func (f *File) AddNotebook(p *python.File, n *notebook.File) {
	if f.notebook = n; f.wantsAll {
		f.strings = n.Style()
	}
	f.AddPython(p)
}

// AddPython takes in the comments of Python: a file, or an example in a document.
func (f *File) AddPython(p *python.File) {
	if !f.wantsAll && !hasMarker(p) {
		return
	}
	t := newText(p.Text())
	t.at, t.until, t.extract, t.fixed = p.Offset, p.EndOffset, p.Offset(0) != 0, mayDeclareEncoding(p.Text())
	t.scope = config.Range{End: len(f.src.Text) + 1}
	if p.Snippet {
		t.scope = t.inFile(config.Range{End: t.end})
	}
	var heads, wholes []config.Range
	for n := range p.Root().All(append(slices.Clone(simple), compound...)...) {
		heads = append(heads, head(n))
		wholes = append(wholes, config.Range{Start: n.Start(), End: n.Stop()})
	}
	t.heads, t.wholes = newSpans(heads), newSpans(wholes)
	for c := range p.All(python.Comment) {
		t.comments = append(t.comments, comment{config.Range{Start: c.Start(), End: c.Stop()}, t.isOwn(c.Start())})
	}
	f.add(t)
	f.addLinters(t, p)
	if f.wantsAll {
		f.addPythonSites(t, p)
	}
}

// hasMarker reports whether a comment can hold directives.
func hasMarker(p *python.File) bool {
	for c := range p.All(python.Comment) {
		if marked(p.Text()[c.Start():c.Stop()]) {
			return true
		}
	}
	return false
}

// declaration is the number of lines, from the first, in which a comment can declare the encoding
// (https://docs.python.org/3/reference/lexical_analysis.html#encoding-declarations).
const declaration = 2

var encoding = pattern.New(`^[ \t\f]*#.*coding[:=][ \t]*[-_.a-zA-Z0-9]`)

// mayDeclareEncoding reports whether the first line in which a comment can't declare the encoding has one that would do so
// a line further up.
func mayDeclareEncoding(text []byte) bool {
	lines := bytes.SplitN(text, []byte("\n"), declaration+2)
	return len(lines) > declaration && encoding.Match(lines[declaration])
}

// head returns a simple statement, or a compound one up to its colon. A definition's has its decorators.
func head(n python.Node) config.Range {
	r := config.Range{Start: n.Start(), End: n.Stop()}
	if n.Kind() == python.DecoratedDefinition {
		n = n.Child(python.DefinitionField)
	} else if parent := n.Parent(); parent.Kind() == python.DecoratedDefinition {
		r.Start = parent.Start()
	}
	if colon := n.Token(python.TokColon); colon.Exists() && n.Is(compound...) {
		r.End = colon.Stop()
	}
	return r
}
