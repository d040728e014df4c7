// Package configtype defines the rule config-type.
package configtype

import (
	_ "embed"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/hyperparam"
)

//go:embed configtype.md
var page string

// Rule reports strings in a training configuration that look like another type.
var Rule = &lint.Rule{
	ID:       "config-type",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{config.Analyzer},
	Run:      run,
}

// numeric are the settings whose values are numbers.
var numeric = map[hyperparam.Kind]bool{
	hyperparam.LearningRate: true, hyperparam.BatchSize: true, hyperparam.Epochs: true, hyperparam.MaxSteps: true,
	hyperparam.WeightDecay: true, hyperparam.Momentum: true, hyperparam.Dropout: true, hyperparam.Workers: true,
	hyperparam.Warmup: true, hyperparam.Seed: true,
}

// boolean matches keys that switch something on or off. Others may have "true" among their values, as normalize has in
// scikit-learn.
var boolean = pattern.New(`(?i)^(?:use|is|has|do|with|enable|disable|save|load|log|freeze|allow|skip)_|(?:^|_)(?:enabled|disabled|pretrained|shuffle|amp|fp16|bf16|` +
	`drop_last|pin_memory|resume|verbose|debug|augment|augmentation|nesterov|amsgrad|deterministic|distributed|benchmark|bias|freeze)$`)

var number = pattern.New(`^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$`)

func run(pass *analysis.Pass) {
	f := config.Of(pass)
	for _, field := range hyperparam.Settings(f.Root) {
		if field.Value.Type() != config.String {
			continue
		}
		text, raw := field.Value.Text(), f.Text(field.Value.Range)
		isQuoted := strings.HasPrefix(raw, `"`) || strings.HasPrefix(raw, "'")
		switch {
		case isQuoted && numeric[hyperparam.Of(field.Name)] && number.MatchString(text):
			pass.ReportRangef(f.Range(field.Value.Range), "%s is the string %s; without the quotes it is a number", field.Name, raw)
		case isQuoted && boolean.MatchString(field.Name) && (strings.EqualFold(text, "true") || strings.EqualFold(text, "false")):
			pass.ReportRangef(f.Range(field.Value.Range), "%s is the string %s, which is always true in Python; without the quotes it is a boolean", field.Name, raw)
		case !isQuoted && f.Format == config.YAML && text == "None":
			pass.ReportRangef(f.Range(field.Value.Range), `%s is the string "None", which is true in Python; write null in YAML`, field.Name)
		}
	}
}
