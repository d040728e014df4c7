// Package assertforinput defines the rule assert-for-input.
package assertforinput

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

//go:embed assertforinput.md
var page string

// Rule reports asserts of what comes from outside the program.
var Rule = &lint.Rule{
	ID:       "assert-for-input",
	Severity: lint.Warning,
	Fix:      lint.UnsafeFixes,
	Craft:    true,
	Taste:    true,
	Noqa:     []string{"S101", "assert"},
	Page:     page,
	Enforces: []match.Pattern{
		match.Do("use", "error handling"),
		match.Do("have", "assertion"),
		match.Avoid("use", "assertion").With("input validation"),
	},
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
		if isNarrowing(test) {
			continue
		}
		if what := input(test); what.Exists() {
			pass.Report(analysis.Diagnostic{
				Pos: test.Pos(), End: test.End(),
				Message:        strings.Clone(what.Text()) + " comes from outside, but python -O does not check it; raise an exception instead of an assert",
				SuggestedFixes: fix(statement),
			})
		}
	}
}

// input returns the part of a test that comes from outside the program, or none.
func input(test python.Node) python.Node {
	if isInput(test) {
		return test
	}
	for n := range test.Walk(python.Lambda) {
		if isInput(n) {
			return n
		}
	}
	return python.Node{}
}

// asked are functions, by qualified name, that ask the machine.
var asked = []string{"os.path.exists", "os.path.isfile", "os.path.isdir", "os.getenv", "os.environ.get", "torch.cuda.is_available",
	"torch.cuda.device_count", "torch.cuda.is_bf16_supported", "shutil.which"}

// askedOfPath are methods of pathlib.Path that do so too.
var askedOfPath = []string{"exists", "is_file", "is_dir"}

func isInput(n python.Node) bool {
	switch n.Kind() {
	case python.Call:
		callee := n.Child(python.FunctionField)
		return slices.Contains(asked, callee.QualifiedName()) ||
			slices.Contains(askedOfPath, callee.Child(python.AttributeField).Text()) && !n.Child(python.ArgumentsField).FirstChild().Exists()
	case python.Attribute:
		return n.Field() != python.FunctionField && isOptions(n.Child(python.ObjectField)) || n.QualifiedName() == "sys.argv"
	case python.Subscript:
		object := n.Child(python.ValueField)
		return n.Child(python.SubscriptField).Kind() == python.String && (isOptions(object) || object.QualifiedName() == "os.environ")
	}
	return false
}

// options are names by which programs call what the user chose on the command line or in a file.
var options = []string{"args", "opts", "flags", "FLAGS", "cfg", "conf", "config", "hparams", "hps"}

// isOptions reports whether n holds what the user chose: by its name, or since an argument parser returned it.
func isOptions(n python.Node) bool {
	return n.Kind() == python.Identifier && slices.Contains(options, n.Text()) && !isOwn(n) || strings.HasSuffix(n.QualifiedName(), ".parse_args()")
}

// isOwn reports whether a name is of a parameter that is said to be of a class of this file: its fields are the program's own.
func isOwn(n python.Node) bool {
	b, ok := n.Binding()
	if !ok {
		return false
	}
	of := b.Name.Parent().Child(python.TypeField)
	return of.Exists() && strings.HasPrefix(of.FirstChild().QualifiedName(), python.Local)
}

// isNarrowing reports whether an assert without a message tells a type checker something: isinstance(…) or … is not None.
func isNarrowing(test python.Node) bool {
	if test != test.Parent().LastChild() {
		return false
	}
	return test.Kind() == python.Call && test.Child(python.FunctionField).QualifiedName() == "builtins.isinstance" ||
		test.Kind() == python.ComparisonOperator && test.Token(python.KwIsNot).Exists() && test.LastChild().Kind() == python.None
}
