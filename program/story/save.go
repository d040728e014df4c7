package story

import (
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/run"
	"github.com/agentlint/agentlint/program/value"
)

// IsSaved answers whether something of what a training makes is written, while it runs or afterwards.
func (s *Story) IsSaved(t *Training) run.Truth {
	if t.By == framework.Lightning || t.By == framework.HFTrainer {
		if _, off := s.NotSaving(t.By); !off {
			return run.Yes
		}
	}
	answer := run.No
	if s.Record.Cut || t.By == framework.Configured || s.hidesCallbacks(t) {
		answer = run.Open
	}
	for i := range s.Steps {
		step := &s.Steps[i]
		if step.Kind != Save || !t.counts(step) || !s.savesAfter(step, t) || s.isApartCallback(step) {
			continue
		}
		switch s.holdsState(step, t) {
		case run.Yes:
			return run.Yes
		case run.Open:
			answer = run.Open
		}
	}
	if answer == run.No && s.mayBeSaved(t) {
		return run.Open
	}
	return answer
}

// savesAfter reports whether a save comes after a training has begun, or is made by a callback, which is made before.
func (s *Story) savesAfter(step *Step, t *Training) bool {
	facts := step.Facts.Saves
	return facts.Callback && (facts.Loop == "" || facts.Loop == framework.Keras) || !facts.Callback && step.Order > s.begins(t)
}

// begins returns the order of the event before the first one in the outermost loop of a training.
func (s *Story) begins(t *Training) int {
	loops := t.Step.Event.Loops()
	if len(loops) == 0 {
		return t.Step.Order
	}
	return beginningsAnswer.Of(s, (*Story).findBeginnings)[loops[0]]
}

var beginningsAnswer Answer[map[int]int]

// findBeginnings finds the order of the event before the first one in each outermost loop.
func (s *Story) findBeginnings() map[int]int {
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
func (s *Story) NotSaving(by framework.Loop) (setting string, off bool) {
	made := 0
	for i := range s.calls {
		o := s.calls[i].Object
		c := s.frameworks.Lookup(s.calls[i].Name)
		if c == nil || c.Saves == nil || c.Saves.Loop == "" || c.Saves.Loop != by {
			continue
		}
		found := s.setTo(o, c.Saves.Off)
		if made++; found == "" {
			return "", false
		}
		setting = found
	}
	return setting, made > 0
}

// hidesCallbacks reports whether callbacks of which nothing is known may be given to Keras.
func (s *Story) hidesCallbacks(t *Training) bool {
	if t.By != framework.Keras {
		return false
	}
	if slices.ContainsFunc(t.Step.Object.Args, func(a value.Argument) bool { return a.Rest }) {
		return true
	}
	v, ok := t.Step.Object.Argument("callbacks", -1)
	return ok && s.isOpen(v)
}

// isOpen reports whether a value, or an element of it, may be something of which nothing is known.
func (s *Story) isOpen(v value.Value) bool { return s.isOpenIn(v, map[value.ID]bool{}) }

func (s *Story) isOpenIn(v value.Value, seen map[value.ID]bool) bool {
	return slices.ContainsFunc(s.Record.Heap.All(v), func(id value.ID) bool {
		if seen[id] {
			return false
		}
		seen[id] = true
		o := s.Record.Heap.Object(id)
		return o.Kind == value.Foreign && strings.HasPrefix(o.Name, "?") || s.isOpenIn(o.Elements, seen) ||
			slices.ContainsFunc(o.Items, func(item value.Value) bool { return s.isOpenIn(item, seen) })
	})
}

// holdsState answers whether what a save writes has any of what a training makes.
func (s *Story) holdsState(step *Step, t *Training) run.Truth {
	facts := step.Facts.Saves
	if facts.Any {
		answer := run.No
		for _, v := range step.written(facts) {
			answer = run.Either(answer, s.hasState(v.Value, t, 0, map[value.ID]bool{}))
		}
		return answer
	}
	if facts.Object == nil {
		if s.isProcessor(step.Object.Of) {
			return run.No
		}
		return run.Yes
	}
	v, ok := step.Object.Argument(facts.Object.Name, facts.Object.At)
	if !ok {
		return run.Open
	}
	return s.hasState(v, t, 0, map[value.ID]bool{})
}

// written are the arguments of a call that writes whatever it is given.
func (c *Step) written(facts *framework.Save) (all []value.Argument) {
	path, _ := c.Object.Argument(facts.Path.Name, facts.Path.At)
	for _, a := range c.Object.Args {
		if a.Value != path {
			all = append(all, a)
		}
	}
	return all
}

// isProcessor reports whether a value is what prepares data for a model: a tokenizer, a processor, a feature extractor.
func (s *Story) isProcessor(v value.Value) bool {
	all := s.Record.Heap.All(v)
	return len(all) > 0 && !slices.ContainsFunc(all, func(id value.ID) bool {
		name := s.Record.Heap.Object(id).Name
		return !strings.Contains(name, "Tokenizer") && !strings.Contains(name, "Processor") && !strings.Contains(name, "FeatureExtractor")
	})
}

// states are methods that return the state of an object, or its weights.
var states = map[string]bool{"state_dict": true, "get_weights": true, "state_dict_for_save_checkpoint": true, "trainable_variables": true, "parameters": true, "trainable_parameters": true, "get_model_state_dict": true}

// records are attributes of a model that tell how it was trained, and are none of its state.
var records = map[string]bool{"history": true, "losses": true, "metrics": true, "evals_result_": true, "best_score_": true, "feature_importances_": true}

// measure matches what numbers and settings are called. It is asked of names of which nothing else is known.
var measure = pattern.New(`(?i)(^|[^a-z])(loss(es)?|acc(urac(y|ies))?|metrics?|scores?|history|results?|args|cfg|config|data(set|loader)?|labels?|preds?|predictions?)([^a-z]|$)`)

// isForeignState reports whether something made outside the project is state of a training by what it is called, and whether that
// says so: of all else what it is made of decides.
func (s *Story) isForeignState(o *value.Object, t *Training) (isState, known bool) {
	name := strings.TrimSuffix(o.Name, "()")
	_, member := cutLast(name)
	if states[member] || member == "state" && strings.Contains(name, "optim") {
		return true, true
	}
	return false, s.isOutput(o, t) || records[member]
}

// hasState answers whether a value is, or holds, what a training makes.
func (s *Story) hasState(v value.Value, t *Training, depth int, seen map[value.ID]bool) run.Truth {
	h := s.Record.Heap
	answer := run.No
	look := func(v value.Value) {
		if v == value.Nothing || answer == run.Yes {
			return
		}
		if depth >= maxWalk {
			answer = run.Open
			return
		}
		switch s.hasState(v, t, depth+1, seen) {
		case run.Yes:
			answer = run.Yes
		case run.Open:
			answer = run.Open
		}
	}
	for _, id := range h.All(v) {
		if seen[id] {
			continue
		}
		seen[id] = true
		o := h.Object(id)
		if s.isTrained(id, t) {
			return run.Yes
		}
		switch o.Kind {
		case value.Literal, value.Varying, value.Text, value.Option, value.Function, value.Class:
			continue
		case value.Foreign:
			switch isState, known := s.isForeignState(o, t); {
			case isState:
				return run.Yes
			case known:
				continue
			case strings.HasPrefix(o.Name, "?") && o.Of == value.Nothing && len(o.Args) == 0 && !measure.MatchString(o.Name):
				answer = run.Open
			}
			look(o.Of)
			for _, a := range o.Args {
				look(a.Value)
			}
		case value.Tuple, value.List, value.Dict, value.Instance:
			look(o.Of)
		}
		for _, item := range o.Items {
			look(item)
		}
		look(o.Elements)
		for _, key := range sortedKeys(o.Fields) {
			look(o.Fields[key])
		}
	}
	return answer
}

// isTrained reports whether an object is a model that a training trains, or another module of the project.
func (s *Story) isTrained(id value.ID, t *Training) bool {
	return slices.Contains(s.Record.Heap.All(t.Model), id) || s.Record.Heap.Object(id).Kind == value.Instance && s.Record.IsModule(id)
}

// isOutput reports whether a result is what a model computes of data, or a loss and its gradients, which is not the model.
func (s *Story) isOutput(o *value.Object, t *Training) bool {
	if facts := s.frameworks.Lookup(s.called(o)); facts != nil && facts.Act == framework.Differentiate {
		return true
	}
	return slices.ContainsFunc(s.Record.Heap.All(o.Callee), func(id value.ID) bool { return s.isTrained(id, t) })
}

// saving matches what code that is not here is called if it writes what it is given.
var saving = pattern.New(`(?i)save|checkpoint|ckpt|dump|export|persist|serialize|upload|push`)

// mayBeSaved reports whether a training's model is given to code that is not here and is called as if it saved it.
func (s *Story) mayBeSaved(t *Training) bool {
	for range s.unknownSaves(t) {
		return true
	}
	return false
}

// unknownSaves yields the calls that give a training's model to code that is not here and is called as if it saved it.
func (s *Story) unknownSaves(t *Training) iter.Seq[*run.Event] {
	isIt := func(v value.Value) bool {
		has := s.hasState(v, t, 0, map[value.ID]bool{})
		return has == run.Yes || has == run.Open && s.isOpen(t.Model)
	}
	return func(yield func(*run.Event) bool) {
		begins := s.begins(t)
		for i := range s.calls {
			c := &s.calls[i]
			_, method := cutLast(c.Name)
			isSetting := isClass(method) && s.frameworks.IsModule(c.Name) || strings.HasPrefix(c.Name, "json.") // JSON takes no weights
			if c.Order <= begins || !t.counts(c) || !c.soundsLikeSaving() || isSetting {
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
func (c *Step) soundsLikeSaving() bool {
	_, method := cutLast(c.Name)
	return c.Facts == nil && saving.MatchString(method) && !strings.HasPrefix(c.Name, "builtins.")
}

// shortRun is how many epochs a run has that is over before anybody would want a checkpoint of it.
const shortRun = 2

// IsShort answers whether a training is seen to last an epoch or two, is one of many trials, or a trial run.
func (s *Story) IsShort(t *Training) bool {
	if s.tries() {
		return true
	}
	if t.By == framework.Keras {
		epochs, ok := t.Step.Object.Argument("epochs", -1)
		return !ok && !slices.ContainsFunc(t.Step.Object.Args, func(a value.Argument) bool { return a.Rest || a.Name == "nb_epoch" || a.Name == "initial_epoch" }) ||
			ok && s.isFew(epochs)
	}
	if epochs := epochsOf[t.By]; epochs != "" {
		return s.isSetFew(t.By, epochs)
	}
	loop := t.outer()
	if loop < 0 {
		return false
	}
	id, ok := s.Record.Heap.One(s.Record.Loops[loop].Over)
	if !ok {
		return false
	}
	o := s.Record.Heap.Object(id)
	return strings.TrimSuffix(o.Name, "()") == "builtins.range" && len(o.Args) == 1 && s.isFew(o.Args[0].Value)
}

// epochsOf names the setting of a framework's loop that says how many epochs it runs.
var epochsOf = map[framework.Loop]string{framework.HFTrainer: "num_train_epochs", framework.Lightning: "max_epochs"}

// isSetFew reports whether the settings of a framework's loop say that it runs an epoch or two.
func (s *Story) isSetFew(by framework.Loop, epochs string) bool {
	return slices.ContainsFunc(s.calls, func(c Step) bool {
		if c.Facts == nil || c.Facts.Saves == nil || c.Facts.Saves.Loop != by {
			return false
		}
		v, ok := c.Object.Argument(epochs, -1)
		return ok && s.isFew(v)
	})
}

func (s *Story) isFew(v value.Value) bool {
	o := s.literal(v)
	if o == nil || o.Literal != code.Integer {
		return false
	}
	n, err := strconv.Atoi(o.Name)
	return err == nil && n <= shortRun
}

// tries reports whether the script searches for hyperparameters: most of what it trains is thrown away.
func (s *Story) tries() bool {
	return slices.ContainsFunc(s.calls, func(c Step) bool {
		name := strings.TrimSuffix(c.Object.Name, "()")
		return name == "optuna.create_study" || name == "optuna.study.create_study" || strings.HasPrefix(name, "ray.tune.") ||
			strings.HasPrefix(name, "timeit.") || strings.HasPrefix(name, "hyperopt.fmin") || name == "wandb.agent"
	})
}

// IsToy reports whether all that a training's model is run on is drawn at random: a demonstration.
func (s *Story) IsToy(t *Training) bool {
	runs := 0
	for i := range s.Steps {
		step := &s.Steps[i]
		if step.Kind != Forward || t.Loop < 0 || !slices.Contains(step.Event.Loops(), t.Loop) {
			continue
		}
		runs++
		if !slices.ContainsFunc(step.Object.Args, func(a value.Argument) bool { return s.isDrawn(a.Value) }) {
			return false
		}
	}
	return runs > 0
}

// isDrawn reports whether a value is made of random numbers and of nothing that was read.
func (s *Story) isDrawn(v value.Value) bool {
	drawn := false
	for _, id := range s.origins(v) {
		o := s.Record.Heap.Object(id)
		if o.Kind != value.Foreign {
			continue
		}
		facts := s.frameworks.Lookup(s.called(o))
		switch {
		case facts != nil && len(facts.Draws) > 0:
			drawn = true
		case strings.HasPrefix(o.Name, "?") && o.Of == value.Nothing && len(o.Args) == 0:
			return false
		}
	}
	return drawn
}
