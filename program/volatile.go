package program

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/framework"
)

// A VolatileSeed is a seed that is different in every run.
type VolatileSeed struct {
	At     Range  // the call that is given the seed
	Source string // the name of what the seed comes from: time.time
	Shown  bool   // the seed is printed, logged or saved
}

// VolatileSeeds answers which calls are given such seeds. Tests are left out.
func (p *Program) VolatileSeeds() (out []VolatileSeed) {
	told := map[*Call]bool{}
	for _, m := range p.order {
		if IsTest(m.facts.Path) && !m.facts.Snippet {
			continue
		}
		for _, fn := range m.sorted() {
			for i := range fn.Calls {
				site := callSite{fn, i}
				if !site.takesSeed() {
					continue
				}
				if source, variable := p.volatile(site); source != nil && !told[source] {
					told[source] = true // once for all that it seeds
					out = append(out, VolatileSeed{site.at(), plain(source.Callee), fn.shows(variable)})
				}
			}
		}
	}
	return out
}

// makers matches what is given a seed besides the functions that set one.
var makers = pattern.New(`^(numpy\.random\.(default_rng|RandomState|SeedSequence|PCG64|MT19937|Philox)|random\.Random|` +
	`torch\.Generator\(\)\.manual_seed|torch\.cuda\.manual_seed(_all)?|jax\.random\.(PRNGKey|key)|flax\.nnx\.Rngs)$`)

// takesSeed reports whether a call seeds something with its first argument.
func (s callSite) takesSeed() bool {
	t := s.fn.targets[s.index]
	if len(s.call().Args) == 0 {
		return false
	}
	for _, name := range t.external {
		if len(s.call().seedsOf(name)) > 0 && !strings.HasSuffix(name, "Trainer") || makers.MatchString(name) {
			return true
		}
	}
	return len(t.functions) > 0 && maybeSeeds.MatchString(lastPart(s.call().Callee))
}

// volatile returns what the seed that a call is given comes from if that changes from run to run, and the variable that
// it goes through, if it does.
func (p *Program) volatile(site callSite) (source *Call, variable string) {
	if source = p.volatileIn(site.fn, site.call().Span, site.index); source != nil {
		return source, ""
	}
	for _, arg := range site.call().Args {
		for _, name := range arg.Names() {
			for _, fn := range []*function{site.fn, site.fn.module.body} {
				if source = p.volatileSource(fn, name); source != nil {
					return source, name
				}
			}
		}
	}
	return nil, ""
}

// volatileSource finds what a variable, or the default of the option that it is, comes from.
func (p *Program) volatileSource(fn *function, variable string) *Call {
	for _, a := range fn.Assigns {
		if slices.Contains(a.Targets, variable) && a.Op == "" {
			if source := p.volatileIn(fn, a.Span, -1); source != nil {
				return source
			}
		}
	}
	for i := range fn.Calls {
		if c := &fn.Calls[i]; c.option() == lastPart(variable) {
			if source := p.volatileIn(fn, c.Span, i); source != nil {
				return source
			}
		}
	}
	return nil
}

// volatileIn finds a call inside a span, other than the one at an index, whose result changes from run to run.
func (p *Program) volatileIn(fn *function, span Span, except int) *Call {
	for i, t := range fn.targets {
		if i == except || !span.contains(fn.Calls[i].Span) {
			continue
		}
		for _, name := range t.external {
			if clocks.MatchString(name) || isGlobalDraw(name) && !p.isSeeded(framework.Lookup(name).Draws[0], callSite{fn, i}) {
				return &fn.Calls[i]
			}
		}
	}
	return nil
}

// isGlobalDraw reports whether a name is of a function that draws a number from one of the global generators.
func isGlobalDraw(name string) bool {
	c := framework.Lookup(name)
	return c != nil && len(c.Draws) == 1 && !c.Splits && c.Trains == "" && !strings.Contains(name, "()")
}

// clocks matches what gives another value in every run.
var clocks = pattern.New(`^(time\.(time|time_ns|perf_counter|perf_counter_ns|monotonic|monotonic_ns|process_time)|` +
	`datetime\.datetime\.(now|utcnow|today)(\(\)\..*)?|os\.(getpid|urandom|getrandom)|secrets\..*|uuid\.uuid[14]|random\.SystemRandom\(\)\..*|` +
	`torch\.seed|torch\.random\.seed)$`)

// shows reports whether the module prints, logs or saves a variable, or the object that it is an attribute of.
func (fn *function) shows(variable string) bool {
	if variable == "" {
		return false
	}
	object, _, _ := strings.Cut(variable, ".")
	return slices.ContainsFunc([]*function{fn, fn.module.body}, func(fn *function) bool {
		return slices.ContainsFunc(fn.Calls, func(c Call) bool {
			return records.MatchString(lastPart(c.Callee)) && slices.ContainsFunc(c.Args, func(a Arg) bool {
				return slices.Contains(a.Names(), variable) || slices.Contains(a.Names(), object)
			})
		})
	})
}

// records matches the functions that print, log or save.
var records = pattern.New(`(?i)^(print|pprint|info|warn|warning|debug|log|dump|write|save|init|echo|log_.*|add_.*|.*print)$`)
