package program

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/hyperparam"
)

// A Hardcoded is a hyperparameter that is written as a number where it is used.
type Hardcoded struct {
	Kind  hyperparam.Kind
	Value string // as written
	At    Range
}

// hardcodable are the hyperparameters that are looked for, in the order in which they are told.
var hardcodable = []hyperparam.Kind{hyperparam.LearningRate, hyperparam.BatchSize, hyperparam.Epochs, hyperparam.WeightDecay}

// Hardcoded returns the hyperparameters that the entry's own file writes as numbers into calls and loops, each kind once;
// none if the entry takes settings from anywhere.
func (e *Entry) Hardcoded() (all []Hardcoded) {
	if e.hasSettings() {
		return nil
	}
	found := map[hyperparam.Kind]Hardcoded{}
	note := func(kind hyperparam.Kind, v Value, at Range) {
		if _, known := found[kind]; !known && v.Kind == Literal && number.MatchString(v.Text) {
			found[kind] = Hardcoded{kind, v.Text, at}
		}
	}
	for _, fn := range e.reached {
		if fn.module.facts != e.File {
			continue
		}
		for i := range fn.Calls {
			noteArguments(callSite{fn, i}, note)
		}
	}
	for _, t := range e.Trainings {
		if over := t.over(); t.fn.module.facts == e.File && over.Kind == CallTo && over.Text == "builtins.range" && len(over.Items()) == 1 {
			note(hyperparam.Epochs, over.Items()[0], t.At)
		}
	}
	for _, kind := range hardcodable {
		if h, ok := found[kind]; ok {
			all = append(all, h)
		}
	}
	return all
}

var number = pattern.New(`^\d[\d_]*\.?\d*(?:[eE][+-]?\d+)?$`)

// over is what the training's own loop iterates over.
func (t *Training) over() Value {
	if t.loop < 0 {
		return Value{}
	}
	return t.fn.Loops[t.loop].Over
}

// noteArguments notes the hyperparameters among a call's arguments.
func noteArguments(site callSite, note func(hyperparam.Kind, Value, Range)) {
	call := site.call()
	if class := lastPart(call.Callee); class != "" && strings.ToUpper(class[:1]) != class[:1] && !strings.HasPrefix(class, "fit") {
		return // a class makes loaders, optimizers and trainers, and fit runs them
	}
	for position, arg := range call.Args {
		kind := hyperparam.Of(arg.Name)
		if arg.Name == "" {
			kind = site.positional(position)
		}
		if slices.Contains(hardcodable, kind) {
			note(kind, arg.Value, site.at())
		}
	}
}

// positional returns what an argument without keyword sets: an optimizer of torch takes the parameters and the learning
// rate, one of Keras the learning rate, a loader the data and the batch size.
func (s callSite) positional(position int) hyperparam.Kind {
	for _, name := range s.fn.targets[s.index].external {
		switch {
		case strings.HasPrefix(name, "torch.optim.") && !strings.Contains(name, "lr_scheduler") && position == 1,
			strings.HasPrefix(name, "keras.optimizers.") && !strings.Contains(name, "schedules") && position == 0:
			return hyperparam.LearningRate
		case name == "torch.utils.data.DataLoader" && position == 1:
			return hyperparam.BatchSize
		}
	}
	return ""
}

// settingsSource matches callables that make or read settings.
var settingsSource = pattern.New(`(?:ArgumentParser|parse_args|parse_known_args|TrainingArguments|add_argument|HfArgumentParser|LightningCLI|OmegaConf\.\w+|` +
	`Fire|[A-Za-z]Config|from_pretrained_config|getenv|ArgParser|OptionParser|load_config|get_config|read_config|parse_config|load_hyperpyyaml)$|` +
	`^(?:yaml|json|toml|tomllib|absl\.flags|click|typer|hydra|configparser|configargparse|sacred|gin|ml_collections|optuna|simple_parsing|tyro|fire)\.|DEFINE_\w+$`)

// hasSettings reports whether the entry takes settings from its command line, a file, a class or a dict.
func (e *Entry) hasSettings() bool {
	return slices.ContainsFunc(e.reached, takesSettings.holds)
}

var takesSettings = ask(func(fn *function) bool {
	return slices.ContainsFunc(fn.Calls, func(c Call) bool { return settingsSource.MatchString(c.Callee) }) ||
		slices.ContainsFunc(fn.Decorators, settingsSource.MatchString) ||
		slices.ContainsFunc(fn.Assigns, bindsSettings) || slices.ContainsFunc(fn.module.facts.Classes, isSettingsClass)
})

// bindsSettings reports whether an assignment makes a dict of settings.
func bindsSettings(a Assign) bool {
	return a.Value.Kind == Dict && slices.ContainsFunc(a.Targets, func(t string) bool { return settings.MatchString(strings.ToLower(t)) })
}

func isSettingsClass(c Class) bool { return configClass.MatchString(c.Name) }
