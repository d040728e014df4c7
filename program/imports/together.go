package imports

import "slices"

// Together returns the modules that may run in one process with m: those that import it, however indirectly, and all
// that they import.
func (g *Graph) Together(m *Module) []*Module {
	all := map[*Module]bool{}
	above := spread([]*Module{m}, map[*Module]bool{}, g.importersOf)
	spread(above, all, g.Imported)
	return slices.DeleteFunc(slices.Clone(g.Order), func(m *Module) bool { return !all[m] })
}

// importersOf returns the modules that import one.
func (g *Graph) importersOf(m *Module) []*Module {
	if g.importers == nil {
		g.importers = map[*Module][]*Module{}
		for _, importer := range g.Order {
			for _, imported := range g.Imported(importer) {
				g.importers[imported] = append(g.importers[imported], importer)
			}
		}
	}
	return g.importers[m]
}

// Importing returns modules and all that import them, however indirectly.
func (g *Graph) Importing(modules []*Module) map[*Module]bool {
	seen := map[*Module]bool{}
	spread(modules, seen, g.importersOf)
	return seen
}

// spread returns modules and all that others lead to from them, however indirectly, and marks them as seen.
func spread(from []*Module, seen map[*Module]bool, next func(*Module) []*Module) (all []*Module) {
	add := func(more []*Module) {
		for _, m := range more {
			if !seen[m] {
				seen[m] = true
				all = append(all, m)
			}
		}
	}
	add(from)
	for i := 0; i < len(all); i++ {
		add(next(all[i]))
	}
	return all
}
