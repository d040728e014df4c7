package program

import (
	"slices"

	"github.com/agentlint/agentlint/internal/pattern"
)

var (

	// settings matches names that stand for all hyperparameters.
	settings = pattern.New(`(?i)(^|[._])(args?|arguments|config|configs|configuration|cfg|conf|h_?params|hyper_?params?|hyper_?parameters|hps?|opts?|options|settings|flags|params|train_?cfg|train_?config|\w+_(args|config|cfg|params|hparams|opts?|flags|settings))$`)
)

// displays are functions that turn settings into something that can be reported.
var displays = []string{"vars", "str", "repr", "dict", "asdict", "dumps", "to_yaml", "pformat", "to_dict", "to_container", "items", "format", "join",
	"dump", "safe_dump", "to_json", "to_json_string", "model_dump", "model_dump_json", "sorted", "namespace_to_dict", "getattr", "pretty_text", "list", "print_args",
	"flags_into_string", "as_dict", "__dict__", "copy", "deepcopy", "enumerate", "keys", "unwrap", "tabulate", "resolve", "get_params", "prettify", "Pretty", "markdown"}

// hasAny reports whether one of the names is in what is reported.
func (r report) hasAny(names []string) bool {
	return slices.ContainsFunc(r.values, func(a Arg) bool {
		return slices.ContainsFunc(a.Names(), func(n string) bool { return slices.Contains(names, n) })
	})
}
