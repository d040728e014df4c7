package program

import (
	"slices"
	"strings"
)

// assignsTo returns the assignments that give a name or an item of it a value, in source order.
func (fn *function) assignsTo(name string) []*Assign {
	if fn.assigned == nil {
		fn.assigned = map[string][]*Assign{}
		for i := range fn.Assigns {
			a := &fn.Assigns[i]
			for j, target := range a.Targets {
				isFirst := !slices.ContainsFunc(a.Targets[:j], func(t string) bool { return isPartOf(t, base(target)) })
				if isFirst {
					fn.assigned[base(target)] = append(fn.assigned[base(target)], a)
				}
			}
		}
	}
	return fn.assigned[name]
}

// base returns the name that a target is an item of, or the target.
func base(target string) string {
	name, _, _ := strings.Cut(target, "[")
	return name
}

// isPartOf reports whether a target is the name or an item of it.
func isPartOf(target, name string) bool {
	rest, ok := strings.CutPrefix(target, name)
	return ok && (rest == "" || rest[0] == '[')
}

// fillers are methods that put something into what they are called on.
var fillers = []string{"append", "extend", "update", "add", "insert", "setdefault", "push"}
