package link

import "slices"

// mains are decorators that make a function what a script runs.
var mains = []string{"hydra.main", "click.command", "click.group", "typer.Typer().command", "absl.app.run",
	"torch.distributed.elastic.multiprocessing.errors.record"}

// isUncalledMain reports whether a function is what a console script or another program must start: it is called
// main and nothing here calls it or imports its file.
func (g *Graph) isUncalledMain(fn *Function) bool {
	return fn.Name == "main" && !fn.Module.Body.used && !fn.used
}

// findUsed notes what other code of the project calls, hands on or imports.
func (g *Graph) findUsed() {
	for _, m := range g.Order {
		for _, imported := range g.imports.Imported(m.Module) {
			g.Order[imported.ID].Body.used = true
		}
	}
	for _, fn := range g.Functions {
		for _, ref := range fn.refs {
			ref.used = true
		}
		for i := range fn.Targets {
			for callee := range fn.Targets[i].all() {
				callee.used = true
			}
		}
	}
}

// findRoots notes what is run first when a module is started.
func (g *Graph) findRoots() {
	for _, fn := range g.Functions {
		isMain := slices.ContainsFunc(fn.Decorators, func(d string) bool { return slices.Contains(mains, d) })
		fn.root = fn == fn.Module.Body || isMain || fn.Module.Facts.Snippet || g.isUncalledMain(fn)
	}
}
