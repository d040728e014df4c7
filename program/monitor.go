package program

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
