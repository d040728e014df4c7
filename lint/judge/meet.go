package judge

import (
	"github.com/agentlint/agentlint/internal/forest"
	"github.com/agentlint/agentlint/program/facts"
)

// A place is that of a training.
type place struct {
	path string
	at   facts.Span
}

// meet puts scripts that come to the same trainings together, each in the order of the scripts.
func meet(all []*entry) (groups [][]*entry) {
	f := forest.New(len(all))
	first := map[place]int{}
	for i, e := range all {
		for _, m := range e.Meets {
			at := place{e.Account.Files[m.File], m.Span}
			if other, ok := first[at]; ok {
				f.Join(i, other)
			} else {
				first[at] = i
			}
		}
	}
	index := map[int]int{} // of groups, by root
	for i, e := range all {
		root := f.Root(i)
		if _, ok := index[root]; !ok {
			index[root] = len(groups)
			groups = append(groups, nil)
		}
		groups[index[root]] = append(groups[index[root]], e)
	}
	return groups
}
