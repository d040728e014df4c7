package checkpoint

import (
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/state"
	"github.com/agentlint/agentlint/program/value"
)

// IsSaved answers whether something of what a training makes is written, while it runs or afterwards.
func IsSaved(s *story.Story, t *story.Training) value.Truth {
	if t.By == framework.Lightning || t.By == framework.HFTrainer {
		if _, off := NotSaving(s, t.By); !off {
			return value.Yes
		}
	}
	answer := value.No
	if s.Record.Cut || t.By == framework.Configured || s.HidesCallbacks(t) {
		answer = value.Open
	}
	for i := range s.Steps {
		step := &s.Steps[i]
		if step.Kind != story.Save || !t.Counts(step) || !savesAfter(s, step, t) || isApartCallback(s, step) {
			continue
		}
		switch holdsState(s, step, t) {
		case value.Yes:
			return value.Yes
		case value.Open:
			answer = value.Open
		}
	}
	if answer == value.No && mayBeSaved(s, t) {
		return value.Open
	}
	return answer
}

// savesAfter reports whether a save comes after a training has begun, or is made by a callback, which is made before.
func savesAfter(s *story.Story, step *story.Step, t *story.Training) bool {
	facts := step.Facts.Saves
	return facts.Callback && (facts.Loop == "" || facts.Loop == framework.Keras) || !facts.Callback && step.Order > begins(s, t)
}

// begins returns the order of the event before the first one in the outermost loop of a training.
func begins(s *story.Story, t *story.Training) int {
	loops := t.Step.Event.Loops()
	if len(loops) == 0 {
		return t.Step.Order
	}
	return beginningsAnswer.Of(s, findBeginnings)[loops[0]]
}

var beginningsAnswer story.Answer[map[int]int]

// findBeginnings finds the order of the event before the first one in each outermost loop.
func findBeginnings(s *story.Story) map[int]int {
	all := map[int]int{}
	for i := range s.Record.Events {
		if around := s.Record.Events[i].Loops(); len(around) > 0 {
			if _, ok := all[around[0]]; !ok {
				all[around[0]] = i - 1
			}
		}
	}
	return all
}

// NotSaving returns the argument that stops a framework's loop from saving, as it may be written, unless one without it is
// made, too.
func NotSaving(s *story.Story, by framework.Loop) (setting string, off bool) {
	made := 0
	for i := range s.Calls {
		o := s.Calls[i].Object
		c := s.Lookup(s.Calls[i].Name)
		if c == nil || c.Saves == nil || c.Saves.Loop == "" || c.Saves.Loop != by {
			continue
		}
		found := s.SetTo(o, c.Saves.Off)
		if made++; found == "" {
			return "", false
		}
		setting = found
	}
	return setting, made > 0
}

// holdsState answers whether what a save writes has any of what a training makes.
func holdsState(s *story.Story, step *story.Step, t *story.Training) value.Truth {
	facts := step.Facts.Saves
	if facts.Any {
		answer := value.No
		for _, v := range written(step, facts) {
			answer = value.Either(answer, state.Has(s, v.Value, t))
		}
		return answer
	}
	if facts.Object == nil {
		if isProcessor(s, step.Object.Of) {
			return value.No
		}
		return value.Yes
	}
	v, ok := step.Object.Argument(facts.Object.Name, facts.Object.At)
	if !ok {
		return value.Open
	}
	return state.Has(s, v, t)
}

// written are the arguments of a call that writes whatever it is given.
func written(c *story.Step, facts *framework.Save) (all []value.Argument) {
	path, _ := c.Object.Argument(facts.Path.Name, facts.Path.At)
	for _, a := range c.Object.Args {
		if a.Value != path {
			all = append(all, a)
		}
	}
	return all
}

// isProcessor reports whether a value is what prepares data for a model: a tokenizer, a processor, a feature extractor.
func isProcessor(s *story.Story, v value.Value) bool {
	all := s.Record.Heap.All(v)
	return len(all) > 0 && !slices.ContainsFunc(all, func(id value.ID) bool {
		name := s.Record.Heap.Object(id).Name
		return !strings.Contains(name, "Tokenizer") && !strings.Contains(name, "Processor") && !strings.Contains(name, "FeatureExtractor")
	})
}

// saving matches what code that is not here is called if it writes what it is given.
var saving = pattern.New(`(?i)save|checkpoint|ckpt|dump|export|persist|serialize|upload|push`)

// mayBeSaved reports whether a training's model is given to code that is not here and is called as if it saved it.
func mayBeSaved(s *story.Story, t *story.Training) bool {
	for range unknownSaves(s, t) {
		return true
	}
	return false
}

// unknownSaves yields the calls that give a training's model to code that is not here and is called as if it saved it.
func unknownSaves(s *story.Story, t *story.Training) iter.Seq[*record.Event] {
	isIt := func(v value.Value) bool {
		has := state.Has(s, v, t)
		return has == value.Yes || has == value.Open && s.IsOpen(t.Model)
	}
	return func(yield func(*record.Event) bool) {
		begins := begins(s, t)
		for i := range s.Calls {
			c := &s.Calls[i]
			_, method := story.CutLast(c.Name)
			isSetting := story.IsClass(method) && s.Frameworks.IsModule(c.Name) || strings.HasPrefix(c.Name, "json.") // JSON takes no weights
			if c.Order <= begins || !t.Counts(c) || !soundsLikeSaving(c) || isSetting {
				continue
			}
			given := isIt(c.Object.Of) || slices.ContainsFunc(c.Object.Args, func(a value.Argument) bool { return isIt(a.Value) })
			if given && !yield(c.Event) {
				return
			}
		}
	}
}

// soundsLikeSaving reports whether a call is of code that is not here and is called as if it saved something.
func soundsLikeSaving(c *story.Step) bool {
	_, method := story.CutLast(c.Name)
	return c.Facts == nil && saving.MatchString(method) && !strings.HasPrefix(c.Name, "builtins.")
}

// shortRun is how many epochs a run has that is over before anybody would want a checkpoint of it.
const shortRun = 2

// IsShort answers whether a training is seen to last an epoch or two, is one of many trials, or a trial run.
func IsShort(s *story.Story, t *story.Training) bool {
	if tries(s) {
		return true
	}
	if t.By == framework.Keras {
		epochs, ok := t.Step.Object.Argument("epochs", -1)
		return !ok && !slices.ContainsFunc(t.Step.Object.Args, func(a value.Argument) bool { return a.Rest || a.Name == "nb_epoch" || a.Name == "initial_epoch" }) ||
			ok && isFew(s, epochs)
	}
	if t.By == framework.FastAI { // which calls its epochs this or that, but has them first
		return len(t.Step.Object.Args) > 0 && slices.ContainsFunc(t.Step.Object.Args, func(a value.Argument) bool {
			return (a.Name == "" || strings.HasSuffix(a.Name, "epochs") || a.Name == "n_epoch" || a.Name == "cyc_len") && isFew(s, a.Value)
		})
	}
	if epochs := epochsOf[t.By]; epochs != "" {
		return isSetFew(s, t.By, epochs)
	}
	loop := t.Outer()
	if loop < 0 {
		return false
	}
	id, ok := s.Record.Heap.One(s.Record.Loops[loop].Over)
	if !ok {
		return false
	}
	o := s.Record.Heap.Object(id)
	return strings.TrimSuffix(o.Name, "()") == "builtins.range" && len(o.Args) == 1 && isFew(s, o.Args[0].Value)
}

// epochsOf names the setting of a framework's loop that says how many epochs it runs.
var epochsOf = map[framework.Loop]string{framework.HFTrainer: "num_train_epochs", framework.Lightning: "max_epochs"}

// isSetFew reports whether the settings of a framework's loop say that it runs an epoch or two.
func isSetFew(s *story.Story, by framework.Loop, epochs string) bool {
	return slices.ContainsFunc(s.Calls, func(c story.Step) bool {
		if c.Facts == nil || c.Facts.Saves == nil || c.Facts.Saves.Loop != by {
			return false
		}
		v, ok := c.Object.Argument(epochs, -1)
		return ok && isFew(s, v)
	})
}

func isFew(s *story.Story, v value.Value) bool {
	o := s.OnlyLiteral(v)
	if o == nil || o.Literal != code.Integer {
		return false
	}
	n, err := strconv.Atoi(o.Name)
	return err == nil && n <= shortRun
}

// tries reports whether the script searches for hyperparameters: most of what it trains is thrown away.
func tries(s *story.Story) bool {
	return slices.ContainsFunc(s.Calls, func(c story.Step) bool {
		name := strings.TrimSuffix(c.Object.Name, "()")
		return name == "optuna.create_study" || name == "optuna.study.create_study" || strings.HasPrefix(name, "ray.tune.") ||
			strings.HasPrefix(name, "timeit.") || strings.HasPrefix(name, "hyperopt.fmin") || name == "wandb.agent"
	})
}

// IsToy reports whether all that a training's model is run on is drawn at random: a demonstration.
func IsToy(s *story.Story, t *story.Training) bool {
	runs := 0
	for i := range s.Steps {
		step := &s.Steps[i]
		if step.Kind != story.Forward || t.Loop < 0 || !slices.Contains(step.Event.Loops(), t.Loop) {
			continue
		}
		runs++
		if !slices.ContainsFunc(step.Object.Args, func(a value.Argument) bool { return isDrawn(s, a.Value) }) {
			return false
		}
	}
	return runs > 0
}

// isDrawn reports whether a value is made of random numbers and of nothing that was read.
func isDrawn(s *story.Story, v value.Value) bool {
	drawn := false
	for _, id := range s.Origins(v) {
		o := s.Record.Heap.Object(id)
		if o.Kind != value.Foreign {
			continue
		}
		facts := s.Lookup(s.Called(o))
		switch {
		case facts != nil && len(facts.Draws) > 0:
			drawn = true
		case strings.HasPrefix(o.Name, "?") && o.Of == value.Nothing && len(o.Args) == 0:
			return false
		}
	}
	return drawn
}

// isAllMadeUp reports whether all that a training's model is run on is made of numbers that the script itself makes, and of nothing that
// is read, or given by code that is not here.
func isAllMadeUp(s *story.Story, t *story.Training) bool {
	for i := range s.Steps {
		step := &s.Steps[i]
		if step.Kind != story.Forward || !slices.Contains(step.Event.Loops(), t.Loop) {
			continue
		}
		for _, a := range step.Object.Args {
			if slices.ContainsFunc(s.Origins(a.Value), func(id value.ID) bool { return mayBeRead(s, s.Record.Heap.Object(id)) }) {
				return false
			}
		}
	}
	return true
}

// mayBeRead reports whether an object may be data that comes from outside.
func mayBeRead(s *story.Story, o *value.Object) bool {
	name := strings.TrimSuffix(s.Called(o), "()")
	_, last := story.CutLast(name)
	switch {
	case o.Kind == value.Instance:
		return true
	case o.Kind != value.Foreign:
		return false
	}
	return strings.HasPrefix(o.Name, "?") || strings.HasSuffix(o.Name, "()") && (story.IsSource(last) || story.IsClass(last))
}
