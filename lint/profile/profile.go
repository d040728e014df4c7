// Package profile tells where the time of a run goes.
package profile

import (
	"cmp"
	"slices"
	"sync"
	"time"
)

// A Stage is a part of a run that a [Profile] tells apart.
type Stage string

// The stages, in the order in which a file goes through them.
const (
	Discovering     Stage = "discover"
	Reading         Stage = "read"
	Parsing         Stage = "parse"
	FileRules       Stage = "file rules"
	SharedAnalysis  Stage = "shared analyses" // what several file rules build on, made once a file
	ExtractingFacts Stage = "facts"
	Linking         Stage = "link"
	Telling         Stage = "stories"
	ProjectRules    Stage = "project rules"
	Reporting       Stage = "report"
)

// TreeSitter is the name of that part of [Parsing] for which the slow parser is needed.
const TreeSitter = "tree-sitter"

// A Profile tells where the time of a run goes. It is safe for concurrent use; a nil one measures nothing.
type Profile struct {
	mu    sync.Mutex
	costs map[activity]*Cost
}

type activity struct {
	stage Stage
	name  string
}

// A Cost is what a stage, or one rule or shared analysis in it, took.
type Cost struct {
	Stage Stage
	Name  string        // of the rule or analysis; "" for the stage itself
	Time  time.Duration // summed over the workers, which run at the same time
	Calls int
}

// New returns a profile of nothing yet.
func New() *Profile { return &Profile{costs: map[activity]*Cost{}} }

// Start notes that a stage begins, or that which has a name in it, and returns what notes its end. Between the two a
// goroutine starts nothing else, or that time would count twice.
func (p *Profile) Start(stage Stage, name string) (stop func()) {
	if p == nil {
		return func() {}
	}
	start := time.Now()
	return func() { p.Add(stage, name, time.Since(start)) }
}

// Add notes what a stage, or that which has a name in it, took once.
func (p *Profile) Add(stage Stage, name string, took time.Duration) {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	what := activity{stage, name}
	cost := p.costs[what]
	if cost == nil {
		cost = &Cost{Stage: what.stage, Name: what.name}
		p.costs[what] = cost
	}
	cost.Time += took
	cost.Calls++
}

// Costs returns all that was measured, the most expensive first.
func (p *Profile) Costs() []Cost {
	p.mu.Lock()
	defer p.mu.Unlock()
	costs := make([]Cost, 0, len(p.costs))
	for _, cost := range p.costs {
		costs = append(costs, *cost)
	}
	slices.SortFunc(costs, func(a, b Cost) int {
		return cmp.Or(cmp.Compare(b.Time, a.Time), cmp.Compare(a.Stage, b.Stage), cmp.Compare(a.Name, b.Name))
	})
	return costs
}
