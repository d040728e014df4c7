package program

import (
	"slices"
)

// hasNames reports whether something is reported that varies.
func (r report) hasNames() bool {
	return slices.ContainsFunc(r.values, func(a Arg) bool { return len(a.Names()) > 0 || a.Kind == CallTo })
}

// isEvaluation reports whether a function works on held-out data: it says so, or switches to evaluation and trains nothing.
func (fn *function) isEvaluation() bool {
	switches := slices.ContainsFunc(fn.Calls, func(c Call) bool { return lastPart(c.Callee) == "eval" })
	return RoleOfName(lastPart(fn.Name)) != "" || switches && fn.does&gradients == 0
}

// trackers are the calls that open one.
func (e *Entry) trackers() (out []report) {
	for site := range e.callsIn(tracks) {
		if facts := sinkOf(site); facts != nil && facts.Tracker != "" {
			out = append(out, report{callSite: site, facts: facts, values: site.call().Args})
		}
	}
	return out
}

var (
	tracks = askCalls(func(site callSite) bool {
		facts := sinkOf(site)
		return facts != nil && facts.Tracker != ""
	})
)
