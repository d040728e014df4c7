package record

import (
	"slices"

	"github.com/agentlint/agentlint/program/value"
)

// A Passage is the part of a record that a call is told in.
type Passage struct {
	events []Event // as they were emitted
	around int     // how many loops and conditions were around the call
	within int     // how many context managers
	way    int     // how many calls led to it
}

// Since returns what was told since there were some events, of a call to which a way leads.
func (r *Recorder) Since(events int, way []value.Place) Passage {
	return Passage{slices.Clone(r.Events[min(events, len(r.Events)):]), len(r.Around), len(r.Within), len(way)}
}

// Len returns how many events a passage has.
func (p *Passage) Len() int { return len(p.events) }

// Retell tells a passage again, as it happens where the run is now. What importing a module does happens once.
func (r *Recorder) Retell(p *Passage, way []value.Place) {
	var around []Around
	var within []string
	var all []value.Place
	for _, e := range p.events {
		if e.Imports {
			continue
		}
		around = append(append(around[:0], r.Around...), e.Around[p.around:]...)
		within = append(append(within[:0], r.Within...), e.Within[p.within:]...)
		all = append(append(all[:0], way...), e.Way[p.way:]...)
		e.Around, e.Within, e.Way, e.Alone, e.Root = around, within, all, r.Alone, r.Root
		e.Tried, e.Finally = e.Tried || r.Tried > 0, e.Finally || r.Finally > 0
		r.add(&e)
	}
}
