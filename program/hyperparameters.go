package program

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
)

var (
	// runSettings matches where trackers keep the settings: wandb.config, run["parameters"].
	runSettings = pattern.New(`(?i)^(wandb|swanlab|trackio|run|self\.run)\.config\b|^(self\.)?\w*(run|neptune|aim|experiment|logger)\w*\[["'](h?_?param\w*|hyper_?param\w*|config\w*|args|settings)`)

	// settings matches names that stand for all hyperparameters.
	settings = pattern.New(`(?i)(^|[._])(args?|arguments|config|configs|configuration|cfg|conf|h_?params|hyper_?params?|hyper_?parameters|hps?|opts?|options|settings|flags|params|train_?cfg|train_?config|\w+_(args|config|cfg|params|hparams|opts?|flags|settings))$`)
)

// displays are functions that turn settings into something that can be reported.
var displays = []string{"vars", "str", "repr", "dict", "asdict", "dumps", "to_yaml", "pformat", "to_dict", "to_container", "items", "format", "join",
	"dump", "safe_dump", "to_json", "to_json_string", "model_dump", "model_dump_json", "sorted", "namespace_to_dict", "getattr", "pretty_text", "list", "print_args",
	"flags_into_string", "as_dict", "__dict__", "copy", "deepcopy", "enumerate", "keys", "unwrap", "tabulate", "resolve", "get_params", "prettify", "Pretty", "markdown"}

// isSettings reports whether a value stands for all hyperparameters, or what a display makes of them.
func isSettings(v Value) bool {
	switch v.Kind {
	case Name, Format, Other:
		return slices.ContainsFunc(v.Names(), func(n string) bool {
			return settings.MatchString(strings.TrimSuffix(strings.TrimSuffix(n, ".__dict__"), "._content")) || n == "sys.argv"
		})
	case CallTo:
		return slices.Contains(displays, lastPart(strings.TrimSuffix(v.Text, "()"))) && isSettings(Value{Kind: Other, Parts: &Parts{Names: v.Names()}})
	case Sequence:
		return slices.ContainsFunc(v.Items(), isSettings)
	case Dict:
		return slices.ContainsFunc(v.Keys(), func(p Pair) bool { return isSettings(p.Value) })
	}
	return false
}

// learnt matches functions that make, change or count the parameters of a model.
var learnt = pattern.New(`(?i)^(sum|len)$|init|count|numel|parameters|update|step`)

// hasAny reports whether one of the names is in what is reported.
func (r report) hasAny(names []string) bool {
	return slices.ContainsFunc(r.values, func(a Arg) bool {
		return slices.ContainsFunc(a.Names(), func(n string) bool { return slices.Contains(names, n) })
	})
}
