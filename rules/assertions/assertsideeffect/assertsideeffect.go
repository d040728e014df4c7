// Package assertsideeffect defines the rule assert-side-effect.
package assertsideeffect

import (
	_ "embed"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
)

//go:embed assertsideeffect.md
var page string

// Rule reports asserts that change something.
var Rule = &lint.Rule{
	ID:        "assert-side-effect",
	Severity:  lint.Error,
	Page:      page,
	Enforces:  []match.Pattern{match.Do("have", "assertion")},
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	f := python.Of(pass)
	if program.IsTest(f.Source.Path) {
		return
	}
	for statement := range f.All(python.AssertStatement) {
		test := statement.FirstChild()
		for n := range all(test) {
			if what := effect(n, statement); what != "" {
				pass.ReportRangef(n, "python -O removes this assert and %s with it; do it before the assert", what)
				break
			}
		}
	}
}

// all yields n and the nodes inside it, but for the bodies of lambdas.
func all(n python.Node) func(yield func(python.Node) bool) {
	return func(yield func(python.Node) bool) {
		if !yield(n) || n.Kind() == python.Lambda {
			return
		}
		n.Walk(python.Lambda)(yield)
	}
}

// effect says what n does besides having a value, or "".
func effect(n, statement python.Node) string {
	switch n.Kind() {
	case python.Call:
		if changes(n.Child(python.FunctionField)) && !isExhausted(n, statement) {
			return "the call of " + n.Child(python.FunctionField).Text()
		}
	case python.NamedExpression:
		if name := n.Child(python.NameField); isUsedOutside(name, statement) {
			return "the value of " + name.Text()
		}
	}
	return ""
}

// changers are functions, by qualified name, that do something.
var changers = []string{"builtins.next", "builtins.setattr", "builtins.delattr", "builtins.exec", "os.system", "os.remove", "os.unlink",
	"os.rename", "os.replace", "os.makedirs", "os.mkdir", "subprocess.call", "subprocess.run", "subprocess.check_call", "shutil.rmtree",
	"shutil.copy", "shutil.move"}

// methods are names of methods that change their object or what it stands for.
var methods = []string{"pop", "popitem", "popleft", "append", "appendleft", "extend", "setdefault", "step", "zero_grad", "backward",
	"load_state_dict", "write", "writelines", "unlink", "mkdir", "rmdir", "write_text", "write_bytes"}

// changes reports whether a call of callee changes something: it is known to, or PyTorch names it so, as in fill_.
func changes(callee python.Node) bool {
	if slices.Contains(changers, callee.QualifiedName()) {
		return true
	}
	method := callee.Child(python.AttributeField).Text()
	inPlace := strings.HasSuffix(method, "_") && !strings.HasSuffix(method, "__") && !strings.HasPrefix(method, "_")
	return slices.Contains(methods, method) || inPlace && len(method) > 1
}

// isExhausted reports whether a call asks an iterator of the function's own, which nothing uses afterwards, whether anything is left, as in
// next(rest, None) is None.
func isExhausted(call, statement python.Node) bool {
	if call.Child(python.FunctionField).QualifiedName() != "builtins.next" {
		return false
	}
	of, function := call.Child(python.ArgumentsField).FirstChild(), statement.Function()
	if statement.Ancestor(python.ForStatement, python.WhileStatement, python.FunctionDefinition).Is(python.ForStatement, python.WhileStatement) {
		return false
	}
	isOwn := false
	for b := range of.Bindings() {
		if b.Kind != python.Assigned || b.Name.Function() != function {
			return false
		}
		isOwn = true
	}
	for n := range function.Identifiers(of.Text()) {
		isOwn = isOwn && n.Pos() < statement.End()
	}
	return isOwn
}

// isUsedOutside reports whether the name that a walrus binds stands elsewhere in the function.
func isUsedOutside(name, statement python.Node) bool {
	for n := range statement.Function().Identifiers(name.Text()) {
		if !statement.Contains(n) {
			return true
		}
	}
	return false
}
