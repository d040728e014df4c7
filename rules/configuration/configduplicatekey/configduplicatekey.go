// Package configduplicatekey defines the rule config-duplicate-key.
package configduplicatekey

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/config"
)

//go:embed configduplicatekey.md
var page string

// Rule reports keys that a training configuration sets twice.
var Rule = &lint.Rule{
	ID:       "config-duplicate-key",
	Severity: lint.Error,
	Page:     page,
	Requires: []*analysis.Analyzer{config.Analyzer},
	Run:      run,
}

// consequences are what becomes of a key that stands twice. Sources: https://yaml.org/spec/1.2.2/#mapping, PyYAML's and
// ruamel.yaml's constructors, https://docs.python.org/3/library/json.html#repeated-names-within-an-object,
// https://toml.io/en/v1.0.0#keyvalue-pair
var consequences = map[config.Format]string{
	config.YAML:  "PyYAML uses the last, OmegaConf and ruamel.yaml reject the file",
	config.JSON:  "Python uses the last",
	config.JSONC: "Python uses the last",
	config.TOML:  "TOML forbids it, and the file can't be read",
}

func run(pass *analysis.Pass) {
	f := config.Of(pass)
	for _, problem := range f.Problems {
		if problem.Kind == config.DuplicateKey && f.Text(problem.Range) != "<<" {
			pass.ReportRangef(f.Range(problem.Range), "%s; %s", problem.Message, consequences[f.Format])
		}
	}
}
