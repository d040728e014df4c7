package missingtypeannotations

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint/routine"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/program"
)

// trainingName matches what functions of a training run are called: what they do to a model, or to which part of the run.
var trainingName = pattern.New(`^_?(?:main|fit|test|(?:pre|re|fine)?_?train(?:er|ing)?|fine_?tune|validate|valid|val|evaluate|eval)(?:_.+)?$|` +
	`(?:^|_)(?:epochs?|checkpoints?|ckpt)(?:_|$)|` +
	`^_?(?:build|create|make|load|save|get|setup|init|initialize|prepare|compute|configure)_(?:.+_)?` +
	`(?:models?|net|network|optim|optimizers?|schedulers?|loss|criterion|data|dataset|datasets|loaders?|dataloaders?|config|weights|state)$`)

// hooks are methods whose signature a framework's base class sets. Sources: LightningModule and Callback of Lightning,
// Trainer of transformers, Model and Layer of Keras, Module of torch.nn.
var hooks = pattern.New(`^(?:on_.+|(?:training|validation|test|predict|prediction|train|optimizer|lr_scheduler|manual)_step|` +
	`.+_epoch_(?:start|end)|.+_step_end|configure_.+|.+_dataloader|prepare_data|setup|teardown|forward|call|build|get_config|` +
	`compute_.+|evaluate|evaluation_loop|save_model|load_state_dict|state_dict|get_.+|create_.+|train|eval|test|fit|predict|` +
	`load_.+|save_.+|__.+__)$`)

// isTraining reports whether a function is one of those that a training run is made of.
func isTraining(function python.Node) bool {
	name := function.Child(python.NameField).Text()
	switch {
	case strings.HasPrefix(name, "test_") || strings.HasPrefix(name, "__"):
		return false
	case isOverload(function), isDecorated(function, "override", "fixture"):
		return false
	case isSmallClosure(function):
		return false
	case inherits(function.Class()) && hooks.MatchString(name):
		return false
	}
	isTest := program.IsTest(function.File().Source.Path)
	return trainingName.MatchString(name) || backpropagates(function) || !isTest && (fits(function) || isHandedOver(function))
}

// smallClosure is the number of lines up to which a function inside another is no more than an expression with a name.
const smallClosure = 3

func isSmallClosure(function python.Node) bool {
	if function.Ancestor(python.FunctionDefinition).Kind() != python.FunctionDefinition {
		return false
	}
	return strings.Count(function.Text(), "\n") < smallClosure
}

// inherits reports whether a class has a base whose methods its own may override.
func inherits(class python.Node) bool {
	for base := range class.Child(python.SuperclassesField).Children() {
		if base.Kind() != python.KeywordArgument && base.Text() != "object" {
			return true
		}
	}
	return false
}

// backpropagates reports whether a function itself computes gradients and applies them.
func backpropagates(function python.Node) bool {
	if !anyOf(function.File(), "backward", "manual_backward", "apply_gradients") { // which is told sooner
		return false
	}
	methods := map[string]bool{}
	for call := range calls(function) {
		methods[call.Child(python.FunctionField).Child(python.AttributeField).Text()] = true
	}
	return methods["step"] && (methods["backward"] || methods["manual_backward"]) || methods["apply_gradients"]
}

// anyOf reports whether one of some names stands anywhere in a file's code.
func anyOf(f *python.File, all ...string) bool {
	return slices.ContainsFunc(all, func(name string) bool { return names(f, name) })
}

// calls yields the calls that a function itself makes.
func calls(function python.Node) func(yield func(python.Node) bool) {
	return func(yield func(python.Node) bool) {
		for n := range routine.Own(function) {
			if n.Kind() == python.Call && !yield(n) {
				return
			}
		}
	}
}

// fitters are functions that train a model on the data that they are handed.
var fitters = []string{"xgboost.train", "lightgbm.train", "xgboost.cv", "lightgbm.cv"}

// fits reports whether a function itself fits a model: a method fit gets the inputs and what is to be learned from them, or the
// settings.
func fits(function python.Node) bool {
	if !anyOf(function.File(), "fit", "train", "cv") {
		return false
	}
	for call := range calls(function) {
		callee, arguments := call.Child(python.FunctionField), call.Child(python.ArgumentsField)
		isFit := callee.Child(python.AttributeField).Text() == "fit" && arguments.FirstChild() != arguments.LastChild()
		if isFit || slices.Contains(fitters, callee.QualifiedName()) {
			return true
		}
	}
	return false
}

// runners are functions that run the training that they are handed: searches, launchers.
// Sources: https://optuna.readthedocs.io/en/stable/reference/generated/optuna.study.Study.html,
// https://docs.ray.io/en/latest/tune/api/execution.html, https://docs.wandb.ai/ref/python/agent,
// https://hyperopt.github.io/hyperopt/, https://huggingface.co/docs/accelerate/package_reference/launchers,
// https://docs.pytorch.org/docs/stable/multiprocessing.html.
var runners = []string{
	"ray.tune.run", "ray.tune.Tuner", "ray.tune.with_parameters", "ray.tune.with_resources", "ray.train.torch.TorchTrainer", "wandb.agent", "hyperopt.fmin",
	"accelerate.notebook_launcher", "accelerate.debug_launcher", "torch.multiprocessing.spawn", "ax.optimize",
}

// isHandedOver reports whether a function is handed to what runs it as a training.
func isHandedOver(function python.Node) bool {
	name := function.Child(python.NameField)
	for use := range name.File().Root().Identifiers(name.Text()) {
		argument := use
		if argument.Parent().Kind() == python.KeywordArgument {
			argument = argument.Parent()
		}
		if call := argument.Parent().Parent(); argument.Parent().Kind() != python.ArgumentList || !isRunner(call) {
			continue
		}
		if b, ok := use.Binding(); ok && b.Name == name {
			return true
		}
	}
	return false
}

// isRunner reports whether a call runs what it is handed: one of the runners, or optimize of a study of Optuna.
func isRunner(call python.Node) bool {
	callee := call.Child(python.FunctionField)
	name := callee.QualifiedName()
	if slices.Contains(runners, name) || strings.HasPrefix(name, "optuna.") && strings.HasSuffix(name, ".optimize") {
		return true
	}
	return callee.Child(python.AttributeField).Text() == "optimize" && imports(call.File(), "optuna")
}

// imports reports whether a file imports a package or something of it.
func imports(f *python.File, name string) bool {
	for b := range f.Imports {
		if b.Target == name || strings.HasPrefix(b.Target, name+".") {
			return true
		}
	}
	return false
}
