// Package unknownconfigkey defines the rule unknown-config-key.
package unknownconfigkey

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/mutability"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/python"
)

//go:embed unknownconfigkey.md
var page string

// Rule reports keys that are read of a configuration that does not have them.
var Rule = &lint.Rule{
	ID:       "unknown-config-key",
	Severity: lint.Error,
	Page:     page,
	Requires: []*analysis.Analyzer{python.Analyzer},
	Run:      run,
	Stories:  inStories,
}

var configName = pattern.New(`(?i)^(?:\w+_)?(?:config|cfg|conf|hparams|hyper_?params|hyper_?parameters|params|settings|options|defaults)$`)

func run(pass *analysis.Pass) {
	f := python.Of(pass)
	for assignment := range f.All(python.Assignment) {
		name := assignment.Child(python.LeftField)
		if name.Kind() != python.Identifier {
			continue
		}
		if keys, ok := literalKeys(assignment.Child(python.RightField)); ok && configName.MatchString(name.Text()) {
			check(pass, name, keys)
		}
	}
}

// literalKeys returns the keys of a dict display, and whether these are all it has.
func literalKeys(value python.Node) (keys []string, ok bool) {
	if value.Kind() != python.Dictionary || value.HasError() {
		return nil, false
	}
	for pair := range value.Children() {
		key, isLiteral := text(pair.Child(python.KeyField))
		if pair.Kind() != python.Pair || !isLiteral {
			return nil, false
		}
		keys = append(keys, key)
	}
	return keys, len(keys) > 0
}

// text returns what a plain string says.
func text(n python.Node) (string, bool) {
	raw := n.Text()
	if n.Kind() != python.String || strings.IndexAny(raw, `"'`) != 0 {
		return "", false
	}
	return strings.Trim(raw, `"'`), true
}

// check compares the keys that are read with those that are there. Whoever else gets hold of the value may add some: then
// only what looks like a slip is reported.
func check(pass *analysis.Pass, name python.Node, keys []string) {
	u := usage{}
	for use := range mutability.Uses(name, name.File().Root()) {
		u.add(use)
	}
	if u.unknown {
		return
	}
	known := map[string]bool{}
	for _, key := range slices.Concat(keys, u.written) {
		known[key] = true
	}
	spelling := wording.NewSpeller(keys)
	for _, read := range u.reads {
		key, _ := text(read.Child(python.SubscriptField))
		if known[key] {
			continue
		}
		near, isSlip := spelling.Nearest(key)
		switch {
		case isSlip:
			report(pass, name, read, fmt.Sprintf("%s has no key %q, so this raises KeyError; did you mean %q?", name.Text(), key, near))
		case !u.shared:
			report(pass, name, read, fmt.Sprintf("%s has no key %q, so this raises KeyError", name.Text(), key))
		}
	}
}

func report(pass *analysis.Pass, name, read python.Node, message string) {
	key := read.Child(python.SubscriptField)
	pass.Report(analysis.Diagnostic{
		Pos: key.Pos(), End: key.End(), Message: message,
		Related: []analysis.RelatedInformation{{Pos: name.Pos(), End: name.End(), Message: "the keys are set here"}},
	})
}
