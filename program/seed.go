package program

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/framework"
)

// Seeding is what an entry does about the random number generators it draws from.
type Seeding struct {
	Seeded  []Seed
	Drawn   []framework.Domain
	Missing []framework.Domain // drawn from and seeded nowhere on the way
	Unknown string             // a call that may seed but does not resolve; then Missing proves nothing
}

// A Seed is a place that seeds a generator.
type Seed struct {
	Domain framework.Domain
	At     Range
}

// seeds returns what a call of which the facts are known seeds.
func (c *Call) seeds(facts *framework.Call) []framework.Domain {
	if !c.fulfils(facts) || facts.NeedsArg && !c.Unpacks && (len(c.Args) == 0 || c.Args[0].Text == "None") {
		return nil
	}
	return facts.Seeds
}

// isRandom reports whether a call of which the facts are known draws what they say, from the global generators.
func (c *Call) isRandom(facts *framework.Call) bool {
	return c.fulfils(facts) && !slices.ContainsFunc(c.Args, func(a Arg) bool {
		return slices.Contains(facts.UnlessArg, a.Name) && a.Text != "None" && a.Text != "False"
	})
}

// fulfils reports whether a call has an argument on which the facts depend, or may have.
func (c *Call) fulfils(facts *framework.Call) bool {
	return len(facts.WithArg) == 0 || c.Unpacks || c.hasArg(facts.WithArg...)
}

// maySeed reports whether a call of a function whose code is not here may set seeds: its name says so, or it is handed
// one. Methods of unknown objects take seeds for many ends, so theirs must sound like a preparation, too.
func (c *Call) maySeed(name string) bool {
	method := lastPart(name)
	owner := strings.TrimSuffix(strings.TrimSuffix(name, method), ".")
	ofObject := owner != "" && (strings.HasPrefix(name, "?") || strings.HasSuffix(owner, "()"))
	switch top, _, _ := strings.Cut(name, "."); {
	case method == "seed" && (strings.HasSuffix(owner, "()") || ownSeed.MatchString(lastPart(owner))):
		return false
	case maybeSeeds.MatchString(method):
		return true
	case name == "builtins.getattr":
		return len(c.Args) > 1 && maybeSeeds.MatchString(c.Args[1].Text)
	case !slices.ContainsFunc(c.Args, isSeed), framework.IsModule(name), slices.Contains(harmless, top):
		return false
	case ofObject:
		return prepares.MatchString(method)
	}
	return !forData.MatchString(method)
}

// isSeed reports whether an argument is a seed, going by its name.
func isSeed(a Arg) bool {
	return namedSeed.MatchString(a.Name) || a.Kind == Name && namedSeed.MatchString(a.Text)
}

var (
	ownSeed    = pattern.New(`^[A-Z]|(?i)env|rng|generator|sampl|space|fake|loader`) // what has a generator of its own
	maybeSeeds = pattern.New(`(?i)seed|determinis|reproduc|(fix|set|init)_(all_)?rand`)
	namedSeed  = pattern.New(`(?i)seed$`)
	forData    = pattern.New(`^[A-Z]|(?i)data|split|load|sampl|fold|shuffle`)
	prepares   = pattern.New(`(?i)init|set_?up|prepare|config|env|start|launch|^set`)
)

// harmless are top-level modules whose calls take seeds without seeding a generator that others draw from.
var harmless = []string{"builtins", "logging", "argparse", "numpy", "pandas", "sklearn", "scipy", "random", "xgboost", "lightgbm",
	"catboost", "optuna", "click", "typer", "dataclasses", "json", "yaml", "wandb", "mlflow"}

// handedSeeds finds seeding functions that are handed on to be called: for f in (random.seed, torch.manual_seed).
func (p *Program) handedSeeds(fn *function) (seeds []Seed) {
	for _, handed := range fn.HandsOn {
		for _, name := range p.resolve(fn.module, handed.Name, maxDepth).external {
			if c := framework.Lookup(name); c != nil {
				for _, d := range c.Seeds {
					seeds = append(seeds, Seed{d, fn.at(handed.Span)})
				}
			}
		}
	}
	return seeds
}

// Seeding answers which generators the entry seeds and which it does not.
func (e *Entry) Seeding() Seeding {
	s := Seeding{Unknown: e.configured()}
	for _, t := range e.Trainings {
		s.Drawn = union(s.Drawn, t.RNG)
	}
	for site, names := range e.callsIn(seedsOrDraws) {
		call := site.call()
		for _, name := range names {
			switch c := framework.Lookup(name); {
			case c != nil:
				for _, d := range call.seeds(c) {
					s.Seeded = append(s.Seeded, Seed{d, site.at()})
				}
				if call.isRandom(c) {
					s.Drawn = union(s.Drawn, c.Draws)
				}
			case call.maySeed(name):
				s.Unknown = strings.TrimPrefix(name, "?")
			}
		}
	}
	for _, fn := range e.reached {
		s.Seeded = append(s.Seeded, e.program.handedSeeds(fn)...)
	}
	for _, d := range s.Drawn {
		if !slices.ContainsFunc(s.Seeded, func(seed Seed) bool { return seed.Domain == d }) {
			s.Missing = append(s.Missing, d)
		}
	}
	return s
}

// configured returns the decorator that hands the entry a configuration from files, which may set a seed, or "".
func (e *Entry) configured() string {
	for _, fn := range e.reached {
		if !isConfigured.holds(fn) {
			continue
		}
		return strings.TrimPrefix(fn.Decorators[slices.IndexFunc(fn.Decorators, hydra.MatchString)], "?")
	}
	return ""
}

var isConfigured = ask(func(fn *function) bool { return slices.ContainsFunc(fn.Decorators, hydra.MatchString) })

var seedsOrDraws = askCalls(func(site callSite) bool {
	call := site.call()
	return slices.ContainsFunc(site.fn.targets[site.index].external, func(name string) bool {
		c := framework.Lookup(name)
		if c == nil {
			return call.maySeed(name)
		}
		return len(call.seeds(c)) > 0 || len(c.Draws) > 0 && call.isRandom(c)
	})
})

var hydra = pattern.New(`(?i)hydra|gin\.configurable`)

// seedsOf returns what a call of a name seeds.
func (c *Call) seedsOf(name string) []framework.Domain {
	if facts := framework.Lookup(name); facts != nil {
		return c.seeds(facts)
	}
	return nil
}
