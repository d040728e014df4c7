// Package hyperparam knows what the settings of training runs are called, and recognises configuration files that hold
// them.
package hyperparam

import (
	"iter"
	"strings"
	"unicode"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/config"
)

// A Kind is what a setting sets, whatever its key is called.
type Kind string

// The kinds of setting that rules know.
const (
	LearningRate Kind = "learning rate"
	BatchSize    Kind = "batch size"
	Epochs       Kind = "epochs"
	MaxSteps     Kind = "max steps"
	WeightDecay  Kind = "weight decay"
	Momentum     Kind = "momentum"
	Betas        Kind = "betas"
	Dropout      Kind = "dropout"
	Workers      Kind = "workers"
	Warmup       Kind = "warmup epochs"
	Optimizer    Kind = "optimizer"
	Model        Kind = "model"
	Seed         Kind = "seed"
)

// kinds are what keys in snake case stand for. Sources: the arguments of torch.optim, keras.Model.fit, lightning.Trainer,
// transformers.TrainingArguments, and the options of timm, NeMo, SpeechBrain and YOLOv5.
var kinds = byKey(map[Kind]string{
	LearningRate: "lr lr0 learning_rate base_lr init_lr initial_lr peak_lr initial_learning_rate base_learning_rate peak_learning_rate",
	BatchSize: "batch_size batchsize train_batch_size per_device_train_batch_size micro_batch_size global_batch_size " +
		"eval_batch_size val_batch_size valid_batch_size test_batch_size per_device_eval_batch_size",
	Epochs:      "epochs num_epochs n_epochs nb_epoch nb_epochs max_epochs total_epochs num_train_epochs train_epochs number_of_epochs nepochs",
	MaxSteps:    "max_steps num_steps total_steps train_steps num_train_steps max_train_steps num_training_steps",
	WeightDecay: "weight_decay wd",
	Momentum:    "momentum",
	Betas:       "betas",
	Dropout: "dropout dropout_rate dropout_prob drop_rate dropout_p hidden_dropout attn_dropout attention_dropout embd_dropout " +
		"hidden_dropout_prob attention_probs_dropout_prob resid_dropout embedding_dropout",
	Workers:   "num_workers n_workers nworkers dataloader_num_workers",
	Warmup:    "warmup_epochs num_warmup_epochs",
	Optimizer: "optimizer optim optimiser",
	Model:     "model",
	Seed:      "seed random_seed manual_seed global_seed rng_seed seed_everything random_state data_seed torch_seed",
})

func byKey(names map[Kind]string) map[string]Kind {
	out := map[string]Kind{}
	for kind, keys := range names {
		for key := range strings.FieldsSeq(keys) {
			out[key] = kind
		}
	}
	return out
}

// Of returns what a key sets, "" if that is not known. Case and hyphens do not matter: learningRate, batch-size.
func Of(key string) Kind { return kinds[snake(key)] }

// snake writes a key in snake case.
func snake(key string) string {
	var out strings.Builder
	var last rune
	for _, r := range key {
		switch {
		case r == '-' || r == ' ' || r == '.':
			r = '_'
		case unicode.IsUpper(r) && unicode.IsLower(last):
			out.WriteRune('_')
		}
		out.WriteRune(unicode.ToLower(r))
		last = r
	}
	return out.String()
}

// maxDepth is how deep settings of a training run nest: training, optimizer, params.
const maxDepth = 5

// Settings yields the fields of maps within maps, down to a sensible depth, each with the names of the keys above it.
func Settings(root config.Value) iter.Seq2[[]string, *config.Field] {
	return func(yield func([]string, *config.Field) bool) { settings(root, nil, yield) }
}

func settings(v config.Value, above []string, yield func([]string, *config.Field) bool) bool {
	for i := range v.Fields {
		field := &v.Fields[i]
		if !yield(above, field) {
			return false
		}
		below := append(above[:len(above):len(above)], field.Name)
		if len(below) <= maxDepth && !settings(field.Value, below, yield) {
			return false
		}
	}
	return true
}

// of says what each required setting of a training configuration looks like.
var of = map[Kind][]config.Type{
	LearningRate: {config.Int, config.Float, config.String},
	BatchSize:    {config.Int, config.String},
	Epochs:       {config.Int, config.Float, config.String},
	MaxSteps:     {config.Int, config.Float, config.String},
	Optimizer:    {config.String, config.Map},
	Model:        {config.String, config.Map},
}

// foreign are keys at the top of what is not configuration of a training run, though it may hold one: manifests of
// Kubernetes, workflows, compositions of containers, hooks, schemas, records of runs that have been.
var foreign = []string{"apiVersion", "jobs", "stages", "services", "repos", "openapi", "swagger", "$schema", "nodes", "log_history",
	"tasks", "steps", "best_metric", "architectures", "_wandb"}

// IsTraining reports whether a configuration file is that of a training run: it sets at least two of learning rate, batch
// size, epochs or steps, optimizer and model, and not only those that a run without training has, too.
func IsTraining(root config.Value) bool {
	for _, key := range foreign {
		if root.Field(key) != nil {
			return false
		}
	}
	found := map[Kind]bool{}
	for _, field := range Settings(root) {
		kind := Of(field.Name)
		for _, t := range of[kind] {
			if field.Value.Type() == t {
				if kind == MaxSteps {
					kind = Epochs
				}
				found[kind] = true
			}
		}
	}
	return len(found) >= 2 && (found[LearningRate] || found[Epochs] || found[BatchSize] && found[Optimizer])
}

// hint matches text that may set what IsTraining asks for.
var hint = pattern.New(`(?i)lr|learning|epoch|steps|optimi[sz]er`)

// MayTrain reports whether a text may be the configuration of a training run, which tells without parsing it.
func MayTrain(text []byte) bool { return hint.Match(text) }
