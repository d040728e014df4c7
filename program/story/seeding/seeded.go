package seeding

import (
	"slices"

	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story"
)

// A seededSince is from which event on generators are seeded.
type seededSince struct {
	domains map[framework.Domain]int
	anyway  int // when a call is made that may seed all of them
}

// never is later than every event.
const never = int(^uint(0) >> 1)

// Unseeded are the calls for which draws names a generator, by whether that is seeded when they are made.
func Unseeded(s *story.Story, draws func(c *story.Step) framework.Domain) (unseeded, seeded []*story.Step) {
	for i := range s.Calls {
		c := &s.Calls[i]
		switch d := draws(c); {
		case d == "":
		case isSeeded(s, c, d):
			seeded = append(seeded, c)
		default:
			unseeded = append(unseeded, c)
		}
	}
	return unseeded, seeded
}

// isSeeded reports whether a generator is seeded when a call is made. For one of a function that the script does not start, any seed
// will do: whoever calls it may seed as well.
func isSeeded(s *story.Story, c *story.Step, d framework.Domain) bool {
	since := since(s)
	at, ok := since.domains[d]
	if c.Event.Alone {
		return ok || since.anyway < never
	}
	return ok && at <= c.Order || since.anyway <= c.Order
}

func since(s *story.Story) seededSince { return sinceAnswer.Of(s, findSeeded) }

var sinceAnswer story.Answer[seededSince]

// findSeeded goes through the seeds of a story.
func findSeeded(s *story.Story) seededSince {
	since := seededSince{map[framework.Domain]int{}, never}
	for i := range s.Calls {
		c := &s.Calls[i]
		if s.Lookup(c.Name) == nil && soundsLikeSeeding(s, c.Name, c.Object) {
			since.anyway = min(since.anyway, c.Order)
		}
		if c.Kind != story.Seed && c.Kind != story.Train {
			continue
		}
		for _, d := range c.Facts.Seeds {
			if _, ok := since.domains[d]; !ok {
				since.domains[d] = c.Order
			}
		}
	}
	return since
}

// mayBeGiven reports whether a call has one of some arguments, or may have.
func mayBeGiven(c *story.Step, names ...string) bool {
	for _, a := range c.Object.Args {
		if a.Rest || slices.Contains(names, a.Name) {
			return true
		}
	}
	return false
}
