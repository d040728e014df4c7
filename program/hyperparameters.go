package program

import "github.com/agentlint/agentlint/internal/pattern"

// settings matches names that stand for all hyperparameters.
var settings = pattern.New(`(?i)(^|[._])(args?|arguments|config|configs|configuration|cfg|conf|h_?params|hyper_?params?|hyper_?parameters|hps?|opts?|options|settings|flags|params|train_?cfg|train_?config|\w+_(args|config|cfg|params|hparams|opts?|flags|settings))$`)
