package missingtypeannotations

import (
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/python"
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
	return trainingName.MatchString(name) || backpropagates(function)
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
	methods := map[string]bool{}
	for n := range function.Child(python.BodyField).Walk(python.FunctionDefinition, python.ClassDefinition, python.Lambda) {
		if n.Kind() == python.Call {
			methods[n.Child(python.FunctionField).Child(python.AttributeField).Text()] = true
		}
	}
	return methods["step"] && (methods["backward"] || methods["manual_backward"]) || methods["apply_gradients"]
}
