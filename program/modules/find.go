package modules

import (
	"maps"
	"slices"
)

// A question is a dotted name that is looked for from a folder outwards, or in that folder alone.
type question struct {
	dir, name string
	isNear    bool
}

// A finding is the answer to a question, with all names that were looked for in folders on the way there.
type finding struct {
	Module
	isFound bool
	looked  [][2]string // folder and name
}

// ask answers a question once, and takes down that it was asked.
func (x *Index) ask(q question) (Module, bool) {
	x.mu.Lock()
	f, ok := x.findings[q]
	x.mu.Unlock()
	if !ok {
		f = x.find(q)
		x.mu.Lock()
		x.findings[q] = f
		x.mu.Unlock()
	}
	if x.asked != nil {
		x.asked[f] = true
	}
	return f.Module, f.isFound
}

func (x *Index) find(q question) *finding {
	noting := x.Noting()
	f := &finding{}
	roots := []string{q.dir}
	if !q.isNear {
		roots = noting.outwards(q.dir)
	}
	f.Module, f.isFound = noting.firstOf(roots, q.name)
	for _, dir := range slices.Sorted(maps.Keys(noting.notes)) {
		for name := range noting.notes[dir] {
			f.looked = append(f.looked, [2]string{dir, name})
		}
	}
	return f
}
