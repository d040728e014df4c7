package engine

import (
	"maps"

	"github.com/agentlint/agentlint/lint/judge"
	"github.com/agentlint/agentlint/program"
)

// A near is the part of a group that it takes to find out whether a training comes to some of its files.
type near struct {
	files map[string]bool // whose facts tell which scripts train, by path
	first []int           // those whose facts are taken at once, by their indexes in the group
	judge.Reach
}

const (
	maxWhole   = 60   // files of a group that is judged as a whole whatever is asked: imports do not tell everything
	maxLinked  = 1000 // files whose facts are taken: those of more cost more than all steps that scripts may take
	maxFollows = 20   // files whose facts cost as much as following a script
)

// narrow finds, for each of the groups that is large, the part that is near the open files: the scripts that import one, however indirectly,
// and what these import in turn. The facts of these are not even taken if that costs more than to follow all of the scripts.
func (r *run) narrow(groups []*group) {
	importing := r.division.Importing(maps.Keys(r.Open))
	for _, g := range groups {
		if len(g.Files) <= maxWhole {
			continue
		}
		scripts := map[string]bool{}
		for _, f := range g.Files {
			if importing[f.Path] {
				scripts[f.Path] = true
			}
		}
		n := &near{files: r.division.ImportedBy(maps.Keys(scripts))}
		n.IsCertain = len(n.files) > min(maxLinked, maxFollows*len(scripts))
		for i, f := range g.Files {
			if !n.IsCertain && n.files[f.Path] || f.Vast {
				n.first = append(n.first, i)
			}
			if scripts[f.Path] && !program.IsTest(f.Path) {
				n.Scripts = append(n.Scripts, f.Path)
			}
		}
		if len(n.first) < len(g.Files) {
			g.near = n
		}
	}
}

// has reports whether the facts of a file may be asked for.
func (n *near) has(path string) bool { return n == nil || n.files[path] }

// reach returns what is to be followed, nil for all.
func (n *near) reach() *judge.Reach {
	if n == nil {
		return nil
	}
	return &n.Reach
}
