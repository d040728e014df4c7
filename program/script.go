package program

import (
	"iter"
	"slices"

	"github.com/agentlint/agentlint/program/framework"
)

// entriesTo returns the numbers of the entries that come to a function.
func (p *Program) entriesTo(fn *function) []int32 {
	if p.coming == nil {
		coming := newTable(len(p.functions), func(yield func(of, item int32)) {
			for i, e := range p.entries {
				for _, fn := range e.reached {
					yield(fn.id, int32(i))
				}
			}
		})
		p.coming = &coming
	}
	return p.coming.of(fn.id)
}

// seedingScripts yields the scripts, whether they train or not, that come to a function, but for those that can't seed a
// generator. A module also comes to all functions of its own: what nobody calls may be called by a program that is not
// here.
func (p *Program) seedingScripts(d framework.Domain, fn *function) iter.Seq[*Entry] {
	return func(yield func(*Entry) bool) {
		seeding := p.maySeed(d)
		own := fn.module
		if seeding[own.id] && !yield(p.followAll(own)) {
			return
		}
		coming, _ := p.scriptsTo([]int32{fn.id})
		for _, m := range p.order {
			if m == own || !seeding[m.id] || !coming[m.id] {
				continue
			}
			if e := p.followAll(m); slices.Contains(e.reached, fn) && !yield(e) {
				return
			}
		}
	}
}

// followAll returns a module as a script that may run all functions of its own.
func (p *Program) followAll(m *module) *Entry {
	e := p.follow(m)
	p.mark(e.reached)
	e.reach(m.sorted()...)
	p.unmark(e.reached)
	return e
}

// maySeed returns, by number of module, which scripts may seed a generator.
func (p *Program) maySeed(d framework.Domain) []bool {
	return once(&p.seeding, d, func() []bool {
		var nodes []int32
		for _, fn := range p.functions {
			if p.seedsItself(fn, d) {
				nodes = append(nodes, fn.id)
			}
		}
		scripts, _ := p.scriptsTo(nodes)
		for _, node := range nodes {
			scripts[p.functions[node].module.id] = true
		}
		return scripts
	})
}

// seedsItself reports whether something in a function counts as a seed for [Entry.seededAt].
func (p *Program) seedsItself(fn *function, d framework.Domain) bool {
	for i := range fn.targets {
		for _, name := range fn.targets[i].external {
			facts := framework.Lookup(name)
			if facts == nil && fn.Calls[i].maySeed(name) || facts != nil && slices.Contains(fn.Calls[i].seeds(facts), d) {
				return true
			}
		}
	}
	isSeed := func(s Seed) bool { return s.Domain == d }
	return slices.ContainsFunc(p.handedSeeds(fn), isSeed) || slices.ContainsFunc(fn.Decorators, hydra.MatchString)
}
