// Package deadcode defines the rule dead-code.
package deadcode

import (
	"bytes"
	_ "embed"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
)

//go:embed deadcode.md
var page string

// Rule reports statements that are never reached, and private names that nobody uses.
var Rule = &lint.Rule{
	ID:        "dead-code",
	Severity:  lint.Note,
	Noqa:      []string{"F401", "unused-import", "W0101", "unreachable", "W0611"},
	Page:      page,
	Enforces:  []match.Pattern{match.Avoid("use", "dead code"), match.Do("remove", "dead code")},
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	f := python.Of(pass)
	for block := range f.All(python.Block, python.Module) {
		checkBlock(pass, block)
	}
	if f.Snippet {
		return
	}
	u := usesOf(f)
	checkImports(pass, f, u)
	checkPrivate(pass, f, u)
}

// checkBlock reports what comes after the first statement of a block that control never gets past.
func checkBlock(pass *analysis.Pass, block python.Node) {
	left := python.Node{}
	for s := range block.Children() {
		if left.Exists() {
			if !makesGenerator(s) {
				pass.Report(analysis.Diagnostic{
					Pos: s.Pos(), End: block.LastChild().End(), Message: "this is never reached",
					Related: []analysis.RelatedInformation{{Pos: left.Pos(), End: left.End(), Message: "the block ends here"}},
				})
			}
			return
		}
		if leaves(s) {
			left = s
		}
	}
}

// makesGenerator recognises a yield after a return, which makes a function a generator of nothing.
func makesGenerator(s python.Node) bool { return s.FirstChild().Kind() == python.Yield }

func leaves(s python.Node) bool {
	switch s.Kind() {
	case python.ReturnStatement, python.RaiseStatement, python.BreakStatement, python.ContinueStatement:
		return true
	case python.ExpressionStatement:
		callee := s.FirstChild().Child(python.FunctionField).QualifiedName()
		return callee == "sys.exit" || callee == "builtins.exit" || callee == "builtins.quit" || callee == "os._exit"
	}
	return false
}

// uses tells how often each name stands in a file's code. Its strings may hold names too.
type uses struct {
	file    *python.File
	strings func() map[string]bool // the words in them
}

func usesOf(f *python.File) uses {
	return uses{f, sync.OnceValue(func() map[string]bool { return wordsInStrings(f) })}
}

func wordsInStrings(f *python.File) map[string]bool {
	words := map[string]bool{}
	for s := range f.All(python.StringContent) {
		if text := s.Text(); len(text) < maxNameList {
			for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
				words[word] = true
			}
		}
	}
	return words
}

// maxNameList is the longest string that is looked through for names, in bytes: an annotation, not prose.
const maxNameList = 100

// only reports whether a name stands in one place only.
func (u uses) only(name string) bool {
	count := 0
	for range u.file.Root().Identifiers(name) {
		if count++; count > 1 {
			return false
		}
	}
	return count == 1 && !u.strings()[name]
}

// checkImports reports imported names that stand nowhere else. Packages import to export, and in a try, or under an if, an
// import is a question; import a.b may be for what a.b registers.
func checkImports(pass *analysis.Pass, f *python.File, u uses) {
	if strings.HasSuffix(f.Source.Path, "__init__.py") {
		return
	}
	for b := range f.Imports {
		if b.Value.Parent().Kind() == python.Module && bindsWhole(b) && u.only(b.Name.Text()) && !isKept(f, b.Value) {
			pass.ReportRangef(b.Name, "%q is imported but never used", b.Name.Text())
		}
	}
}

// bindsWhole reports whether an import gives its name to what it imports: import a.b does not, import a.b as c does.
func bindsWhole(b python.Binding) bool {
	parent := b.Name.Parent()
	return parent.Kind() == python.AliasedImport || parent.FirstChild() == parent.LastChild()
}

// isKept reports whether a comment on its lines says that an import stays, as # noqa does, or that it is for what it does.
// One for agentlint says no such thing: it suppresses findings, or is of no use.
func isKept(f *python.File, statement python.Node) bool {
	last := f.Line(statement.End())
	for line := f.Line(statement.Pos()); line <= last; line++ {
		if text := f.Source.Line(line); bytes.Contains(text, []byte("#")) && !bytes.Contains(text, []byte("# agentlint:")) {
			return true
		}
	}
	return false
}

// launched is what xla_spawn.py of transformers calls in the script that it is given
// (https://github.com/huggingface/transformers/blob/main/examples/pytorch/xla_spawn.py).
const launched = "_mp_fn"

// checkPrivate reports functions and classes of a script, from which nobody imports, that say they are private and that
// nothing in it names.
func checkPrivate(pass *analysis.Pass, f *python.File, u uses) {
	for s := range f.Root().Children() {
		name := s.Child(python.NameField)
		if s.Is(python.FunctionDefinition, python.ClassDefinition) && strings.HasPrefix(name.Text(), "_") &&
			!strings.HasPrefix(name.Text(), "__") && name.Text() != launched && u.only(name.Text()) && u.strings()["__main__"] {
			pass.ReportRangef(name, "%q is private but never used in this file", name.Text())
		}
	}
}
