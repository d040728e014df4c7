package seeding

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// Seeding is what a script does about the random number generators that it draws from.
type Seeding struct {
	Seeded  []framework.Domain
	Missing []framework.Domain // drawn from and seeded nowhere on the way
	Unknown string             // a call that may seed, whose code is not here; then Missing proves nothing
}

// Of answers which generators the script draws from and seeds.
func Of(s *story.Story) (all Seeding) {
	var drawn []framework.Domain
	for i := range s.Trainings {
		if t := &s.Trainings[i]; s.Starts(t) {
			drawn = append(drawn, drawsFrom(s, t)...)
		}
	}
	for i := range s.Steps {
		step := &s.Steps[i]
		if step.Event.Alone && !s.Snippet {
			continue
		}
		switch step.Kind {
		case story.Seed:
			if mayBeOn(s, step) {
				all.Seeded = append(all.Seeded, step.Facts.Seeds...)
			}
		case story.Draw:
			if _, ok := workerLoop(s, step.Event); ok || !s.DrawMatters(step) {
				continue // PyTorch seeds all of them in its workers
			}
			drawn = append(drawn, step.Facts.Draws...)
		case story.Train:
			drawn = append(drawn, step.Facts.Draws...)
			all.Seeded = append(all.Seeded, step.Facts.Seeds...)
		}
	}
	if all.Unknown = maySeed(s); s.Record.Cut && all.Unknown == "" {
		all.Unknown = "something too far away to follow"
	}
	for _, d := range drawn {
		if d != framework.JAX && !slices.Contains(all.Seeded, d) && !slices.Contains(all.Missing, d) {
			all.Missing = append(all.Missing, d)
		}
	}
	return all
}

// mayBeOn reports whether a step happens unless the user forbids it: no condition around it is off by default.
func mayBeOn(s *story.Story, step *story.Step) bool {
	return !slices.ContainsFunc(step.Event.Around, func(a record.Around) bool {
		return a.Loop < 0 && a.Guard.ByDefault == value.No && !asksForNone(s, a.Guard.Condition)
	})
}

// SwitchedOff returns a call that would seed one of some generators if a condition around it were not off by default: if args.seed, of 0.
func SwitchedOff(s *story.Story, domains []framework.Domain) (value.Place, bool) {
	for i := range s.Steps {
		step := &s.Steps[i]
		isOne := func(d framework.Domain) bool { return slices.Contains(domains, d) }
		if step.Kind == story.Seed && !mayBeOn(s, step) && slices.ContainsFunc(step.Facts.Seeds, isOne) {
			return step.Event.At, true
		}
	}
	return value.Place{}, false
}

// asksForNone reports whether a condition depends on an option that is None unless it is given, which seed-defaults-to-none is
// about.
func asksForNone(s *story.Story, condition value.Value) bool {
	return slices.ContainsFunc(s.Origins(condition), func(id value.ID) bool {
		o := s.Record.Heap.Object(id)
		return o.Kind == value.Option && (o.Default == value.Nothing || s.IsLiteral(o.Default, "None"))
	})
}

// drawsFrom returns the generators that the loop of a training draws from of its own accord: to shuffle, to drop out.
func drawsFrom(s *story.Story, t *story.Training) []framework.Domain {
	switch t.By {
	case framework.Lightning, framework.HFTrainer, framework.FastAI:
		return []framework.Domain{framework.Torch}
	case framework.Keras:
		return []framework.Domain{framework.TensorFlow}
	case "":
	default:
		return nil
	}
	if shuffles(s, t) {
		return append(ownDraws(s, t), framework.Torch)
	}
	return ownDraws(s, t)
}

// shuffles reports whether a loop goes over what a loader of PyTorch shuffles, with whatever the model is made.
func shuffles(s *story.Story, t *story.Training) bool {
	return slices.ContainsFunc(s.Origins(t.Data), func(id value.ID) bool {
		o := s.Record.Heap.Object(id)
		if o.Name != "torch.utils.data.DataLoader()" {
			return false
		}
		shuffle, ok := o.Argument("shuffle", 2)
		_, own := o.Argument("generator", -1)
		return ok && s.IsTrue(shuffle) && !own
	})
}

// ownDraws are the generators that the framework of a loop draws from.
func ownDraws(s *story.Story, t *story.Training) []framework.Domain {
	for i := range s.Steps {
		step := &s.Steps[i]
		if step.Kind != story.Gradient || !slices.Contains(step.Event.Loops(), t.Loop) {
			continue
		}
		switch top, _, _ := strings.Cut(step.Name, "."); {
		case top == "tensorflow" || top == "keras":
			return []framework.Domain{framework.TensorFlow}
		case top == "mlx":
			return []framework.Domain{framework.MLX}
		case top == "optax" || top == "equinox" || top == "jax" || top == "flax":
			return nil
		case step.Facts.Act == framework.Backward:
			return []framework.Domain{framework.Torch}
		}
	}
	return nil
}

// maySeed returns the name of a call that may seed, though its code is not here, or "". Its name says so, or it is handed a seed.
func maySeed(s *story.Story) string {
	for i := range s.Calls {
		c := &s.Calls[i]
		if c.Event.Alone && !s.Snippet {
			continue
		}
		name := c.Name
		if name == "hydra.main" && isSetWithoutSeed(s, c) {
			continue
		}
		if name == "hydra.main" || name == "gin.configurable" || name == "hyperpyyaml.load_hyperpyyaml" {
			return name // what it is configured with may set one
		}
		if s.Lookup(name) == nil && soundsLikeSeeding(s, name, c.Object) {
			return strings.TrimPrefix(name, "?")
		}
	}
	return ""
}

// isSetWithoutSeed reports whether all that hydra.main gives a function is known, and none of it is a seed that is set and that something
// may read.
func isSetWithoutSeed(s *story.Story, c *story.Step) bool {
	hasSeed, shared := false, s.Record.SharesKeys(c.Event.Call)
	isKnown := s.Record.SetKeys(c.Event.Call, func(key string, v value.Value) {
		o := s.Single(v)
		isUnset := o != nil && (isNoneByDefault(s, o) || s.IsZero(v) || s.IsLiteral(o.Default, "False"))
		hasSeed = hasSeed || namedSeed.MatchString(key) && !isUnset && (shared || s.Record.ReadsName(key))
	})
	return isKnown && !hasSeed
}

func soundsLikeSeeding(s *story.Story, name string, o *value.Object) bool {
	owner, method := story.CutLast(name)
	ofObject := owner != "" && (strings.HasPrefix(name, "?") || strings.HasSuffix(owner, "()"))
	_, last := story.CutLast(owner)
	switch top, _, _ := strings.Cut(name, "."); {
	case method == "seed" && (strings.HasSuffix(owner, "()") || ownSeed.MatchString(last)):
		return false
	case maybeSeeds.MatchString(method):
		return true
	case !slices.ContainsFunc(o.Args, func(a value.Argument) bool { return isSeed(s, a) }), s.Frameworks.IsModule(name), slices.Contains(harmless, top):
		return false
	case ofObject:
		return prepares.MatchString(method)
	}
	return !forData.MatchString(method)
}

// isSeed reports whether an argument is a seed, going by its name.
func isSeed(s *story.Story, a value.Argument) bool {
	if namedSeed.MatchString(a.Name) {
		return true
	}
	o := s.Single(a.Value)
	return o != nil && (namedSeed.MatchString(o.Label) || o.Kind == value.Option && namedSeed.MatchString(o.Name))
}

// What seeds, and what only sounds like it. Nothing but names is known of code that is not here.
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
