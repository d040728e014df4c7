package program

import (
	"path"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/facts"
)

// A callSite is one call in a function.
type callSite struct {
	fn    *function
	index int // in fn.Calls
}

func (s callSite) call() *facts.Call { return &s.fn.Calls[s.index] }

func (s callSite) at() facts.Range { return s.fn.at(s.call().Span) }

func (fn *function) at(s facts.Span) facts.Range { return facts.Range{File: fn.module.Facts, Span: s} }

// IsTest recognises, by their slash-separated path, files that test runners collect, and benchmarks: no model comes out of either.
func IsTest(file string) bool {
	base := path.Base(file)
	return strings.HasPrefix(base, "test_") || strings.HasSuffix(base, "_test.py") || base == "conftest.py" ||
		slices.ContainsFunc(strings.Split(path.Dir(file), "/"), func(dir string) bool {
			return dir == "tests" || strings.HasSuffix(dir, "_tests") || dir == "benchmarks"
		})
}

// mains are decorators that make a function what a script runs.
var mains = []string{"hydra.main", "click.command", "click.group", "typer.Typer().command", "absl.app.run",
	"torch.distributed.elastic.multiprocessing.errors.record"}

// isUncalledMain reports whether a function is what a console script or another program must start: it is called
// main and nothing here calls it or imports its file.
func (p *Program) isUncalledMain(fn *function) bool {
	return fn.Name == "main" && !fn.module.body.used && !fn.used
}

// findUsed notes what other code of the project calls, hands on or imports.
func (p *Program) findUsed() {
	for _, m := range p.order {
		for _, imported := range p.graph.Imported(m.Module) {
			p.order[imported.ID].body.used = true
		}
	}
	for _, fn := range p.functions {
		for _, ref := range fn.refs {
			ref.used = true
		}
		for i := range fn.targets {
			for callee := range fn.targets[i].all() {
				callee.used = true
			}
		}
	}
}

// findRoots notes what is run first when a module is started.
func (p *Program) findRoots() {
	for _, fn := range p.functions {
		isMain := slices.ContainsFunc(fn.Decorators, func(d string) bool { return slices.Contains(mains, d) })
		fn.root = fn == fn.module.body || isMain || fn.module.Facts.Snippet || p.isUncalledMain(fn)
	}
}
