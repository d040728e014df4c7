package setting

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/hyperparam"
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/parts"
	"github.com/agentlint/agentlint/program/value"
)

// A Hardcoded is a hyperparameter that is a number in the code that uses it.
type Hardcoded struct {
	Kind  hyperparam.Kind
	Value string // as written
}

// hardcodable are the hyperparameters that are looked for, in the order in which they are told.
var hardcodable = []hyperparam.Kind{
	hyperparam.LearningRate, hyperparam.BatchSize, hyperparam.Epochs, hyperparam.MaxSteps, hyperparam.WeightDecay, rounds, depth,
}

// What only ensembles of trees have.
const (
	rounds hyperparam.Kind = "rounds"
	depth  hyperparam.Kind = "depth"
)

// AllHardcoded returns the hyperparameters whose numbers reach what uses them as literals, each kind once: written in the call that takes
// them, or in one of the program's own functions that hands them on. One number that a function gives a name is no better; several
// are a place where settings are kept.
func AllHardcoded(s *story.Story) (all []Hardcoded) {
	h := hardcoding{Story: s, found: map[hyperparam.Kind]setting{}}
	for i := range s.Trainings {
		h.training(&s.Trainings[i])
	}
	for i := range s.Calls {
		if c := &s.Calls[i]; !c.Event.Alone || s.Snippet {
			h.call(c)
		}
	}
	named := 0
	for _, kind := range hardcodable {
		if h.found[kind].from == value.Named {
			named++
		}
	}
	for _, kind := range hardcodable {
		if kind == hyperparam.MaxSteps && h.found[hyperparam.Epochs].from != value.Elsewhere {
			continue // steps of something within an epoch
		}
		if v, ok := h.found[kind]; ok && (v.from == value.Written || v.from == value.Named && named == 1) {
			all = append(all, Hardcoded{kind, v.text})
		}
	}
	return all
}

// A hardcoding is a search for the hyperparameters of a story.
type hardcoding struct {
	*story.Story
	found map[hyperparam.Kind]setting
}

// A setting is what a call is given for a hyperparameter.
type setting struct {
	text string // "" if it is no number in the text
	from value.Origin
}

// note notes what a hyperparameter is set to. It is hardcoded if it is wherever it is set.
func (h *hardcoding) note(kind hyperparam.Kind, a value.Argument) {
	h.noteAs(kind, a, "")
}

// noteAs is note of a number that is told in another way.
func (h *hardcoding) noteAs(kind hyperparam.Kind, a value.Argument, text string) {
	if !slices.Contains(hardcodable, kind) {
		return
	}
	made := setting{from: value.Elsewhere}
	if o := h.OnlyLiteral(a.Value); o != nil && (o.Literal == code.Integer || o.Literal == code.Float) {
		made = setting{cmp.Or(text, o.Name), a.From}
	} else if o != nil {
		return // None, "auto": nothing is set
	}
	if was, ok := h.found[kind]; !ok || made.from < was.from {
		h.found[kind] = made
	}
}

// call notes the hyperparameters among the arguments of a call.
func (h *hardcoding) call(c *story.Step) {
	_, last := story.CutLast(c.Name)
	if !h.usesSettings(c.Name, last) || h.isHeldOut(c.Object) {
		return
	}
	position := 0
	for _, a := range c.Object.Args {
		switch {
		case a.Rest:
			return
		case a.Name == "":
			h.note(positional(c.Name, last, position), a)
			position++
		default:
			h.note(kindOf(c.Name, a.Name), a)
		}
		h.inline(c.Name, a.Value)
	}
}

// inline notes the hyperparameters in a dictionary that is written out among the arguments of a call, or in a list there: a group of
// parameters.
func (h *hardcoding) inline(name string, v value.Value) {
	o := h.Single(v)
	if o == nil || o.Label != "" || o.Given != "" {
		return
	}
	if o.Kind == value.List {
		for _, item := range o.Items {
			h.groups(name, item)
		}
		return
	}
	h.groups(name, v)
}

func (h *hardcoding) groups(name string, v value.Value) {
	o := h.Single(v)
	if o == nil || o.Kind != value.Dict || o.Label != "" || o.Given != "" {
		return
	}
	for _, key := range value.SortedKeys(o.Fields) {
		h.note(kindOf(name, key), value.Argument{Value: o.Fields[key], From: value.Written})
	}
}

// training notes how often a loop of the program's own goes round.
func (h *hardcoding) training(t *story.Training) {
	if t.By != "" || t.Alone() && !h.Snippet {
		return
	}
	loop := t.Epoch
	if loop < 0 {
		loop = t.Loop
	}
	over := h.Single(h.Record.Loops[loop].Over)
	for range story.MaxWalk {
		if over == nil || over.Kind != value.Foreign || ranges[over.Name] {
			break
		}
		v, ok := over.Argument("iterable", 0)
		if !ok {
			return
		}
		over = h.Single(v)
	}
	if over != nil && ranges[over.Name] && len(over.Args) > 0 {
		h.noteAs(hyperparam.Epochs, over.Args[min(1, len(over.Args)-1)], h.turns(over.Args))
	}
}

// turns is how often a range from one to a number goes round, "" for any other.
func (h *hardcoding) turns(bounds []value.Argument) string {
	if len(bounds) < 2 || !h.IsLiteral(bounds[0].Value, "1") {
		return ""
	}
	if last := h.OnlyLiteral(bounds[1].Value); last != nil {
		if n, err := strconv.Atoi(last.Name); err == nil {
			return strconv.Itoa(n - 1)
		}
	}
	return ""
}

// ranges are what a loop goes over so many times.
var ranges = map[string]bool{"builtins.range()": true, "tqdm.trange()": true, "tqdm.auto.trange()": true}

// isHeldOut reports whether a call is about data that the model is not trained on.
func (h *hardcoding) isHeldOut(o *value.Object) bool {
	return slices.ContainsFunc(o.Args, func(a value.Argument) bool {
		part, ok := h.PartOf(a.Value)
		return ok && part != parts.Train && h.OnlyLiteral(a.Value) == nil && !strings.HasPrefix(a.Name, "val") && !strings.HasPrefix(a.Name, "eval")
	})
}

// usesSettings reports whether a call may be one that trains, or makes what does: of a library for that, or a class or fit that is not
// here. What keeps settings does not use them.
func (h *hardcoding) usesSettings(name, last string) bool {
	switch {
	case last == "" || strings.HasPrefix(name, "datasets.") || keepsSettings.MatchString(last) || judgesOnly.MatchString(last):
		return false
	case h.Frameworks.IsModule(name):
		return true
	}
	c := h.Facts(name)
	return c != nil && c.Trains != "" || strings.HasPrefix(name, "?") && (strings.ToUpper(last[:1]) == last[:1] || strings.HasPrefix(last, "fit"))
}

var (
	// keepsSettings matches classes of settings and what makes them: SFTConfig, TrainingArguments.
	keepsSettings = pattern.New(`(?i)(config|configuration|args|arguments|params|parameters|settings|options|hparams|namespace|suggest\w*)(_dict|dict)?$`)

	judgesOnly = pattern.New(`(?i)^(predict\w*|evaluate|test|validate|score|generate|embed\w*|encode\w*|transform)$`)
)

// kindOf returns what a keyword or key sets.
func kindOf(name, key string) hyperparam.Kind {
	if isOfTrees(name) {
		if kind := ofTrees[key]; kind != "" {
			return kind
		}
	}
	switch {
	case evaluation.MatchString(key):
		return ""
	case key == "total_timesteps": // of Stable Baselines
		return hyperparam.MaxSteps
	}
	return hyperparam.Of(key)
}

var evaluation = pattern.New(`(?i)(^|_)(eval|val|valid|validation|test)(_|$)`)

// isOfTrees reports whether a name is of a library of boosted trees or of ensembles.
func isOfTrees(name string) bool {
	return strings.HasPrefix(name, "xgboost.") || strings.HasPrefix(name, "lightgbm.") || strings.HasPrefix(name, "catboost.") || strings.HasPrefix(name, "sklearn.ensemble.")
}

// ofTrees are the settings of these. Sources: https://xgboost.readthedocs.io/en/stable/parameter.html,
// https://lightgbm.readthedocs.io/en/latest/Parameters.html, https://catboost.ai/docs/en/references/training-parameters/common
var ofTrees = map[string]hyperparam.Kind{
	"n_estimators": rounds, "num_boost_round": rounds, "num_round": rounds, "num_iterations": rounds, "iterations": rounds,
	"max_depth": depth, "depth": depth, "num_leaves": depth, "eta": hyperparam.LearningRate,
}

// positional returns what an argument without keyword sets: an optimizer of torch takes the parameters and the learning rate, those of
// Keras, Optax and MLX the learning rate, a loader the data and the batch size.
func positional(name, last string, position int) hyperparam.Kind {
	isClass := strings.ToUpper(last[:1]) == last[:1]
	switch {
	case strings.HasPrefix(name, "torch.optim.") && isClass && !strings.Contains(name, "lr_scheduler") && position == 1,
		strings.HasPrefix(name, "keras.optimizers.") && isClass && !strings.Contains(name, "schedules") && position == 0,
		strings.HasPrefix(name, "mlx.optimizers.") && isClass && position == 0,
		optaxed[name] && position == 0,
		(last == "fit_one_cycle" || last == "fine_tune") && strings.HasPrefix(name, "fastai.") && position == 1:
		return hyperparam.LearningRate
	case (last == "fit_one_cycle" || last == "fine_tune" || last == "fit") && strings.HasPrefix(name, "fastai.") && position == 0:
		return hyperparam.Epochs
	case last == "learn" && strings.HasPrefix(name, "stable_baselines3.") && position == 0:
		return hyperparam.MaxSteps
	case strings.HasSuffix(name, ".data.DataLoader") && position == 1,
		strings.HasPrefix(name, "tensorflow.") && last == "batch" && position == 0:
		return hyperparam.BatchSize
	case (name == "xgboost.train" || name == "lightgbm.train") && position == 2:
		return rounds
	}
	return ""
}

// optaxed are the optimizers of Optax (https://optax.readthedocs.io/en/latest/api/optimizers.html).
var optaxed = map[string]bool{
	"optax.adam": true, "optax.adamw": true, "optax.sgd": true, "optax.rmsprop": true, "optax.adagrad": true, "optax.lamb": true,
	"optax.lion": true, "optax.adafactor": true, "optax.nadam": true, "optax.radam": true, "optax.adabelief": true,
}
