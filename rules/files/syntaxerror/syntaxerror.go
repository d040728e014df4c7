// Package syntaxerror defines the rule syntax-error.
package syntaxerror

import (
	_ "embed"
	"fmt"
	"go/token"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
)

//go:embed syntaxerror.md
var page string

// Rule reports the first place of a file that is not Python.
var Rule = &lint.Rule{
	ID:        "syntax-error",
	Severity:  lint.Error,
	Page:      page,
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	f := python.Of(pass)
	all := faults(f)
	if len(all) == 0 {
		return
	}
	message := all[0].message
	if more := len(all) - 1; more > 0 {
		message += fmt.Sprintf(" (and %d more)", more)
	}
	severity := lint.Error
	if f.Snippet {
		severity = lint.Note
	}
	lint.Reportf(pass, all[0], severity, "%s", message)
}

// A fault is a place that is not Python.
type fault struct {
	node    python.Node
	message string
}

func (f fault) Pos() token.Pos { return f.node.Pos() }

// End is on the line that the fault starts on: recovery may skip the rest of the file.
func (f fault) End() token.Pos {
	return min(f.node.End(), f.node.Pos()+token.Pos(len(rest(f.node))))
}

// faults returns what the parser could not read, or the bodies that are missing if it could read everything.
func faults(f *python.File) (all []fault) {
	var last python.Node
	for n := range f.Errors() {
		if last.Contains(n) {
			continue
		}
		last = n
		found := diagnose(n)
		code := line(found.node)
		if !isNewer(code) && !(f.Snippet && isLoose(code)) {
			all = append(all, found)
		}
	}
	if f.Status == python.Clean && !f.Snippet {
		all = missingBodies(f)
	}
	return all
}

// missingBodies finds the blocks with nothing in them, which the grammar allows and Python does not.
func missingBodies(f *python.File) (all []fault) {
	for block := range f.All(python.Block) {
		if owner := block.Parent(); !block.FirstChild().Exists() {
			all = append(all, fault{owner, fmt.Sprintf("%q has no body", short(rest(owner)))})
		}
	}
	return all
}
