// Package placeholderbody defines the rule placeholder-body.
package placeholderbody

import (
	_ "embed"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/routine"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
)

//go:embed placeholderbody.md
var page string

// Rule reports functions that are there and do nothing.
var Rule = &lint.Rule{
	ID:        "placeholder-body",
	Severity:  lint.Warning,
	Craft:     true,
	Page:      page,
	Enforces:  []match.Pattern{match.Avoid("use", "stub")},
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	f := python.Of(pass)
	if f.Snippet { // an example may leave out what it is not about
		return
	}
	for function := range routine.Named(f) {
		body := routine.Body(function)
		if !routine.IsStub(body) || isAbstract(function) || meansIt(function, body) || isForTypes(function) || takesAnything(function) {
			continue
		}
		severity := lint.Warning
		if function.Class().Exists() { // a class of another file may descend from this one
			severity = lint.Note
		}
		lint.Reportf(pass, function.Child(python.NameField), severity, "%s does nothing yet: its body is %s", function.QualName(), content(body))
	}
}

// content says what a body consists of.
func content(body []python.Node) string {
	if len(body) == 0 {
		return "a docstring"
	}
	return strings.TrimSpace(body[len(body)-1].Text())
}

// isAbstract reports whether a method is for subclasses to write: it says so, its class does, or others in it are like it.
func isAbstract(method python.Node) bool {
	class := method.Class()
	switch {
	case routine.HasDecorator(method, "abstractmethod", "overload", "abstractproperty"):
		return true
	case !class.Exists():
		return false
	case class.Child(python.SuperclassesField).FirstChild().Exists(), isExtended(class):
		return true
	}
	return raises(method) || !works(class)
}

// isForTypes reports whether a function is there for type checkers alone.
func isForTypes(function python.Node) bool {
	for branch := function.Ancestor(python.IfStatement); branch.Exists(); branch = branch.Ancestor(python.IfStatement) {
		if branch.Child(python.ConditionField).QualifiedName() == "typing.TYPE_CHECKING" && branch.Child(python.ConsequenceField).Contains(function) {
			return true
		}
	}
	return false
}

// takesAnything reports whether a function has no parameters of its own: it stands for one that is missing here, and refuses.
func takesAnything(function python.Node) bool {
	own, rest := false, false
	for parameter := range function.Child(python.ParametersField).Children() {
		isSplat := parameter.Is(python.ListSplatPattern, python.DictionarySplatPattern)
		own, rest = own || !isSplat, rest || isSplat
	}
	return rest && !own && raises(function)
}

// isExtended reports whether a class of the file descends from this one.
func isExtended(class python.Node) bool {
	for n := range class.File().Root().Identifiers(class.Child(python.NameField).Text()) {
		if n.Parent().Kind() == python.ArgumentList && n.Parent().Field() == python.SuperclassesField {
			return true
		}
	}
	return false
}

func raises(method python.Node) bool {
	return method.Has(python.RaiseStatement)
}

// works reports whether most methods of a class have a body.
func works(class python.Node) bool {
	stubs, all := 0, 0
	for method := range routine.Methods(class) {
		if all++; routine.IsStub(routine.Body(method)) {
			stubs++
		}
	}
	return 2*stubs < all
}

// meansIt reports whether doing nothing is what the function is for: its name says so, or a comment or docstring why.
func meansIt(function python.Node, body []python.Node) bool {
	name := function.Child(python.NameField).Text()
	if idle.MatchString(name) || called.MatchString(name) || idle.MatchString(function.Class().Child(python.NameField).Text()) {
		return true
	}
	text := function.Child(python.BodyField).Text()
	if len(body) > 0 && body[0].Kind() == python.RaiseStatement {
		isTold := body[0].FirstChild().Kind() == python.Call && body[0].FirstChild().Child(python.ArgumentsField).FirstChild().Exists()
		return isTold || isCommented(function.Text())
	}
	return explains.MatchString(text)
}

// isCommented reports whether a body has a comment of several words other than that it is to be written.
func isCommented(body string) bool {
	for line := range strings.Lines(body) {
		comment, ok := strings.CutPrefix(strings.TrimSpace(line), "#")
		if ok && len(strings.Fields(comment)) > 2 && !unfinished.MatchString(comment) {
			return true
		}
	}
	return false
}

var (
	unfinished = pattern.New(`(?i)todo|fixme|implement`)
	// called are names of methods that something else calls at a certain time, for whoever wants to do something then.
	called   = pattern.New(`^_?(on|before|after|pre|post|setup|teardown)_|_(hook|begin|start|end)$`)
	idle     = pattern.New(`(?i)no_?op|nothing|dummy|null|stub|placeholder|fake|mock|identity|ignore|skip|pass|^_+$`)
	explains = pattern.New(`(?i)nothing|no[- ]?op|not (needed|required|supported|used)|no need|unused|deprecated|subclass|override|ignore|implement (to|this to)|intentional|on purpose|optional|hook|compat`)
)
