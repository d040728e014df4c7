package apply

import "runtime"

// A Crew has room for as many as may work at once: one a core.
type Crew chan struct{}

// NewCrew returns a crew that nobody has joined.
func NewCrew() Crew { return make(Crew, runtime.GOMAXPROCS(0)) }

// Join joins the crew as soon as there is room.
func (c Crew) Join() { c <- struct{}{} }

// TryJoin joins the crew if there is room, and reports whether there was.
func (c Crew) TryJoin() bool {
	select {
	case c <- struct{}{}:
		return true
	default:
		return false
	}
}

// Leave makes room.
func (c Crew) Leave() { <-c }
