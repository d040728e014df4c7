// Package configvaluerange defines the rule config-value-range.
package configvaluerange

import (
	_ "embed"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/hyperparam"
)

//go:embed configvaluerange.md
var page string

// Rule reports hyperparameters that no training run can use.
var Rule = &lint.Rule{
	ID:       "config-value-range",
	Severity: lint.Error,
	Page:     page,
	Requires: []*analysis.Analyzer{config.Analyzer},
	Run:      run,
}

// A limit is what the values of a setting must not be.
type limit struct {
	broken   func(v float64) bool
	severity lint.Severity
	reason   string
}

// limits are in the order in which they are asked; the first that is broken counts. The errors are those for which
// torch.optim, torch.nn.Dropout and torch.utils.data raise ValueError (https://github.com/pytorch/pytorch).
var limits = map[hyperparam.Kind][]limit{
	hyperparam.LearningRate: {
		{func(v float64) bool { return v < 0 }, lint.Error, "a learning rate can't be negative: optimizers raise ValueError"},
		{func(v float64) bool { return v == 0 }, lint.Warning, "with a learning rate of 0, nothing is learned"},
		{func(v float64) bool { return v > 10 }, lint.Warning, "a learning rate over 10 makes optimizers diverge"},
	},
	hyperparam.BatchSize: {
		{func(v float64) bool { return v == 0 || v < -1 }, lint.Error, "a batch size must be at least 1: loaders raise ValueError"},
		{isFraction, lint.Error, "a batch size must be a whole number: loaders raise ValueError"},
	},
	hyperparam.Epochs: {
		{func(v float64) bool { return v == 0 || v < -1 }, lint.Warning, "nothing is trained in this many epochs"},
	},
	hyperparam.WeightDecay: {{func(v float64) bool { return v < 0 }, lint.Error, "weight decay can't be negative: optimizers raise ValueError"}},
	hyperparam.Momentum: {
		{func(v float64) bool { return v < 0 }, lint.Error, "momentum can't be negative: optimizers raise ValueError"},
		{func(v float64) bool { return v >= 1 }, lint.Warning, "with a momentum of 1 or more, the steps never get smaller"},
	},
	hyperparam.Betas: {{func(v float64) bool { return v < 0 || v >= 1 }, lint.Error, "betas must be at least 0 and less than 1: optimizers raise ValueError"}},
	hyperparam.Dropout: {
		{func(v float64) bool { return v < 0 || v > 1 }, lint.Error, "dropout must be a probability: layers raise ValueError"},
		{func(v float64) bool { return v == 1 }, lint.Warning, "a dropout of 1 drops everything"},
	},
	hyperparam.Workers: {{func(v float64) bool { return v < 0 }, lint.Error, "the number of workers can't be negative: loaders raise ValueError"}},
}

func isFraction(v float64) bool { return v != float64(int64(v)) }

func run(pass *analysis.Pass) {
	f := config.Of(pass)
	var epochs, warmup []*config.Field
	for above, field := range hyperparam.Settings(f.Root) {
		kind := hyperparam.Of(field.Name)
		if isOff(f.Root, above) {
			continue
		}
		for _, v := range numbers(kind, field.Value) {
			if value(v) == 0 && strings.Contains(strings.ToLower(field.Name), "global") {
				continue // it is computed from that of a device, which is what loaders take
			}
			check(pass, kind, field.Name, v)
		}
		switch kind {
		case hyperparam.Epochs:
			epochs = append(epochs, field)
		case hyperparam.Warmup:
			warmup = append(warmup, field)
		}
	}
	if len(epochs) == 1 && len(warmup) == 1 {
		checkWarmup(pass, epochs[0], warmup[0])
	}
}

// isOff reports whether a section, or one around it, says that it is switched off: enabled: false.
func isOff(section config.Value, path []string) bool {
	for i := 0; ; i++ {
		if field := section.Field("enabled"); field != nil && field.Value.Type() == config.Bool && field.Value.Text() == "false" {
			return true
		}
		if i == len(path) {
			return false
		}
		next := section.Field(path[i])
		if next == nil {
			return false
		}
		section = next.Value
	}
}

// numbers returns the numbers that a setting has: of betas those in its list.
func numbers(kind hyperparam.Kind, v config.Value) (all []config.Value) {
	candidates := []config.Value{v}
	if kind == hyperparam.Betas {
		candidates = v.Items
	}
	for _, c := range candidates {
		if _, err := strconv.ParseFloat(c.Text(), 64); err == nil && c.Type() != config.String {
			all = append(all, c)
		}
	}
	return all
}

func value(v config.Value) float64 {
	n, _ := strconv.ParseFloat(v.Text(), 64) // which numbers has done before
	return n
}

func check(pass *analysis.Pass, kind hyperparam.Kind, key string, v config.Value) {
	f := config.Of(pass)
	for _, l := range limits[kind] {
		if l.broken(value(v)) {
			lint.Reportf(pass, f.Range(v.Range), l.severity, "%s is %s: %s", key, f.Text(v.Range), l.reason)
			return
		}
	}
}

// checkWarmup reports a warm-up that takes the whole run.
func checkWarmup(pass *analysis.Pass, epochs, warmup *config.Field) {
	f := config.Of(pass)
	for _, total := range numbers(hyperparam.Epochs, epochs.Value) {
		for _, n := range numbers(hyperparam.Warmup, warmup.Value) {
			if value(total) > 0 && value(n) >= value(total) {
				lint.Reportf(pass, f.Range(n.Range), lint.Warning, "%s is %s, but the whole run has %s epochs: the learning rate never reaches its target",
					warmup.Name, f.Text(n.Range), f.Text(total.Range))
			}
		}
	}
}
