package seeding

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// A VolatileSeed is a seed that is different in every run.
type VolatileSeed struct {
	At     value.Place // the call that is given the seed
	Source string      // the name of what the seed comes from: time.time
	Shown  bool        // the seed is printed, logged or saved
	Alone  bool        // in a function that nothing here calls: who does may give a seed
}

// VolatileSeeds are the calls that are given such seeds, once for each source.
func VolatileSeeds(s *story.Story) (out []VolatileSeed) {
	told := map[value.ID]bool{}
	for i := range s.Calls {
		c := &s.Calls[i]
		if len(c.Object.Args) == 0 {
			continue
		}
		if source := volatile(s, seedGiven(s, c), 0); source != 0 && !told[source] {
			told[source] = true
			base, _, _ := strings.Cut(s.Called(s.Record.Heap.Object(source)), "()")
			if facts := s.Lookup(base); facts != nil && len(facts.Draws) > 0 && (c.Event.Alone || !isInScript(s, source)) {
				continue // of a generator that whoever calls this may have seeded
			}
			out = append(out, VolatileSeed{handedAt(s, c, source), base, isShown(s, source), c.Event.Alone})
		}
	}
	return out
}

// isInScript reports whether a call is made in the script itself.
func isInScript(s *story.Story, call value.ID) bool {
	made, ok := s.Made[call]
	return !ok || s.Record.Files[s.Calls[made].Event.At.File] == s.Record.Script
}

// makers matches what is given a seed besides the functions that set one.
var makers = pattern.New(`^(numpy\.random\.(default_rng|RandomState|SeedSequence|PCG64|MT19937|Philox)|random\.Random|` +
	`torch\.Generator\(\)\.manual_seed|torch\.cuda\.manual_seed(_all)?|jax\.random\.(PRNGKey|key)|flax\.nnx\.Rngs)$`)

// IsSeeded reports whether what has a name is a generator of its own, or is made with a seed.
func IsSeeded(name string) bool { return makers.MatchString(name) }

// seedGiven is the seed that a call is given: its first argument, if it seeds something, or an argument that is called so, as far as the
// library is known. Boosting takes it among other parameters.
func seedGiven(s *story.Story, c *story.Step) value.Value {
	if takesSeed(c) {
		return c.Object.Args[0].Value
	}
	for _, a := range c.Object.Args {
		switch o := s.Single(a.Value); {
		case c.Facts == nil && !story.IsClass(lastOf(c.Name)) || strings.HasPrefix(c.Name, "?"):
		case a.Name == "seed" || a.Name == "random_state":
			return a.Value
		case c.Facts != nil && c.Facts.Trains == framework.Boosting && o != nil && o.Kind == value.Dict && o.Fields["seed"] != value.Nothing:
			return o.Fields["seed"]
		}
	}
	return value.Nothing
}

func lastOf(name string) string {
	_, last := story.CutLast(name)
	return last
}

// takesSeed reports whether a call seeds something with its first argument.
func takesSeed(c *story.Step) bool {
	return c.Kind == story.Seed && !strings.HasSuffix(c.Name, "Trainer") && len(c.Facts.WithArg) == 0 || makers.MatchString(c.Name)
}

// volatile returns what a seed is computed from if that changes from run to run, or 0.
func volatile(s *story.Story, v value.Value, depth int) value.ID {
	if depth > story.MaxWalk {
		return 0
	}
	for _, id := range s.Record.Heap.All(v) {
		o := s.Record.Heap.Object(id)
		if source := sourceOf(s, id); source != 0 {
			return source
		}
		from := []value.Value{o.Default}
		if o.Kind != value.Option {
			from = o.Items
		}
		if o.Operator != code.Other || strings.HasPrefix(o.Name, "builtins.") {
			for _, a := range o.Args {
				from = append(from, a.Value)
			}
		}
		for _, v := range from {
			if source := volatile(s, v, depth+1); source != 0 {
				return source
			}
		}
	}
	return 0
}

// sourceOf returns the call of which something is the result, or of which it is got, if that gives another value in every run, or 0.
func sourceOf(s *story.Story, id value.ID) value.ID {
	o := s.Record.Heap.Object(id)
	base, _, isCall := strings.Cut(s.Frameworks.Canonical(o.Name), "()")
	if !isCall || !clocks.MatchString(base) && !drawsAlone(s, base) {
		return 0
	}
	for range story.MaxWalk {
		outer, ok := s.Record.Heap.One(o.Of)
		if !ok || !strings.Contains(s.Record.Heap.Object(outer).Name, "()") {
			break
		}
		id, o = outer, s.Record.Heap.Object(outer)
	}
	made, ok := s.Made[id]
	if !clocks.MatchString(base) && (!ok || isSeeded(s, &s.Calls[made], s.Lookup(base).Draws[0])) {
		return 0
	}
	return id
}

// drawsAlone reports whether a function draws a number from one of the global generators.
func drawsAlone(s *story.Story, name string) bool {
	c := s.Lookup(name)
	return c != nil && len(c.Draws) == 1 && !c.Splits && c.Trains == ""
}

// clocks matches what gives another value in every run.
var clocks = pattern.New(`^(time\.(time|time_ns|perf_counter|perf_counter_ns|monotonic|monotonic_ns|process_time)|` +
	`datetime\.datetime\.(now|utcnow|today)|os\.(getpid|urandom|getrandom)|secrets\..*|uuid\.uuid[14]|random\.SystemRandom|` +
	`torch\.seed|torch\.random\.seed)$`)

// handedAt is where a seed is handed on to what seeds with it: the call of the project's function that leads there, if the source is
// outside that function.
func handedAt(s *story.Story, seed *story.Step, source value.ID) value.Place {
	var way []value.Place
	if made, ok := s.Made[source]; ok {
		way = s.Calls[made].Event.Way
	}
	for i, at := range seed.Event.Way {
		if i >= len(way) || way[i] != at {
			return at
		}
	}
	return seed.Event.At
}

// isShown reports whether something is printed, logged or saved, or something that holds it is.
func isShown(s *story.Story, source value.ID) bool {
	return slices.ContainsFunc(s.Calls, func(c story.Step) bool {
		_, method := story.CutLast(c.Name)
		return recording.MatchString(method) && slices.ContainsFunc(c.Object.Args, func(a value.Argument) bool { return carries(s, a.Value, source, 0) })
	})
}

// carries reports whether something is made of a source, or has it.
func carries(s *story.Story, v value.Value, source value.ID, depth int) bool {
	return depth < 3 && slices.ContainsFunc(s.Origins(v), func(id value.ID) bool {
		o := s.Record.Heap.Object(id)
		if id == source || o.Default != value.Nothing && carries(s, o.Default, source, depth+1) {
			return true
		}
		return slices.ContainsFunc(value.SortedKeys(o.Fields), func(key string) bool { return carries(s, o.Fields[key], source, depth+1) })
	})
}

// recording matches the functions that print, log or save.
var recording = pattern.New(`(?i)^(print|pprint|info|warn|warning|debug|log|dump|write|save|init|echo|log_.*|add_.*|.*print)$`)
