// Package jaxkeyreuse defines the rule jax-key-reuse.
package jaxkeyreuse

import (
	_ "embed"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/program"
)

//go:embed jaxkeyreuse.md
var page string

// Rule reports keys of JAX from which random numbers are drawn twice.
var Rule = &lint.Rule{
	ID:       "jax-key-reuse",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{python.Analyzer},
	Run:      run,
	Stories:  inStories,
}

// keyed are the functions of jax.random that make or look at keys and draw nothing.
var keyed = map[string]bool{
	"PRNGKey": true, "key": true, "split": true, "fold_in": true, "clone": true, "key_data": true, "wrap_key_data": true,
	"key_impl": true, "default_prng_impl": true,
}

func run(pass *analysis.Pass) {
	draws := map[variable][]python.Node{}
	f := python.Of(pass)
	severity := lint.Warning
	if program.IsTest(f.Source.Path) { // which may ask for the same numbers
		severity = lint.Note
	}
	for call := range f.All(python.Call) {
		key := drawnFrom(call)
		if !key.Exists() {
			continue
		}
		v := variable{key.Function(), key.Text()}
		isReuse := func(earlier python.Node) bool { return !isRenewed(key, earlier, key) && !exclude(earlier, key) }
		if i := slices.IndexFunc(draws[v], isReuse); i >= 0 {
			earlier := draws[v][i]
			pass.Report(analysis.Diagnostic{
				Pos: key.Pos(), End: key.End(), Category: string(severity),
				Message: v.name + " was already used: the same key gives the same numbers again",
				Related: []analysis.RelatedInformation{{Pos: earlier.Pos(), End: earlier.End(), Message: "used here"}},
			})
		} else if isInvariant(key) {
			lint.Reportf(pass, key, severity, "%s is the same in every iteration, and so are the numbers drawn from it", v.name)
		}
		draws[v] = append(draws[v], key)
	}
}

// A variable is a name in a function.
type variable struct {
	function python.Node
	name     string
}

// isInvariant reports whether a key is drawn from in a loop in which nothing gives its name another value.
func isInvariant(key python.Node) bool {
	loop := key.Ancestor(append(comprehensions, python.ForStatement, python.WhileStatement, python.ForInClause, python.FunctionDefinition, python.Lambda)...)
	if !loop.Is(append(comprehensions, python.ForStatement, python.WhileStatement)...) {
		return false
	}
	for b := range key.Bindings() {
		if loop.Contains(b.Name) && !isSameKey(b) {
			return false
		}
	}
	return loop.Is(comprehensions...) || !leaves(loop)
}

var comprehensions = []python.Kind{python.ListComprehension, python.SetComprehension, python.DictionaryComprehension, python.GeneratorExpression}

// isSameKey reports whether a name is bound to a key that is made of a number in the code.
func isSameKey(b python.Binding) bool {
	if b.Kind != python.Assigned || b.Value.Kind() != python.Call {
		return false
	}
	name := b.Value.Child(python.FunctionField).QualifiedName()
	return (name == "jax.random.PRNGKey" || name == "jax.random.key") && b.Value.Child(python.ArgumentsField).FirstChild().Is(python.Integer)
}

// drawnFrom returns the name of the key that a call draws from, or none: layers of Equinox draw their weights from one
// (https://docs.kidger.site/equinox/api/nn/linear/).
func drawnFrom(call python.Node) python.Node {
	if layer, ok := strings.CutPrefix(call.Child(python.FunctionField).QualifiedName(), "equinox.nn."); ok && !strings.Contains(layer, ".") {
		for arg := range call.Child(python.ArgumentsField).Children() {
			if value := arg.Child(python.ValueField); arg.Child(python.NameField).Text() == "key" && value.Kind() == python.Identifier {
				return value
			}
		}
		return python.Node{}
	}
	name, ok := strings.CutPrefix(call.Child(python.FunctionField).QualifiedName(), "jax.random.")
	if !ok || strings.Contains(name, ".") || keyed[name] {
		return python.Node{}
	}
	key := call.Child(python.ArgumentsField).FirstChild()
	if key.Kind() == python.KeywordArgument && key.Child(python.NameField).Text() == "key" {
		key = key.Child(python.ValueField)
	}
	if key.Kind() != python.Identifier {
		return python.Node{}
	}
	return key
}

// isRenewed reports whether a name is given another value between two places of a function.
func isRenewed(name, from, to python.Node) bool {
	for b := range name.Bindings() {
		at := b.Name
		if loop := at.Ancestor(python.ForStatement, python.ForInClause); b.Kind == python.Iterated && loop.Contains(to) {
			return true
		}
		if from.ID() < at.ID() && at.ID() < to.ID() {
			return true
		}
		// key, sub = split(key): the draw on the right side comes before the name on the left.
		if value := b.Value; b.Kind == python.Assigned && value.Contains(from) {
			return true
		}
	}
	return false
}

// exclude reports whether only one of two places is come to: they are in different branches, or the first one returns.
func exclude(a, b python.Node) bool {
	for p := a.Parent(); p.Exists() && !p.Contains(b); p = p.Parent() {
		if p.Is(python.ReturnStatement, python.RaiseStatement) {
			return true
		}
		isBranch := p.Parent().Is(python.IfStatement, python.ConditionalExpression, python.MatchStatement, python.TryStatement) ||
			p.Is(python.ElifClause, python.ElseClause, python.CaseClause, python.ExceptClause)
		if isBranch && (p.Parent().Contains(b) || leaves(p)) {
			return true
		}
	}
	return false
}

// leaves reports whether a branch ends by leaving the function or the turn of a loop.
func leaves(branch python.Node) bool {
	last := branch
	if body := branch.Child(python.BodyField); body.Exists() {
		last = body
	}
	return last.LastChild().Is(python.ReturnStatement, python.RaiseStatement, python.ContinueStatement, python.BreakStatement)
}
